package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// ErrNotPublic is wrapped by the error of a connection to an address that is
// not public.
var ErrNotPublic = errors.New("address is not public")

// special lists the ranges that are no hosts of the public internet, beyond
// those that netip names (IANA special-purpose registries, RFC 6890).
var special = func() (ranges []netip.Prefix) {
	for _, text := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
		"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
	} {
		ranges = append(ranges, netip.MustParsePrefix(text))
	}
	return ranges
}()

// Ranges of IPv6 that lead to the IPv4 address within: NAT64 and 6to4.
var (
	nat64   = netip.MustParsePrefix("64:ff9b::/96")
	nat64s  = netip.MustParsePrefix("64:ff9b:1::/48")
	sixToIV = netip.MustParsePrefix("2002::/16")
)

// isPublic reports whether an address is a host's of the public internet.
func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || nat64s.Contains(ip) {
		return false
	}
	for _, prefix := range special {
		if prefix.Contains(ip) {
			return false
		}
	}
	b := ip.As16()
	switch {
	case nat64.Contains(ip):
		return isPublic(netip.AddrFrom4([4]byte(b[12:16])))
	case sixToIV.Contains(ip):
		return isPublic(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return true
}

// refuseNotPublic is the Control of a net.Dialer: it sees the address that is
// connected to, after every redirect and every answer of DNS.
func refuseNotPublic(_, address string, _ syscall.RawConn) error {
	peer, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %q", ErrNotPublic, address)
	}
	if !isPublic(peer.Addr()) {
		return fmt.Errorf("%w: %s", ErrNotPublic, peer.Addr())
	}
	return nil
}

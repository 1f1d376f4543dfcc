package source

import "errors"

// Open makes a source of files and directories (recursive), containers and
// addresses, read in the order given.
func Open(args []string, opts Options) (Source, error) {
	return nil, errors.ErrUnsupported
}

package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/pipeline/dataset"
)

func (p Program) open(dir string) (*dataset.Dataset, error) {
	return dataset.Open(dir, dataset.Options{FS: p.FS, Now: p.Now})
}

// locked calls change while holding the dataset's lock.
func (p Program) locked(dir, command string, change func(*dataset.Dataset) error) (err error) {
	data, err := p.open(dir)
	if err != nil {
		return err
	}
	lock, err := data.Lock(command)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	return change(data)
}

func (p Program) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR",
		Short: "Read everything back; the laws of a snapshot",
		Long: "Verify reads a snapshot (or the current one of a dataset) with another Parquet reader than the one that wrote it\n" +
			"and checks: files and their sha256, schemas, rows, partitions, keys, whole forms, values and statuses, conservation.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			m, err := dataset.Verify(cmd.Context(), args[0])
			var broken *dataset.LawError
			if errors.As(err, &broken) {
				for _, b := range broken.Broken {
					if _, err := fmt.Fprintln(p.Stdout, b); err != nil {
						return err
					}
				}
				return fmt.Errorf("verify %s: %d breaches", args[0], broken.Total)
			}
			if err != nil {
				return err
			}
			var rows int64
			for _, f := range m.Files {
				rows += f.Rows
			}
			_, err = fmt.Fprintf(p.Stdout, "Snapshot %s holds: %d files, %s rows, %s documents in = %s with reports + %s rejected\n", m.Snapshot,
				len(m.Files), grouped(rows), grouped(m.Input.Documents), grouped(m.Counts.DocumentsWithReports), grouped(m.Counts.Rejects))
			return err
		},
	}
}

func (p Program) snapshotsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "snapshots DIR",
		Short: "List the snapshots of a dataset, oldest first",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			data, err := p.open(args[0])
			if err != nil {
				return err
			}
			infos, err := data.List()
			if err != nil {
				return err
			}
			return printSnapshots(p.Stdout, infos)
		},
	}
}

func printSnapshots(w io.Writer, infos []dataset.Info) error {
	var s sheet
	s.line(fmt.Sprintf("  %-20s %11s %11s %11s %10s  %s", "SNAPSHOT", "DOCUMENTS", "REPORTS", "TO REVIEW", "EXTRACTOR", ""))
	for _, info := range infos {
		mark := " "
		if info.Current {
			mark = "*"
		}
		if info.Err != nil {
			s.line(fmt.Sprintf("%s %-20s damaged: %v", mark, info.ID, info.Err))
			continue
		}
		m := info.Manifest
		remark := ""
		if len(m.Refused) > 0 {
			remark = "refused: " + strings.Join(m.Refused, "; ")
		}
		s.line(fmt.Sprintf("%s %-20s %11s %11s %11s %10s  %s", mark, info.ID, grouped(m.Input.Documents),
			grouped(m.Counts.Reports), grouped(m.Counts.ReportsToReview), m.Program.ExtractorVersion, remark))
	}
	_, err := io.WriteString(w, s.b.String())
	return err
}

func (p Program) rollbackCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rollback DIR [SNAPSHOT]",
		Short: "Make an older snapshot current: the one before, or the one named",
		Args:  cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			id := ""
			if len(args) == 2 {
				id = args[1]
			}
			return p.locked(args[0], "rollback", func(d *dataset.Dataset) error {
				id, err := d.Rollback(id)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(p.Stdout, "Snapshot %s is current\n", id)
				return err
			})
		},
	}
}

func (p Program) pruneCommand() *cobra.Command {
	var keep int
	cmd := &cobra.Command{
		Use:   "prune DIR --keep N",
		Short: "Remove all but the newest N snapshots and the current one",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if keep < 1 {
				return usagef("--keep %d: at least one snapshot stays", keep)
			}
			return p.locked(args[0], "prune", func(d *dataset.Dataset) error {
				removed, err := d.Prune(keep)
				for _, id := range removed {
					_, printErr := fmt.Fprintf(p.Stdout, "Removed %s\n", id)
					err = errors.Join(err, printErr)
				}
				return err
			})
		},
	}
	cmd.Flags().IntVar(&keep, "keep", 7, "how many snapshots stay")
	return cmd
}

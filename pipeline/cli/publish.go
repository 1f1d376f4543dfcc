package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/pipeline/bucket"
	"gongkai/pipeline/dataset"
)

func (p Program) publishCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "publish DIR ADDRESS",
		Short: "Copy the published snapshot to object storage",
		Long: "Publish copies the current snapshot of a dataset to s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or file:///PATH: its\n" +
			"files, then its manifest, then latest.json, which names it. Every file sent is read back; what is there is not\n" +
			"sent again. So it can be interrupted and repeated, and who reads from latest.json on reads a whole snapshot.\n" +
			"After a rollback it makes the older snapshot the published one there too. run --publish-to does it each night.\n\n" +
			"An address may have the settings of its driver: s3://data/gongkai?region=cn-north-1, or for other stores that\n" +
			"speak S3 ?endpoint=https://HOST&use_path_style=true. Credentials are those of the providers' own tools.",
		Example: "  gongkai publish data/out 's3://open-data/gongkai?region=cn-north-1'",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := bucket.Check(args[1]); err != nil {
				return usagef("%w", err)
			}
			return p.locked(args[0], "publish", func(d *dataset.Dataset) error {
				id, err := d.Current()
				if err != nil {
					return err
				}
				sent, err := bucket.Publish(cmd.Context(), args[1], d.SnapshotDir(id))
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(p.Stdout, "Snapshot %s is published at %s\n", id, sent)
				return err
			})
		},
	}
}

package cli

import (
	"github.com/spf13/cobra"

	"gongkai/schema"
)

func (p Program) schemaCommand() *cobra.Command {
	format := ""
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the data dictionary",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			switch format {
			case "md":
				return schema.WriteMarkdown(p.Stdout)
			case "json":
				return schema.WriteJSON(p.Stdout)
			}
			return usagef("--format %q: md or json", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "md", "md or json")
	return cmd
}

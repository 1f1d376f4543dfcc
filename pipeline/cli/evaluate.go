package cli

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/pipeline/evaluate"
)

// evaluation is what the flags of evaluate say.
type evaluation struct {
	gold, dataset, format, compare string
	worst                          int
}

func (p Program) evaluateCommand() *cobra.Command {
	var f evaluation
	cmd := &cobra.Command{
		Use:   "evaluate --gold FILE DIR",
		Short: "Quality of a dataset against labels",
		Long: "Evaluate compares the published snapshot of the dataset DIR with labels, one JSON object a line, and prints\n" +
			"for each family of documents and in all: recall and precision over cells, silent errors (a wrong number in a\n" +
			"report that nobody is told to look at), perfect documents, review rate, accuracy of year, agency and date,\n" +
			"rejects right and wrong, and the worst documents with the command that shows each.",
		Example: "  gongkai evaluate --gold corpus/gold.jsonl data/out\n" +
			"  gongkai evaluate --gold corpus/gold.jsonl data/out --format json > before.json\n" +
			"  gongkai evaluate --gold corpus/gold.jsonl data/out --compare before.json",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(args); err != nil {
				return err
			}
			return p.evaluate(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.gold, "gold", "", "labels, one JSON object a line")
	flags.StringVar(&f.dataset, "dataset", "", "the dataset, another way to name DIR")
	flags.StringVar(&f.format, "format", "text", "text, json or md")
	flags.StringVar(&f.compare, "compare", "", "an earlier result as JSON: say what got better or worse")
	flags.IntVar(&f.worst, "worst", 10, "how many of the worst documents are listed")
	return cmd
}

func (f *evaluation) check(args []string) error {
	switch {
	case f.gold == "":
		return usagef("--gold FILE is needed")
	case f.format != "text" && f.format != "json" && f.format != "md":
		return usagef("--format %q: text, json or md", f.format)
	case f.worst < 0:
		return usagef("--worst %d: not negative", f.worst)
	case (len(args) == 1) == (f.dataset != ""):
		return usagef("one dataset is needed: DIR or --dataset DIR")
	case len(args) == 1:
		f.dataset = args[0]
	}
	return nil
}

func (p Program) evaluate(ctx context.Context, f evaluation) error {
	result, err := measure(ctx, f)
	if err != nil {
		return err
	}
	var before *evaluate.Result
	if f.compare != "" {
		if before, err = evaluate.ReadResult(f.compare); err != nil {
			return err
		}
	}
	if f.format == "json" {
		return result.WriteJSON(p.Stdout, before)
	}
	return result.Write(p.Stdout, evaluate.Output{
		Markdown: f.format == "md", Dataset: f.dataset, Worst: f.worst, Before: before,
	})
}

// measure evaluates, and looks for documents of equal bytes where labelled ones
// are absent.
func measure(ctx context.Context, f evaluation) (*evaluate.Result, error) {
	gold, err := evaluate.ReadGold(f.gold)
	if err != nil {
		return nil, err
	}
	tables, err := evaluate.Read(ctx, f.dataset)
	if err != nil {
		return nil, err
	}
	result := evaluate.Evaluate(gold, tables, nil)
	if !result.Lacks() {
		return result, nil
	}
	aliases, err := evaluate.FindAliases(ctx, f.dataset)
	if err != nil || len(aliases) == 0 {
		return result, err
	}
	return evaluate.Evaluate(gold, tables, aliases), nil
}

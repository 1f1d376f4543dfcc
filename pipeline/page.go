package pipeline

import (
	"context"
	"io"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/report"
)

// writePage writes the page for people into the staged snapshot. It is made of the
// snapshot's tables and the raw zone: no time and no other snapshot enters it.
func (r *run) writePage(ctx context.Context, stage *dataset.Stage, manifest *dataset.Manifest) error {
	in := report.Input{Dir: stage.Dir(), Manifest: manifest, Zone: r.zone}
	opts := report.Options{Workers: r.cfg.Workers, Timeout: r.cfg.ExtractTimeout}
	return stage.WritePage(manifest, func(w io.Writer) (err error) {
		r.shown, err = report.Write(ctx, w, in, opts)
		return err
	})
}

// Package report writes the page for people: one HTML file that a browser opens
// without a server and without a network.
//
// It consumes a snapshot (its Parquet files and manifest) with the raw zone, and
// produces the page:
//
//	in, err := report.Open("data/out")                  // the dataset's current snapshot
//	stats, err := report.Write(ctx, file, in, report.Options{})
//
// The page shows what came in and what became of it, and each report under review:
// the form as read beside the source, each cell by its status with raw text, position and
// evidence, the identities that fail drawn on the form, and the line for data/overrides.
//
// # What the file is made of
//
// The template assets/page.html, one style, one program (assets/*.js with uPlot, in
// assets/vendor with its licence), and data blocks: JSON, gzipped, in base64, unpacked when
// asked for. The block overview holds the counts, forms the editions of the form,
// queue a line for each report listed, chunk-0 and so on the reports in full, some
// 200 kB of JSON each. A line of the queue says in which chunk its report stands.
//
// Figures, statuses, positions and identities are those of the Parquet files. The
// source is not among them: it comes from the Cache, where LayOut made it while the document was
// extracted, or else the document is taken from the raw zone and laid out again
// by extractors.Examine. Both give the same. Where today's program finds a cell elsewhere than the
// snapshot says, the page says so, and where the document cannot be laid out or is
// not there, it says that.
//
// # Invariants
//
// Nothing that a document says can run: texts enter the page as base64 and its
// elements as text nodes; the policy in the page's head admits the page's own program and
// style by their sha256, no other script, no address and no string as markup. Characters that
// show nothing or turn text around are shown as escapes.
//
// The page is bounded: Options.Full reports in full, Options.Listed in the list, SourceBytes of
// each source, Bytes in all. Where there are more, the rare kinds of trouble are
// there whole and the frequent ones in equal parts, and the page says how many are left out.
//
// Without Input.Snapshots the page is a function of documents and program: no time,
// no id and no other snapshot enters it. That is the page in a snapshot's folder. With
// them it names the snapshot and shows the trend, new labels and slow hosts.
//
// It judges nothing, and changes nothing in the dataset.
//
// Concurrency: Write is called by one goroutine and reads documents on
// Options.Workers. Memory holds the reports in full, without their sources.
//
// Faults: those of the files; rows that are not where the order of the dataset puts
// them; a cancelled context.
package report

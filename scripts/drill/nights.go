package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// nights is the drill of an operator's first week.
func (d *drill) nights() error {
	data := filepath.Join(d.dir, "dataset")
	for _, step := range []struct {
		name string
		do   func(data string) error
	}{
		{"Night 1: the site has its first documents", d.night1},
		{"Interrupted while it fetches", d.interrupted},
		{"Night 2: new, changed and gone documents", d.night2},
		{"Night 3: nothing new", d.night3},
		{"The result equals a full rebuild", d.rebuild},
		{"A changed extractor: what would be published, then extract", d.changedExtractor},
		{"A broken extractor is refused", d.refusal},
		{"Rollback and on again", d.rollback},
	} {
		fmt.Fprintf(d.w, "\n%s\n", step.name)
		if err := step.do(data); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	fmt.Fprintln(d.w, "\nEvery step held.")
	return nil
}

// expect is a step's finding.
func (d *drill) expect(what string, want, got any) error {
	if want != got {
		return fmt.Errorf("%s: %v, want %v", what, got, want)
	}
	fmt.Fprintf(d.w, "  ok  %s: %v\n", what, got)
	return nil
}

// says checks that the output has each text.
func (d *drill) says(out string, texts ...string) error {
	fields := strings.Join(strings.Fields(out), " ")
	for _, text := range texts {
		if !strings.Contains(fields, text) {
			return fmt.Errorf("the output does not say %q:\n%s", text, out)
		}
	}
	return nil
}

func (d *drill) night1(data string) error {
	d.site.add(d.documents)
	out, err := d.does(0, "2027-01-01", "", d.runArgs(data)...)
	if err != nil {
		return err
	}
	if err := d.says(out, "Published snapshot 20270101T000000Z"); err != nil {
		return err
	}
	return d.expect("documents sent", d.documents, d.site.sentSince())
}

// interrupted ends a run by a signal at its second document.
func (d *drill) interrupted(data string) error {
	d.site.add(d.fresh)
	d.site.change(10, d.changed, 10+d.changed, d.gone)
	cmd, out := d.command("2027-01-01", "", d.runArgs(data)...)
	signalled := make(chan error, 1)
	started := make(chan *os.Process, 1) // the site answers on goroutines of its own
	d.site.watch(func(sent int) {
		if sent == 2 {
			signalled <- (<-started).Signal(syscall.SIGTERM)
			time.Sleep(300 * time.Millisecond) // the site holds still while the signal arrives
		}
	})
	defer d.site.watch(nil)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("the interrupted run: %w", err)
	}
	started <- cmd.Process
	if err := cmd.Wait(); err == nil {
		return fmt.Errorf("the run went on:\n%s", out)
	}
	if err := <-signalled; err != nil {
		return err
	}
	if err := d.says(out.String(), "interrupted; what was read is kept"); err != nil {
		return err
	}
	if err := d.expect("exit code", 130, cmd.ProcessState.ExitCode()); err != nil {
		return err
	}
	_, current, err := d.files(data)
	if err != nil {
		return err
	}
	return d.expect("current", "20270101T000000Z", current)
}

// night2 goes on where the interrupted run ended: no document is sent twice.
func (d *drill) night2(data string) error {
	out, err := d.does(0, "2027-01-02", "", d.runArgs(data)...)
	if err != nil {
		return err
	}
	if err := d.says(out, "Published snapshot 20270102T000000Z", "not_modified"); err != nil {
		return err
	}
	sent := d.site.sentSince()
	return d.expect("documents sent, in the interrupted run and in this", d.fresh+d.changed, sent)
}

func (d *drill) night3(data string) error {
	before, _, err := d.files(data)
	if err != nil {
		return err
	}
	out, err := d.does(0, "2027-01-03", "", d.runArgs(data)...)
	if err != nil {
		return err
	}
	if err := d.says(out, "Nothing new: snapshot 20270102T000000Z stays current"); err != nil {
		return err
	}
	sent := d.site.sentSince()
	if err := d.expect("documents sent", 0, sent); err != nil {
		return err
	}
	after, _, err := d.files(data)
	if err != nil {
		return err
	}
	return d.expect("files as before", true, maps.Equal(before, after))
}

// rebuild makes everything anew and compares the bytes.
func (d *drill) rebuild(data string) error {
	before, _, err := d.files(data)
	if err != nil {
		return err
	}
	if _, err := d.does(0, "2027-01-04", "", "extract", "--dataset", data, "--force", "--log-format", "text"); err != nil {
		return err
	}
	after, _, err := d.files(data)
	if err != nil {
		return err
	}
	return d.expect(fmt.Sprintf("%d files equal byte for byte", len(after)), true, maps.Equal(before, after))
}

func (d *drill) changedExtractor(data string) error {
	args := []string{"extract", "--dataset", data, "--log-format", "text"}
	out, err := d.does(0, "2027-01-05", "changed", append(args, "--dry-run")...)
	if err != nil {
		return err
	}
	if err := d.says(out, "Dry run: a snapshot would be published"); err != nil {
		return err
	}
	if _, current, err := d.files(data); err != nil || current != "20270104T000000Z" {
		return fmt.Errorf("after the dry run %s is current: %w", current, err)
	}
	if out, err = d.does(0, "2027-01-05", "changed", args...); err != nil {
		return err
	}
	if err := d.says(out, "Published snapshot 20270105T000000Z"); err != nil {
		return err
	}
	_, err = d.does(0, "2027-01-05", "", "verify", data)
	return err
}

func (d *drill) refusal(data string) error {
	args := []string{"extract", "--dataset", data, "--log-format", "text"}
	out, err := d.does(3, "2027-01-06", "broken", args...)
	if err != nil {
		return err
	}
	if err := d.says(out, "Publishing refused: snapshot 20270106T000000Z", "reports of year 2022 went from"); err != nil {
		return err
	}
	_, current, err := d.files(data)
	if err != nil {
		return err
	}
	return d.expect("current", "20270105T000000Z", current)
}

func (d *drill) rollback(data string) error {
	for _, step := range []struct{ to, want string }{{"", "20270104T000000Z"}, {"20270105T000000Z", "20270105T000000Z"}} {
		args := []string{"rollback", data}
		if step.to != "" {
			args = append(args, step.to)
		}
		if _, err := d.does(0, "2027-01-07", "", args...); err != nil {
			return err
		}
		_, current, err := d.files(data)
		if err != nil {
			return err
		}
		if err := d.expect("current", step.want, current); err != nil {
			return err
		}
	}
	_, err := d.does(0, "2027-01-07", "", "snapshots", data)
	return err
}

package diff

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"gongkai/pipeline/table"
	"gongkai/schema"
)

// reject is a row of the table rejects.
type reject struct{ doc, uri, sha256, reason, detail string }

// rejects merges the two tables by document.
func (c *comparison) rejects(ctx context.Context) (err error) {
	a, b := c.old.open(c.old.filesOf(schema.RejectsTable), nil), c.now.open(c.now.filesOf(schema.RejectsTable), nil)
	defer func() { err = errors.Join(err, a.Close(), b.Close()) }()
	x, err := nextReject(ctx, a, nil)
	if err != nil {
		return err
	}
	y, err := nextReject(ctx, b, nil)
	if err != nil {
		return err
	}
	for x != nil || y != nil {
		first, second := x, y
		switch {
		case x == nil || y != nil && y.doc < x.doc:
			first = nil
		case y == nil || x.doc < y.doc:
			second = nil
		}
		if err := c.reject(first, second); err != nil {
			return err
		}
		if first != nil {
			if x, err = nextReject(ctx, a, x); err != nil {
				return err
			}
		}
		if second != nil {
			if y, err = nextReject(ctx, b, y); err != nil {
				return err
			}
		}
	}
	return nil
}

func nextReject(ctx context.Context, r *table.Rows, last *reject) (*reject, error) {
	err := r.Next(ctx)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := &reject{
		doc: r.Text("doc_id"), uri: r.Text("source_uri"), sha256: r.Text("content_sha256"),
		reason: r.Text("reason"), detail: r.Text("detail"),
	}
	if last != nil && last.doc >= out.doc {
		return nil, fmt.Errorf("diff: %s: document %s is out of order", r.File(), out.doc)
	}
	return out, r.Err()
}

// reject compares the two rows of a document; nil is none.
func (c *comparison) reject(x, y *reject) error {
	if x != nil && y != nil && x.reason == y.reason && x.detail == y.detail {
		return nil
	}
	present, from := y, c.now
	if y == nil {
		present, from = x, c.old
	}
	change := Change{Kind: RejectChanged, DocID: present.doc, SourceURI: present.uri, Table: schema.RejectsTable, Old: x.side(), New: y.side()}
	switch {
	case x == nil && c.left[y.doc]:
		change.Kind = DocumentRejected
	case x == nil:
		change.Kind = RejectAdded
	case y == nil && c.entered[x.doc]:
		change.Kind, from = DocumentAccepted, c.now
	case y == nil:
		change.Kind = RejectRemoved
	}
	if strings.HasPrefix(present.sha256, present.doc) && present.sha256 != "" {
		change.Inspect = fmt.Sprintf("gongkai inspect %s-0 --dataset %s", present.doc, quoted(from.Dataset))
	}
	c.result.Rejects[arrow(x.reasonOr("no reject"), y.reasonOr("no reject"))]++
	return c.tell(&change)
}

func (r *reject) side() *Side {
	if r == nil {
		return nil
	}
	return &Side{State: r.reason, Text: r.detail}
}

func (r *reject) reasonOr(other string) string {
	if r == nil {
		return other
	}
	return r.reason
}

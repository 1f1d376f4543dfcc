package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"gongkai/schema"
)

// readLines reads JSON lines: an object a line, a document each.
func readLines(open unpack) func(*walk, *container) (bool, error) {
	return func(w *walk, c *container) (bool, error) {
		unpacked, err := open(c.File)
		if err != nil {
			return true, err
		}
		defer unpacked.Close()
		// Escaped, a Chinese character takes six bytes instead of three.
		limit := 2*w.opts.maxBytes() + 1<<20
		lines := bufio.NewReaderSize(w.budget(c).reader(unpacked), 1<<16)
		for number := 1; ; number++ {
			line, size, err := readLine(lines, limit)
			if errors.Is(err, io.EOF) {
				return true, nil
			}
			if err != nil {
				return true, err
			}
			if !w.line(c, number, line, size) {
				return false, nil
			}
		}
	}
}

// readLine returns the next line without its end, or nil and its size where it
// is longer than the limit.
func readLine(r *bufio.Reader, limit int64) (line []byte, size int64, err error) {
	for {
		part, err := r.ReadSlice('\n')
		size += int64(len(part))
		if size <= limit {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !(errors.Is(err, io.EOF) && size > 0) {
			return nil, size, err
		}
		if size > limit {
			return nil, size, nil
		}
		return bytes.TrimRight(line, "\r\n"), size, nil
	}
}

func (w *walk) line(c *container, number int, line []byte, size int64) bool {
	uri := recordURI(c, number)
	if line == nil {
		return w.reject(uri, size, tooLarge(w.opts.maxBytes()))
	}
	if len(bytes.TrimSpace(line)) == 0 {
		w.opts.skip(uri, SkipNotDocument)
		return true
	}
	r, reject := parseLine(line, w.opts.Fields)
	if reject != nil {
		return w.reject(uri, size, reject)
	}
	r.number = number
	return w.record(c, r)
}

// parseLine reads the document of one line.
func parseLine(line []byte, fields Fields) (record, *schema.Reject) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil || object == nil {
		return record{}, schema.Rejectf(schema.UnreadableSource, "no JSON object: %v", err)
	}
	chosen, reject := fields.choose(slices.Sorted(maps.Keys(object)))
	if reject != nil {
		return record{}, reject
	}
	r := record{text: true, bodyField: chosen.body}
	body, err := stringOf(object, chosen.body)
	if err == nil {
		r.uri, err = stringOf(object, chosen.uri)
	}
	if err == nil {
		r.mediaType, err = stringOf(object, chosen.mediaType)
	}
	if err != nil {
		return r, schema.Rejectf(schema.UnreadableSource, "%v", err)
	}
	r.body = []byte(body)
	if raw := object[chosen.fetchedAt]; len(raw) > 0 && string(raw) != "null" {
		r.fetchedAt, err = parseTime(string(bytes.Trim(raw, `"`)))
		if err != nil {
			return r, schema.Rejectf(schema.UnreadableSource, "%v", err)
		}
	}
	return r, nil
}

// stringOf reads a field that is a string, null or absent.
func stringOf(object map[string]json.RawMessage, name string) (string, error) {
	raw, ok := object[name]
	if !ok {
		return "", nil
	}
	var value *string
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", fmt.Errorf("field %q is no string: %.40q", name, raw)
	}
	if value == nil {
		return "", nil
	}
	return *value, nil
}

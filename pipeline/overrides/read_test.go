package overrides_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/pipeline/overrides"
	"gongkai/schema"
)

const header = "content_sha256,report,cell,value,unit,who,when,why\n"

var sha = strings.Repeat("0123456789abcdef", 4)

func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestRead(t *testing.T) {
	set, err := overrides.Read(folder(map[string]string{
		"a.csv": "\uFEFF" + header +
			sha + ",1,applications/granted/total,41,item,zhang,2026-11-21,\"the scan shows 41, not 47\"\n" +
			sha + ",0,disclosures/fees/fee_amount,12.3456,CNY_10k,li,2026-11-20,checked\n",
		"b.csv":     header,
		"README.md": "not read",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []overrides.Override{
		{
			ContentSHA256: sha, Report: 0, Cell: "disclosures/fees/fee_amount", Status: schema.Verified, Value: 12_345_600, Unit: schema.UnitCNY10k,
			Who: "li", When: "2026-11-20", Why: "checked", File: "a.csv", Line: 3,
		},
		{
			ContentSHA256: sha, Report: 1, Cell: "applications/granted/total", Status: schema.Verified, Value: schema.Count(41), Unit: schema.UnitItem,
			Who: "zhang", When: "2026-11-21", Why: "the scan shows 41, not 47", File: "a.csv", Line: 2,
		},
	}
	if diff := cmp.Diff(want, set.Of(sha), cmpopts.IgnoreUnexported(overrides.Override{})); diff != "" {
		t.Errorf("overrides (-want +got):\n%s", diff)
	}
}

// What cannot be meant is an error that names file and line.
func TestReadMalformed(t *testing.T) {
	good := sha + ",0,applications/granted/total,41,item,zhang,2026-11-21,seen\n"
	edit := func(from, to string) string { return header + good + strings.Replace(good, from, to, 1) }
	for name, tt := range map[string]struct {
		text string
		line int
	}{
		"empty file":         {"", 1},
		"other header":       {"sha256,report\n", 1},
		"a column less":      {edit(",seen", ""), 3},
		"short sha256":       {edit(sha, "01234567"), 3},
		"upper case sha256":  {edit(sha, strings.ToUpper(sha)), 3},
		"report from -1":     {edit(",0,", ",-1,"), 3},
		"report no number":   {edit(",0,", ",first,"), 3},
		"unknown cell":       {edit("granted/total", "granted/totall"), 3},
		"value missing":      {edit(",41,", ",,"), 3},
		"value with comma":   {edit(",41,", ",\"4,100\","), 3},
		"value with letters": {edit(",41,", ",41件,"), 3},
		"decimals in count":  {edit(",41,", ",41.5,"), 3},
		"negative count":     {edit(",41,", ",-41,"), 3},
		"too long":           {edit(",41,", ",1234567890123,"), 3},
		"leading zero":       {edit(",41,", ",041,"), 3},
		"money in a count":   {edit(",item,", ",CNY,"), 3},
		"unknown unit":       {edit(",item,", ",pieces,"), 3},
		"nobody":             {edit(",zhang,", ",,"), 3},
		"no reason":          {edit(",seen", ", "), 3},
		"no day":             {edit("2026-11-21", "21.11.2026"), 3},
		"impossible day":     {edit("2026-11-21", "2026-02-30"), 3},
		"open quote":         {edit("seen", "\"seen"), 3},
		"reason not seen":    {edit("applications/granted/total,41,item", "review/agency_unknown,,"), 3},
		"reason with unit":   {edit("applications/granted/total,41,item", "review/agency_unknown,0123456789abcdef,item"), 3},
		"no reason named":    {edit("applications/granted/total,41,item", "review/,0123456789abcdef,"), 3},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := overrides.Read(folder(map[string]string{"x.csv": tt.text}))
			var line *overrides.LineError
			if !errors.As(err, &line) || line.File != "x.csv" || line.Line != tt.line {
				t.Errorf("error %v, want one at x.csv:%d", err, tt.line)
			}
		})
	}
}

// Of several lines of one file about one figure the last counts; two files may
// say the same of it and may not contradict each other.
func TestSeveralLines(t *testing.T) {
	line := func(cell, value, unit, who string) string {
		return strings.Join([]string{sha, "0", cell, value, unit, who, "2026-11-21", "seen\n"}, ",")
	}
	const cell, amount, reason = "applications/granted/total", "disclosures/fees/fee_amount", "review/agency_unknown"
	first, second := header+line(cell, "41", "item", "li"), header+line(cell, "41", "", "wang")
	for name, tt := range map[string]struct {
		files map[string]string
		want  []string
		line  int // of b.csv, where it contradicts a.csv
	}{
		"the last counts": {map[string]string{"a.csv": first + line(cell, "42", "", "li")}, []string{"42 li a.csv:3"}, 0},
		"blank and dash":  {map[string]string{"a.csv": header + line(cell, "blank", "", "li") + line(amount, "not_applicable", "", "li")}, []string{"blank li a.csv:2", "not_applicable li a.csv:3"}, 0},
		"withdrawn":       {map[string]string{"a.csv": first + line(cell, "withdrawn", "", "li")}, nil, 0},
		"and set again":   {map[string]string{"a.csv": first + line(cell, "withdrawn", "", "li") + line(cell, "7", "", "li")}, []string{"7 li a.csv:4"}, 0},
		"of one file":     {map[string]string{"a.csv": first, "b.csv": header + line(cell, "withdrawn", "", "wang")}, []string{"41 li a.csv:2"}, 0},
		"two agree":       {map[string]string{"a.csv": first, "b.csv": second}, []string{"41 li a.csv:2"}, 0},
		"other value":     {map[string]string{"a.csv": first, "b.csv": header + line(cell, "14", "", "wang")}, nil, 2},
		"other unit":      {map[string]string{"a.csv": header + line(amount, "1", "CNY", "li"), "b.csv": header + line(amount, "1", "CNY_10k", "wang")}, nil, 2},
		"blank is no 0":   {map[string]string{"a.csv": header + line(cell, "0", "", "li"), "b.csv": header + line(cell, "blank", "", "wang")}, nil, 2},
		"two readings": {
			map[string]string{"a.csv": header + line(reason, "0000000000000000", "", "li"), "b.csv": header + line(reason, "1111111111111111", "", "wang")},
			[]string{"0000000000000000 li a.csv:2"}, 0,
		},
	} {
		set, err := overrides.Read(folder(tt.files))
		var bad *overrides.LineError
		if errors.As(err, &bad); tt.line > 0 {
			if bad == nil || bad.File != "b.csv" || bad.Line != tt.line {
				t.Errorf("%s: error %v, want one at b.csv:%d", name, err, tt.line)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, o := range set.Of(sha) {
			got = append(got, fmt.Sprintf("%s %s %s:%d", o.ValueText(), o.Who, o.File, o.Line))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A file of a later folder takes the place of that of its name.
func TestFolders(t *testing.T) {
	line := func(n string) string {
		return header + sha + ",0,applications/granted/total," + n + ",,li,2026-11-21,seen\n"
	}
	set, err := overrides.Read(folder(map[string]string{"a.csv": line("1")}), folder(map[string]string{"a.csv": line("2")}))
	if err != nil || set.Len() != 1 || set.Of(sha)[0].Value != schema.Count(2) {
		t.Errorf("%v, %v", set, err)
	}
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(overrides.Folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(overrides.Folder, "li.csv"), []byte(line("3")), 0o644); err != nil {
		t.Fatal(err)
	}
	if set, err = overrides.Load(""); err != nil || len(set.Of(sha)) != 1 {
		t.Errorf("of the working folder: %v, %v", set, err)
	}
}

func TestEmbedded(t *testing.T) {
	if _, err := overrides.Load(""); err != nil {
		t.Error(err)
	}
}

// Any bytes are read or refused.
func FuzzRead(f *testing.F) {
	f.Add(header + sha + ",0,applications/granted/total,41,item,zhang,2026-11-21,seen\n")
	f.Add("\"")
	f.Fuzz(func(t *testing.T, text string) {
		set, err := overrides.Read(folder(map[string]string{"x.csv": text}))
		if err != nil {
			return
		}
		for _, o := range set.Unmet(func(string) bool { return false }) {
			if len(o.ContentSHA256) != 64 || o.Who == "" || o.Line < 2 {
				t.Errorf("%+v", o)
			}
		}
	})
}

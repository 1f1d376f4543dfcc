package overrides_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

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
			ContentSHA256: sha, Report: 0, Cell: "disclosures/fees/fee_amount", Value: 12_345_600, Unit: schema.UnitCNY10k,
			Who: "li", When: "2026-11-20", Why: "checked", File: "a.csv", Line: 3,
		},
		{
			ContentSHA256: sha, Report: 1, Cell: "applications/granted/total", Value: schema.Count(41), Unit: schema.UnitItem,
			Who: "zhang", When: "2026-11-21", Why: "the scan shows 41, not 47", File: "a.csv", Line: 2,
		},
	}
	if diff := cmp.Diff(want, set.Of(sha)); diff != "" {
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
		"twice":              {header + good + good, 3},
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

func TestEmbedded(t *testing.T) {
	if _, err := overrides.Embedded(); err != nil {
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

package photo

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarks(t *testing.T) {
	markup := "<head></head><td>" + Mark(17, "23") + "</td>"
	if got, want := Strip(markup), "<head></head><td>23</td>"; got != want {
		t.Errorf("%q", got)
	}
	styled := Plan{Font: "A B", Rules: "none"}.styled(Expand(markup))
	for _, want := range []string{`href="http://mark/17"`, ">23</a>", "'A B'", "border:none"} {
		if !strings.Contains(styled, want) {
			t.Errorf("%q is not in %s", want, styled)
		}
	}
}

// TestPlaces reads link annotations as soffice and wkhtmltopdf write them.
func TestPlaces(t *testing.T) {
	pdf := "<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[112.1 795.8 118.2 809.6]/Contents<30>/A<</S/URI/URI(http://mark/12)>>\n" +
		"/Rect [57.75  779  63.75  790.25 ]\n/A <<\n/S /URI\n/URI (http://mark/3)\n" +
		"/Rect [1 2 3 4]\n/URI (http://elsewhere/3)\n"
	links := "Page  Type          URL\n   2  Annotation    http://mark/12\n   1  Annotation    http://mark/3\n"
	want := map[int]place{12: {1, 112.1, 795.8, 118.2, 809.6}, 3: {0, 57.75, 779, 63.75, 790.25}}
	if diff := cmp.Diff(want, places([]byte(pdf), links), cmp.AllowUnexported(place{})); diff != "" {
		t.Error(diff)
	}
}

// TestBox: at 144 dots an inch a point is two pixels; a slant of 90 degrees turns
// what is right of the middle below it.
func TestBox(t *testing.T) {
	at := place{0, 10, 20, 14, 26}
	if got, want := (Plan{DPI: 144}).box(at, image.Pt(200, 100)), image.Rect(20, 48, 29, 61); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	right := place{0, 90, 24, 92, 26} // its middle is 82 pixels right of the image's
	got := Plan{DPI: 144, Skew: 90}.box(right, image.Pt(200, 100))
	if x, y := (got.Min.X+got.Max.X)/2, (got.Min.Y+got.Max.Y)/2; math.Abs(float64(x-100)) > 1 || math.Abs(float64(y-132)) > 1 {
		t.Errorf("middle at %d, %d, want 100, 132", x, y)
	}
}

// TestJudge: what is recognised in a figure's place, and what not.
func TestJudge(t *testing.T) {
	tsv := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"5\t1\t1\t1\t1\t1\t100\t50\t20\t20\t90\t1,2\n5\t1\t1\t1\t1\t2\t122\t50\t10\t20\t90\t3\n" + // 1,23 cut in two
		"5\t1\t1\t1\t1\t3\t300\t50\t120\t20\t90\t00\n" + // two figures read as one
		"5\t1\t1\t1\t1\t4\t500\t50\t10\t20\t90\tO\n5\t2\t1\t1\t1\t1\t600\t50\t10\t20\t90\t7\n" +
		"5\t1\t1\t1\t1\t5\t700\t90\t10\t20\t90\t4\n" + // a line below
		"5\t1\t1\t1\t1\t6\t800\t50\t20\t20\t90\t1|8\n5\t1\t1\t1\t1\t7\t850\t50\t20\t20\t90\t118\n" // rules read as bars and ones
	box := func(left, width int) mark { return mark{0, image.Rect(left, 50, left+width, 70)} }
	boxes := map[int]mark{1: box(100, 32), 2: box(300, 10), 3: box(410, 10), 4: box(500, 10), 5: box(600, 10), 6: box(700, 10), 7: box(810, 10), 8: box(850, 20)}
	got := judgeAll(map[int]string{1: "1,23", 2: "0", 3: "0", 4: "0", 5: "7", 6: "4", 7: "8", 8: "18"}, boxes, words(tsv))
	want := map[int]Reading{1: Legible, 2: Legible, 3: Legible, 4: Altered, 5: Gone, 6: Gone, 7: Legible, 8: Altered}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// drawn is an image of a table of 3 rows and 3 columns with a strip above, its
// first row one cell and its first column one cell of two rows.
func drawn() *image.Gray {
	img := image.NewGray(image.Rect(0, 0, 800, 400))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	line := func(x0, y0, x1, y1 int) {
		draw.Draw(img, image.Rect(x0, y0, x1+2, y1+2), image.NewUniform(color.Gray{0}), image.Point{}, draw.Src)
	}
	for _, y := range []int{100, 200, 300} {
		line(50, y, 650, y)
	}
	line(250, 250, 650, 250)
	line(50, 100, 50, 300)
	line(650, 100, 650, 300)
	line(250, 200, 250, 300)
	line(450, 200, 450, 300)
	return img
}

func TestCells(t *testing.T) {
	pieces := pagePieces(drawn(), 100)
	texts := []string{"标题", "合并", "行", "1", "", "3", "4", "尾"}
	if len(pieces) != len(texts) {
		t.Fatalf("%d pieces, want %d", len(pieces), len(texts))
	}
	for i := range pieces {
		pieces[i].text = texts[i]
	}
	for _, x := range []struct{ name, got, want string }{
		{"tabs", asTabs(pieces), "标题\n\n合并\t\t\n行\t1\t\n\t3\t4\n\n尾\n\n"},
		{"markdown", asMarkdown(pieces), "标题\n\n| 合并 |  |  |\n| --- | --- | --- |\n| 行 | 1 |  |\n|  | 3 | 4 |\n\n尾\n\n"},
		{"html", asHTML(pieces), "<html><head><meta charset=\"utf-8\"></head><body>\n<p>标题</p>\n" +
			"<table border=\"1\"><tr><td colspan=\"3\">合并</td></tr>\n<tr><td rowspan=\"2\">行</td><td>1</td><td></td></tr>\n" +
			"<tr><td>3</td><td>4</td></tr></table>\n<p>尾</p>\n</body></html>\n"},
	} {
		if diff := cmp.Diff(x.want, x.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
}

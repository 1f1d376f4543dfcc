package photo

import (
	"image"
	"slices"
)

// ruled is a table found by its rules: the pixels of its rules, and its bounds.
type ruled struct {
	lines  *mask
	bounds image.Rectangle
	dpi    int
}

// mask is a set of pixels.
type mask struct {
	width, height int
	set           []bool
}

func (m *mask) at(x, y int) bool { return m.set[y*m.width+x] }

// dark is the brightest grey of a rule.
const dark = 200

// rulesOf are the pixels of long lines: lying ones of six tenths of an inch,
// upright ones of three.
func rulesOf(img *image.Gray, dpi int) *mask {
	b := img.Bounds()
	m := &mask{b.Dx(), b.Dy(), make([]bool, b.Dx()*b.Dy())}
	for y := range m.height {
		m.runs(m.width, 6*dpi/10, func(i int) (int, bool) { return y*m.width + i, img.Pix[y*img.Stride+i] < dark })
	}
	for x := range m.width {
		m.runs(m.height, 3*dpi/10, func(i int) (int, bool) { return i*m.width + x, img.Pix[i*img.Stride+x] < dark })
	}
	return m
}

// runs sets the pixels of runs of at least a length.
func (m *mask) runs(n, least int, at func(int) (pixel int, dark bool)) {
	from := 0
	for i := range n + 1 {
		if i < n {
			if _, d := at(i); d {
				continue
			}
		}
		if i-from >= least {
			for j := from; j < i; j++ {
				pixel, _ := at(j)
				m.set[pixel] = true
			}
		}
		from = i + 1
	}
}

// findTables finds what rules enclose, top to bottom.
func findTables(img *image.Gray, dpi int) []ruled {
	m := rulesOf(img, dpi)
	var out []ruled
	for _, b := range components(m, image.Rect(0, 0, m.width, m.height), true) {
		if b.Dx() > 2*dpi && b.Dy() > dpi/4 {
			out = append(out, ruled{m, b, dpi})
		}
	}
	slices.SortFunc(out, func(a, b ruled) int { return a.bounds.Min.Y - b.bounds.Min.Y })
	return out
}

// components are the bounds of the connected stretches of pixels that are set,
// or are not.
func components(m *mask, within image.Rectangle, set bool) []image.Rectangle {
	seen := make([]bool, within.Dx()*within.Dy())
	at := func(p image.Point) int { return (p.Y-within.Min.Y)*within.Dx() + p.X - within.Min.X }
	var out []image.Rectangle
	var stack []image.Point
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			stack = append(stack[:0], image.Pt(x, y))
			var bounds image.Rectangle
			for len(stack) > 0 {
				p := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if !p.In(within) || seen[at(p)] || m.at(p.X, p.Y) != set {
					continue
				}
				seen[at(p)] = true
				bounds = bounds.Union(image.Rect(p.X, p.Y, p.X+1, p.Y+1))
				stack = append(stack, p.Add(image.Pt(1, 0)), p.Add(image.Pt(-1, 0)), p.Add(image.Pt(0, 1)), p.Add(image.Pt(0, -1)))
			}
			if !bounds.Empty() {
				out = append(out, bounds)
			}
		}
	}
	return out
}

// cells are the white stretches within the rules, with rows, columns and spans.
func (t ruled) cells() []piece {
	var out []piece
	var lefts, tops []int
	for _, b := range components(t.lines, t.bounds, false) {
		if b.Dx() < t.dpi/12 || b.Dy() < t.dpi/12 {
			continue // between the two lines of a double rule
		}
		out = append(out, piece{Rectangle: b})
		lefts, tops = append(lefts, b.Min.X), append(tops, b.Min.Y)
	}
	slack := t.dpi / 20
	lefts, tops = levels(lefts, slack), levels(tops, slack)
	for i := range out {
		c := &out[i]
		c.col, c.colSpan = spanOf(lefts, c.Min.X, c.Max.X, slack)
		c.row, c.rowSpan = spanOf(tops, c.Min.Y, c.Max.Y, slack)
	}
	sortPieces(out)
	return out
}

// levels are the distinct values, those within slack of one before them left out.
func levels(values []int, slack int) []int {
	slices.Sort(values)
	var out []int
	for _, v := range values {
		if len(out) == 0 || v-out[len(out)-1] > slack {
			out = append(out, v)
		}
	}
	return out
}

// spanOf is the first level at a place and how many begin before its end.
func spanOf(at []int, from, to, slack int) (first, span int) {
	for i, v := range at {
		if v <= from+slack {
			first = i
		}
		if v < to-slack {
			span = i + 1 - first
		}
	}
	return first, max(1, span)
}

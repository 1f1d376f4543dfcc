package photo

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// limit bounds the time of one run over a document.
const limit = 15 * time.Minute

// session is a run in its folder.
type session struct {
	ctx  context.Context //nolint:containedctx // a session is one call of Pages or Cells
	plan Plan
	dir  string
	// images are the names of the page images, in order.
	images []string
	sizes  []image.Rectangle
	boxes  map[int]mark
}

// mark is where a marked figure stands on the images.
type mark struct {
	page int
	image.Rectangle
}

// ErrClipped is the fault of a page on whose images a figure does not stand: its
// table is wider than the paper.
var ErrClipped = errors.New("a figure is not on the page")

// whole returns ErrClipped where a figure has no place on the images.
func (s *session) whole(figures map[int]string) error {
	for n := range figures {
		if m, ok := s.boxes[n]; !ok || !m.In(s.sizes[m.page]) {
			return fmt.Errorf("photo %s: %w", s.plan, ErrClipped)
		}
	}
	return nil
}

// open prints a page and draws its images.
func open(ctx context.Context, p Plan, markup string) (*session, func(), error) {
	dir, err := os.MkdirTemp("", "synth-photo-")
	if err != nil {
		return nil, nil, fmt.Errorf("photo: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	s := &session{ctx: ctx, plan: p, dir: dir}
	end := func() {
		cancel()
		_ = os.RemoveAll(dir)
	}
	if err := s.draw(markup); err != nil {
		end()
		return nil, nil, fmt.Errorf("photo %s: %w", p, err)
	}
	return s, end, nil
}

func (s *session) draw(markup string) error {
	if err := os.WriteFile(s.path("page.html"), []byte(s.plan.styled(Expand(markup))), 0o600); err != nil {
		return err
	}
	if err := s.render(); err != nil {
		return err
	}
	links, err := s.run("pdfinfo", "-url", "page.pdf")
	if err != nil {
		return err
	}
	pdf, err := os.ReadFile(s.path("page.pdf"))
	if err != nil {
		return err
	}
	if _, err := s.run("pdftoppm", "-r", strconv.Itoa(s.plan.DPI), "-gray", "-png", "page.pdf", "image"); err != nil {
		return err
	}
	s.images, err = filepath.Glob(s.path("image-*.png"))
	slices.Sort(s.images)
	if err != nil || len(s.images) == 0 {
		return fmt.Errorf("no page: %w", err)
	}
	return s.locate(places(pdf, links))
}

func (s *session) path(name string) string { return filepath.Join(s.dir, name) }

func (s *session) run(program string, args ...string) (string, error) {
	cmd := exec.CommandContext(s.ctx, program, args...)
	cmd.Dir, cmd.WaitDelay = s.dir, 2*time.Second
	cmd.Env = append(os.Environ(), "HOME="+s.dir, "LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", "XDG_RUNTIME_DIR="+s.dir)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %.400s", program, err, strings.TrimSpace(stderr.String()))
	}
	return string(out), nil
}

func (s *session) render() error {
	var err error
	switch s.plan.Renderer {
	case "office":
		_, err = s.run("soffice", "--headless", "--convert-to", "pdf", "--outdir", ".", "page.html")
	case "webkit":
		_, err = s.run("wkhtmltopdf", "-q", "page.html", "page.pdf")
	default:
		_, err = s.run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+s.path("profile"),
			"--no-pdf-header-footer", "--print-to-pdf=page.pdf", "page.html")
	}
	return err
}

// locate finds the boxes of the marks on the images.
func (s *session) locate(at map[int]place) error {
	s.boxes = map[int]mark{}
	for page, name := range s.images {
		size, err := sizeOf(name)
		if err != nil {
			return err
		}
		s.sizes = append(s.sizes, image.Rectangle{Max: size})
		for n, p := range at {
			if p.page == page {
				s.boxes[n] = mark{page, s.plan.box(p, size)}
			}
		}
	}
	return nil
}

// box turns a place into pixels of a slanted image.
func (p Plan) box(at place, size image.Point) image.Rectangle {
	scale := float64(p.DPI) / 72
	w, h := (at.right-at.left)*scale, (at.top-at.bottom)*scale
	x, y := (at.left+at.right)/2*scale-float64(size.X)/2, float64(size.Y)/2-(at.bottom+at.top)/2*scale
	sin, cos := math.Sincos(p.Skew * math.Pi / 180)
	x, y = float64(size.X)/2+x*cos-y*sin, float64(size.Y)/2+x*sin+y*cos
	return image.Rect(int(x-w/2), int(y-h/2), int(x+w/2+1), int(y+h/2+1))
}

func sizeOf(name string) (image.Point, error) {
	f, err := os.Open(name)
	if err != nil {
		return image.Point{}, err
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	if err != nil {
		return image.Point{}, fmt.Errorf("image %s: %w", filepath.Base(name), err)
	}
	return image.Pt(c.Width, c.Height), nil
}

// erase takes the printed rules out of an image: upright and lying lines of a
// third of an inch and more.
func (p Plan) erase() []string {
	return []string{
		"-negate", "-define", "morphology:compose=darken", "-morphology", "Thinning",
		fmt.Sprintf("Rectangle:1x%d+0+0<", p.DPI/3), "-negate",
	}
}

// damage damages the images as the plan says.
func (s *session) damage() error {
	var args []string
	if s.plan.Rules == "erased" {
		args = append(args, s.plan.erase()...)
	}
	if s.plan.Skew != 0 {
		args = append(args, "-background", "white", "-virtual-pixel", "white", "-distort", "SRT", strconv.FormatFloat(s.plan.Skew, 'f', 3, 64))
	}
	args = append(args, s.plan.Damage...)
	if slices.Contains(args, "-quality") {
		return s.throughJPEG(args)
	}
	if len(args) == 0 {
		return nil
	}
	_, err := s.run("mogrify", append(args, s.names()...)...)
	return err
}

// throughJPEG stores the images with losses and reads them back.
func (s *session) throughJPEG(args []string) error {
	if _, err := s.run("mogrify", append(append(args, "-format", "jpg"), s.names()...)...); err != nil {
		return err
	}
	for _, name := range s.names() {
		if _, err := s.run("mogrify", "-format", "png", strings.TrimSuffix(name, ".png")+".jpg"); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) names() []string {
	var out []string
	for _, name := range s.images {
		out = append(out, filepath.Base(name))
	}
	return out
}

// recognise reads images into result.<format> for each format.
func (s *session) recognise(names []string, psm int, formats ...string) error {
	if err := os.WriteFile(s.path("images.txt"), []byte(strings.Join(names, "\n")+"\n"), 0o600); err != nil {
		return err
	}
	args := append([]string{"images.txt", "result", "-l", "chi_sim", "--dpi", strconv.Itoa(s.plan.DPI), "--psm", strconv.Itoa(psm)}, formats...)
	_, err := s.run("tesseract", args...)
	return err
}

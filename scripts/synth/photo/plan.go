package photo

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
)

// Plan is how a page becomes an image and the image becomes text.
type Plan struct {
	// Renderer is office, webkit or chromium.
	Renderer string
	// Font is the family that the page is set in; "" leaves it to the renderer.
	Font string
	// Rules is black, grey, none, or erased: printed and taken out of the image.
	Rules string
	// DPI is the resolution of the image.
	DPI int
	// Damage are ImageMagick operations that move nothing.
	Damage []string
	// Skew is the slant of the image in degrees, clockwise.
	Skew float64
	// Segmentation is the recogniser's page segmentation mode.
	Segmentation int
}

// String names the plan in the gold's list of operators.
func (p Plan) String() string {
	return fmt.Sprintf("%s/%s/%s/%ddpi/%s/%.1f°/psm%d", p.Renderer, p.Font, p.Rules, p.DPI, strings.Join(p.Damage, " "), p.Skew, p.Segmentation)
}

var renderers = map[string]string{"office": "soffice", "webkit": "wkhtmltopdf", "chromium": "chromium"}

// programs are needed by every plan.
var programs = []string{"pdfinfo", "pdftoppm", "mogrify", "tesseract"}

// Lacks names a program that no plan can do without and that is not on the
// path, or "".
func Lacks() string {
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			return program
		}
	}
	if len(available()) == 0 {
		return "soffice, wkhtmltopdf or chromium"
	}
	return ""
}

// available lists the renderers on the path, in a fixed order.
func available() []string {
	var out []string
	for _, name := range []string{"office", "webkit", "chromium"} {
		if _, err := exec.LookPath(renderers[name]); err == nil {
			out = append(out, name)
		}
	}
	return out
}

var fonts = []string{"", "Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL SungtiL GB", "AR PL KaitiM GB"}

// damages are what happens to images; half of them come through sound.
var damages = [][]string{
	nil, nil, nil, nil, nil,
	{"-blur", "0x0.7"}, {"-blur", "0x1.1"}, {"-attenuate", "0.25", "+noise", "Gaussian"}, {"-attenuate", "0.06", "+noise", "Impulse"},
	{"-quality", "30"}, {"-level", "0%,100%,0.6"}, {"-blur", "0x0.6", "-attenuate", "0.2", "+noise", "Gaussian"},
}

// DrawPages draws a plan for whole pages.
func DrawPages(rng *rand.Rand) Plan {
	p := drawPrint(rng)
	p.Rules = pick(rng, "black", "black", "black", "grey", "none", "erased", "erased", "erased")
	p.DPI = pick(rng, 120, 150, 200, 200, 200, 250, 300)
	p.Segmentation = pick(rng, 3, 3, 4, 6, 6)
	if rng.IntN(3) == 0 {
		p.Skew = (0.3 + 1.2*rng.Float64()) * float64(1-2*rng.IntN(2))
	}
	return p
}

// DrawCells draws a plan for reading cell by cell, as is done with upright images
// whose rules are printed.
func DrawCells(rng *rand.Rand) Plan {
	p := drawPrint(rng)
	p.Rules, p.DPI = "black", pick(rng, 150, 200, 200)
	p.Segmentation = pick(rng, 6, 6, 7)
	return p
}

func drawPrint(rng *rand.Rand) Plan {
	all := available()
	return Plan{
		Renderer: all[rng.IntN(len(all))], Font: pick(rng, fonts...),
		Damage: slices.Clone(damages[rng.IntN(len(damages))]),
	}
}

func pick[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }

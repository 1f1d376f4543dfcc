package convert

import "time"

const (
	plainText = "text/plain; charset=utf-8"
	hypertext = "text/html; charset=utf-8"
	tsv       = "text/tab-separated-values; charset=utf-8"
)

// office prints the page to page.pdf or page.txt; its profile is in the home
// of the run.
func office(format string) step {
	return step{program: "soffice", args: []string{
		"--headless", "--convert-to", format, "--outdir", ".", "page.html",
	}}
}

// pdfText reads the text of the PDF.
func pdfText(args ...string) step {
	return step{program: "pdftotext", args: append(args, "-enc", "UTF-8", "page.pdf", "-")}
}

// images draws the pages of the PDF; a low resolution degrades them.
func images(dpi string) step {
	return step{program: "pdftoppm", args: []string{"-r", dpi, "-gray", "-png", "page.pdf", "image"}}
}

// withoutRules takes the printed rules out of the images, as is done before
// recognising tables: upright and lying lines of sixty pixels and more.
var withoutRules = step{program: "mogrify", args: []string{
	"-negate", "-define", "morphology:compose=darken", "-morphology", "Thinning", "Rectangle:1x60+0+0<", "-negate", "image*.png",
}}

// imageList writes the names of the images into a file for the recogniser.
var imageList = step{program: "sh", args: []string{"-c", "ls image*.png > images.txt"}}

// recognise reads the images in one of the recogniser's formats.
func recognise(args ...string) step {
	return step{program: "tesseract", args: append([]string{"images.txt", "stdout", "-l", "chi_sim"}, args...)}
}

var tools = []Tool{
	{Name: "w3m", MediaType: plainText, Extension: ".txt", KeepsBlanks: true, limit: 20 * time.Second, steps: []step{
		{program: "w3m", args: []string{"-dump", "-cols", "160", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "page.html"}}}},
	{Name: "w3m_narrow", MediaType: plainText, Extension: ".txt", KeepsBlanks: true, limit: 20 * time.Second, steps: []step{
		{program: "w3m", args: []string{"-dump", "-cols", "80", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "page.html"}}}},
	{Name: "lynx", MediaType: plainText, Extension: ".txt", limit: 20 * time.Second, steps: []step{
		{program: "lynx", args: []string{"-dump", "-nolist", "-width=160", "-assume_charset=utf-8", "-display_charset=utf-8", "page.html"}}}},
	{Name: "pandoc_plain", MediaType: plainText, Extension: ".txt", KeepsBlanks: true, limit: 30 * time.Second, steps: []step{
		{program: "pandoc", args: []string{"-f", "html", "-t", "plain", "--columns=160", "page.html"}}}},
	{Name: "pandoc_gfm", MediaType: plainText, Extension: ".md", KeepsBlanks: true, limit: 30 * time.Second, steps: []step{
		{program: "pandoc", args: []string{"-f", "html", "-t", "gfm", "page.html"}}}},
	{Name: "pandoc_markdown", MediaType: plainText, Extension: ".md", KeepsBlanks: true, limit: 30 * time.Second, steps: []step{
		{program: "pandoc", args: []string{"-f", "html", "-t", "markdown", "--columns=200", "page.html"}}}},
	{Name: "office_text", MediaType: plainText, Extension: ".txt", limit: 90 * time.Second, steps: []step{
		{program: "soffice", args: office("txt:Text (encoded):UTF8").args, reads: "page.txt"}}},
	{Name: "pdf_plain", MediaType: plainText, Extension: ".txt", limit: 90 * time.Second, steps: []step{office("pdf"), pdfText()}},
	{Name: "pdf_layout", MediaType: plainText, Extension: ".txt", limit: 90 * time.Second, steps: []step{office("pdf"), pdfText("-layout")}},
	{Name: "pdf_raw", MediaType: plainText, Extension: ".txt", limit: 90 * time.Second, steps: []step{office("pdf"), pdfText("-raw")}},
	{Name: "ocr_plain", MediaType: plainText, Extension: ".txt", Recognises: true, limit: 300 * time.Second, steps: []step{
		office("pdf"), images("200"), imageList, recognise("--psm", "6")}},
	{Name: "ocr_degraded", MediaType: plainText, Extension: ".txt", Recognises: true, limit: 300 * time.Second, steps: []step{
		office("pdf"), images("110"), imageList, recognise("--psm", "6")}},
	{Name: "ocr_hocr", MediaType: hypertext, Extension: ".hocr", Recognises: true, limit: 300 * time.Second, steps: []step{
		office("pdf"), images("200"), imageList, recognise("--psm", "4", "hocr")}},
	{Name: "ocr_tsv", MediaType: tsv, Extension: ".tsv", Recognises: true, limit: 300 * time.Second, steps: []step{
		office("pdf"), images("200"), imageList, recognise("--psm", "3", "tsv")}},
	{Name: "ocr_unruled", MediaType: tsv, Extension: ".tsv", Recognises: true, limit: 300 * time.Second, steps: []step{
		office("pdf"), images("200"), withoutRules, imageList, recognise("--psm", "6", "tsv")}},
}

package convert

import "time"

const plainText = "text/plain; charset=utf-8"

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
}

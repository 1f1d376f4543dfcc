package convert

import "time"

const plainText = "text/plain; charset=utf-8"

// office turns pages, or what a step before made of them, into files of another
// format; its profile is in the home of the run.
func office(from, to, format string) step {
	return step{program: "soffice", from: from, to: to, args: []string{
		"--headless", "--convert-to", format, "--outdir", ".",
	}}
}

// officePDF prints the pages.
var officePDF = office("html", "pdf", "pdf")

// officeText writes documents as text.
func officeText(from string) step {
	s := office(from, "txt", "txt:Text (encoded):UTF8")
	s.reads = "page.txt"
	return s
}

// wordFile writes the page as a document of a word processor.
var wordFile = step{program: "pandoc", args: []string{"-f", "html", "-o", "page.docx", "page.html"}}

// browserPDF prints the page as a browser does.
func browserPDF(args ...string) step {
	return step{program: "wkhtmltopdf", args: append(args, "-q", "--encoding", "utf-8", "page.html", "page.pdf")}
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
	{Name: "elinks", MediaType: plainText, Extension: ".txt", KeepsBlanks: true, limit: 20 * time.Second, steps: []step{
		{program: "elinks", args: []string{"-dump", "-dump-width", "160", "-no-references", "-no-numbering", "-dump-charset", "utf-8",
			"-eval", `set document.codepage.assume="utf-8"`, "-eval", "set document.codepage.force_assumed=1", "page.html"}}}},
	{Name: "links2", MediaType: plainText, Extension: ".txt", KeepsBlanks: true, limit: 20 * time.Second, steps: []step{
		{program: "links2", args: []string{"-dump", "-width", "160", "-codepage", "utf-8", "-html-assume-codepage", "utf-8", "page.html"}}}},
	{Name: "html2markdown", MediaType: plainText, Extension: ".md", KeepsBlanks: true, limit: 20 * time.Second, steps: []step{
		{program: "html2markdown", args: []string{"--body-width=0", "page.html", "utf-8"}}}},
	{Name: "docx2txt", MediaType: plainText, Extension: ".txt", limit: 30 * time.Second, steps: []step{
		wordFile, {program: "docx2txt", args: []string{"page.docx", "-"}}}},
	{Name: "mutool", MediaType: plainText, Extension: ".txt", Paged: true, Sheet: true, limit: 90 * time.Second, steps: []step{
		officePDF, {program: "mutool", args: []string{"draw", "-q", "-F", "txt", "-o", "-", "page.pdf"}}}},
	{Name: "pandoc_plain", MediaType: plainText, Extension: ".txt", KeepsBlanks: true, limit: 30 * time.Second, steps: []step{
		{program: "pandoc", args: []string{"-f", "html", "-t", "plain", "--columns=160", "page.html"}}}},
	{Name: "pandoc_gfm", MediaType: plainText, Extension: ".md", KeepsBlanks: true, limit: 30 * time.Second, steps: []step{
		{program: "pandoc", args: []string{"-f", "html", "-t", "gfm", "page.html"}}}},
	{Name: "pandoc_markdown", MediaType: plainText, Extension: ".md", KeepsBlanks: true, limit: 30 * time.Second, steps: []step{
		{program: "pandoc", args: []string{"-f", "html", "-t", "markdown", "--columns=200", "page.html"}}}},
	{Name: "office_text", MediaType: plainText, Extension: ".txt", limit: 90 * time.Second, steps: []step{officeText("html")}},
	{Name: "word_text", MediaType: plainText, Extension: ".txt", limit: 90 * time.Second, steps: []step{wordFile, officeText("docx")}},
	{Name: "pdf_plain", MediaType: plainText, Extension: ".txt", Paged: true, Sheet: true, limit: 90 * time.Second, steps: []step{officePDF, pdfText()}},
	{Name: "pdf_layout", MediaType: plainText, Extension: ".txt", Paged: true, Sheet: true, limit: 90 * time.Second, steps: []step{officePDF, pdfText("-layout")}},
	{Name: "pdf_raw", MediaType: plainText, Extension: ".txt", Paged: true, Sheet: true, limit: 90 * time.Second, steps: []step{officePDF, pdfText("-raw")}},
	{Name: "word_pdf_plain", MediaType: plainText, Extension: ".txt", Paged: true, limit: 90 * time.Second, steps: []step{
		wordFile, office("docx", "pdf", "pdf"), pdfText()}},
	{Name: "word_pdf_layout", MediaType: plainText, Extension: ".txt", Paged: true, limit: 90 * time.Second, steps: []step{
		wordFile, office("docx", "pdf", "pdf"), pdfText("-layout")}},
	{Name: "word_pdf_raw", MediaType: plainText, Extension: ".txt", Paged: true, limit: 90 * time.Second, steps: []step{
		wordFile, office("docx", "pdf", "pdf"), pdfText("-raw")}},
	{Name: "browser_pdf_plain", MediaType: plainText, Extension: ".txt", Paged: true, limit: 90 * time.Second, steps: []step{
		browserPDF("-O", "Landscape"), pdfText()}},
	{Name: "browser_pdf_layout", MediaType: plainText, Extension: ".txt", Paged: true, limit: 90 * time.Second, steps: []step{
		browserPDF(), pdfText("-layout")}},
	{Name: "browser_pdf_raw", MediaType: plainText, Extension: ".txt", Paged: true, limit: 90 * time.Second, steps: []step{
		browserPDF(), pdfText("-raw")}},
}

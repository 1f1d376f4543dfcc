// Package browser opens the page for people in a real browser and uses it as a
// person does.
//
// It consumes the page of a dataset that its tests make, and a Chromium that is
// installed (chromium, chromium-browser, google-chrome, or what CHROMIUM names), and
// produces the outcome of the tests, which are all it has.
//
// It is a module of its own, so that the program does not depend on what drives a
// browser. Without a browser its tests fail: .ci/run installs one where it can and
// says so where it cannot.
//
// Concurrency: one browser, one tab for each test. Nothing is asked for but files.
//
// Faults: those of the browser; a message on the page's console is a failure.
package browser

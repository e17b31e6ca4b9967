// Runs once, in the header's gr.HTML. Gradio marks the page with the browser's
// language; the page's own may be another one.
watch("value", () => {
	document.documentElement.lang = element.firstElementChild.lang;
});

// Runs once, in the conversation's gr.HTML: element, trigger and watch are Gradio's.
element.addEventListener("click", (event) => {
	const citation = event.target.closest(".qa-citation");
	if (citation) {
		document.dispatchEvent(new CustomEvent("qa:cite", { detail: citation }));
		return;
	}
	const example = event.target.closest(".qa-example");
	if (example) trigger("example", { question: example.dataset.question });
});

let greeted = false;

// Ready to type at once; not on a phone, where it would raise the keyboard.
function focusQuestion() {
	greeted = true;
	if (matchMedia("(hover: hover)").matches) {
		document.querySelector("#question textarea")?.focus({ preventScroll: true });
	}
}

watch("value", () => {
	if (!greeted) focusQuestion();
	const log = element.querySelector(".qa-log");
	const last = log?.lastElementChild;
	if (!last || last.matches(".qa-invitation")) return;
	// The latest question at the top, so that a long answer is read from its start.
	last.scrollIntoView({ block: "start", behavior: "auto" });
});

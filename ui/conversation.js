// Runs once, in the conversation's gr.HTML: element, trigger and watch are Gradio's.
element.addEventListener("click", (event) => {
	const citation = event.target.closest(".qa-citation");
	if (citation) {
		document.dispatchEvent(new CustomEvent("qa:cite", { detail: citation }));
		return;
	}
	const example = event.target.closest(".qa-example");
	if (example) trigger("example", { question: example.dataset.question });
	const verdict = event.target.closest(".qa-verdict[data-verdict]");
	if (verdict) judge(verdict.form, verdict.dataset.verdict);
});

element.addEventListener("submit", (event) => {
	event.preventDefault();
	say(event.target, "wrong", event.target.querySelector("input").value);
});

// "Wrong" first asks for the right answer; what is sent without one counts too.
function judge(form, verdict) {
	for (const button of form.querySelectorAll("[data-verdict]")) {
		button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
	}
	const correction = form.querySelector(".qa-correction");
	correction.hidden = verdict !== "wrong";
	if (verdict === "wrong") correction.querySelector("input").focus();
	else say(form, verdict, "");
}

function say(form, verdict, expected) {
	trigger("feedback", { turn: Number(form.dataset.turn), verdict, expected });
	form.querySelector(".qa-correction").hidden = true;
	form.querySelector(".qa-thanks").hidden = false;
}

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

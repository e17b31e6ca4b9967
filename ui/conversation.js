// Runs once, in the conversation's gr.HTML: element, trigger and watch are Gradio's.
element.addEventListener("click", (event) => {
	const citation = event.target.closest(".qa-citation");
	if (citation) {
		document.dispatchEvent(new CustomEvent("qa:cite", { detail: citation }));
		return;
	}
	const example = event.target.closest(".qa-example");
	if (example) trigger("example", { question: example.dataset.question });
	const tool = event.target.closest(".qa-turn-tool");
	if (tool) again(tool.dataset);
	const copied = event.target.closest(".qa-copy");
	if (copied) copy(copied);
	const verdict = event.target.closest(".qa-verdict[data-verdict]");
	if (verdict) judge(verdict.form, verdict.dataset.verdict);
});

element.addEventListener("submit", (event) => {
	event.preventDefault();
	say(event.target, "wrong", event.target.querySelector("input").value);
});

// Edit, ask again or stop; what is edited is in the box when the server has answered.
function again({ does, question }) {
	trigger(does, { question });
	if (does !== "retry") document.querySelector("#question textarea")?.focus();
}

// The button says for a while that it is done.
async function copy(button) {
	const { text, copied } = button.dataset;
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		copyAsSelected(text);
	}
	const label = button.textContent;
	if (label === copied) return;
	button.textContent = copied;
	setTimeout(() => {
		button.textContent = label;
	}, 2000);
}

// Browsers give pages no clipboard where the address is neither local nor https.
function copyAsSelected(text) {
	const area = document.createElement("textarea");
	area.value = text;
	const focused = document.activeElement;
	document.body.append(area);
	area.select();
	document.execCommand("copy");
	area.remove();
	focused?.focus();
}

const press = (does) => {
	const tool = element.querySelector(`.qa-turn-tool[data-does="${does}"]`);
	tool?.click();
	return Boolean(tool);
};

document.addEventListener("keydown", (event) => {
	if (event.key === "Escape" && !event.target.closest("dialog, #article")) press("stop");
	const inEmptyBox = event.target.matches("#question textarea") && !event.target.value;
	if (event.key === "ArrowUp" && inEmptyBox && press("edit")) event.preventDefault();
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

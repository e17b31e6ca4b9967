// Runs once, in the index panel's gr.HTML: element, props, server and trigger are Gradio's.
const POLL = 400;
const dialog = () => element.querySelector("dialog");
const form = () => element.querySelector(".qa-adding");

async function open() {
	props.value = await server.panel(null);
	// Gradio renders in a microtask of its own.
	await new Promise((resolve) => setTimeout(resolve));
	dialog().showModal();
	follow();
}

// The new state in place of the old; a build is followed to its end.
function show(state) {
	const before = element.querySelector(".qa-index-state");
	if (!before) return;
	const { version } = before.dataset;
	before.outerHTML = state;
	const now = element.querySelector(".qa-index-state");
	const shown = document.querySelector(".qa-article")?.dataset.article;
	if (now.dataset.version !== version) trigger("changed", { shown });
	follow();
}

let following = false;

async function follow() {
	if (following || !dialog()?.open) return;
	if (element.querySelector(".qa-index-state")?.dataset.building === undefined) return;
	following = true;
	await new Promise((resolve) => setTimeout(resolve, POLL));
	following = false;
	act(() => server.state(null));
}

async function act(call) {
	try {
		show(await call());
	} catch {
		complain(dialog().dataset.unreachable);
	}
}

function complain(reason) {
	const problem = form().querySelector(".qa-problem");
	problem.textContent = reason ?? "";
	problem.hidden = !reason;
}

const base64 = (file) =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
		reader.onerror = reject;
		reader.readAsDataURL(file);
	});

// What was extracted is shown, and may be mended, before it is added.
async function extract(file) {
	const { largest, tooLarge, extracting, unreachable } = dialog().dataset;
	form().querySelector(".qa-extracted").hidden = true;
	if (file.size > Number(largest)) return complain(tooLarge);
	complain(extracting);
	try {
		const { text, problem } = await server.extract({ name: file.name, data: await base64(file) });
		complain(problem);
		if (problem) return;
		form().elements.name.value = file.name.replace(/\.[^.]*$/, "");
		form().elements.text.value = text;
		form().querySelector(".qa-extracted").hidden = false;
	} catch {
		complain(unreachable);
	}
}

async function add() {
	const { name, text } = form().elements;
	try {
		const { state, problem } = await server.add({ name: name.value, text: text.value });
		if (problem) return complain(problem);
		form().reset();
		show(state);
	} catch {
		complain(dialog().dataset.unreachable);
	}
}

// Removing asks once more, on the button itself.
function remove(button) {
	const { really, article } = button.dataset;
	if (!really) return act(() => server.remove(article));
	button.textContent = really;
	button.removeAttribute("aria-label");
	delete button.dataset.really;
}

document.addEventListener("qa:index", open);

element.addEventListener("click", (event) => {
	const button = event.target.closest("[data-does]");
	if (button?.dataset.does === "rebuild") act(() => server.rebuild(null));
	if (button?.dataset.does === "remove") remove(button);
});

element.addEventListener("change", (event) => {
	const [file] = event.target.files ?? [];
	if (file) extract(file);
});

element.addEventListener("submit", (event) => {
	if (!event.target.matches(".qa-adding")) return;
	event.preventDefault();
	add();
});

element.addEventListener("reset", () => {
	complain();
	form().querySelector(".qa-extracted").hidden = true;
});

// Runs once, in the article's gr.HTML: element, props and server are Gradio's.
let citedFrom = null;

// Offsets count Unicode code points, as Python does; the DOM counts UTF-16 units.
const utf16Length = (points, count) => points.slice(0, Math.max(count, 0)).join("").length;

const smooth = () =>
	matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

function unmark() {
	for (const mark of element.querySelectorAll("mark")) {
		const paragraph = mark.parentNode;
		mark.replaceWith(...mark.childNodes);
		paragraph.normalize();
	}
}

// Mark the part of [start, end) that lies in the paragraph; null if none does.
function markIn(paragraph, start, end) {
	const first = Number(paragraph.dataset.start);
	if (end <= first || start >= Number(paragraph.dataset.end)) return null;
	// A browser may cut a very long text into several nodes.
	paragraph.normalize();
	const node = paragraph.firstChild;
	const points = Array.from(node.data);
	const range = new Range();
	range.setStart(node, utf16Length(points, start - first));
	range.setEnd(node, utf16Length(points, end - first));
	const mark = document.createElement("mark");
	mark.tabIndex = -1;
	range.surroundContents(mark);
	return mark;
}

const shown = () => element.querySelector(".qa-article")?.dataset ?? {};

// A sentence above the article; the pane carries it in the reader's language.
function say(reason) {
	const pane = element.querySelector(".qa-pane");
	if (!pane) return;
	const note = document.createElement("p");
	note.className = "qa-note";
	note.setAttribute("role", "alert");
	note.textContent = pane.dataset[reason];
	pane.prepend(note);
	note.scrollIntoView({ block: "nearest", behavior: smooth() });
}

function unsay() {
	for (const note of element.querySelectorAll(".qa-note")) note.remove();
}

async function open(articleId) {
	const html = await server.article(articleId);
	if (!html) {
		const picker = element.querySelector(".qa-picker");
		if (picker) picker.value = shown().article;
		say("gone");
		return false;
	}
	props.value = html;
	// Gradio renders in a microtask of its own.
	await new Promise((resolve) => setTimeout(resolve));
	element.scrollTop = 0;
	return true;
}

async function cite(citation) {
	const { article, version, start, end } = citation.dataset;
	unsay();
	unmark();
	const isShown = () => shown().article === article && shown().version === version;
	if (!isShown() && !(await open(article))) return;
	if (!isShown()) return say("changed");
	const marks = [...element.querySelectorAll(".qa-paragraph")]
		.map((paragraph) => markIn(paragraph, Number(start), Number(end)))
		.filter(Boolean);
	if (!marks.length) return;
	document.dispatchEvent(new CustomEvent("qa:show", { detail: "article" }));
	citedFrom = citation;
	marks[0].focus({ preventScroll: true });
	marks[0].scrollIntoView({ block: "center", behavior: smooth() });
}

document.addEventListener("qa:cite", (event) => cite(event.detail));

element.addEventListener("change", (event) => {
	if (!event.target.matches(".qa-picker")) return;
	unsay();
	open(event.target.value);
});

// From the marked words back to the citation that led there.
document.addEventListener("qa:show", (event) => {
	if (event.detail !== "conversation" || !citedFrom?.isConnected) return;
	const citation = citedFrom;
	citedFrom = null;
	// Once the conversation is shown.
	setTimeout(() => {
		citation.focus({ preventScroll: true });
		citation.scrollIntoView({ block: "center", behavior: smooth() });
	});
});

element.addEventListener("keydown", (event) => {
	if (event.key === "Escape") document.dispatchEvent(new CustomEvent("qa:show", { detail: "conversation" }));
});

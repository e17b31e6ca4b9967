// Runs once, in the header's gr.HTML: element, trigger and watch are Gradio's.
const THEME = "qa-theme";
const YEAR = 365 * 24 * 60 * 60;

// A browser may keep nothing at all, and says so by an exception.
const storage = {
	get: () => {
		try {
			return localStorage.getItem(THEME);
		} catch {
			return null;
		}
	},
	set: (value) => {
		try {
			localStorage.setItem(THEME, value);
		} catch {}
	},
};

const stored = storage.get();
if (stored) document.body.classList.toggle("dark", stored === "dark");

const does = {
	clear: () => trigger("clear"),
	language: ({ cookie, language }) => {
		document.cookie = `${cookie}=${language}; path=/; max-age=${YEAR}; SameSite=Lax`;
		trigger("language");
	},
	theme: () => {
		const dark = document.body.classList.toggle("dark");
		storage.set(dark ? "dark" : "light");
	},
	index: () => document.dispatchEvent(new CustomEvent("qa:index")),
	shortcuts: () => element.querySelector(".qa-shortcuts").showModal(),
	// The conversation brings its Markdown with it.
	download: ({ name }) => {
		const log = document.querySelector("#log .qa-log");
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([log?.dataset.markdown ?? ""], { type: "text/markdown" }));
		link.download = name;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 1000);
	},
};

// In a narrow window one pane is shown at a time.
function show(pane) {
	document.body.dataset.pane = pane;
	for (const tab of element.querySelectorAll(".qa-tab")) {
		tab.setAttribute("aria-pressed", String(tab.dataset.pane === pane));
	}
}

document.addEventListener("qa:show", (event) => show(event.detail));

element.addEventListener("click", (event) => {
	const tool = event.target.closest(".qa-tool[data-does]");
	if (tool) does[tool.dataset.does](tool.dataset);
	const tab = event.target.closest(".qa-tab");
	if (tab) document.dispatchEvent(new CustomEvent("qa:show", { detail: tab.dataset.pane }));
});

document.addEventListener("keydown", (event) => {
	const { target, key } = event;
	if (event.ctrlKey || event.altKey || event.metaKey) return;
	if (target.closest("input, textarea, select, dialog") || !["/", "?"].includes(key)) return;
	event.preventDefault();
	if (key === "?") return does.shortcuts();
	document.dispatchEvent(new CustomEvent("qa:show", { detail: "conversation" }));
	document.querySelector("#question textarea")?.focus();
});

// Gradio marks the page with the browser's language; the page's own may be another one.
watch("value", () => {
	const { lang, dataset } = element.firstElementChild;
	document.documentElement.lang = lang;
	document.title = dataset.title;
	show(document.body.dataset.pane ?? "conversation");
});

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

element.addEventListener("click", (event) => {
	const tool = event.target.closest(".qa-tool");
	if (tool) does[tool.dataset.does](tool.dataset);
});

// Gradio marks the page with the browser's language; the page's own may be another one.
watch("value", () => {
	const { lang, dataset } = element.firstElementChild;
	document.documentElement.lang = lang;
	document.title = dataset.title;
});

"""The index panel: what the index holds, and how it is changed."""

from index import LARGEST_DOCUMENT, Index
from index.documents import SUFFIXES
from ui.article_pane import short_title
from ui.markup import Html, element
from ui.strings import Strings

_MEGABYTE = 1024 * 1024


def index_panel(state: Html, strings: Strings) -> Html:
    """The panel, as a dialog; ``state`` is the part of it that changes."""
    return element(
        "dialog",
        element("h2", strings.index),
        state,
        _adding(strings),
        element("form", element("button", strings.close, class_="qa-tool"), method="dialog"),
        class_="qa-dialog qa-index",
        aria_label=strings.index,
        data_largest=LARGEST_DOCUMENT,
        data_too_large=strings.too_large.format(megabytes=LARGEST_DOCUMENT // _MEGABYTE),
        data_extracting=strings.extracting,
        data_unreachable=strings.unreachable,
    )


def index_state(
    index: Index, is_current: bool, progress: tuple[int, int] | None, problem: str | None, strings: Strings
) -> Html:
    """Articles, figures, whether the folder has changed, the build that goes on, and what went wrong."""
    manifest = index.manifest
    facts = strings.index_facts.format(
        passages=len(index.passages), sentences=len(index.sentences), model=manifest.model
    )
    built = strings.index_built.format(date=manifest.built[:16].replace("T", " ") + " UTC")
    return element(
        "div",
        element("p", f"{facts}. {built}."),
        element("p", strings.index_current if is_current else strings.index_changed, role="status"),
        _progress(progress, strings) if progress else None,
        element("button", strings.rebuild, type="button", class_="qa-button", data_does="rebuild"),
        element("p", problem, class_="qa-problem", role="alert") if problem else None,
        element("h3", strings.index_articles),
        element("ul", *(_article(index, entry.id, entry.file, strings) for entry in manifest.articles)),
        *_skipped(index, strings),
        class_="qa-index-state",
        data_building=progress is not None or not (is_current or problem),
        data_version=manifest.built,
    )


def _progress(progress: tuple[int, int], strings: Strings) -> Html:
    done, total = progress
    return element(
        "label",
        strings.rebuilding.format(done=done, total=total or "…"),
        element("progress", value=done, max=max(total, 1)),
        class_="qa-building",
    )


def _article(index: Index, article_id: str, file: str, strings: Strings) -> Html:
    return element(
        "li",
        element("span", short_title(index.articles[article_id]), class_="qa-index-title"),
        element("span", file, class_="qa-index-file"),
        element(
            "button",
            strings.remove,
            type="button",
            class_="qa-button",
            data_does="remove",
            data_article=article_id,
            data_really=strings.remove_really,
            aria_label=f"{strings.remove} {file}",
        ),
    )


def _skipped(index: Index, strings: Strings) -> list[Html]:
    skipped = [element("li", entry.reason) for entry in index.manifest.skipped]
    return [element("h3", strings.index_skipped), element("ul", *skipped)] if skipped else []


def _adding(strings: Strings) -> Html:
    return element(
        "form",
        element("h3", strings.add_article),
        element("p", strings.add_hint),
        element("label", strings.choose_file, element("input", type="file", accept=",".join(SUFFIXES), name="file")),
        element("p", class_="qa-problem", role="alert", hidden=True),
        element(
            "div",
            element("label", strings.article_name, element("input", type="text", name="name", maxlength=200)),
            element("label", strings.article_text, element("textarea", name="text", rows=12, spellcheck="false")),
            element("button", strings.add, type="submit", class_="qa-button"),
            element("button", strings.cancel, type="reset", class_="qa-button"),
            class_="qa-extracted",
            hidden=True,
        ),
        class_="qa-adding",
    )

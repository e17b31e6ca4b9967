"""The conversation as Markdown, to keep: questions, quotes and where they stand."""

import re
from collections.abc import Sequence

from qa import Answer, Citation
from ui.answer_card import PROBABLE, percent
from ui.source import source
from ui.strings import Strings
from ui.turns import Turn

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$@])")
_LINE_ENDS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


def transcript(turns: Sequence[Turn], strings: Strings) -> str:
    """Markdown of the settled turns; whatever people and articles wrote is text in it, never markup."""
    settled = [turn for turn in turns if turn.answer is not None]
    parts = [f"# {strings.page_title}", *(_turn(turn, strings) for turn in settled)]
    return "\n\n".join(parts) + "\n"


def _turn(turn: Turn, strings: Strings) -> str:
    answer = turn.answer
    lines = [f"## {_plain(turn.question)}"]
    if answer.reply:
        lines.append(_plain(answer.reply))
    elif not answer.answered:
        lines.append(strings.refusal_many if len(turn.articles) > 1 else strings.refusal_one)
    else:
        lines += [_citation(citation, turn, strings) for citation in answer.citations]
        lines += _probability(answer, strings)
    return "\n\n".join(lines)


def _citation(citation: Citation, turn: Turn, strings: Strings) -> str:
    parts = source(citation, turn.articles.get(citation.article))
    place = f"{strings.source_paragraph.format(number=citation.paragraph)} [{citation.start}:{citation.end}]"
    quote = strings.quotation.format(quote=_plain(citation.quote))
    return f"> {quote}\n>\n> — " + ", ".join(_plain(part) for part in (*parts, place))


def _probability(answer: Answer, strings: Strings) -> list[str]:
    if answer.kind not in PROBABLE:
        return []
    return [strings.probability.format(percent=percent(answer.score, strings))]


def _plain(text: str) -> str:
    """One line of text that Markdown does not interpret; its spaces stay as they are."""
    line = _LINE_ENDS.sub(" ", text).replace("&", "&amp;").replace("://", ":\u200b//")
    return _SPECIAL.sub(r"\\\1", line)

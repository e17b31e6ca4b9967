"""``python -m qa "question"``."""

import argparse
import json
import sys

from index.printing import print_any_text
from index.settings import SETTINGS_HELP
from qa import Answer, Citation, Engine, QAError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 for an answer or a refusal, 1 for an error; argparse exits with 2
        for a wrong call.
    """
    parser = argparse.ArgumentParser(
        prog="python -m qa",
        description="Answer a question with the articles' own words.",
        epilog=SETTINGS_HELP,
    )
    parser.add_argument("question")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument("--article", action="append", metavar="ID", help="ask this article only (repeatable)")
    options = parser.parse_args(arguments)
    print_any_text()
    try:
        answer = Engine().ask(options.question, articles=options.article)
    except QAError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) if options.json else _shown(answer))
    return 0


def _shown(answer: Answer) -> str:
    if answer.reply:
        return answer.reply
    if answer.answered:
        shown = [line for citation in answer.citations for line in (citation.quote, _place(citation))]
        lines = [*shown, f"probability {min(answer.score, 0.99):.0%}"] if answer.kind in ("span", "list") else shown
    else:
        lines = ["No answer in the articles. Nearest passages:"]
        lines += [f"{_place(citation)}: {citation.quote}" for citation in answer.nearest]
    return "\n".join(lines)


def _place(citation: Citation) -> str:
    said = f", {citation.speaker}" if citation.speaker else ""
    return f"  {citation.article} §{citation.paragraph} [{citation.start}:{citation.end}]{said}"


if __name__ == "__main__":
    sys.exit(main())

"""``python -m qa.evaluation questions|squad|retrieval|fit|page``."""

import argparse
import sys
from pathlib import Path

from index import Settings
from index.printing import print_any_text
from index.settings import SETTINGS_HELP
from qa.deciding import FITTED
from qa.errors import QAError
from qa.evaluation.feedback import question_lines
from qa.evaluation.files import EvaluationError, engine_for, engine_over, load_questions, load_squad
from qa.evaluation.fitting import fit
from qa.evaluation.page import PAGE, write_page
from qa.evaluation.questions import latency, report, run
from qa.evaluation.retrieval import recalls
from qa.evaluation.squad import score_squad
from qa.feedback import FeedbackStore, feedback_path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when it was measured, 1 when a file or the articles cannot be used;
        argparse exits with 2 for a wrong call.
    """
    options = _parser().parse_args(arguments)
    print_any_text()
    try:
        options.run(options, Settings.from_environment())
    except (EvaluationError, QAError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qa.evaluation", description="Measure answers.", epilog=SETTINGS_HELP
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    questions = commands.add_parser("questions", help="ask a question file (.jsonl) and print a table")
    questions.add_argument("file", type=Path, help="articles are those of the folder beside it, else of QA_SEEDS")
    questions.add_argument("--wrong", action="store_true", help="also list what was answered wrongly")
    questions.set_defaults(run=_questions)

    squad = commands.add_parser("squad", help="the reader alone on a SQuAD v1.1 or v2.0 file")
    squad.add_argument("file", type=Path)
    squad.add_argument("--limit", type=_positive, metavar="N", help="the first N questions only")
    squad.add_argument("--null", action="store_true", help="let it refuse (v2.0)")
    squad.set_defaults(run=_squad)

    retrieval = commands.add_parser("retrieval", help="recall of the retriever over all contexts of a SQuAD file")
    retrieval.add_argument("file", type=Path)
    retrieval.set_defaults(run=_retrieval)

    fitting = commands.add_parser("fit", help="fit probability and threshold on question files, and write them")
    fitting.add_argument("files", type=Path, nargs="+")
    fitting.add_argument("--out", type=Path, default=FITTED, help="where to write (default: %(default)s)")
    fitting.set_defaults(run=_fit)

    feedback = commands.add_parser("feedback", help="turn the readers' feedback into a question file")
    feedback.add_argument("--file", type=Path, default=feedback_path(), help="default: %(default)s")
    feedback.add_argument("--out", type=Path, help="where to write (default: standard output)")
    feedback.set_defaults(run=_feedback)

    page = commands.add_parser("page", help="evaluate question files and write the page about it")
    page.add_argument("files", type=Path, nargs="+")
    page.add_argument("--data", type=Path, help="folder of the training data, for PIAF's held-out articles")
    page.add_argument("--out", type=Path, default=PAGE, help="where to write (default: %(default)s)")
    page.set_defaults(run=_page)
    return parser


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of questions")
    return int(value)


def _questions(options: argparse.Namespace, settings: Settings) -> None:
    questions = load_questions(options.file)
    with engine_for(options.file, settings) as engine:
        outcomes = run(engine, questions)
    print(report(outcomes))
    print(latency(outcomes))
    if options.wrong:
        for outcome in (outcome for outcome in outcomes if not outcome.right):
            shown = f"{outcome.answer.score:.2f} {outcome.answer.text}" if outcome.answer.answered else "(refused)"
            print(f"- {outcome.question.question}\n    {shown}")


def _squad(options: argparse.Namespace, settings: Settings) -> None:
    squad = load_squad(options.file, options.limit)
    asked = {question.context for question in squad.questions}
    with engine_over({name: squad.contexts[name] for name in asked}, settings) as engine:
        print(score_squad(engine, squad, options.null))


def _retrieval(options: argparse.Namespace, settings: Settings) -> None:
    squad = load_squad(options.file)
    with engine_over(squad.contexts, settings) as engine:
        print(recalls(engine.retriever, [passage.article for passage in engine.index.passages], squad))


def _fit(options: argparse.Namespace, settings: Settings) -> None:
    fitted = fit(options.files, settings)
    fitted.decision.save(options.out)
    print(fitted)


def _feedback(options: argparse.Namespace, settings: Settings) -> None:
    lines = question_lines(FeedbackStore(options.file).all())
    text = "".join(f"{line}\n" for line in lines)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def _page(options: argparse.Namespace, settings: Settings) -> None:
    write_page(options.files, options.data, settings, options.out)
    print(options.out)


if __name__ == "__main__":
    sys.exit(main())

"""``python -m index build|status|verify``."""

import argparse
import sys
from collections.abc import Callable

from tqdm import tqdm

from index import ArticleIndexError, Encoder, Index, Settings, build_index, check_current, open_index, scan
from index.printing import print_any_text, printable
from index.settings import SETTINGS_HELP
from index.verifying import verify_index


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when all is well, 1 when the index or the articles are not; argparse
        exits with 2 for a wrong call.
    """
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Build and check the index of the articles.",
        epilog=SETTINGS_HELP,
    )
    commands: dict[str, Callable[[Settings], None]] = {"build": _build, "status": _status, "verify": _verify}
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=commands,
        help="build: embed what changed (default); status: what the index holds and whether it is current; "
        "verify: check every stored file, offset and vector",
    )
    command = parser.parse_args(arguments).command
    print_any_text()
    try:
        commands[command](Settings.from_environment())
    except ArticleIndexError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _build(settings: Settings) -> None:
    # No bar where nobody looks (disable=None), nor before there is something to embed (delay).
    with tqdm(unit="text", desc="embedding", leave=False, disable=None, delay=0.1) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        build = build_index(settings, Encoder(settings.model), show)
    print(f"{'built' if build.changed else 'up to date'}: {_summary(build.index)}; {build.embedded} texts embedded")
    _report_skipped(build.index)


def _status(settings: Settings) -> None:
    index = open_index(settings.index)
    manifest = index.manifest
    print(_summary(index))
    print(f"model {manifest.model} ({manifest.model_identity[:12]}), built {manifest.built}, in {settings.index}")
    for entry in manifest.articles:
        print(f"  {entry.file}: {printable(index.articles[entry.id].title, length=100)}")
    check_current(index, scan(settings.seeds), Encoder(settings.model))
    _report_skipped(index)


def _verify(settings: Settings) -> None:
    index = open_index(settings.index)
    verify_index(index)
    check_current(index, scan(settings.seeds), Encoder(settings.model))
    print(f"sound and current: {_summary(index)}")
    _report_skipped(index)


def _summary(index: Index) -> str:
    counts = ((len(index.articles), "article"), (len(index.passages), "passage"), (len(index.sentences), "sentence"))
    return ", ".join(f"{count} {noun}{'s' * (count != 1)}" for count, noun in counts)


def _report_skipped(index: Index) -> None:
    for skipped in index.manifest.skipped:
        print(f"skipped {skipped.reason}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

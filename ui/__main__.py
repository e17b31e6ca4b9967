"""``python -m ui``: open the chat."""

import argparse
import contextlib
import sys
import threading

from index.settings import SETTINGS_HELP
from ui.address import listen, url

MCP_PATH = "/gradio_api/mcp/"


def main(arguments: list[str] | None = None) -> int:
    """Serve the chat until it is stopped; 1 and one line on stderr for a user's error."""
    options = _parser().parse_args(arguments)
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        return _fail(f"cannot listen on {options.host}:{options.port}: {error.strerror or error}")
    with listener:
        print("Preparing the articles…", file=sys.stderr, flush=True)
        # Slow to import: a user's error need not wait for it.
        from qa import Engine, QAError

        try:
            engine = Engine(patient=False)
            count = len(engine.articles)
        except QAError as error:
            return _fail(str(error))
        from ui.server import server
        from ui.suggestions import Suggestions

        suggestions = Suggestions(engine)
        threading.Thread(target=_warm_up, args=(suggestions,), daemon=True).start()
        print(f"{count} article{'s' * (count != 1)} ready. {url(listener)}  (Ctrl+C stops the chat)", flush=True)
        if options.mcp:
            print(f"MCP: {url(listener)}{MCP_PATH}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server(engine, suggestions, mcp=options.mcp, edit=options.edit).run(sockets=[listener])
    return 0


def _warm_up(suggestions) -> None:
    """Load the models, and see what can be suggested, while the reader is still opening the page."""
    with contextlib.suppress(Exception):
        suggestions.learn()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ui",
        description="Open the chat: questions beside the article, in a browser.",
        epilog=SETTINGS_HELP,
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (default: %(default)s)")
    parser.add_argument(
        "--port",
        type=_port,
        default=7860,
        help="port to serve on; 0 takes a free one (default: %(default)s)",
    )
    parser.add_argument(
        "--edit", action="store_true", help="whoever opens the chat may add and remove articles and rebuild the index"
    )
    parser.add_argument("--mcp", action="store_true", help=f"offer the answers as MCP tools too, under {MCP_PATH}")
    return parser


def _port(value: str) -> int:
    if not value.isdecimal() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is not a port (0 to 65535)")
    return int(value)


def _fail(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

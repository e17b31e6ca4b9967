"""Serving the chat to tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ui.address import listen, url
from ui.server import server


@contextmanager
def served(engine, **options: bool) -> Iterator[str]:
    """The chat over an engine, on a free port; gives its address. Options as ``ui.server.server``."""
    service = server(engine, **options)
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=service.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield url(listener)
        finally:
            service.should_exit = True
            thread.join(timeout=20)

"""Serving the chat so that the page asks nothing of any other host.

Gradio's page template names other hosts in its metadata and is always marked
as English. The page is mended on its way out, and a content security policy
makes the browser refuse whatever might still point elsewhere.
"""

import logging
import re
import secrets
from socket import socket

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa import Engine
from ui.app import asset, build_app
from ui.editing import Editor
from ui.strings import FRENCH, Strings, strings_of
from ui.suggestions import Suggestions

# Linked rather than given to Gradio, which rewrites the selectors it is given.
_STYLES = ("frame.css", "conversation.css", "article.css", "index_panel.css")
_STYLE_LINK = '<link rel="stylesheet" href="./style.css"></head>'

_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_MONOSPACE = ("ui-monospace", "Consolas", "monospace")

# Gradio keeps whatever anybody sends there; the page has no use for it.
_UPLOAD = "/gradio_api/upload"

# Social-media cards (they name other hosts) and a manifest that is not served.
_FOREIGN_TAGS = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>|\s*<link\s+rel="manifest"[^>]*>')
_LANGUAGE = re.compile(r'(<html\s[^>]*?\blang=")[^"]*')
_SCRIPT = re.compile(r"<script(?=[\s>])")

# Gradio compiles its templates and event code in the page: 'unsafe-eval'.
# Inline scripts run only with this response's nonce, so none can be injected.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


def build_site(
    engine: Engine, suggestions: Suggestions | None = None, *, mcp: bool = False, edit: bool = False
) -> ASGIApp:
    """The web application: Gradio's page, mended, at the root.

    Args:
        suggestions: of questions to ask; None suggests whatever the articles' structure does.
        mcp: offer the endpoints as tools too.
        edit: whoever opens the page may change the articles.
    """
    site = FastAPI(openapi_url=None)

    @site.get("/style.css")
    def style() -> Response:
        return Response("".join(map(asset, _STYLES)), media_type="text/css")

    gr.mount_gradio_app(
        site,
        build_app(engine, suggestions or Suggestions(engine), Editor(engine) if edit else None),
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=mcp,
        pwa=False,
        theme=gr.themes.Base(primary_hue="blue", font=_SYSTEM_FONTS, font_mono=_MONOSPACE),
    )
    site.add_middleware(SelfContained)
    return site


def server(
    engine: Engine, suggestions: Suggestions | None = None, *, mcp: bool = False, edit: bool = False
) -> uvicorn.Server:
    """A server for the chat; ``run(sockets=[…])`` serves until it is stopped. Arguments as ``build_site``."""
    config = uvicorn.Config(
        build_site(engine, suggestions, mcp=mcp, edit=edit),
        log_level="warning",
        # Open pages hold a connection for as long as they are open.
        timeout_graceful_shutdown=2,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Stops without complaint: the connections of open pages are cut, and nobody did anything wrong."""

    def run(self, sockets: list[socket] | None = None) -> None:
        """Serve until stopped."""
        log = logging.getLogger("uvicorn.error")
        log.addFilter(self._is_serving)
        try:
            super().run(sockets)
        finally:
            log.removeFilter(self._is_serving)

    def _is_serving(self, _: logging.LogRecord) -> bool:
        return not self.should_exit


class SelfContained:
    """Mend the page and add the security headers, on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page is held back until it is whole, then mended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == "/":
            scope = _uncompressed(scope)
        if scope["path"].rstrip("/").endswith(_UPLOAD):
            await Response("Nothing is taken here.", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, _Mender(send, strings_of(HTTPConnection(scope))))


class _Mender:
    def __init__(self, send: Send, strings: Strings) -> None:
        self._send = send
        self._strings = strings
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _POLICY.format(nonce=self._nonce)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = bytes(self._body)
        headers = MutableHeaders(scope=start)
        if "content-encoding" not in headers:
            body = mend_page(body.decode("utf-8"), self._strings, self._nonce).encode("utf-8")
            headers["Content-Length"] = str(len(body))
            headers["Cache-Control"] = "no-store"
            headers["Vary"] = "Accept-Language, Cookie"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def mend_page(page: str, strings: Strings, nonce: str) -> str:
    """Take out what names other hosts; set language, title and style; sign the scripts."""
    page = _FOREIGN_TAGS.sub("", page)
    page = _LANGUAGE.sub(rf"\g<1>{strings.language}", page, count=1)
    page = page.replace(FRENCH.page_title, strings.page_title)
    page = page.replace("</head>", _STYLE_LINK, 1)
    return _SCRIPT.sub(f'<script nonce="{nonce}"', page)


def _uncompressed(scope: Scope) -> Scope:
    """The same request without Accept-Encoding, so that the page comes as text."""
    headers = [item for item in scope["headers"] if item[0] != b"accept-encoding"]
    return {**scope, "headers": headers}

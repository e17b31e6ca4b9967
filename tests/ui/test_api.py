"""The endpoints for programs, asked by Gradio's client, by plain HTTP and by an MCP client."""

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from scripted_engine import ScriptedEngine
from serving import served
from ui.__main__ import MCP_PATH


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(ScriptedEngine(), mcp=True) as address:
        yield address


@pytest.fixture(scope="module")
def client(site) -> Client:
    return Client(site, verbose=False, analytics_enabled=False)


def test_a_client_gets_the_answer_with_its_citations(client):
    answer = client.predict(question="cite:Le chien court ici.", history=None, articles=None, api_name="/ask")
    (citation,) = answer["citations"]
    assert (answer["answered"], answer["text"]) == (True, "Le chien court ici.")
    assert citation["quote"] == "Le chien court ici."
    assert citation["end"] - citation["start"] == len(citation["quote"])


def test_a_client_may_leave_out_all_but_the_question(client):
    answer = client.predict("refuse", api_name="/ask")
    assert not answer["answered"] and answer["nearest"]


def test_a_client_gets_the_articles(client):
    assert client.predict(api_name="/articles")[0]["id"] == "premier"


def test_a_client_is_told_what_is_wrong(client):
    with pytest.raises(AppError, match="Cette question"):
        client.predict("fail", api_name="/ask")


def test_the_pages_own_events_are_no_endpoints(client):
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/ask", "/articles"}


def test_plain_http_gets_the_answer(site):
    body = json.dumps({"data": ["cite:Fin.", None, None]}).encode()
    request = urllib.request.Request(f"{site}/gradio_api/call/ask", body, {"Content-Type": "application/json"})
    event = json.load(urllib.request.urlopen(request, timeout=20))["event_id"]
    with urllib.request.urlopen(f"{site}/gradio_api/call/ask/{event}", timeout=20) as stream:
        lines = stream.read().decode().splitlines()
    (answer,) = json.loads(next(line for line in lines if line.startswith("data:")).removeprefix("data:"))
    assert answer["text"] == "Fin."


def test_an_mcp_client_finds_and_calls_the_tools(site):
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def call() -> tuple[set[str], str]:
        async with streamable_http_client(site + MCP_PATH) as (read, write, _), ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            result = await session.call_tool("ask", {"question": "cite:Le chien court ici."})
            return {tool.name for tool in tools.tools}, result.content[0].text

    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        names, said = pool.submit(asyncio.run, asyncio.wait_for(call(), timeout=30)).result()
    assert names == {"ask", "articles"}
    assert "Le chien court ici." in said and "start" in said

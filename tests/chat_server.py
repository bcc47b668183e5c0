"""A made-up chat server on this machine: it answers as a test tells it to, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class ChatServer:
    """`address` is the base of its interface; `asked` are the requests so far, `keys` what they carried as key."""

    address: str
    stopped: threading.Event = field(default_factory=threading.Event)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def chat_server(answer: Answer) -> Iterator[ChatServer]:
    """A server that runs for the length of a test."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known.asked.append({"path": self.path, **body})
            known.keys.append(self.headers.get("Authorization", ""))
            try:
                answer(self, body)
            except OSError:
                return  # the client went away

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    known = ChatServer(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        known.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def line_of(body: dict[str, Any]) -> str:
    """The line that a request asks to reword."""
    asked = body["messages"][-1]["content"]
    return next(line.partition("：")[2] for line in asked.splitlines() if line.startswith("这一行："))


def says(change: Callable[[str], str]) -> Answer:
    """A chat completion with the changed line."""

    def answer(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": change(line_of(body))}
        send(handler, json.dumps({"choices": [{"message": message}]}, ensure_ascii=False).encode())

    return answer


def sends(data: bytes, status: int = 200) -> Answer:
    """The same bytes whatever is asked."""
    return lambda handler, _: send(handler, data, status)


def send(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)

"""A language model behind an OpenAI-compatible address, asked through `POST ADDRESS/chat/completions`.

The standard library's client is enough: one request, one answer, bounded in time and size. A timer closes the
connection when the time is over, so that a server that sends a byte now and then can't hold a build up. Redirections
are not followed and proxies not used: the key goes to the one address that was given.
"""

import json
import socket
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from urllib.parse import urlsplit

from briefgen.writer.interface import WriterFailure, WritingTask
from briefgen.writer.prompts import request_body

_MOST_BYTES = 1_000_000
_REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWriter:
    """`address` is the base of the interface, such as http://127.0.0.1:8000/v1; `seconds` bound one answer."""

    address: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0

    def reword(self, task: WritingTask) -> str:
        """The model's line; raises WriterFailure, a final one where the next request would fare no better."""
        answer = self._post(json.dumps(request_body(self.model, task), ensure_ascii=False).encode())
        try:
            text = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError) as error:
            raise WriterFailure("its answer is no chat completion") from error
        if not isinstance(text, str) or not text.strip():
            raise WriterFailure("its answer is empty")
        return text

    def _post(self, body: bytes) -> bytes:
        over = Event()
        try:
            with closing(self._connect()) as connection:
                sock = connection.sock
                timer = Timer(self.seconds, _end, (sock, over))
                timer.daemon = True
                timer.start()
                try:
                    status, data = self._exchange(connection, body)
                finally:
                    timer.cancel()
                    sock.close()
        except (OSError, HTTPException, ValueError) as error:
            if over.is_set() or isinstance(error, TimeoutError):
                raise self._late() from error
            raise WriterFailure(f"it can't be reached ({error})", final=True) from error
        if over.is_set():
            raise self._late()
        if status != HTTPStatus.OK:
            raise WriterFailure(f"it answered with status {status}", final=status in _REFUSALS)
        if len(data) > _MOST_BYTES:
            raise WriterFailure("its answer is too long")
        return data

    def _connect(self) -> HTTPConnection:
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.seconds)
        connection.connect()
        return connection

    def _exchange(self, connection: HTTPConnection, body: bytes) -> tuple[int, bytes]:
        path = f"{urlsplit(self.address).path.rstrip('/')}/chat/completions"
        connection.request("POST", path, body, self._headers())
        with connection.getresponse() as response:
            return response.status, response.read(_MOST_BYTES + 1)

    def _late(self) -> WriterFailure:
        return WriterFailure(f"no answer within {self.seconds:g} seconds", final=True)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        return {**headers, "Authorization": f"Bearer {self.key}"} if self.key else headers


def _end(connection: socket.socket, over: Event) -> None:
    """End a connection that another thread waits for."""
    over.set()
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already

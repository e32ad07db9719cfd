"""Real peers on loopback: a mail server, and one HTTP server that stands in for Resend, SendGrid and Twilio. Each does
as it is told: take, refuse, answer 500, hang, or take and drop the connection."""

import asyncio
import json
import logging
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

HANGS_SECONDS = 60
logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's, which tells every line


@dataclass
class Told:
    """What a peer is to do, and what it has taken. `behaviour`: take, refuse, fail, hang or drop."""

    behaviour: str = "take"
    taken: list[Any] = field(default_factory=list)
    # What to do with this request instead, by its headers; "" for what is done with all.
    instead: Callable[[Any], str] = lambda headers: ""
    keys: list[str] = field(default_factory=list)  # Idempotency-Key of each request
    over: threading.Event = field(default_factory=threading.Event)

    def hang(self) -> None:
        self.over.wait(HANGS_SECONDS)


SUCCESSES = {
    "resend": (200, lambda n: {"id": f"resend-{n}"}),
    "sendgrid": (202, lambda n: None),
    "twilio": (201, lambda n: {"sid": f"SM{n}", "status": "queued"}),
}
REFUSALS = {
    "resend": (422, {"statusCode": 422, "name": "validation_error", "message": "Invalid `to` field."}),
    "sendgrid": (
        400,
        {"errors": [{"field": "personalizations.0.to.0.email", "message": "Does not contain a valid address."}]},
    ),
    "twilio": (400, {"code": 21211, "message": "Invalid 'To' Phone Number", "status": 400}),
}


@contextmanager
def http_peer(service: str):
    """`(address, told)` of a server that answers as `service` does."""
    told = Told()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.keys.append(self.headers.get("Idempotency-Key", ""))
            behaviour = told.instead(self.headers) or told.behaviour
            if behaviour in ("take", "drop", "take and hang"):
                told.taken.append(self._read(body))
            if behaviour in ("hang", "take and hang"):
                told.hang()
                return
            if behaviour == "drop":
                # Gone without a word, as a machine that lost its power: a reset and not a goodbye.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            self._answer(*self._outcome())

        def _outcome(self) -> tuple[int, Any]:
            if told.behaviour == "take":
                status, made = SUCCESSES[service]
                return status, made(len(told.taken))
            if told.behaviour == "refuse":
                return REFUSALS[service]
            if told.behaviour == "fail":
                return 500, {"message": "It is us."}
            return told.behaviour  # a pair of status and body

        def _read(self, body: bytes) -> Any:
            if self.headers["Content-Type"].startswith("application/json"):
                return json.loads(body)
            return {name: values[0] for name, values in parse_qs(body.decode()).items()}

        def _answer(self, status: int, body: Any) -> None:
            said = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def finish(self) -> None:
            with suppress(OSError, ValueError):  # the connection that was dropped on purpose
                super().finish()

        def log_message(self, *args: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        request_queue_size = 64
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", told
    finally:
        told.over.set()
        server.shutdown()
        server.server_close()


class _Mailbox:
    """aiosmtpd's hooks. `hang` is after the data, `hang-early` before; `refuse-…` is at the recipient's address."""

    def __init__(self, told: Told) -> None:
        self.told = told

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        behaviour = self.told.behaviour
        if behaviour == "refuse":
            return "550 5.1.1 No such mailbox"
        if behaviour == "relay-denied":
            return "550 5.7.1 Relaying denied"
        if behaviour == "hang-early":
            await _sleep(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        behaviour = self.told.behaviour
        if behaviour == "fail":
            return "451 4.3.0 Try again later"
        if behaviour == "hang":
            await _sleep(server)
        self.told.taken.append(envelope)
        if behaviour == "drop":
            server.transport.abort()
        return "250 OK"


async def _sleep(server: SMTP) -> None:
    await asyncio.sleep(HANGS_SECONDS)


class _Loopback(Controller):
    """On a free port of the system's choice."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server():
    """`(port, told)` of a mail server."""
    told = Told()
    controller = _Loopback(_Mailbox(told), hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port, told
    finally:
        controller.stop()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

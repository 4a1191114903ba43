"""Clients that send, wait for the answer, and send again; one connection and thread each.

Plain sockets: a library for HTTP would take more of the shared processor than the server.
"""

import socket
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Tally:
    """What came back to all clients of one round."""

    seconds: float
    statuses: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def good(self):
        return sum(200 <= status < 400 for status in self.statuses)

    @property
    def per_second(self):
        return self.good / self.seconds

    def wait(self, share):
        """The wait that this share of all requests did not exceed, in seconds."""
        return sorted(self.waits)[int(share * (len(self.waits) - 1))]


def load(port, senders, seconds) -> Tally:
    """Let every sender, a function that gives the next request's bytes, send for so long."""
    tally, until = Tally(seconds), time.monotonic() + seconds
    threads = [threading.Thread(target=_send, args=(port, s, until, tally)) for s in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def _send(port, next_request, until, tally):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (began := time.monotonic()) < until:
            connection.sendall(next_request())
            status = _answer(connection)
            tally.waits.append(time.monotonic() - began)
            tally.statuses.append(status)


def _answer(connection) -> int:
    """Read one whole response; its status."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("The server closed the connection.")
        received += piece
    head, body = received.split(b"\r\n\r\n", 1)
    missing = _length(head) - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))
    return int(head[9:12])


def _length(head) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def get(path, *, port, cookies="") -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"Cookie: {cookies}"] if cookies else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(path, body, *, port, cookies="", headers=()) -> bytes:
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *([f"Cookie: {cookies}"] if cookies else []),
        *headers,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

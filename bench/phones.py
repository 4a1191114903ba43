"""Phones that people hold: a connection kept open, cookies, one request at a time.

Plain sockets, as in ``clients``; hundreds at once in one thread.
"""

import asyncio
import contextlib
import json
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE = 20
"""Seconds, as in the script on the phones."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Phone:
    def __init__(self, port: int):
        self.port = port
        self.cookies = {}
        self._line = None

    async def get(self, path, **headers) -> Reply:
        return await self._ask("GET", path, b"", headers)

    async def post(self, path, fields, **headers) -> Reply:
        return await self._ask("POST", path, _body(fields), self._form_headers() | headers)

    async def post_unheard(self, path, fields) -> None:
        """Send it all and lose the network before the answer comes."""
        _, writer = await self._connected()
        writer.write(self._request("POST", path, _body(fields), self._form_headers()))
        await writer.drain()
        self.cut()

    def cut(self):
        """The network is gone; the next request connects anew."""
        if self._line:
            self._line[1].close()
        self._line = None

    def _form_headers(self):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return form | {"X-CSRFToken": self.cookies.get("csrftoken", "")}

    async def _ask(self, method, path, body, headers) -> Reply:
        request, was_open = self._request(method, path, body, headers), self._line is not None
        async with asyncio.timeout(PATIENCE):
            try:
                return await self._sent(request)
            except (ConnectionError, asyncio.IncompleteReadError):
                if not was_open:
                    raise
            # The server had closed a connection that lay idle; browsers send anew, too.
            self.cut()
            return await self._sent(request)

    async def _sent(self, request) -> Reply:
        reader, writer = await self._connected()
        writer.write(request)
        await writer.drain()
        return await _reply(reader, self.cookies)

    async def _connected(self):
        if self._line is None:
            self._line = await asyncio.open_connection("127.0.0.1", self.port)
        return self._line

    def _request(self, method, path, body, headers) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines += ["Accept-Encoding: gzip", f"Content-Length: {len(body)}"]
        if self.cookies:
            held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {held}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _body(fields) -> bytes:
    return urlencode(fields).encode()


async def _reply(reader, cookies) -> Reply:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {}
    for line in filter(None, head[1:]):
        name, _, value = line.partition(":")
        if name.lower() == "set-cookie":
            cookie, _, held = value.strip().partition("=")
            cookies[cookie] = held.partition(";")[0]
        headers[name.lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Reply(int(head[0].split()[1]), headers, body)


async def all_of(tasks) -> None:
    """Run them at once; the first fault ends the run."""
    async with asyncio.TaskGroup() as group:
        for task in tasks:
            group.create_task(task)


@contextlib.asynccontextmanager
async def beside(task):
    """Keep a task going while the block runs."""
    running = asyncio.ensure_future(task)
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running

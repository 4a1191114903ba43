"""Where the server listens, and the addresses by which laptops and phones find it."""

import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass

EVERYWHERE = "0.0.0.0"
LOOPBACK = "127.0.0.1"
YES = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Room:
    """``addresses`` are those of this machine on the network; none while it serves only itself."""

    host: str
    port: int
    addresses: tuple[str, ...]

    @property
    def own_url(self):
        """The address to open on the laptop itself."""
        host = LOOPBACK if self.host in (EVERYWHERE, LOOPBACK) else self.host
        return f"http://{host}:{self.port}"

    @property
    def urls(self):
        return [f"http://{address}:{self.port}" for address in self.addresses]


def chosen(variables=os.environ) -> Room:
    """What LAN, HOST and PORT ask for; stops with a sentence when they make no sense."""
    port, host = _port(variables.get("PORT", "").strip()), variables.get("HOST", "").strip()
    if not host:
        host = EVERYWHERE if variables.get("LAN", "").strip().lower() in YES else LOOPBACK
    if host == LOOPBACK:
        return Room(host, port, ())
    addresses = lan_addresses() if host == EVERYWHERE else (host,)
    if not addresses:
        sys.exit("No network found. Connect this laptop to the room's router and run this again.")
    return Room(host, port, addresses)


def _port(text):
    if not text:
        return 8000
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        sys.exit(f"PORT must be a whole number from 1 to 65535, not {text!r}.")
    return int(text)


def lan_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine, also where the router leads nowhere else."""
    if shutil.which("hostname") is None:
        return ()
    shown = subprocess.run(["hostname", "-I"], capture_output=True, text=True).stdout
    return tuple(word for word in shown.split() if ":" not in word)


def ensure_free(room: Room) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((room.host, room.port))
        except OSError as error:
            sys.exit(
                f"Port {room.port} on {room.host} cannot be used ({error.strerror}). Stop what "
                f"runs there, or choose another: make run PORT={room.port + 1}"
            )

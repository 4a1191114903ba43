"""Where `make run` listens, and what it says when it cannot."""

import os
import signal
import socket

import pytest

from scripts import room, run


def test_without_a_wish_only_the_laptop_itself_is_served():
    assert room.chosen({}) == room.Room("127.0.0.1", 8000, ())


def test_lan_listens_everywhere_and_names_the_addresses(monkeypatch):
    monkeypatch.setattr(room, "lan_addresses", lambda: ("192.0.2.7", "198.51.100.3"))

    chosen = room.chosen({"LAN": "1", "PORT": "8080"})

    assert chosen.host == "0.0.0.0"
    assert chosen.own_url == "http://127.0.0.1:8080"
    assert chosen.urls == ["http://192.0.2.7:8080", "http://198.51.100.3:8080"]


def test_a_host_is_listened_on_as_given():
    chosen = room.chosen({"HOST": "192.0.2.7"})

    assert chosen.own_url == "http://192.0.2.7:8000"
    assert chosen.urls == ["http://192.0.2.7:8000"]


def test_a_lan_without_a_network_is_refused(monkeypatch):
    monkeypatch.setattr(room, "lan_addresses", lambda: ())

    with pytest.raises(SystemExit, match="Connect this laptop to the room's router"):
        room.chosen({"LAN": "1"})


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_wrong_port_is_refused_by_its_name(port):
    with pytest.raises(SystemExit, match="PORT must be a whole number from 1 to 65535"):
        room.chosen({"PORT": port})


def test_a_taken_port_is_named_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Port {port} .* make run PORT={port + 1}"):
            room.ensure_free(room.Room("127.0.0.1", port, ()))


ROOM = room.Room("0.0.0.0", 8000, ("192.168.4.1",))


def test_an_address_that_still_leads_here_needs_no_warning():
    assert run.address_warnings(ROOM, ["ACDEFG http://192.168.4.1:8000"]) == []
    assert run.address_warnings(ROOM, []) == []


@pytest.mark.parametrize("fixed", ["http://192.168.8.2:8000", "http://192.168.4.1:8001"])
def test_a_fixed_address_that_is_not_this_laptops_is_named_with_the_remedy(fixed):
    said = "\n".join(run.address_warnings(ROOM, [f"ACDEFG {fixed}"]))

    assert f"Workshop ACDEFG is fixed to {fixed}." in said
    assert "This laptop's addresses now: http://192.168.4.1:8000" in said
    assert "reserve it" in said


def test_a_laptop_that_serves_only_itself_is_told_how_to_open_it():
    alone = room.Room("127.0.0.1", 8000, ())

    said = "\n".join(run.address_warnings(alone, ["ACDEFG http://192.168.4.1:8000"]))

    assert "make run LAN=1" in said


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_the_window_is_closed_everything_is_stopped(monkeypatch, capsys, end):
    """Else the next start finds its port taken by a server that nobody sees."""
    monkeypatch.setattr(run, "prepare_and_serve", lambda place: os.kill(os.getpid(), end))
    monkeypatch.setattr(room, "chosen", lambda: None)
    monkeypatch.setattr(os, "umask", lambda mask: mask)
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        run.main()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)

    assert capsys.readouterr().out.endswith("Stopped. Everything is kept in data/.\n")

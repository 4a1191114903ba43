"""`make run`: from a fresh checkout to a running demo workshop. A second run keeps the data."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
import urllib.parse

from scripts import ROOT, debian, environment, keeping, room

# By module, since a program in .venv/bin stops working when the checkout is moved.
GRANIAN = [environment.PYTHON, "-m", "granian"]
BANK = ROOT / "fixtures" / "pfm-hf-alignment"


def main():
    for end in (signal.SIGTERM, signal.SIGHUP):  # the window is closed
        if signal.getsignal(end) != signal.SIG_IGN:
            signal.signal(end, signal.default_int_handler)  # stop as Ctrl-C does
    os.umask(0o077)  # answers are for whoever runs the server, not for others on the machine
    try:
        prepare_and_serve(room.chosen())
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # nobody is left to read it
            print("\nStopped. Everything is kept in data/.", flush=True)


def prepare_and_serve(place):
    room.ensure_free(place)
    if not debian.install(debian.TO_RUN):
        print("Until then everything works except the PDF documents.")
    environment.prepare("requirements.txt")
    variables = settings_for(place)
    code = prepare_data(variables)
    fixed = manage(variables, "fixed_addresses").splitlines()
    serve(place, variables, code, warnings=address_warnings(place, fixed))


def settings_for(place) -> dict[str, str]:
    """The environment of every process; what the caller has set stays as it is."""
    hosts = [room.LOOPBACK, "localhost", *place.addresses]
    defaults = {
        "SECRET_KEY": keeping.secret_key(),
        "DEBUG": "false",
        "HTTPS": "false",  # the room has no certificate
        "ALLOWED_HOSTS": ",".join(hosts),
        # Slips and QR codes carry the address that phones can reach.
        "PUBLIC_URL": place.urls[0] if place.urls else "",
        "PYTHONUNBUFFERED": "1",
    }
    chosen = {name: value for name, value in os.environ.items() if value}
    return defaults | chosen | {"PORT": str(place.port)}


def prepare_data(variables) -> str:
    """Bring database and files up to date; the code of the demo workshop."""
    print("Preparing the database and the pages.", flush=True)
    manage(variables, "migrate", "--noinput", "-v0")
    manage(variables, "collectstatic", "--noinput", "-v0")
    # A country's own bank is loaded by hand; ours beside it would reword what both share.
    if variables.get("QUESTION_BANK", BANK.name) == BANK.name:
        manage(variables, "load_bank", str(BANK))
    manage(variables, "delete_due_workshops")
    password = keeping.facilitator_password()
    if manage(variables, "create_facilitator", keeping.FACILITATOR, typed=password) == "created":
        keeping.forget("demo_code")  # a new database has no demo yet
    return keeping.kept("demo_code", lambda: make_demo(variables))


def make_demo(variables) -> str:
    printed = manage(variables, "create_demo", "--facilitator", keeping.FACILITATOR)
    return printed.splitlines()[-1]


def manage(variables, *arguments, typed="") -> str:
    """Run a management command and return what it printed; its own words stop us when it fails."""
    done = subprocess.run(
        [environment.PYTHON, "manage.py", *arguments],
        cwd=ROOT,
        env=variables,
        input=typed,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}manage.py {arguments[0]} failed; its message is above.")
    return done.stdout.strip()


def serve(place, variables, code, *, warnings):
    """Web server and what works beside it, until Ctrl-C or until the server ends."""
    server = start_server(place, variables)
    beside = {name: start(command, variables) for name, command in helpers(variables).items()}
    try:
        wait_for_page(place, server)
        announce(place, code, warnings)
        while server.poll() is None:
            time.sleep(2)
            keep_alive(beside, variables)
        sys.exit("The web server stopped; its message is above.")
    finally:
        stop(server, *beside.values())


def start_server(place, variables):
    """Two processes of one thread each: the measured best for SQLite and for PostgreSQL."""
    shape = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
    where = ["--host", place.host, "--port", str(place.port)]
    quiet = ["--log-level", "warning", "--respawn-failed-workers"]
    return start([*GRANIAN, *shape, *where, *quiet, "config.wsgi:application"], variables)


def helpers(variables) -> dict[str, list]:
    """Name and command of what works beside the web server."""
    manage_py = [environment.PYTHON, "manage.py"]
    commands = {"document worker": [*manage_py, "db_worker", "-v0"]}
    if folder := variables.get("BACKUP_DIR"):
        commands["rolling copy"] = [*manage_py, "rolling_backup", folder]
    return commands


def keep_alive(beside, variables):
    for name, command in helpers(variables).items():
        if beside[name].poll() is not None:
            print(f"The {name} stopped; starting it again.", flush=True)
            beside[name] = start(command, variables)


def start(command, variables):
    # A session of its own: Ctrl-C reaches us alone, and we stop the others in order.
    return subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True)


def wait_for_page(place, server):
    for _ in range(120):
        if server.poll() is not None:
            sys.exit("The web server did not start; its message is above.")
        status = answer_of(place)
        if status >= 400:
            sys.exit(f"The web server answers with an error ({status}); its message is above.")
        if status:
            return
        time.sleep(0.5)
    sys.exit("The web server did not answer within a minute.")


def answer_of(place) -> int:
    """The status of a page, 0 while nobody answers."""
    host = urllib.parse.urlsplit(place.own_url).hostname
    connection = http.client.HTTPConnection(host, place.port, timeout=10)
    try:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def announce(place, code, warnings):
    moved_from = keeping.remember("address", place.addresses[0]) if place.addresses else ""
    lines = [
        "",
        "Accord is running. Ctrl-C stops it; everything entered is kept in data/.",
        "",
        f"  On this laptop     {place.own_url}/",
        *(f"  In the room        {url}/" for url in place.urls),
        f"  Sign in            {place.own_url}/accounts/login/",
        f"    e-mail           {keeping.FACILITATOR}",
        f"    first password   {keeping.facilitator_password()}",
        f"  Demo workshop      join with the code {code}",
        "",
        *advice(place, moved_from),
        *warnings,
    ]
    print("\n".join(lines), flush=True)


def advice(place, moved_from) -> list[str]:
    if not place.addresses:
        return ["To open it to phones in the room: make run LAN=1"]
    lines = ["Traffic in the room is not encrypted: use your own router, with a password."]
    if moved_from:
        lines.append(
            f"This laptop's address was {moved_from} and is now {place.addresses[0]}: "
            "slips and QR codes printed before no longer lead here."
        )
    return lines


def address_warnings(place, fixed: list[str]) -> list[str]:
    """``fixed``: lines of a workshop's code and the address that its slips and phones carry.

    Phones keep waiting answers by address, so the best remedy is the old address.
    """
    lost = [line.split() for line in fixed if line.split()[1] not in place.urls]
    if not lost:
        return []
    now = ", ".join(place.urls) or "none in the room: start with make run LAN=1"
    lines = ["", "WARNING: phones that joined before do not find this laptop."]
    lines += [f"  Workshop {code} is fixed to {address}." for code, address in lost]
    return [
        *lines,
        f"  This laptop's addresses now: {now}",
        "  Give the laptop that address again: in the router's settings, reserve it for this",
        "  laptop, reconnect, and start again with the same PORT. Only if nobody has joined yet:",
        "  sign in, open step 4, Slips, confirm the new address, and print slips and poster anew.",
    ]


def stop(*processes):
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    main()

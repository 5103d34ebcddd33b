"""Tasks that behave as hostile input does; a worker loads them in place of the real ones."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time


def warm_up() -> None:
    """Nothing to load."""


def echo(payload: bytes) -> bytes:
    return payload


def abort(payload: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGABRT)
    return payload


def spin(payload: bytes) -> bytes:
    while payload:
        pass
    return payload


def sleep(payload: bytes) -> bytes:
    time.sleep(600)
    return payload


def orphan(payload: bytes) -> bytes:
    """Leave a grandchild behind that would outlive the task."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", payload.decode()])
    assert process.pid
    time.sleep(600)
    return payload


def hoard(payload: bytes) -> bytes:
    return bytes(8 << 30) + payload


def shout(payload: bytes) -> bytes:
    return payload * (1 << 20)


def fail(payload: bytes) -> bytes:
    raise KeyError(payload)


def call_home(payload: bytes) -> bytes:
    try:
        socket.create_connection(("192.0.2.1", 9), timeout=2)
    except OSError as error:
        return type(error).__name__.encode() + payload
    return b"connected"


TASKS = {task.__name__: task for task in (echo, abort, spin, sleep, orphan, hoard, shout, fail, call_home)}

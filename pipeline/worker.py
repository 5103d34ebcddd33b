"""A worker: loads what its role needs, then forks one child for each task.

The fork costs milliseconds, a fresh interpreter a third of a second; and a child
that crashes, hangs or eats memory takes nothing with it. The one argument is the
module of the tasks: `TASKS` and `warm_up`. Roles never share a process: reading
sees hostile bytes and no language model, understanding the reverse.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
import time
import traceback
from dataclasses import asdict
from typing import Any

from pipeline.frames import ClosedPipeError, read_frame, write_frame
from pipeline.sandbox import TaskLimits, apply_limits, die_with_parent

_CHUNK = 1 << 16
_NO_MEMORY = 77  # the exit status of a child that ran into its limit


def main() -> None:
    """Serve tasks from standard input until it closes."""
    die_with_parent()
    module = importlib.import_module(sys.argv[1])
    module.warm_up()
    gc.freeze()  # a child that collects would go through, and copy, all that was loaded for it
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not land between the frames.
    sys.stdout = sys.stderr
    write_frame(answers, b"ready")
    while True:
        try:
            request = json.loads(read_frame(requests))
        except ClosedPipeError:
            return
        limits = TaskLimits(**request["limits"])
        outcome, value = _run_child(module.TASKS[request["task"]], read_frame(requests), limits)
        write_frame(answers, json.dumps(outcome).encode())
        write_frame(answers, value)


def _run_child(task: Any, payload: bytes, limits: TaskLimits) -> tuple[dict[str, Any], bytes]:
    started = time.monotonic()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _serve(task, payload, limits, writer)
    os.close(writer)
    # Also set from the child; whichever runs first wins, so a kill never misses Tesseract.
    _own_group(child)
    value, ended = _collect(reader, limits, started)
    if ended != "ok":
        _kill_group(child)
    _, status, usage = os.wait4(child, 0)
    _kill_group(child)
    used = usage.ru_utime + usage.ru_stime
    return {"status": _status(ended, status, value), "cpu_s": round(used, 3), "limits": asdict(limits)}, value


def _serve(task: Any, payload: bytes, limits: TaskLimits, writer: int) -> None:
    """The child's whole life: answer one byte of status and the value, then leave."""
    _own_group(0)
    die_with_parent()
    code = 1
    try:
        apply_limits(limits)
        answer = task(payload)
        with os.fdopen(writer, "wb") as stream:
            stream.write(answer)
        code = 0
    except MemoryError:
        code = _NO_MEMORY
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()  # to the supervisor's log, never to a user
        sys.stderr.flush()
        os._exit(code)


def _collect(reader: int, limits: TaskLimits, started: float) -> tuple[bytes, str]:
    chunks: list[bytes] = []
    size = 0
    with os.fdopen(reader, "rb", buffering=0) as stream:
        while True:
            left = limits.wall_s - (time.monotonic() - started)
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                return b"", "timeout"
            chunk = stream.read(_CHUNK)
            if not chunk:
                return b"".join(chunks), "ok"
            size += len(chunk)
            if size > limits.output_bytes:
                return b"", "output_limit"
            chunks.append(chunk)


def _status(ended: str, wait_status: int, value: bytes) -> str:
    if ended != "ok":
        return ended
    if os.WIFSIGNALED(wait_status):
        return "timeout" if os.WTERMSIG(wait_status) == signal.SIGXCPU else "crashed"
    code = os.WEXITSTATUS(wait_status)
    if code == 0 and value:
        return "ok"
    return "memory" if code == _NO_MEMORY else "fault"


def _own_group(pid: int) -> None:
    try:
        os.setpgid(pid, pid)
    except (PermissionError, ProcessLookupError):
        return


def _kill_group(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except (PermissionError, ProcessLookupError):
        return


if __name__ == "__main__":
    main()

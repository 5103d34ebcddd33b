"""The default engine: supervised workers on this machine, one thread here for each."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.engines.contract import TASK_MODULES, Outcome, OutcomeStatus, Role, Task
from pipeline.frames import ClosedPipeError, read_frame, write_frame
from pipeline.sandbox import worker_command, worker_environment
from schemas.errors import WorkerStartError

_RETRIED: frozenset[OutcomeStatus] = frozenset({"crashed", "timeout"})


class LocalEngine:
    """`workers` processes for reading, one for understanding: the language model is loaded once.

    `log` gets what workers and their libraries write to standard error.
    """

    def __init__(self, workers: int, log: Path, modules: Mapping[Role, str] = TASK_MODULES) -> None:
        self._log = open(log, "ab", opener=_for_owner)  # noqa: SIM115 (kept open; only the owner may read it)
        counts: dict[Role, int] = {"read": workers, "understand": 1}
        self._slots: dict[Role, list[_Worker]] = {
            role: [_Worker(module, self._log) for _ in range(counts[role])]
            for role, module in modules.items()
        }

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Carry out tasks of one role; see `Engine`."""
        source = iter(tasks)
        first = next(source, None)
        if first is None:
            return
        slots = self._slots[first.role]
        ahead = [first, *islice(source, len(slots) - 1)]
        workers = slots[: len(ahead)]
        # Here, not in its thread: a sandbox dies with the thread that began it. All load side by side.
        for worker in workers:
            worker.launch()
        for worker in workers:
            worker.start()
        waiting: queue.Queue[Task | None] = queue.Queue()
        done: queue.Queue[Outcome] = queue.Queue()
        threads = [_serve_in_thread(worker, waiting, done) for worker in workers]
        try:
            yield from _feed(chain(ahead, source), waiting, done, window=2 * len(workers))
        finally:
            _drain(waiting)
            for _ in threads:
                waiting.put(None)

    def prepare(self, role: Role) -> None:
        """Let the workers of a role load while others work; see `Engine`."""
        for worker in self._slots[role]:
            worker.launch()

    def close(self) -> None:
        for workers in self._slots.values():
            for worker in workers:
                worker.stop()
        self._log.close()


def _feed(
    source: Iterator[Task],
    waiting: queue.Queue[Task | None],
    done: queue.Queue[Outcome],
    *,
    window: int,
) -> Iterator[Outcome]:
    open_tasks = 0
    while True:
        while open_tasks < window and (task := next(source, None)) is not None:
            waiting.put(task)
            open_tasks += 1
        if not open_tasks:
            return
        yield done.get()
        open_tasks -= 1


def _drain(waiting: queue.Queue[Task | None]) -> None:
    while True:
        try:
            waiting.get_nowait()
        except queue.Empty:
            return


def _serve_in_thread(
    worker: _Worker, waiting: queue.Queue[Task | None], done: queue.Queue[Outcome]
) -> threading.Thread:
    def serve() -> None:
        while (task := waiting.get()) is not None:
            done.put(worker.carry_out(task))

    thread = threading.Thread(target=serve, name=f"jipyo {worker.module}", daemon=True)
    thread.start()
    return thread


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Worker:
    """One worker process, started at its first task and again if it dies."""

    def __init__(self, module: str, log: BinaryIO) -> None:
        self.module = module
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False

    def carry_out(self, task: Task) -> Outcome:
        outcome = self._attempt(task, 1)
        return self._attempt(task, 2) if outcome.status in _RETRIED else outcome

    def stop(self) -> None:
        """End the process: politely, so that its costs are counted, else by force."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(BrokenPipeError):
            cast(BinaryIO, process.stdin).close()
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _attempt(self, task: Task, attempt: int) -> Outcome:
        try:
            process = self.start()
            requests, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
            head = {"task": task.name, "limits": asdict(task.limits)}
            write_frame(requests, json.dumps(head).encode())
            write_frame(requests, task.payload)
            result = json.loads(read_frame(answers))
            answer = read_frame(answers)
        except (ClosedPipeError, OSError, ValueError, WorkerStartError):
            self.stop()
            return Outcome(task.task_id, "crashed", b"", attempt, 0.0)
        return Outcome(task.task_id, result["status"], answer, attempt, result["cpu_s"])

    def start(self) -> subprocess.Popen[bytes]:
        """Return the running process, a new one where there is none, once it has loaded."""
        process = self.launch()
        if not self._is_ready:
            self._await_ready(process)
        return process

    def launch(self) -> subprocess.Popen[bytes]:
        """Begin a process where there is none, without waiting for it to load."""
        if self._process is None or self._process.poll() is not None:
            self._is_ready = False
            self._process = subprocess.Popen(
                worker_command(self.module),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                env=worker_environment(),
            )
        return self._process

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        try:
            read_frame(cast(BinaryIO, process.stdout))
        except ClosedPipeError as error:
            self.stop()
            raise WorkerStartError(
                f"작업 프로세스가 시작되지 않습니다. 'make setup' 으로 다시 설치하세요 / a worker does not start; "
                f"install again with 'make setup'. 기록 / log: {self._log.name}"
            ) from error
        self._is_ready = True

"""How a run tells what it is doing: a bar on a terminal, plain lines elsewhere, JSON lines to a file."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

_LINE_EVERY_S = 10.0


class Progress(Protocol):
    """Hears of each stage and each finished piece of work. Document text never gets here."""

    def stage(self, name: str, total: int, /) -> None: ...

    def step(self, name: str, item: str, status: str, cpu_s: float, /) -> None: ...


class QuietProgress:
    """Says nothing."""

    def stage(self, _name: str, _total: int, /) -> None:
        """Ignore the stage."""

    def step(self, _name: str, _item: str, _status: str, _cpu_s: float, /) -> None:
        """Ignore the step."""


class LineProgress:
    """A line at the start and end of a stage, and one each ten seconds in between."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = self._done = 0
        self._said = 0.0

    def stage(self, name: str, total: int, /) -> None:
        self._total, self._done = total, 0
        self._say(name)

    def step(self, name: str, _item: str, _status: str, _cpu_s: float, /) -> None:
        self._done += 1
        if self._done == self._total or time.monotonic() - self._said >= _LINE_EVERY_S:
            self._say(name)

    def _say(self, name: str) -> None:
        self._said = time.monotonic()
        self._stream.write(f"jipyo: {name} {self._done}/{self._total}\n")
        self._stream.flush()


class BarProgress:
    """A bar for each stage, with the pace and the time left."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bars = Bars(*columns, transient=True)
        self._bars.start()
        self._bar = self._bars.add_task("jipyo")

    def stage(self, name: str, total: int, /) -> None:
        self._bars.update(self._bar, description=name, total=total, completed=0)

    def step(self, _name: str, _item: str, _status: str, _cpu_s: float, /) -> None:
        self._bars.advance(self._bar)

    def close(self) -> None:
        self._bars.stop()


class JsonProgress:
    """One JSON object a line, beside another way of telling."""

    def __init__(self, stream: TextIO, beside: Progress) -> None:
        self._stream = stream
        self._beside = beside

    def stage(self, name: str, total: int, /) -> None:
        self._write({"event": "stage", "stage": name, "total": total})
        self._beside.stage(name, total)

    def step(self, name: str, item: str, status: str, cpu_s: float, /) -> None:
        self._write({"event": "step", "stage": name, "item": item, "status": status, "cpu_s": cpu_s})
        self._beside.step(name, item, status, cpu_s)

    def _write(self, event: dict[str, object]) -> None:
        stamped = {"time": round(time.time(), 3)} | event
        self._stream.write(json.dumps(stamped, ensure_ascii=False) + "\n")
        self._stream.flush()


@contextmanager
def open_progress(*, quiet: bool, log_json: Path | None) -> Iterator[Progress]:
    """Choose by what is asked and whether standard error is a terminal."""
    bars = BarProgress() if sys.stderr.isatty() and not quiet else None
    plain: Progress = QuietProgress() if quiet else LineProgress(sys.stderr)
    shown: Progress = bars or plain
    try:
        if log_json is None:
            yield shown
        else:
            with log_json.open("a", encoding="utf-8") as stream:
                yield JsonProgress(stream, shown)
    finally:
        if bars is not None:
            bars.close()

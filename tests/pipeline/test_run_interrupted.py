"""A run that is killed at any moment goes on, and ends with the bytes of an undisturbed one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.lock import locked
from pipeline.run import LOG_NAME
from tests.pipeline.samples import SMALL, exported, jipyo, run_into, sample_run


def _start(out: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "pipeline.cli", "run", *map(str, SMALL), "--out", str(out)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def _kill_after(out: Path, seconds: float) -> None:
    """Kill the whole process group, as a machine that goes down would."""
    process = _start(out)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_killed_run_goes_on_and_gives_the_same_bytes(tmp_path: Path) -> None:
    for seconds in (1.5, 4.0):
        _kill_after(tmp_path / "out", seconds)
    assert run_into(tmp_path / "out", SMALL) == 0
    assert exported(tmp_path / "out") == exported(sample_run())


@pytest.mark.soak
def test_many_kills_at_random_moments_change_no_byte(tmp_path: Path) -> None:
    chance = random.Random(20221)
    for number in range(10):
        out = tmp_path / str(number)
        for _ in range(chance.randint(1, 3)):
            _kill_after(out, chance.uniform(0.2, 9.0))
        assert run_into(out, SMALL) == 0
        assert exported(out) == exported(sample_run())


def test_an_interruption_says_how_to_go_on(tmp_path: Path) -> None:
    process = _start(tmp_path / "out")
    while not (
        tmp_path / "out" / LOG_NAME
    ).exists():  # then the run has begun, and has written down what it does
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "goes on from here" in said.decode()
    assert "Traceback" not in said.decode()
    assert "cut off" in jipyo("status", tmp_path / "out").stdout


def test_a_run_on_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path):
        done = jipyo("run", SMALL[1], "--out", tmp_path)
    assert done.returncode == 2
    assert str(os.getpid()) in done.stderr

"""What a worker starts with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.sandbox import worker_environment

LOADED = "import os; from pipeline.reading_tasks import warm_up; warm_up(); print(len(os.listdir('/proc/self/task')))"


def test_a_reading_worker_tells_nobody_of_its_work_and_forks_with_one_thread(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("CI", "ORT_DISABLE_TELEMETRY"):
        monkeypatch.delenv(name, raising=False)
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=worker_environment() | home
    )
    assert done.stdout.split() == ["1"]
    assert "telemetry" not in done.stderr
    assert list(tmp_path.rglob("*onnxruntime*")) == []

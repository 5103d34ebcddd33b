"""Where hostile bytes are parsed: a child with limits, and without a network where bubblewrap works."""

from __future__ import annotations

import ctypes
import functools
import os
import resource
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Literal

Level = Literal["bwrap", "rlimit"]

# The whole file system read-only, no network, no other processes in sight. Scratch files go to a
# private /dev/shm: hiding /tmp would hide inputs that lie there.
_BWRAP = (
    "bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-net",
    "--unshare-pid", "--unshare-ipc", "--die-with-parent", "--new-session",
    "--setenv", "TMPDIR", "/dev/shm",  # noqa: S108 (the sandbox's own, empty at its start)
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLimits:
    """What one task may use. CPU seconds bind; wall seconds only catch a child that sleeps."""

    cpu_s: int
    wall_s: int
    memory_bytes: int
    output_bytes: int


@functools.cache
def sandbox_level() -> Level:
    """Probe once whether bubblewrap works here (in many containers it does not)."""
    if shutil.which("bwrap") is None:
        return "rlimit"
    try:
        probe = subprocess.run([*_BWRAP, "true"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "rlimit"
    return "bwrap" if probe.returncode == 0 else "rlimit"


def worker_command(module: str) -> list[str]:
    """The command line of a worker for the tasks of `module`, inside the best sandbox at hand."""
    command = [sys.executable, "-m", "pipeline.worker", module]
    return [*_BWRAP, *command] if sandbox_level() == "bwrap" else command


def worker_environment() -> dict[str, str]:
    """One thread a page: Tesseract's own threads cost 36 times the wall time on a busy machine.

    onnxruntime tells its maker of each session from a thread of its own, unless this is set before it is imported.
    """
    keep = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    one_thread = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return keep | one_thread | {"ORT_DISABLE_TELEMETRY": "1"}


def apply_limits(limits: TaskLimits) -> None:
    """Bind the calling process. CPU time counts from now; children inherit all of it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + limits.cpu_s
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, hard))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    size = limits.output_bytes * 4
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent is gone: no orphan keeps a core busy."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)

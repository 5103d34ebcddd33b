"""Every engine keeps the contract: no task lost, one child's death costs one task."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.engines.contract import Engine, Outcome, Task
from pipeline.engines.table import ENGINES
from pipeline.sandbox import TaskLimits, sandbox_level

HOSTILE = "tests.pipeline.engines.hostile_tasks"
LIMITS = TaskLimits(cpu_s=1, wall_s=3, memory_bytes=1 << 30, output_bytes=1 << 20)


@pytest.fixture(scope="module", params=ENGINES.values(), ids=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    log = tmp_path_factory.mktemp("engine") / "log"
    made: Engine = request.param(2, log, {"read": HOSTILE})
    yield made
    made.close()


def _task(name: str, payload: bytes = b"x", task_id: str | None = None) -> Task:
    return Task(task_id or name, "read", name, payload, LIMITS)


def _run(engine: Engine, *tasks: Task) -> dict[str, Outcome]:
    return {outcome.task_id: outcome for outcome in engine.run(tasks)}


def test_the_answer_of_a_task_comes_back_as_its_bytes(engine: Engine) -> None:
    assert _run(engine, _task("echo", b"\x00 \xff"))["echo"].answer == b"\x00 \xff"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payloads=st.lists(st.binary(max_size=2000), max_size=12))
def test_every_task_comes_back_exactly_once(engine: Engine, payloads: list[bytes]) -> None:
    tasks = [_task("echo", payload + b".", str(number)) for number, payload in enumerate(payloads)]
    outcomes = list(engine.run(tasks))
    assert sorted(outcome.task_id for outcome in outcomes) == sorted(task.task_id for task in tasks)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("abort", "crashed"),
        ("fail", "fault"),
        ("spin", "timeout"),
        ("sleep", "timeout"),
        ("hoard", "memory"),
    ],
)
def test_a_task_that_misbehaves_costs_only_itself(engine: Engine, name: str, status: str) -> None:
    outcomes = _run(engine, _task("echo", b"1", "before"), _task(name), _task("echo", b"2", "after"))
    assert outcomes[name].status == status
    assert (outcomes["before"].answer, outcomes["after"].answer) == (b"1", b"2")


def test_an_answer_over_the_limit_is_cut_off(engine: Engine) -> None:
    assert _run(engine, _task("shout", b"0123456789"))["shout"].status == "output_limit"


def test_a_crash_is_tried_once_more_and_an_answer_is_not(engine: Engine) -> None:
    outcomes = _run(engine, _task("abort"), _task("echo"))
    assert (outcomes["abort"].attempts, outcomes["echo"].attempts) == (2, 1)


def test_a_task_out_of_time_leaves_no_process_behind(engine: Engine) -> None:
    _run(engine, _task("orphan", b"jipyo-orphan-mark"))
    time.sleep(0.2)
    found = subprocess.run(["pgrep", "-f", "jipyo-orphan-mark"], capture_output=True, text=True, check=False)
    assert found.stdout == ""


def test_a_child_has_no_network_where_bubblewrap_works(engine: Engine) -> None:
    answer = _run(engine, _task("call_home"))["call_home"].answer
    if sandbox_level() == "bwrap":
        assert answer == b"OSErrorx"  # network is unreachable
    else:
        assert answer != b""


def test_workers_that_are_killed_between_runs_are_started_again(engine: Engine) -> None:
    subprocess.run(["pkill", "-KILL", "-f", HOSTILE], check=False)
    time.sleep(0.2)
    assert _run(engine, _task("echo", b"again"))["echo"].answer == b"again"


def test_an_engine_takes_few_tasks_ahead(engine: Engine) -> None:
    taken: list[int] = []

    def many() -> Iterator[Task]:
        for number in range(40):
            taken.append(number)
            yield _task("echo", task_id=str(number))

    running = iter(engine.run(many()))
    next(running)
    assert len(taken) <= 4
    assert len(list(running)) == 39


def test_the_log_is_the_only_place_for_a_traceback(engine: Engine, tmp_path: Path) -> None:
    made = ENGINES["local"](1, tmp_path / "log", {"read": HOSTILE})
    try:
        assert _run(made, _task("fail"))["fail"].answer == b""
    finally:
        made.close()
    assert b"KeyError" in (tmp_path / "log").read_bytes()

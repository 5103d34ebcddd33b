"""What every engine promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from pipeline.sandbox import TaskLimits

Role = Literal["read", "understand"]
TASK_MODULES: dict[Role, str] = {
    "read": "pipeline.reading_tasks",
    "understand": "pipeline.understanding_tasks",
}
"""The modules that hold each role's `TASKS`; tests bring their own."""
OutcomeStatus = Literal["ok", "timeout", "memory", "output_limit", "crashed", "fault"]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work. `task_id` is the caller's; `name` is an entry of the role's task table."""

    task_id: str
    role: Role
    name: str
    payload: bytes
    limits: TaskLimits


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `answer` is empty unless the status is ok.

    `crashed` is a child that a signal ended; `fault` one that met an exception
    nobody expected: a fault of ours, which trying again does not mend.
    """

    task_id: str
    status: OutcomeStatus
    answer: bytes
    attempts: int
    cpu_s: float


class Engine(Protocol):
    """Carries out tasks, each in a child of its own, and loses none.

    Every task given comes back as exactly one outcome, in any order, whatever
    happens to its child. A task that crashed or ran out of time is tried once
    more. At most twice as many tasks as workers are taken from `tasks` ahead of
    the outcomes handed out, so that a long run holds few payloads in memory.
    `prepare` says that tasks of a role will come: what takes long to load may load meanwhile.
    """

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]: ...

    def prepare(self, role: Role) -> None: ...

    def close(self) -> None: ...

"""Training: first each frame by what stands there, then whole lines by CTC; resumes from its last checkpoint."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from math import cos, pi
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, distributed, nn

from extractors.ocr.training.learning.batches import IGNORED, Batch, batches
from extractors.ocr.training.learning.net import features, log_probs, new_net, state
from extractors.ocr.training.learning.shipped import shipped_net

_WARM_UP: Final = 300
_SHOWN: Final = 40  # batches that set the statistics of a shipped net
_DECAY: Final = 0.999  # of the running mean of the weights, which is what is measured and shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast the net learns."""

    steps: int  # batches of 12,800 input columns, about 40 lines each
    ctc_from: float = 0.35  # share of the steps after which whole lines count
    rate: float = 2e-3
    weight_decay: float = 0.02
    seed: int = 20261126
    processes: int = 2
    measure_every: int = 1_000
    begin_with: Path | None = None  # an exported model to learn on from, instead of fresh weights


@dataclass(slots=True)
class Course:
    """A training under way: what a checkpoint holds."""

    net: nn.ModuleDict
    mean: dict[str, Any]
    optimiser: torch.optim.Optimizer
    step: int = 0
    lines: int = 0
    seconds: float = 0.0


def fit(shards: Sequence[Path], folder: Path, plan: Plan) -> Iterator[Course]:
    """Train to `plan.steps`; yield the course whenever it is to be measured, and at the end.

    Each process learns from its part of every batch on one thread; the gradients are averaged. Two processes of one
    thread keep their pace beside other work, two threads of one process wait for each other at every layer.
    """
    (folder / "meeting").unlink(missing_ok=True)
    context = get_context("spawn")
    others = [
        context.Process(target=_go_along, args=(rank, shards, folder, plan))
        for rank in range(1, plan.processes)
    ]
    for other in others:
        other.start()
    try:
        yield from _fit(0, shards, folder, plan)
    finally:
        for other in others:
            other.join(60)
            other.kill()


def _go_along(rank: int, shards: Sequence[Path], folder: Path, plan: Plan) -> None:
    for _ in _fit(rank, shards, folder, plan):
        pass  # only the first process measures


def _fit(rank: int, shards: Sequence[Path], folder: Path, plan: Plan) -> Iterator[Course]:
    torch.set_num_threads(1)
    distributed.init_process_group(
        "gloo", init_method=f"file://{(folder / 'meeting').resolve()}", rank=rank, world_size=plan.processes
    )
    course = _resumed(folder, plan, shards)
    losses: list[float] = []
    for batch in _from_here(shards, plan, course.step, rank):
        if course.step >= plan.steps:
            break
        began = time.monotonic()
        losses.append(_learn(course, batch, plan))
        course.step += 1
        course.lines += plan.processes * len(batch.lengths)
        course.seconds += time.monotonic() - began
        if rank == 0:
            _keep(folder, course, plan, losses)
        if course.step % plan.measure_every == 0:
            yield course
    distributed.destroy_process_group()
    yield course


def _keep(folder: Path, course: Course, plan: Plan, losses: list[float]) -> None:
    if course.step % 100 == 0:
        _note(folder, course, sum(losses) / len(losses))
        losses.clear()
    if course.step % 500 == 0 or course.step == plan.steps:
        _save(folder, course)


def _from_here(shards: Sequence[Path], plan: Plan, step: int, rank: int) -> Iterator[Batch]:
    """Batches without end; a resumed course goes on with other batches than it began with."""
    for turn in count():
        yield from batches(shards, plan.seed + 1_000 * step + turn, (rank, plan.processes))


def rate_at(step: int, plan: Plan) -> float:
    """Linear warm-up, then a cosine down to a hundredth.

    >>> plan = Plan(steps=1000)
    >>> rate_at(150, plan) == plan.rate / 2, rate_at(1000, plan) < plan.rate / 99
    (True, True)
    """
    if step < _WARM_UP:
        return plan.rate * step / _WARM_UP
    done = min((step - _WARM_UP) / max(plan.steps - _WARM_UP, 1), 1.0)
    return plan.rate * (0.01 + 0.99 * (1 + cos(pi * done)) / 2)


def _learn(course: Course, batch: Batch, plan: Plan) -> float:
    for group in course.optimiser.param_groups:
        group["lr"] = rate_at(course.step + 1, plan)
    course.net.train()
    course.optimiser.zero_grad(set_to_none=True)
    with torch.autocast("cpu", torch.bfloat16):
        found = features(course.net, torch.from_numpy(batch.images).float())
        loss = _loss(course.net, found, batch, whole_lines=course.step >= plan.ctc_from * plan.steps)
    loss.backward()
    _average(course.net, plan.processes)
    nn.utils.clip_grad_norm_(course.net.parameters(), 2.0)
    course.optimiser.step()
    _follow(course)
    return float(loss.item())


def _average(net: nn.ModuleDict, processes: int) -> None:
    """Every process goes on with the mean of all gradients."""
    held = [value.grad for value in net.parameters() if value.grad is not None]
    joined = torch.cat([one.flatten() for one in held])
    distributed.all_reduce(joined)
    joined /= processes
    for one, part in zip(held, joined.split([one.numel() for one in held]), strict=True):
        one.copy_(part.view_as(one))


def _loss(net: nn.ModuleDict, found: Tensor, batch: Batch, *, whole_lines: bool) -> Tensor:
    frames = torch.from_numpy(batch.frame_labels)
    known = frames != IGNORED
    if not whole_lines:
        return nn.functional.nll_loss(log_probs(net, found[known]), frames[known])
    scores = log_probs(net, found)
    by_frame = nn.functional.nll_loss(scores[known], frames[known])
    by_line = nn.functional.ctc_loss(
        scores.transpose(0, 1), torch.from_numpy(batch.labels), torch.from_numpy(batch.frames),
        torch.from_numpy(batch.lengths), zero_infinity=True,
    )  # fmt: skip
    return by_line + 0.3 * by_frame


def _follow(course: Course) -> None:
    """The running mean of weights moves a little towards the weights."""
    keep = min(_DECAY, (1 + course.step) / (10 + course.step))
    with torch.no_grad():
        for name, value in course.net.state_dict().items():
            held = course.mean[name]
            if held.is_floating_point():
                held.mul_(keep).add_(value, alpha=1 - keep)
            else:
                held.copy_(value)


def _resumed(folder: Path, plan: Plan, shards: Sequence[Path]) -> Course:
    torch.manual_seed(plan.seed)
    net = _first_net(plan, shards).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), plan.rate, weight_decay=plan.weight_decay, fused=True)
    course = Course(net, state(net), optimiser)
    path = folder / "checkpoint.pt"
    if path.exists():
        held = torch.load(path, weights_only=True)
        net.load_state_dict(held["net"])
        optimiser.load_state_dict(held["optimiser"])
        course = Course(net, held["mean"], optimiser, held["step"], held["lines"], held["seconds"])
    return course


def _first_net(plan: Plan, shards: Sequence[Path]) -> nn.ModuleDict:
    if plan.begin_with is None:
        return new_net()
    shown = islice(batches(shards[:1], plan.seed), _SHOWN)
    return shipped_net(plan.begin_with, (torch.from_numpy(one.images).float() for one in shown))


def _save(folder: Path, course: Course) -> None:
    held = {
        "net": course.net.state_dict(), "mean": course.mean, "optimiser": course.optimiser.state_dict(),
        "step": course.step, "lines": course.lines, "seconds": course.seconds,
    }  # fmt: skip
    partial = folder / "checkpoint.partial"
    torch.save(held, partial)
    partial.replace(folder / "checkpoint.pt")


def _note(folder: Path, course: Course, loss: float) -> None:
    with (folder / "losses.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow((course.step, course.lines, round(course.seconds), f"{loss:.4f}"))


def mean_net(mean: dict[str, Any]) -> nn.ModuleDict:
    """The net with the running mean of its weights."""
    net = new_net()
    net.load_state_dict(mean)
    net.eval()
    return net

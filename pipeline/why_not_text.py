"""The nearest sentences to a gap, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.why_text import cue_line, page, quoted
from pipeline.why_words import LACKING, note

Told = Mapping[str, Any]


def why_not_lines(told: Told) -> Iterator[str]:
    """Yield the lines of what `why_not` gave: the gaps that something came near to, then the others by name."""
    yield f"{told['indicator_id']} {told['indicator_name']}"
    for row in told["found"]:
        yield (
            f"  빈 지표가 아님 / no gap: {row['subject']} · {row['state']} · {row['catalogue']} → "
            f"jipyo why DIR {row['record_id']}"
        )
    near = [gap for gap in told["gaps"] if gap["nearest"]]
    for gap in near:
        yield ""
        yield _head(gap)
        for number, miss in enumerate(gap["nearest"], 1):
            yield from _miss_lines(number, miss, told["documents"])
    far = [gap for gap in told["gaps"] if not gap["nearest"]]
    if far:
        yield ""
        names = ", ".join(f"{gap['subject']} ({gap['state']})" for gap in far)
        yield f"가까운 문장이 없습니다 / nothing came near: {names}"
    if any(not gap["has_rule"] for gap in far):
        yield f"  · {note('no_rule')}"


def _head(gap: Told) -> str:
    if gap["subject"] is None:
        return f"기록이 있는 대상의 문장이 아님 / about no subject that has records · {gap['catalogue']}"
    notes = "".join(f" · {note(one)}" for one in gap["reasons"] if one.startswith("rejected:"))
    return f"{gap['subject']} · {gap['state']} · {gap['record_id']} · {gap['catalogue']}{notes}"


def _miss_lines(number: int, miss: Told, sources: Mapping[str, str]) -> Iterator[str]:
    name = sources.get(miss["document_id"], miss["document_id"])
    yield f"  {number}. {name}{page(miss['sentence'])} · 닮음 / similarity {miss['similarity']:.2f}"
    yield f"     {quoted(miss['sentence'])}"
    if miss["section"]:
        yield f"     제목 / under: {' › '.join(miss['section'])}"
    yield from (f"     {cue_line(cue)}" for cue in miss["cues"])
    for lack in miss["lacking"]:
        there = "; ".join(quoted(one) for one in lack["there"])
        asked = ", ".join(note(one) for one in lack["asked"])
        yield f"     ✗ {LACKING[lack['reason']]}: {' ← '.join(part for part in (there, asked) if part)}"
    if miss["place"] is not None:
        status = miss["place"]["status"]
        yield f"     상태 / status: {status['status']} ({status['status_rule'] or status['by']})"

"""Rows of tables speak as one sentence: their label, their figure, and how far the thing is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.samples import rows, run_into

PAPER = """# 제천시 스마트도시 추진 현황

발행: 제천시 | 2025년 4월호

## 교통

제천시는 교통 사업을 추진하고 있다. 시민이 편리하게 이용하도록 시스템을 구축하였다.

| 사업 | 단위 | 물량 | 진도 |
| --- | --- | --- | --- |
| 긴급차량 우선신호 구축 | 교차로 | 16 | {stage} |
| 보도 정비 | 곳 | 3 | 완료 |
"""


def record_of(folder: Path, stage: str) -> dict[str, Any]:
    paper = folder / "paper.md"
    paper.write_text(PAPER.format(stage=stage), "utf-8")
    assert run_into(folder / "out", [paper], "--quiet", "--catalogue", "proxy-city-2022") == 0
    records = rows(folder / "out", "records")
    [found] = [record for record in records if record["indicator_id"] == "SI.TR.03"]
    return found


@pytest.mark.parametrize(
    ("stage", "state", "status"),
    [
        ("16곳 완료", "present", "nominal"),
        ("미착수", "absent", "negated"),
        ("2027년 설치 예정", "planned_only", "planned"),
    ],
)
def test_the_last_cell_says_how_far_a_rows_thing_is(
    tmp_path: Path, stage: str, state: str, status: str
) -> None:
    found = record_of(tmp_path, stage)
    assert (found["state"], found["status"]) == (state, status)
    assert any("우선신호" in evidence["quote"] for evidence in found["evidence"])

"""An application and a press release that state different numbers: both are told, whatever the order of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.samples import exported, rows, run_into

APPLICATION = """# 스마트도시 인증 신청서

신청기관: 오산시

## 1.1 수요응답형 교통

- 오산시는 수요응답형 버스를 도입하여 대기시간을 최대 70분 줄였다.
- 지능형 CCTV 320대를 설치하였다.
- 통합플랫폼에 공공데이터 약 100종을 연계하였다.
"""
RELEASE = """# 보도자료

배포 일시: 2022. 9. 29.(목)

□ 오산시는 2022년 스마트도시 인증을 받은 도시로, 수요응답형 버스를 도입하여 대기시간을 최대 60분 줄였다.

□ 오산시는 지능형 CCTV 290대를 설치하였다. 2025년까지 지능형 CCTV 900대를 더 설치할 계획이다.

□ 오산시는 통합플랫폼에 공공데이터 98종을 연계하였다.
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("in")
    named = {"application.md": APPLICATION, "release.md": RELEASE}
    for name, text in named.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in named]


@pytest.fixture(scope="module")
def out(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    assert run_into(folder, files, "--catalogue", "proxy-city-2022", "--quiet") == 0
    return folder


def test_the_record_is_conflicting_with_both_quotes_and_no_value(out: Path) -> None:
    (record,) = [
        row
        for row in rows(out, "records")
        if row["indicator_id"] == "SI.TR.01" and row["subject"]["name"] == "오산시"
    ]
    assert (record["state"], record["value"]) == ("conflicting", None)
    assert sorted(one["value"] for one in record["conflicts"]) == [60, 70]
    quotes = " ".join(one["quote"] for one in record["evidence"])
    assert "최대 70분" in quotes
    assert "최대 60분" in quotes


def test_each_document_tells_the_other_number_and_where_it_stands(out: Path) -> None:
    told = {
        row["sources"][0]: [
            one["message"]["ko"] for one in row["issues"] if one["code"] == "conflicting_values"
        ]
        for row in rows(out, "documents")
    }
    for own, other in (("application.md", "release.md"), ("release.md", "application.md")):
        (cameras,) = [message for message in told[own] if "CCTV" in message]
        assert other in cameras
        assert "320대" in cameras
        assert "290대" in cameras
        assert not any("900" in message or "공공데이터" in message for message in told[own])


def test_order_of_files_and_workers_change_no_byte(out: Path, files: list[Path], tmp_path: Path) -> None:
    again = tmp_path / "again"
    options = ("--catalogue", "proxy-city-2022", "--quiet", "--workers", "2")
    assert run_into(again, files[::-1], *options) == 0
    assert exported(again) == exported(out)

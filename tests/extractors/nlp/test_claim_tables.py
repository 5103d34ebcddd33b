"""Tables of claims and of proofs, and the sections of a form that tell of the claimed indicators."""

from __future__ import annotations

import pytest

from extractors.nlp.boundary import ends_noun
from extractors.nlp.claim_tables import claim_columns, proof_columns, tells_of_things
from schemas.document import Table
from tests.told_texts import read

FORM = "서식 7\n스마트도시 인증 정량지표 평가제안서\n\n신청도시: 전라북도 정읍시\n도시구분: 중소도시\n\n"
CLAIMS = (
    "| 지표번호 | 지표명 | 실적 요약 | 배점 | 자체평가 | 증빙 쪽 |\n| --- | --- | --- | --- | --- | --- |\n"
    "| 1-1 | 누수 감지 | 감지기 40대 설치 | 20 | 18 | 3 |\n| 1-2 | 수질 공개 | 열두 곳 공개 | 10 | 9 | 5 |\n\n"
)
PROOFS = "| 지표번호 | 증빙자료명 | 발급일 | 쪽 |\n| --- | --- | --- | --- |\n| 1-1 | 준공 확인서 | 2024. 3. 2. | 12 |\n\n"
OTHER = "| 구분 | 장비 | 수량 |\n| --- | --- | --- |\n| 누수 | 감지기 | 40대 |\n\n"
STORY = "배수지 열두 곳에 감지기를 설치하고 관제실에서 살핀다. 새는 물을 하루 만에 찾아 고치고 주민에게 알린다.\n\n"


def table(source: str) -> Table:
    (found,) = read(f"{FORM}## 1-1. 총괄\n\n{source}").document.tables
    return found


def test_a_table_of_claims_is_one_with_points_claimed_of_points_to_be_had() -> None:
    found = claim_columns(table(CLAIMS))
    assert found is not None
    columns = (found.number, found.name, found.maximum, found.value, found.page)
    assert [column.col if column else None for column in columns] == [0, 1, 3, 4, 5]
    assert proof_columns(table(CLAIMS)) is None


@pytest.mark.parametrize(
    ("maximum", "claimed"),
    [("만점", "자평"), ("기준점", "자체 채점"), ("배점", "희망 점수"), ("할당점", "매긴 점수")],
)
def test_points_are_called_in_many_ways(maximum: str, claimed: str) -> None:
    found = claim_columns(table(CLAIMS.replace("배점", maximum).replace("자체평가", claimed)))
    assert found is not None
    assert (found.maximum and found.maximum.col, found.value.col) == (3, 4)


def test_a_list_of_proofs_has_titles_and_pages() -> None:
    found = proof_columns(table(PROOFS))
    assert found is not None
    columns = (found.number, found.value, found.issued, found.page)
    assert [column.col if column else None for column in columns] == [0, 1, 2, 3]
    assert claim_columns(table(PROOFS)) is None


def test_any_other_table_is_neither() -> None:
    assert claim_columns(table(OTHER)) is proof_columns(table(OTHER)) is None


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (CLAIMS, {"감지기 40대 설치", "열두 곳 공개"}),
        (PROOFS, set()),
        (OTHER, {"누수", "감지기", "40대"}),
    ],
)
def test_things_are_told_only_where_a_claim_is_summed_up_or_in_other_tables(
    source: str, told: set[str]
) -> None:
    whole = table(source)
    found = {cell.text for cell in whole.cells if not cell.is_header and tells_of_things(whole, cell)}
    assert found == told


def titles(source: str) -> list[str]:
    return [case.title for case in read(source).cases]


def sections(*numbers: str) -> str:
    names = ("누수 감지", "수질 공개", "홍보 영상", "시민 참여")
    return "".join(f"## {number} {name}\n\n{STORY}" for number, name in zip(numbers, names, strict=True))


def test_only_sections_of_claimed_indicators_are_cases() -> None:
    assert titles(FORM + CLAIMS + sections("1-1.", "1-2.", "2-1.", "2-2.")) == ["누수 감지", "수질 공개"]


def test_where_too_few_sections_are_of_claims_or_nothing_is_claimed_all_are_cases() -> None:
    every = ["누수 감지", "수질 공개", "홍보 영상", "시민 참여"]
    assert titles(FORM + CLAIMS + sections("3-1.", "3-2.", "3-3.", "3-4.")) == every
    assert titles(FORM + sections("1-1.", "1-2.", "2-1.", "2-2.")) == every


@pytest.mark.parametrize("after", ["와는 다르다", "와의 협약", "와도", "만을 위한", "만이", "만"])
def test_a_name_may_carry_with_only_and_topic_together(after: str) -> None:
    assert ends_noun(f"강릉시{after}", 3)


@pytest.mark.parametrize("after", ["와인", "만두", "만세", "과학관"])
def test_a_longer_word_is_no_name_with_particles(after: str) -> None:
    assert not ends_noun(f"강릉시{after}", 3)

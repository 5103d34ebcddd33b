"""Classes of press releases beside those of the fixtures: older heads, prose bodies, other tables, city releases."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract import Extraction, extract
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.personal import find_personal
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.fact import Fact
from schemas.header import Header

GRID = (
    "보 도 자 료\n다온부 | 배 포 일 시 | 2015. 11. 17.(화) 총 4매\n"
    "담당부서 | 도시경제과 | 담 당 자 | 과장 서한울, 주무관 민 결 ☎ (044) 201 - 9999\n\n"
    "유시티 시설로 골든타임 앞당긴다\n- 공모에서 5곳 선정 -\n\n"
    "□ 다온부(장관 강바람)는 유시티 사업을 시행한다고 밝혔다.\n"
)
CITY = (
    "창원시 보도자료\n제공일자 : 2019. 6. 12.(수)\n\n창원시, ‘스마트 안심길’ 조성\n협약으로 농도 26% 저감\n\n"
    "창원시(시장 권누리)는 창원산단에 ‘스마트 안심길’을 조성해 지난 6월 10일부터 운영에 들어갔다고 12일 밝혔다.\n\n"
    "안심길은 2.4km 구간에 공기질 측정기 64대를 설치한 것이다. 플랫폼 개발은 ㈜누리에코가 맡았으며, "
    "국립환경과학원이 데이터 검증을, LG유플러스가 통신망 구축을 각각 담당했다.\n\n"
    "다만 얼굴 인식 기능은 도입하지 않았다. 민원 처리 기간은 5일에서 2일로 3일 단축됐다.\n\n"
    "시는 오는 9월까지 대상 구간을 1.8km 연장할 계획이다.\n\n문의: 스마트도시과 ☎ 225-9999\n"
)
CERTIFIED = (
    "# 보도자료\n\n| 보도시점 | 2024. 11. 26.(화) 06:00 | 배포 | 2024. 11. 25.(월) |\n|---|---|---|---|\n\n"
    "# 올해 스마트도시 3곳 인증\n## 대도시 1곳·중소도시 2곳\n\n"
    "국토교통부(장관 나래울)는 ‘2024년 스마트도시 인증’ 결과를 발표했다. 19개 지자체와 서비스 부문 12건이 신청했으며, 심사를 거쳤다.\n\n"
    "{told}\n\n### 붙임 스마트도시 인증 결과\n\n| 도시 | 인증 유형 | 우수사례 |\n|---|---|---|\n"
    "| 울산광역시 | 대도시 | (수소트램 환승 서비스) 환승 정보를 통합 제공하는 ‘울산온’ 앱을 운영하여 이용자 1만 2천 명 달성 |\n"
    "| 제천시 | 중소도시 | 인공지능(AI) 기반 스마트 횡단보도 38개소를 설치, 사고 31% 감소(3,412건→2,788건) |\n"
)
TOLD = (
    "이번에 인증을 받은 도시는 대도시 부문에서 울산광역시, 중소도시 부문에서 춘천시와 제천시이다. "
    "포항시는 심사를 통과하지 못해 인증을 받지 못했다."
)


def _read(source: str) -> tuple[Document, Header, tuple[CaseStudy, ...], Extraction]:
    document = lay_out_text(source, document_id="sha256:0", source_name="t.md", media_type="text/markdown")
    header = read_header(document)
    cases = segment(document, header, load_gazetteer())
    return document, header, cases, extract(document, header, cases, load_gazetteer(), ())


def _facts(source: str, field: str) -> list[Fact]:
    return [fact for fact in _read(source)[3].facts if fact.field == field]


def _masked(source: str) -> list[str]:
    document, header, _, _ = _read(source)
    return [mask.span.slice(document.text) for mask in find_personal(document, header)]


def test_a_line_of_labels_is_no_title_and_a_headline_may_end_like_a_sentence() -> None:
    header = _read(GRID)[1]
    assert header.first("title") == "유시티 시설로 골든타임 앞당긴다"
    assert header.all("subtitle") == ("공모에서 5곳 선정",)
    assert header.released_on == "2015-11-17"


def test_the_sheet_of_a_city_is_no_title_and_the_line_below_the_title_is_a_subtitle() -> None:
    header = _read(CITY)[1]
    assert header.first("title") == "창원시, ‘스마트 안심길’ 조성"
    assert header.all("subtitle") == ("협약으로 농도 26% 저감",)
    assert (header.released_on, header.first("publisher")) == ("2019-06-12", "창원시")


def test_headings_below_the_title_are_subtitles() -> None:
    assert _read(CERTIFIED.format(told=TOLD))[1].all("subtitle") == ("대도시 1곳·중소도시 2곳",)


OPENED = (
    "보도자료\n보도일시: 2017. 8. 23.(수) 조간부터\n담당부서: 미래전략과 / 담당과장: 도한별(☎ 031-999-9999) / 담당: 국 샘\n\n"
    "김포시, ‘다온센터’ 개소\n- 출동시간 40% 단축 -\n\n"
    "○ 김포시(시장 라온솔)는 운양동에 ‘다온센터’를 열고 본격 운영에 나섰다고 밝혔다.\n"
    "○ 센터는 170억 원을 들여 지어졌으며, CCTV 4,300대와 차량번호 인식기 120대를 통합 관리한다.\n"
    "○ 도착 시간은 9분에서 6분 30초로 빨라졌다. 드론 관제 기능은 아직 갖추지 못했다.\n"
)


def test_bullets_of_a_city_release_that_name_no_city_go_on_with_its_case() -> None:
    assert [(case.subject.name, case.title) for case in _read(OPENED)[2]] == [("김포시", "다온센터")]


def test_devices_beside_vehicles_and_changes_over_two_units() -> None:
    found = {fact.value: (fact.unit, fact.attributes.get("before")) for fact in _facts(OPENED, "quantity")}
    assert found[4300] == ("device", None)
    assert found[120] == ("device", None)
    assert found[390] == ("s", 540)


def test_every_name_of_a_contact_line_is_masked_and_no_label() -> None:
    masked = _masked(OPENED)
    assert {"도한별", "국 샘", "라온솔"} <= set(masked)
    assert "담당" not in masked


def test_the_prose_of_a_city_release_is_one_case_of_that_city() -> None:
    document, _, cases, _ = _read(CITY)
    assert [(case.subject.name, case.title) for case in cases] == [("창원시", "스마트 안심길")]
    said = " ".join(span.slice(document.text) for span in cases[0].spans)
    assert "1.8km" in said
    assert "225-9999" not in said


def test_amounts_without_a_named_city_are_of_the_city_that_gives_the_news_out() -> None:
    found = {(fact.value, fact.unit): fact for fact in _facts(CITY, "quantity")}
    assert {found[key].subject.name for key in ((2.4, "km"), (64, "device"), (1.8, "km"))} == {"창원시"}
    assert found[(3, "day")].status == "done"
    assert found[(1.8, "km")].status == "planned"


def test_who_took_on_which_part_is_developer_or_partner() -> None:
    assert [fact.value for fact in _facts(CITY, "developer")] == ["㈜누리에코"]
    assert {"국립환경과학원", "LG유플러스"} <= {fact.value for fact in _facts(CITY, "partner")}


def test_stages_set_out_on_denied_and_planned() -> None:
    found = {fact.value: fact.status for fact in _facts(CITY, "initiative_status")}
    assert (found["운영"], found["도입"], found["연장"]) == ("done", "negated", "planned")


def test_certified_cities_are_read_from_prose_and_from_a_table_of_results() -> None:
    found = _facts(CERTIFIED.format(told=TOLD), "certified")
    assert {(fact.subject.name, fact.attributes["class"]) for fact in found} == {
        ("울산광역시", "large"),
        ("춘천시", "small_medium"),
        ("제천시", "small_medium"),
    }
    rows = _facts(CERTIFIED.format(told="심사를 마쳤다."), "certified")
    assert {fact.subject.name for fact in rows} == {"울산광역시", "제천시"}


@pytest.mark.parametrize(
    "told",
    ["포항시가 스마트도시 인증을 받지 못했다.", "2021년에는 포항시가 스마트도시 인증을 받았다."],
)
def test_the_refused_and_the_winners_of_other_years_are_not_certified(told: str) -> None:
    found = _facts(CERTIFIED.format(told=told), "certified")
    assert "포항시" not in {fact.subject.name for fact in found}


def test_two_groups_that_share_the_verb_of_applying_are_both_applicants() -> None:
    assert {fact.value for fact in _facts(CERTIFIED.format(told=TOLD), "applicant_count")} == {19, 12}


def test_a_bracket_that_leads_a_cell_is_the_caption_and_title() -> None:
    cases = _read(CERTIFIED.format(told=TOLD))[2]
    assert [case.title for case in cases] == ["수소트램 환승 서비스", "스마트 횡단보도"]


def test_figures_in_brackets_are_no_features() -> None:
    values = [str(fact.value) for fact in _facts(CERTIFIED.format(told=TOLD), "feature")]
    assert not [value for value in values if value.startswith(("3,412", "412", "2,788", "788"))]


def test_a_torn_row_is_of_the_city_whose_police_it_names() -> None:
    source = Path("fixtures/snippets/release_ocr.md").read_text(encoding="utf-8")
    subjects = {case.title: case.subject.name for case in _read(source)[2]}
    assert subjects["치매 어르신 찾기"] == "영주시"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("창원시(시장 권누리)는 밝혔다", "권누리"),
        ("담당자 : 편 들(☎ 055-225-9998)", "편 들"),
        ("주무관 민 결 ☎ (044) 201 - 9999", "민 결"),
        ("과 장 홍 길 동 (044-201-9999)", "홍 길 동"),
        ("함초롬 담당팀장은 말했다", "함초롬"),
        ("㈜누리에코(대표이사 남궁솔)와 협약", "남궁솔"),
    ],
)
def test_names_in_many_shapes_are_masked(written: str, name: str) -> None:
    assert name in _masked(f"보도자료\n배포일: 2024. 5. 1.(수)\n\n스마트 도시 소식\n\n{written}\n")


@pytest.mark.parametrize(
    "written",
    ["대표 사례는 다음과 같다", "장관 표창을 받았다", "과장 전결로 처리했다", "시장 상인과 함께", "팀장 회의를 거쳐",
     "전통시장(시장 상인) 지원", "우수기업(대표 사례)과 협력", "군수 공약 사업", "소장 자료 공개", "단장 선임 절차"],
)  # fmt: skip
def test_common_nouns_after_an_office_word_are_no_names(written: str) -> None:
    assert _masked(f"보도자료\n배포일: 2024. 5. 1.(수)\n\n스마트 도시 소식\n\n이번 사업의 {written}.\n") == []


def test_a_number_without_area_code_is_masked_after_what_announces_it() -> None:
    assert "225-9999" in _masked(CITY)

"""Whose paper it is and whose part of it, by labels, ranks and headings; each text is made up."""

from __future__ import annotations

import pytest

from extractors.nlp.extract_passages import read_passages
from extractors.nlp.gazetteer import load_gazetteer
from tests.told_texts import read

BODY = (
    "골목 갈림길 14곳에 감지기를 달았다. 지난해 켠 뒤로 하루도 쉬지 않았다.\n\n"
    "- 물높이 자 31개 설치 완료\n- 등대 길 조명 120개 교체 완료\n"
)


def owners(text: str) -> set[tuple[str, str]]:
    """Kind and name of whom the sentences are about."""
    found = read(text)
    passages = read_passages(found.document, found.header, found.cases, load_gazetteer())
    return {(one.subject.kind, one.subject.name) for one in passages}


@pytest.mark.parametrize("label", ["수급인", "수탁기관", "유지관리 업체", "계약상대자"])
def test_the_record_of_a_contract_is_of_who_carries_it_out(label: str) -> None:
    head = f"| 발주 | 나주시 안전과 |\n|---|---|\n| {label} | ㈜돌담지기 |\n| 기간 | 2024. 3. ~ 9. |"
    assert ("organisation", "㈜돌담지기") in owners(f"# 돌담 계측 점검 기록\n\n{head}\n\n## 점검\n\n{BODY}")


def test_a_firms_manual_is_of_the_firm_and_no_form() -> None:
    text = f"# 「물눈」 운영 편람\n\n펴낸 곳: ㈜물눈누리 개발실\n\n보고 서식은 부록에 있고, 인증 기준을 따랐다.\n\n## 구성\n\n{BODY}"
    found = read(text)
    assert found.header.kind == "other"
    assert found.header.first("publisher") == "㈜물눈누리"
    assert ("organisation", "㈜물눈누리") in owners(text)


def test_a_paper_that_goes_on_as_the_city_is_of_the_one_city_that_it_names() -> None:
    text = f"# 2023 시정백서 제4장\n\n지난해 나주시에 비가 많았다.\n\n시는 물길을 고쳤다. 시가 쓴 돈은 3억 원이다.\n\n## 물\n\n{BODY}"
    assert ("municipality", "나주시") in owners(text)


def test_a_district_of_the_city_that_gives_a_paper_out_owns_the_part_below_its_name() -> None:
    text = f"# 울산광역시 분기 소식\n\n발행: 울산광역시\n\n## 본청\n\n{BODY}\n## 중구\n\n{BODY}"
    assert {("municipality", "울산광역시"), ("municipality", "울산광역시 중구")} <= owners(text)


def test_an_agreement_is_of_who_carries_it_out() -> None:
    text = (
        "# 돌담 살핌 서비스 공동 운영 협약서\n\n스마트도시 서비스 인증 신청 첨부 제1호\n\n"
        f"제천시(이하 “갑”)와 ㈜돌담지기(이하 “을”)는 다음과 같이 협약한다.\n\n## 제1조\n\n{BODY}"
    )
    assert ("organisation", "㈜돌담지기") in owners(text)


def test_a_paper_on_a_named_service_that_a_city_and_a_firm_give_out_is_of_the_firm() -> None:
    head = "# 밤길 버스 ‘달빛’ 운행 평가\n\n발행: 제천시 교통과, ㈜달빛운수\n\n## 운행\n\n"
    assert ("organisation", "㈜달빛운수") in owners(head + BODY)


def test_the_editors_of_a_digest_are_nobodys_subject() -> None:
    news = "1. 제천시는 밤길 등 40개를 켰다. 등은 스스로 어두워진다.\n\n2. 영월군 산골 마을에서는 부르면 버스가 온다.\n"
    found = owners(f"# 도시 소식 12월호\n\n엮은이: 도시 소식 편집실\n\n## 이달의 소식\n\n{news}")
    assert {"제천시", "영월군"} <= {name for _, name in found}
    assert not any(kind == "organisation" for kind, _ in found)


def test_a_case_that_a_heading_counts_is_of_its_city() -> None:
    text = f"# 스마트도시 인증 결과 발표\n\n보도자료\n\n배포일: 2024. 10. 2.\n\n## < 사례 1 : 경기도 광주시 >\n\n{BODY}"
    assert ("municipality", "경기도 광주시") in owners(text)


def test_a_line_with_a_service_and_its_firm_heads_the_lines_below() -> None:
    text = (
        "보도자료\n\n# 스마트도시·스마트도시서비스 인증 결과\n\n배포일: 2024. 10. 2.\n\n## 서비스 부문\n\n"
        f"□ 돌담눈 (㈜돌담지기·제천시)\n\n{BODY}\n□ 물눈 (물눈누리㈜·영월군)\n\n{BODY}"
    )
    assert {("organisation", "㈜돌담지기"), ("organisation", "물눈누리㈜")} <= owners(text)


def test_a_firms_news_on_its_certificate_is_about_the_firm() -> None:
    text = (
        "# [보도자료] ‘길벗’, 스마트도시서비스 인증 받아\n\n배포일: 2024. 10. 2.\n\n"
        f"㈜길벗누리(대표 나본보)는 ‘길벗’이 스마트도시서비스 인증을 받았다고 2일 밝혔다.\n\n## 무엇인가\n\n{BODY}"
    )
    assert ("organisation", "㈜길벗누리") in owners(text)

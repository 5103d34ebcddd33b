"""Facts of small invented documents, and what holds for every fact of every document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract import Extraction, extract
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.personal import find_personal
from schemas.document import Document
from schemas.fact import Fact
from schemas.masking import MaskedSpan

RELEASE = """보 도 자 료
배포 일시\t2022. 11. 17.(목)
담당 부서\t도시혁신과\t담당자\t사무관\t성춘향 (044-000-1234)
보도일시\t2022년 11월 18일(금) 조간부터 보도해 주시기 바랍니다.

# 스마트도시 3곳, 스마트 서비스 2건 인증

- □ 국토교통부(장관 홍길동)는 2022년 스마트도시·서비스 인증 공모 결과 도시 3곳과 서비스 2건을 인증했다고 밝혔다.
  - ㅇ 스마트도시 인증에는 17곳의 지자체가 신청했으며, 인구 50만을 기준으로 나누어 평가했다.
    - * (대도시) 청주시 (중소도시) 춘천시, 서울 마포구
  - ㅇ 서비스 인증은 모두 8건이 접수되어 “나눔버스(제천시 협의체)”, “물길알림(㈜가온정보)” 등 2건의 서비스*가 인증을 받았다.
    - * 나눔버스, 물길알림

## <① 스마트도시 인증>

- □ 스마트도시 인증 심사는 ①서비스 수준, ②제도와 조직, ③혁신역량을 48개 세부지표로 평가하여 총점의 70% 이상인 도시를 인증한다.
  - ㅇ 인증 도시에는 국토교통부 장관 상장과 현판을 수여한다.
- □ 대도시 중 가장 높은 평가를 받은 곳은 청주시로, 산단 감시망을 운영하고 있다는 점이 강점으로 꼽혔다.
- □ 순천시·안동시만 선정되었던 '21년과 달리, 올해는 자치구도 인증을 받았다.
- □ 홍길동 장관은 “앞으로 인증 도시를 30곳으로 늘리겠다”고 말했다.

# 참고 1 스마트도시 인증 우수사례

분야\t주요 부문\t주요 내용
춘천시\t[농촌 수요응답형 버스]\t- ㈜가온정보와 협력하여 버스 24대를 투입하고, 「춘천시 교통 조례」를 제정('21.3)하여 대기를 \
최대 35분 단축
\t[호수 수질 예측]\t- 의암호에 수질 센서 14개를 설치하였으며, 예측 모형을 2023년까지 구축할 예정
"""


def read(source: str) -> tuple[Document, Extraction, tuple[MaskedSpan, ...]]:
    document = lay_out_text(source, document_id="sha256:0", source_name="a.txt", media_type="text/plain")
    header = read_header(document)
    masked = find_personal(document, header)
    cases = segment(document, header, load_gazetteer())
    return document, extract(document, header, cases, load_gazetteer(), masked), masked


@pytest.fixture(scope="module")
def release() -> tuple[Fact, ...]:
    return read(RELEASE)[1].facts


def values(facts: tuple[Fact, ...], field: str, subject: str | None = None) -> list[object]:
    return [fact.value for fact in facts if fact.field == field and subject in (None, fact.subject.name)]


def test_counts_of_the_announcement_stand_under_their_scheme(release: tuple[Fact, ...]) -> None:
    assert values(release, "certified_count", "스마트 도시 인증") == [3]
    assert values(release, "certified_count", "스마트 서비스 인증") == [2]
    assert values(release, "applicant_count", "스마트 도시 인증") == [17]
    assert values(release, "applicant_count", "스마트 서비스 인증") == [8]
    assert values(release, "indicator_count") == [48]
    assert values(release, "class_threshold") == [500000]


def test_the_share_of_points_is_at_least(release: tuple[Fact, ...]) -> None:
    shares = [(fact.value, fact.unit, fact.qualifier) for fact in release if fact.field == "pass_ratio"]
    assert shares == [(70, "percent", "at_least")]


def test_listed_cities_and_services_are_certified_with_class(release: tuple[Fact, ...]) -> None:
    certified = {
        fact.subject.name: fact.attributes.get("class") for fact in release if fact.field == "certified"
    }
    assert certified == {
        "청주시": "large",
        "춘천시": "small_medium",
        "서울특별시 마포구": "small_medium",
        "나눔버스": None,
        "물길알림": None,
    }


def test_only_the_first_of_a_class_has_a_rank(release: tuple[Fact, ...]) -> None:
    ranks = [
        (fact.subject.name, fact.value, fact.attributes["class"]) for fact in release if fact.field == "rank"
    ]
    assert ranks == [("청주시", 1, "large")]


def test_enumerated_criteria_and_awards_are_single_facts(release: tuple[Fact, ...]) -> None:
    assert values(release, "criterion") == ["서비스 수준", "제도와 조직", "혁신역량"]
    assert values(release, "benefit") == ["국토교통부 장관 상장", "현판"]


def test_winners_of_an_earlier_year_are_history_and_not_certified(release: tuple[Fact, ...]) -> None:
    assert values(release, "history") == ["순천시·안동시만 선정"]
    assert not {"순천시", "안동시"} & {fact.subject.name for fact in release}


def test_a_speakers_words_prove_no_count_and_no_done_thing(release: tuple[Fact, ...]) -> None:
    said = [fact for fact in release if "늘리겠다" in fact.evidence[0].quote]
    assert all(fact.status == "planned" for fact in said)
    assert 30 not in values(release, "certified_count")


def test_a_case_gives_partner_law_amount_and_stages(release: tuple[Fact, ...]) -> None:
    assert values(release, "partner", "춘천시") == ["㈜가온정보"]
    assert values(release, "legal_basis", "춘천시") == ["춘천시 교통 조례"]
    amounts = {
        (f.value, f.unit, f.qualifier)
        for f in release
        if f.field == "quantity" and f.subject.name == "춘천시"
    }
    assert (35, "min", "max") in amounts
    stages = {
        (f.value, f.status) for f in release if f.field == "initiative_status" and f.subject.name == "춘천시"
    }
    assert {("투입", "done"), ("제정", "done"), ("설치", "done"), ("구축", "planned")} <= stages


def test_every_clause_of_a_case_has_a_feature(release: tuple[Fact, ...]) -> None:
    _, extraction, _ = read(RELEASE)
    features = [fact.evidence[0].span for fact in release if fact.field == "feature"]
    for sentence in extraction.sentences:
        for clause in sentence.clauses if sentence.case_id and sentence.region == "table" else ():
            if clause.predicate and sentence.section and len(sentence.text) > 20:
                assert any(start < clause.span[1] and clause.span[0] < end for start, end in features), clause


def test_every_quote_equals_its_span_and_is_short() -> None:
    document, extraction, _ = read(RELEASE)
    for fact in extraction.facts:
        for proof in fact.evidence:
            assert document.text[proof.span[0] : proof.span[1]] == proof.quote
            assert 0 < len(proof.quote) < 200


def test_ids_are_unique_facts_are_in_text_order_and_a_second_reading_is_the_same() -> None:
    _, first, _ = read(RELEASE)
    _, second, _ = read(RELEASE)
    assert first == second
    assert len({fact.fact_id for fact in first.facts}) == len(first.facts)
    starts = [fact.evidence[0].span for fact in first.facts]
    assert starts == sorted(starts)


def test_the_id_of_a_contact_does_not_change_with_the_number() -> None:
    other = RELEASE.replace("044-000-1234", "044-000-9876")
    contacts = [
        [fact.fact_id for fact in read(source)[1].facts if fact.field == "contact"]
        for source in (RELEASE, other)
    ]
    assert contacts[0] == contacts[1] != []


APPLICATION = """# 스마트도시 인증 신청서

신청기관\t전라남도 목포시
도시 유형\t■ 중소도시 □ 대도시

# 조견표

번호\t지표명\t배점\t자체평가\t증빙 쪽
1.1\t버스 도착안내\t30\t27\t12~15
1.2\t원격 검침\t10\t없음\t-
합계\t\t40\t27\t-

# 1. 서비스

## 1.1 버스 도착안내

가. 정류소 412곳 가운데 349곳에 단말기를 설치하였다.

(단위: 대, 백만원)

구분\t2020년\t2021년\t합계
설치 대수\t85\t64\t149
사업비\t215\t150\t365

# 증빙자료 목록

번호\t문서명\t관련 지표\t쪽\t발급일
1\t준공검사조서\t1.1\t12~15\t2021. 12. 20.
"""


@pytest.fixture(scope="module")
def application() -> tuple[Fact, ...]:
    return read(APPLICATION)[1].facts


def test_claimed_points_keep_their_maximum_and_proof_page(application: tuple[Fact, ...]) -> None:
    claims = [fact for fact in application if fact.field == "indicator_claim"]
    assert [(fact.value, fact.measure) for fact in claims] == [(27, "1.1")]
    assert claims[0].attributes["points_max"] == 30
    assert claims[0].attributes["proof_page"] == "12~15"


def test_a_listed_proof_has_pages_indicator_and_day(application: tuple[Fact, ...]) -> None:
    proofs = [(fact.value, dict(fact.attributes)) for fact in application if fact.field == "proof_document"]
    assert proofs == [("준공검사조서", {"pages": "12~15", "indicator": "1.1", "issued_on": "2021-12-20"})]


def test_bare_numbers_take_unit_from_the_note_and_year_from_the_head(application: tuple[Fact, ...]) -> None:
    rows = [fact for fact in application if fact.rule_id == "table.amount"]
    found = {(f.measure, f.value, f.unit, f.period.start if f.period else None, f.qualifier) for f in rows}
    assert ("설치 대수", 85, "device", "2020", None) in found
    assert ("사업비", 150_000_000, "KRW", "2021", None) in found
    assert ("사업비", 365_000_000, "KRW", None, "total") in found


def test_facts_of_an_application_are_about_the_applicant(application: tuple[Fact, ...]) -> None:
    names = {
        fact.subject.name
        for fact in application
        if fact.field in ("indicator_claim", "quantity", "proof_document")
    }
    assert names == {"목포시"}


def test_a_document_about_nothing_gives_no_facts_beyond_its_head() -> None:
    _, extraction, _ = read("회의는 오후에 열린다.")
    assert {fact.field for fact in extraction.facts} <= {"title", "date"}


PIECES = st.sampled_from(
    [
        "춘천시는",
        "버스 24대를",
        "도입하고,",
        "최대 35분",
        "단축했다.",
        "(",
        ")",
        "“",
        "”고 말했다.",
        "\t",
        "\n",
        "□ ",
        "- ",
        "* ",
        "'21년",
        "①",
        "총점의 70%",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_no_text_breaks_the_law_of_quotes(pieces: list[str]) -> None:
    document, extraction, _ = read(" ".join(pieces))
    assert all(
        document.text[proof.span[0] : proof.span[1]] == proof.quote
        for fact in extraction.facts
        for proof in fact.evidence
    )
    spans = [sentence.span for sentence in extraction.sentences]
    assert all(
        document.text[start:end] == s.text
        for (start, end), s in zip(spans, extraction.sentences, strict=True)
    )


def test_reading_does_not_depend_on_today() -> None:
    assert date(2022, 11, 17).isoformat() in [
        fact.value for fact in read(RELEASE)[1].facts if fact.field == "released_on"
    ]

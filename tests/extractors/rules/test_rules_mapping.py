"""Each state of a record, who gets records, and what every record keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.rules.catalogues import load_catalogue
from extractors.rules.mapping import map_records
from schemas.fact import Status
from schemas.record import Record
from tests.extractors.rules.invented import CITY, Amount, Line, document, fact, map_city, subject

DRT = "수요응답형 버스를 도입하여 대기시간을 최대 70분 줄였다"
SEVENTY = Amount("최대 70분", 70, "min", "max", "대기시간")


def test_done_evidence_is_present_with_value_unit_and_the_facts_that_prove_it() -> None:
    record = map_city(document(Line(DRT, amounts=(SEVENTY,), predicate="도입")))["SI.TR.01"]
    assert (record.state, record.value, record.unit, record.qualifier) == ("present", 70, "min", "max")
    assert record.status == "done"
    assert {"cue:수요응답", "event:도입"} <= set(record.reasons)
    assert [evidence.quote for evidence in record.evidence] == ["최대 70분", DRT]
    assert len(record.fact_ids) == 2


def test_a_plan_is_planned_only_and_has_no_value_of_presence() -> None:
    record = map_city(document(Line("긴급차량 우선신호를 도입할 계획이다", status="planned")))["SI.TR.03"]
    assert (record.state, record.value) == ("planned_only", None)
    assert record.fact_ids


def test_purpose_and_work_in_progress_are_not_there_yet() -> None:
    for status in ("purpose", "in_progress"):
        record = map_city(document(Line("긴급차량 우선신호 구축", status=status)))["SI.TR.03"]
        assert record.state == "planned_only"


def test_what_is_done_outweighs_a_plan() -> None:
    lines = (
        Line("우선신호를 확대할 계획이다", status="planned"),
        Line("우선신호를 운영한다", status="ongoing"),
    )
    assert map_city(document(*lines))["SI.TR.03"].state == "present"


def test_conflicting_amounts_give_no_value_and_both_quotes() -> None:
    sixty = Amount("최대 60분", 60, "min", "max", "대기시간")
    other = Line("수요응답형 버스로 대기시간이 최대 60분 줄었다", amounts=(sixty,))
    record = map_city(document(Line(DRT, amounts=(SEVENTY,)), other))["SI.TR.01"]
    assert (record.state, record.value) == ("conflicting", None)
    assert [conflict["value"] for conflict in record.conflicts] == [70, 60]
    assert {"최대 70분", "최대 60분"} <= {evidence.quote for evidence in record.evidence}


def test_the_quote_of_the_value_comes_first_whichever_sentence_is_best() -> None:
    best = Line("수요응답형 버스와 합승택시를 도입했다", predicate="도입")
    later = Line("수요응답형 버스로 대기시간 최대 70분 절감", status="nominal", amounts=(SEVENTY,))
    record = map_city(document(best, later))["SI.TR.01"]
    assert (record.status, record.value, record.evidence[0].quote) == ("done", 70, "최대 70분")


def test_a_maximum_and_a_mean_do_not_contradict_each_other() -> None:
    mean = Amount("평균 20분", 20, "min", "mean", "대기시간")
    other = Line("수요응답형 버스로 대기시간이 평균 20분 줄었다", amounts=(mean,))
    assert map_city(document(Line(DRT, amounts=(SEVENTY,)), other))["SI.TR.01"].state == "present"


def test_the_same_value_twice_is_no_conflict() -> None:
    record = map_city(document(Line(DRT, amounts=(SEVENTY,)), Line(DRT, amounts=(SEVENTY,))))["SI.TR.01"]
    assert (record.state, record.value) == ("present", 70)


def test_a_bare_caption_needs_a_reader() -> None:
    record = map_city(document(Line("[스마트시티 통합운영센터]", status="unstated")))["SI.IF.01"]
    assert (record.state, record.value) == ("needs_review", None)


def test_a_badly_read_quote_needs_a_reader() -> None:
    record = map_city(document(Line("통합운영센터를 운영한다", ocr_confidence=0.3)))["SI.IF.01"]
    assert record.state == "needs_review"
    assert "low_ocr" in record.reasons


def test_an_unsure_subject_needs_a_reader() -> None:
    record = map_city(document(Line("통합운영센터를 운영한다", resolve=0.3)))["SI.IF.01"]
    assert record.state == "needs_review"
    assert "no_subject" in record.reasons


def test_nothing_found_is_absent_with_the_pages_searched_and_no_value() -> None:
    record = map_city(document(Line("축제를 열었다"), pages_read=(2, 1)))["SI.TR.01"]
    assert (record.state, record.value, record.strength, record.fact_ids) == ("absent", None, 0.0, ())
    assert [(one.document_id, one.pages) for one in record.searched] == [("sha256:a", (1, 2))]


def test_a_denial_is_absent_and_says_that_it_was_denied() -> None:
    record = map_city(document(Line("우선신호는 설치하지 않았다", status="negated")))["SI.TR.03"]
    assert (record.state, record.status, record.value, record.strength) == ("absent", "negated", None, 0.0)
    assert record.reasons == ("rejected:negated",)
    assert record.fact_ids
    assert "설치하지" in "".join(evidence.quote for evidence in record.evidence)


def test_an_indicator_without_a_rule_is_not_searched() -> None:
    record = map_city(document(Line("축제를 열었다")), rules=[])["SI.LG.01"]
    assert (record.state, record.searched, record.reasons) == ("not_searched", (), ("no_rule",))


def test_where_no_page_could_be_read_nothing_is_called_absent() -> None:
    broken = document(owners=[subject("오산시")], pages_read=(), pages_unread=(1, 2))
    assert {record.state for record in map_city(broken).values()} == {"not_searched"}


def test_some_unread_pages_are_told_beside_an_absence() -> None:
    record = map_city(document(Line("축제를 열었다"), pages_unread=(7,)))["SI.TR.01"]
    assert (record.state, record.issues) == ("absent", ("pages_unread",))


def test_a_cue_without_a_fact_under_it_gives_no_record_of_its_own() -> None:
    assert map_city(document(Line(DRT, has_facts=False)))["SI.TR.01"].state == "absent"


def test_a_speakers_opinion_proves_nothing() -> None:
    assert map_city(document(Line(DRT, is_quotation=True)))["SI.TR.01"].state == "absent"


def test_a_fact_about_another_city_in_the_sentence_carries_nothing() -> None:
    page = document(Line(DRT, has_facts=False), facts=[fact("feature", "버스", start=0, name="수원시")])
    assert map_city(page)["SI.TR.01"].state == "absent"


def test_evidence_of_two_documents_is_combined_and_counted() -> None:
    line = Line("우선신호를 운영한다", status="ongoing")
    once = map_city(document(line))["SI.TR.03"]
    twice = map_city(document(line), document(line, document_id="sha256:b"))["SI.TR.03"]
    assert (once.corroborated_by, twice.corroborated_by) == (0, 1)
    assert twice.strength > once.strength
    assert [one.document_id for one in twice.searched] == ["sha256:a", "sha256:b"]


def test_a_copy_in_the_same_section_adds_no_strength() -> None:
    line = Line("우선신호를 운영한다", status="ongoing", section=("교통",))
    once, twice = (map_city(document(*lines))["SI.TR.03"] for lines in ((line,), (line, line)))
    assert (twice.strength, twice.corroborated_by) == (once.strength, 0)


def test_a_word_on_every_page_fills_no_record_without_end() -> None:
    record = map_city(document(*[Line("우선신호를 운영한다")] * 130))["SI.TR.03"]
    assert len(record.fact_ids) == 100
    assert "more_facts:30" in record.reasons


def test_one_record_for_each_subject_and_indicator_of_the_folder() -> None:
    pages = [document(Line(DRT)), document(Line(DRT, about="수원시"), document_id="sha256:b")]
    records = map_records(load_catalogue(CITY), pages)
    assert len(records) == len({record.record_id for record in records}) == 2 * 56


def test_the_record_id_depends_on_catalogue_indicator_and_subject_only() -> None:
    one = map_city(document(Line(DRT)))["SI.TR.01"]
    other = map_city(document(Line("축제를 열었다"), document_id="sha256:b"))["SI.TR.01"]
    assert one.record_id == other.record_id


def test_a_document_of_another_year_says_so_on_its_records() -> None:
    record = map_city(document(Line(DRT), scheme_year=2024))["SI.TR.01"]
    assert record.issues == ("catalogue_year_substituted",)


def test_a_document_of_the_other_scheme_only_is_passed_over() -> None:
    assert map_city(document(Line(DRT), schemes=("service",))) == {}


def test_the_order_of_documents_changes_nothing() -> None:
    pages = [document(Line(DRT, amounts=(SEVENTY,))), document(Line(DRT), document_id="sha256:b")]
    catalogue = load_catalogue(CITY)
    assert map_records(catalogue, pages) == map_records(catalogue, pages[::-1])


STATUSES: list[Status] = [
    "done",
    "ongoing",
    "nominal",
    "in_progress",
    "planned",
    "purpose",
    "negated",
    "unstated",
]
TEXTS = [DRT, "우선신호를 운영", "데이터 플랫폼과 통합운영센터 구축", "공공와이파이 12개소", "축제를 열었다"]
LINES = st.builds(
    Line, st.sampled_from(TEXTS), status=st.sampled_from(STATUSES), resolve=st.floats(0, 1),
    section=st.sampled_from([(), ("교통",), ("통합운영센터 현황",)]),
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=5))
def test_strength_is_a_share_and_whatever_is_not_absent_rests_on_facts(lines: list[Line]) -> None:
    page = document(*lines)
    known = {one.fact_id for one in page.facts}
    for record in map_city(page).values():
        assert 0.0 <= record.strength <= 1.0
        assert set(record.fact_ids) <= known
        assert _rests_on_facts(record) or record.state in {"absent", "not_searched"}
        assert record.value is None or record.state in {"present", "planned_only", "needs_review"}


def _rests_on_facts(record: Record) -> bool:
    return bool(record.fact_ids and record.evidence and record.confidence)

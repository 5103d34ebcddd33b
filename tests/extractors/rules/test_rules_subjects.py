"""Who is a subject of a catalogue: applicants, and owners of a case or a certificate of this year."""

from __future__ import annotations

from dataclasses import replace

from extractors.rules.catalogues import load_catalogue
from extractors.rules.mapping import map_records
from extractors.rules.subjects import mapped_subjects
from schemas.record import RecordSubject
from tests.extractors.rules.invented import CITY, Line, document, fact, map_city, subject

SERVICE = "proxy-service-2022"


def subjects(*documents: object, catalogue: str = CITY) -> list[RecordSubject]:
    return [one.subject for one in mapped_subjects(load_catalogue(catalogue), documents)]  # type: ignore[arg-type]


def test_the_owner_of_a_case_gets_records_and_a_mention_gets_none() -> None:
    page = document(
        Line("우선신호를 운영한다"), Line("우선신호를 운영한다", about="부천시"), owners=[subject("오산시")]
    )
    assert [one.name for one in subjects(page)] == ["오산시"]


def test_a_certified_city_without_a_case_gets_records() -> None:
    won = fact(
        "certified", True, name="서울특별시 서초구", attributes={"year": 2022, "class": "small_medium"}
    )
    assert [one.name for one in subjects(document(facts=[won]))] == ["서울특별시 서초구"]


def test_a_winner_of_an_earlier_year_gets_none() -> None:
    won = fact("certified", True, name="안양시", attributes={"year": "2021"})
    assert subjects(document(facts=[won])) == []


def test_a_partner_and_an_organisation_get_none() -> None:
    partner = fact("partner", "부천시", name="스마트 시티패스", kind="service")
    assert subjects(document(facts=[partner], owners=[subject("예시연구원", "organisation")])) == []


def _news(*cities: str) -> object:
    page = document(*(Line(f"{city}는 등을 켰다", about=city) for city in cities), kind="other", owners=[])
    told = (
        one.model_copy(update={"subject": one.subject.model_copy(update={"basis": "topic"})})
        for one in page.sentences
    )
    return replace(page, sentences=tuple(told))


def test_a_digest_that_tells_of_one_city_after_the_other_is_about_each() -> None:
    assert [one.name for one in subjects(_news("오산시", "부천시", "안양시"))] == [
        "부천시",
        "안양시",
        "오산시",
    ]
    assert subjects(_news("오산시", "부천시")) == []


def test_an_application_is_about_its_applicant_alone() -> None:
    applied = fact("applicant", "오산시", quote="오산시")
    page = document(Line("우선신호를 운영한다", about="수원시"), kind="city_application", facts=[applied])
    assert [one.name for one in subjects(page)] == ["오산시"]


def test_an_applicant_that_is_a_plain_text_is_taken_by_its_value() -> None:
    applied = fact("applicant", "오산시", name="신청서", kind="document")
    found = subjects(document(kind="city_application", facts=[applied]))
    assert [(one.kind, one.name) for one in found] == [("municipality", "오산시")]


def test_in_an_application_everything_is_the_applicants_but_what_names_another_city() -> None:
    applied = fact("applicant", "오산시")
    own = Line("우선신호를 운영한다", about="교통정보센터", kind="organisation")
    other = Line("통합운영센터를 운영한다", about="수원시")
    found = map_city(document(own, other, kind="city_application", facts=[applied]))
    assert (found["SI.TR.03"].state, found["SI.IF.01"].state) == ("present", "absent")


def test_services_are_subjects_of_the_service_catalogue_only() -> None:
    line = Line("인공지능으로 빈자리를 찾는다", about="“스마트 파킹”", kind="service")
    page = document(line, schemes=("city", "service"))
    assert subjects(page) == []
    assert [one.name for one in subjects(page, catalogue=SERVICE)] == ["“스마트 파킹”"]
    found = map_city(page, about="“스마트 파킹”", catalogue=SERVICE)
    assert found["TE.AI.01"].state == "present"


def test_a_release_on_both_schemes_is_mapped_on_both() -> None:
    lines = (
        Line("우선신호를 운영한다"),
        Line("실시간으로 안내한다", about="길도우미", kind="service", case_id="c2"),
    )
    page = document(*lines, schemes=("city", "service"))
    counts = {name: len(map_records(load_catalogue(name), [page])) for name in (CITY, SERVICE)}
    assert counts == {CITY: 56, SERVICE: 64}


def test_a_sentence_in_a_citys_case_about_its_service_is_the_citys() -> None:
    line = Line("우선신호를 운영한다", about="길도우미", kind="service")
    assert map_city(document(line, owners=[subject("오산시")]))["SI.TR.03"].state == "present"


def test_names_that_differ_in_blanks_are_one_subject() -> None:
    pages = [
        document(Line("축제를 열었다", about="대구광역시 달서구")),
        document(Line("축제를 열었다", about="대구광역시달서구"), document_id="sha256:b"),
    ]
    assert len(subjects(*pages)) == 1


def test_the_class_is_what_a_document_states_with_its_quote() -> None:
    won = fact("certified", True, quote="(대도시) 오산시", attributes={"year": 2022, "class": "대도시"})
    [found] = subjects(document(facts=[won]))
    assert (found.city_class, found.city_class_quote) == ("large", "(대도시) 오산시")


def test_an_applicants_class_comes_from_its_form() -> None:
    facts = [fact("applicant", "오산시"), fact("city_class", "중소도시", quote="유형: 중소도시", start=50)]
    [found] = subjects(document(kind="city_application", facts=facts))
    assert (found.city_class, found.city_class_quote) == ("small_medium", "유형: 중소도시")


def test_classes_that_contradict_each_other_are_left_open() -> None:
    facts = [
        fact("certified", True, start=n, attributes={"class": name})
        for n, name in enumerate(("large", "중소도시"))
    ]
    record = map_city(document(facts=facts))["SI.TR.01"]
    assert (record.subject.city_class, record.issues) == (None, ("city_class_conflicting",))


def test_no_class_is_made_up() -> None:
    [found] = subjects(document(Line("인구 80만 명이 산다")))
    assert found.city_class is None

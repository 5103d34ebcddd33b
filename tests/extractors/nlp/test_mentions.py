"""Organisations, names and technologies: what they are called, and where they begin and end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp import organisations, technologies
from extractors.nlp.mentions import NameMention, longest
from extractors.nlp.names import find_names
from extractors.nlp.organisations import find_organisations
from extractors.nlp.phrases import noun_phrase_after, noun_phrase_before
from extractors.nlp.technologies import find_technologies
from schemas.evidence import CharSpan

Find = Callable[[str], list[NameMention]]


def found(find: Find, text: str) -> list[tuple[str, str]]:
    return [(mention.name, mention.kind) for mention in find(text)]


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("㈜가온정보와 함께", "가온정보", "㈜가온정보"),
        ("(주)가온정보가 개발", "가온정보", "(주)가온정보"),
        ("( 주 ) 가온정보", "가온정보", "( 주 ) 가온정보"),
        ("주)가온정보", "가온정보", "주)가온정보"),
        ("가온정보㈜는", "가온정보", "가온정보㈜"),
        ("가온정보 주식회사", "가온정보", "가온정보 주식회사"),
        ("주식회사 가온정보에서", "가온정보", "주식회사 가온정보"),
        ("한 국전력과", "한국전력", "한 국전력"),
        ("가람시설관리공단은", "가람시설관리공단", "가람시설관리공단"),
        ("나래대학교 연구진", "나래대학교", "나래대학교"),
        ("서울대 등", "서울대", "서울대"),
        ("국토교통부와", "국토교통부", "국토교통부"),
        ("가람시 협의체", "가람시 협의체", "가람시 협의체"),
    ],
)
def test_an_organisation_is_found_by_its_form_or_name(text: str, name: str, quote: str) -> None:
    (mention,) = find_organisations(text)
    assert (mention.name, mention.span.slice(text), mention.kind) == (name, quote, "organisation")


def test_parties_are_told_from_names() -> None:
    text = "지자체·공공기관·경찰, 통신 3사와 KT가"
    assert found(find_organisations, text) == [
        ("지자체", "party"), ("공공기관", "party"), ("경찰", "party"), ("통신 3사", "party"), ("KT", "organisation"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "공사비 3억원",
        "확대 운영",
        "30대 시대",
        "KTX 열차",
        "NHN 아카데미 개소",
        "은행나무 길",
        "협회",
        "도서관리",
    ],
)
def test_what_only_looks_like_an_organisation_is_refused(text: str) -> None:
    assert find_organisations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("스마트 관광 플랫폼을 구축", [("스마트 관광 플랫폼", "system")]),
        ("교통 정보 시 스템과", [("교통 정보 시 스템", "system")]),
        ("AI 기반 긴급차량 우선신호 시스템", [("AI 기반 긴급차량 우선신호 시스템", "system")]),
        ("도시통합운영센터를 연계", [("도시통합운영센터", "system")]),
        ("이를 통해 수요응답형 버스를 도입", [("수요응답형 버스", "service")]),
        ("누비고 앱을 제공", [("누비고 앱", "service")]),
        ("시민참여형 리빙랩을 운영", [("시민참여형 리빙랩", "project")]),
        ("2022년 스마트시티 챌린지에 선정", [("스마트시티 챌린지", "project")]),
        ("10건의 공유주차 서비스", [("공유주차 서비스", "service")]),
        ("시민을 위한 통합주차 서비스", [("통합주차 서비스", "service")]),
        ("「가람시 빅 데이터 활용 조례」 제정", [("가람시 빅 데이터 활용 조례", "ordinance")]),
        ("｢스마트도시법｣에 따라", [("스마트도시법", "ordinance")]),
        ("“모두의 주차”와 ‘누비고’를", [("모두의 주차", "quoted"), ("누비고", "quoted")]),
    ],
)
def test_a_name_begins_and_ends_where_its_words_do(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(find_names, text) == expected


def test_a_quoted_name_with_its_head_noun_is_given_twice() -> None:
    text = "'한눈에 가람' 통합 플랫폼을"
    assert found(find_names, text) == [("한눈에 가람", "quoted"), ("'한눈에 가람' 통합 플랫폼", "system")]


@pytest.mark.parametrize(
    "text",
    [
        "지원사업을 통해", "이 서비스는", "다양한 서비스를 제공", "주요 교차로", "시내버스 노선", "신용카드 결제", "기존 시스템을",
        "'21년부터 '22년까지", '"앞으로도 지원을 아끼지 않겠다"며, "시민과 함께 하겠다"고', "버스", "총 10건의 서비스",
    ],
)  # fmt: skip
def test_phrases_years_and_opinions_are_no_names(text: str) -> None:
    assert find_names(text) == []


@pytest.mark.parametrize(
    ("text", "name", "canonical"),
    [
        ("IoT 공유주차", "IoT", "사물인터넷"),
        ("loT 공유주차", "loT", "사물인터넷"),
        ("인공지능(AI)을", "인공지능(AI)", "인공지능"),
        ("증강현실 (AR)과", "증강현실 (AR)", "증강현실"),
        ("빅 데이터 분석", "빅 데이터", "빅데이터"),
        ("수요응답형 (DRT)", "수요응답형 (DRT)", "수요응답형"),
        ("지능형교통체계(ITS)", "지능형교통체계(ITS)", "지능형교통체계"),
        ("GIS분석·", "GIS분석", "지리정보시스템"),
        ("지능형 CCTV를", "지능형 CCTV", "폐쇄회로텔레비전"),
        ("ＡＩ 기반", "ＡＩ", "인공지능"),
        ("디지털 트윈으로", "디지털 트윈", "디지털트윈"),
        ("5G 통신", "5G", "5세대 이동통신"),
    ],
)
def test_a_technology_is_found_however_it_is_written(text: str, name: str, canonical: str) -> None:
    (mention,) = find_technologies(text)
    assert (mention.name, mention.canonical, mention.span.slice(text)) == (name, canonical, name)


@pytest.mark.parametrize(
    "text", ["MAIN DAIRY", "ARTS", "CLOUDY", "안드론", "85G", "AI-DATA", "KITS", "EVENT"]
)
def test_latin_forms_match_whole_words_only(text: str) -> None:
    assert find_technologies(text) == []


def test_a_bracket_with_another_technology_stays_out() -> None:
    assert [mention.name for mention in find_technologies("인공지능(IoT)")] == ["인공지능", "IoT"]


@pytest.mark.parametrize("lexicon", [technologies.LEXICON, organisations.LEXICON], ids=lambda path: path.stem)
def test_a_lexicon_lists_no_form_twice(lexicon: object) -> None:
    listed = yaml.safe_load(lexicon.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    if isinstance(listed, dict):
        forms = [name for group in listed.values() for name in group]
    else:
        forms = [form for entry in listed for form in (entry["name"], *entry["forms"])]
    assert len(forms) == len(set(forms))


def test_of_overlapping_mentions_the_longest_is_kept() -> None:
    mentions = [NameMention(CharSpan(*span), "x", "system") for span in ((0, 3), (2, 9), (9, 11))]
    assert [mention.span.as_tuple() for mention in longest(mentions)] == [(2, 9), (9, 11)]


@given(
    st.sampled_from([find_organisations, find_technologies]),
    st.text(alphabet="가나시스템플랫폼AIoT(주)㈜KT서울대 협회의와,'\n", max_size=50),
)
def test_mentions_stand_in_the_text_in_order_and_apart(find: Find, text: str) -> None:
    mentions = find(text)
    assert all(mention.span.end <= len(text) and mention.name.strip() for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


@given(st.text(alphabet="가나시스템 플랫폼서비스“”\"'「」,.의\n\t12", max_size=60))
def test_names_stand_inside_one_line_of_the_text(text: str) -> None:
    for mention in find_names(text):
        quote = mention.span.slice(text)
        assert "\n" not in quote
        assert "\t" not in quote


@given(st.text(alphabet="가나을를 등의12개,.(\n", max_size=40), st.integers(0, 40))
def test_noun_phrases_stand_on_their_side_of_the_place(text: str, at: int) -> None:
    at = min(at, len(text))
    before, after = noun_phrase_before(text, at), noun_phrase_after(text, at)
    assert before is None or before.end <= at
    assert after is None or after.start >= at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("침수 피해 ", "침수 피해"),
        ("이용 제한 ", "이용 제한"),
        ("시설을 구축해 ", None),
        ("온실가스 연간 ", "온실가스"),
        ("센서 2종 ", "센서"),
        ("87건 중 ", None),
        ("교차로 통과시간을 ", "교차로 통과시간"),
        ("김해시 등 ", None),
        ("운전자가 주차면 찾는 시간이 ", "주차면 찾는 시간"),
    ],
)
def test_the_noun_before_a_number_is_cut_at_verbs_and_particles(text: str, expected: str | None) -> None:
    phrase = noun_phrase_before(text, len(text))
    assert (phrase.slice(text) if phrase else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("의 참여기관과 협약", "참여기관"),
        (" 인증도시를 선정", "인증도시"),
        (" 설치 완료", None),
        ("를 운영", None),
        ("·대구", None),
        (" 세부 평가지표를", "세부 평가지표"),
    ],
)
def test_the_noun_after_a_count_is_no_action(text: str, expected: str | None) -> None:
    phrase = noun_phrase_after(text, 0)
    assert (phrase.slice(text) if phrase else None) == expected

"""Units of text: where they are cut, what heads them, what is a quotation, and how Kiwi's morphemes lie in them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.layout.marked_text import lay_out_text
from extractors.nlp.sentences import Unit, is_quotation, split_units
from extractors.nlp.tokens import load_nlp, load_tokenizer, morphemes
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.evidence import CharSpan
from schemas.fact import Subject


def document_of(source: str) -> Document:
    return lay_out_text(source, document_id="sha256:0", source_name="a.txt", media_type="text/plain")


def texts(source: str) -> list[str]:
    document = document_of(source)
    return [unit.span.slice(document.text) for unit in split_units(document)]


def test_a_full_stop_ends_a_sentence_but_dates_and_decimals_do_not() -> None:
    assert texts("□ 2022. 9. 29.(목) 개통했다. 이용률은 85.4%이다. 다음 달 확대한다.") == [
        "2022. 9. 29.(목) 개통했다.",
        "이용률은 85.4%이다.",
        "다음 달 확대한다.",
    ]


def test_a_full_stop_inside_a_quotation_ends_nothing() -> None:
    assert texts("□ 시장은 “잘 되었다. 더 하겠다”고 말했다. 끝으로 감사했다.") == [
        "시장은 “잘 되었다. 더 하겠다”고 말했다.",
        "끝으로 감사했다.",
    ]


def test_inline_bullets_are_cut_and_ranges_are_not() -> None:
    assert texts("가로등 설치 - 드론 순찰 운영 ※ 가나다 순, 10-20명 참여") == [
        "가로등 설치",
        "드론 순찰 운영",
        "가나다 순, 10-20명 참여",
    ]


def test_cells_are_units_of_their_own() -> None:
    found = texts("분야\t내용\n교통\t- 버스를 도입했다\n환경\t- 나무를 심었다\n")
    assert found[-4:] == ["교통", "버스를 도입했다", "환경", "나무를 심었다"]


def test_headings_above_are_the_section_of_a_unit() -> None:
    document = document_of("# 참고 1 주요 사례\n\n## 교통\n\n- 버스를 도입했다\n")
    last: Unit = split_units(document)[-1]
    assert last.section == ("참고 1 주요 사례", "교통")


def test_a_unit_ends_where_a_case_ends() -> None:
    document = document_of("- 버스를 도입하고 드론을 배치")
    subject = Subject(kind="municipality", name="춘천시")
    start = document.text.index("드론")
    case = CaseStudy("c1", "sha256:0", subject, "버스", CharSpan(2, 4), "교통", (CharSpan(0, start),))
    assert [unit.span.slice(document.text) for unit in split_units(document, [case])] == [
        "버스를 도입하고",
        "드론을 배치",
    ]


def test_only_words_said_by_somebody_are_a_quotation() -> None:
    assert is_quotation("장관은 “도시의 수준이 높아지고 있다”며, “계속 돕겠다”고 강조했다.")
    assert not is_quotation("‘한눈에’ 앱과 “스마트 주차 통합 안내 서비스”를 운영한다고 밝혔다.")


def test_a_bracket_inside_a_verb_does_not_hide_its_ending() -> None:
    found = [(token.form, token.tag) for token in morphemes("조례를 제정('21.3)하고")]
    assert ("하", "XSV") in found
    assert ("고", "EC") in found


def test_words_of_the_user_dictionary_stay_whole() -> None:
    assert "주차면" in [token.form for token in morphemes("주차면 120면을 안내")]


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,3})?", fullmatch=True))
def test_a_bare_number_is_what_the_language_model_makes_of_it(number: str) -> None:
    read = [(token.form, token.tag, token.start, token.end) for token in load_tokenizer().tokenize(number)]
    assert [(one.form, one.tag, one.start, one.end) for one in morphemes(number)] == read


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="가나다라마시를을하고했다 .,·()'\"\t12", max_size=40))
def test_a_document_of_spacy_gives_back_every_character(text: str) -> None:
    read = load_nlp()(text)
    assert read.text == text
    assert all(0 <= token.start <= token.end <= len(text) for token in read._.morphs)

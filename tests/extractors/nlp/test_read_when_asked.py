"""What is read only when it is asked for changes no fact and no record."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp import extract as extraction
from extractors.nlp import organisations, technologies
from extractors.nlp.extract_passages import Passage, read_passages
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.personal import find_personal
from extractors.nlp.status_words import ACTIONS, PLANS
from extractors.nlp.units import BY_SURFACE
from extractors.rules.catalogues import catalogue_names, load_catalogue
from extractors.rules.mapping import map_records
from extractors.rules.suggestions import suggest
from schemas.evidence import CharSpan
from schemas.sentence import Sentence
from tests.bench_nlp import Laid, laid_out


@pytest.fixture(scope="module")
def documents() -> list[Laid]:
    return laid_out()


def everything_read(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    for passage in passages:
        _ = passage.sentence, passage.quantities, passage.dates
        _ = passage.names, passage.organisations, passage.technologies
    return passages


def with_all_read(work: Callable[[], extraction.Extraction]) -> extraction.Extraction:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(extraction, "read_passages", lambda *given: everything_read(read_passages(*given)))
        return work()


def test_no_family_that_looks_for_words_finds_anything_in_a_figure(documents: list[Laid]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(extraction, "_FIGURE", re.compile(r"(?!)"))
        asked = [laid.facts().facts for laid in documents]
    assert [laid.facts().facts for laid in documents] == asked


def test_the_facts_of_all_fixtures_are_those_of_reading_everything(documents: list[Laid]) -> None:
    for laid in documents:
        assert laid.facts().facts == with_all_read(laid.facts).facts, laid.document.source_name


def test_the_records_of_all_fixtures_are_those_of_reading_everything(
    documents: list[Laid], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_asked = [laid.mapped() for laid in documents]
    monkeypatch.setattr(extraction, "read_passages", lambda *given: everything_read(read_passages(*given)))
    everything = [laid.mapped() for laid in documents]
    assert sum(not s.morphemes for one in as_asked for s in one.sentences) > 100
    for name in catalogue_names():
        catalogue = load_catalogue(name)
        records = map_records(catalogue, as_asked)
        assert records == map_records(catalogue, everything)
        assert suggest(catalogue, as_asked, records) == suggest(catalogue, everything, records)


def bare(sentence: Sentence) -> Sentence:
    return sentence.model_copy(update={"clauses": (), "morphemes": ()})


def test_a_sentence_with_a_fact_is_parsed_and_the_others_are_the_same_but_for_that(
    documents: list[Laid],
) -> None:
    for laid in documents:
        found, everything = laid.facts(), with_all_read(laid.facts)
        spans = [evidence.char_span for fact in found.facts for evidence in fact.evidence]
        for sentence, whole in zip(found.sentences, everything.sentences, strict=True):
            assert bare(sentence) == bare(whole)
            is_parsed = bool(sentence.morphemes)
            assert sentence == (whole if is_parsed else bare(whole))
            assert is_parsed or not any(CharSpan(*sentence.span).overlaps(span) for span in spans)


LEXICON = sorted(
    {entry["name"] for entry in yaml.safe_load(technologies.LEXICON.read_text("utf-8"))}
    | {name for names in yaml.safe_load(organisations.LEXICON.read_text("utf-8")).values() for name in names}
)
WORDS = st.one_of(
    st.sampled_from(LEXICON),
    st.sampled_from(sorted(ACTIONS | PLANS)),
    st.sampled_from(["춘천시", "서울 마포구", "대구 중구·서구", "춘천시는", "동구는", "「춘천시 교통 조례」"]),
    st.builds("{}{}".format, st.integers(0, 99_999), st.sampled_from(sorted(BY_SURFACE))),
    st.sampled_from(["2022년", "'21.3월", "올해 9. 29.(목)", "3개월간", "지난해", "두 곳", "최대"]),
    st.sampled_from(["을", "하고", "하였으며,", "할 예정이다.", "하지 않았다.", "와 함께", "에서", "(", ")", "“", "”고 말했다."]),
    st.sampled_from(["\n□ ", "\n  - ㅇ ", "\n# ", "\n1. ", "\t", "\n", "스마트도시 인증", "표창을 수여", "지표", "배점"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_the_facts_of_any_words_of_the_lexicons_are_those_of_reading_everything(words: list[str]) -> None:
    source = "보 도 자 료\n배포 일시\t2022. 11. 17.(목)\n# 스마트도시 3곳 인증\n" + " ".join(words)
    document = lay_out_text(source, document_id="sha256:0", source_name="a.txt", media_type="text/plain")
    header = read_header(document)
    cases, masked = segment(document, header, load_gazetteer()), find_personal(document, header)
    laid = Laid(document, header, tuple(cases), tuple(masked))
    assert laid.facts().facts == with_all_read(laid.facts).facts

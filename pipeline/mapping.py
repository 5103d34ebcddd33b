"""Records for a whole run: each document goes to the catalogues of its scheme and year, or to those named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from extractors.nlp.firms import firms_in
from extractors.rules.catalogues import CatalogueChoice, catalogue_names, choose_catalogues, load_catalogue
from extractors.rules.mapped import MappedDocument, OwnedCase
from extractors.rules.mapping import map_records
from extractors.rules.subjects import KIND_OF
from extractors.rules.suggestions import suggest
from pipeline.collect import NotedPage, unread_pages
from pipeline.conflicts import with_conflicts
from pipeline.export.results import DocumentResult, RunResults
from schemas.catalogue import Catalogue
from schemas.fact import Fact, Subject
from schemas.header import Header, Scheme
from schemas.issue import Issue, issue
from schemas.sentence import Sentence


def map_results(results: RunResults, names: Sequence[str]) -> RunResults:
    """Return `results` with records, and with each document's catalogues and what was said in choosing them.

    `names` are the catalogues asked for; empty chooses by scheme and year.
    """
    asked = tuple(load_catalogue(name) for name in dict.fromkeys(names))
    choices = {
        document.document_id: _choice(document, asked) for document in results.documents if document.readable
    }
    chosen = tuple(_with_choice(document, choices) for document in results.documents)
    documents = with_conflicts(chosen, [mapped_document(one) for one in chosen if one.readable])
    used = {catalogue.name: catalogue for choice in choices.values() for catalogue in choice.catalogues}
    records = tuple(
        record
        for _, catalogue in sorted(used.items())
        for record in map_records(catalogue, _mapped_on(catalogue, documents))
    )
    catalogues = tuple(used[name] for name in sorted(used))
    suggestions = chain.from_iterable(
        suggest(catalogue, _mapped_on(catalogue, documents), records) for catalogue in catalogues
    )
    return replace(
        results, documents=documents, records=records, suggestions=tuple(suggestions), catalogues=catalogues
    )


def _mapped_on(catalogue: Catalogue, documents: Sequence[DocumentResult]) -> list[MappedDocument]:
    return [mapped_document(one) for one in documents if catalogue.name in one.catalogues]


def _choice(document: DocumentResult, asked: Sequence[Catalogue]) -> CatalogueChoice:
    header = document.header
    if header is None:
        return CatalogueChoice(())
    if asked:
        fitting = tuple(one for one in asked if not header.schemes or one.scheme in header.schemes)
        return CatalogueChoice(fitting, () if fitting else (_none_applies(asked),))
    available = [load_catalogue(name) for name in catalogue_names()]
    if header.schemes:
        return choose_catalogues(header.schemes, header.scheme_year, available)
    return _by_cases(document, header, available)


def _by_cases(document: DocumentResult, header: Header, available: Sequence[Catalogue]) -> CatalogueChoice:
    """The catalogues for a paper that names no certification: of services for a firm's, else of those who own its cases.

    An institute may tell of cities, of firms, or of both.
    """
    every = [one.subject for one in document.sentences]
    told = [one for one in every if one.kind == "organisation"]
    owners = [one for one in told if one.basis == "document"]
    kinds = {case.subject.kind for case in document.cases}
    kinds |= {one.kind for one in every if one.kind == "municipality" and one.basis == "document"}
    schemes: list[Scheme] = [one for one, kind in KIND_OF.items() if kind in kinds]
    if any(map(_is_firm, owners)):
        schemes = ["service"]
    elif owners and (any(map(_is_firm, told)) or not schemes):
        schemes = [*(one for one in schemes if one != "service"), "service"]
    year = int(header.released_on[:4]) if header.released_on else None
    choice = choose_catalogues(schemes, year, available)
    assumed = (_assumed(choice.catalogues),) if choice.catalogues else ()
    return replace(choice, issues=(*assumed, *choice.issues))


def _is_firm(subject: Subject) -> bool:
    return any(firms_in(subject.name))


def _assumed(catalogues: Sequence[Catalogue]) -> Issue:
    names = ", ".join(catalogue.name for catalogue in catalogues)
    return issue(
        "catalogue_scheme_assumed",
        f"문서에 인증 종류가 없어, 사례의 주체에 맞는 지표 목록({names})을 썼습니다.",
        f"The document names no certification; the catalogues that fit the owners of its cases ({names}) were used.",
    )


def _none_applies(asked: Sequence[Catalogue]) -> Issue:
    names = ", ".join(catalogue.name for catalogue in asked)
    return issue(
        "catalogue_not_applicable",
        f"요청한 지표 목록({names})은 이 문서의 인증 종류에 맞지 않아 기록이 없습니다.",
        f"The catalogues asked for ({names}) are of another scheme than this document: it has no records.",
    )


def _with_choice(document: DocumentResult, choices: dict[str, CatalogueChoice]) -> DocumentResult:
    choice = choices.get(document.document_id)
    if choice is None:
        return document
    names = tuple(catalogue.name for catalogue in choice.catalogues)
    return replace(document, catalogues=names, issues=(*document.issues, *choice.issues))


def mapped_document(result: DocumentResult) -> MappedDocument:
    """What mapping needs of a readable document."""
    if result.document is None or result.header is None:
        raise ValueError(f"{result.document_id} is not readable")
    return mapped_parts(
        result.document_id,
        result.header,
        result.document.pages,
        facts=result.facts,
        sentences=result.sentences,
        cases=result.cases,
    )


def mapped_parts(
    document_id: str,
    header: Header,
    pages: Sequence[NotedPage],
    *,
    facts: tuple[Fact, ...],
    sentences: tuple[Sentence, ...],
    cases: tuple[OwnedCase, ...],
) -> MappedDocument:
    """The same, of a document of which only these parts are at hand."""
    unread = unread_pages(pages)
    return MappedDocument(
        document_id=document_id,
        kind=header.kind,
        schemes=header.schemes,
        scheme_year=header.scheme_year,
        released_on=header.released_on,
        pages_read=tuple(page.page_no for page in pages if page.page_no not in unread),
        pages_unread=unread,
        facts=facts,
        sentences=sentences,
        cases=cases,
    )

"""`python -m tests.bench_nlp`: CPU seconds of reading facts and of mapping them, with the share of each step.

Documents are laid out once, outside of the timing. Every round runs in a forked child, as a task of a worker
does: the language model is loaded, and nothing is remembered from a text read before. A run loads the rules once,
however many documents it maps; what that costs is told by itself.
"""

from __future__ import annotations

import gc
import inspect
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from extractors.case_studies import segment
from extractors.collector import uncollected
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract import Extraction, extract
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.personal import find_personal
from extractors.rules.catalogues import catalogue_names, load_catalogue
from extractors.rules.cues import compile_patterns
from extractors.rules.findings import Searcher
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import map_records, rules_for
from fixtures.documents import ROOT, SOURCES
from fixtures.layout_documents import layout_documents
from fixtures.text_layer import read_text_layer
from pipeline.export.results import DocumentResult, RunResults
from pipeline.mapping import map_results, mapped_document
from pipeline.understanding_tasks import warm_up
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.header import Header
from schemas.masking import MaskedSpan

ROUNDS: Final = 5
SNIPPETS: Final = ("release_ocr.md", "weekly_news.txt")
SIZE: Final = 10_000
"""Characters of the document that the figures are told for."""
ASKED: Final = 10
STEPS: Final[dict[str, tuple[str, ...]]] = {
    "Kiwi": ("tokens.morphemes",),
    "sentences": ("sentences.split_units", "extract._sentences"),
    "clauses": ("status.clauses",),
    "places": ("places.find_places",),
    "quantities": ("quantities.find_quantities",),
    "dates": ("dates.find_dates",),
    "names": (
        "names.find_names", "organisations.find_organisations", "technologies.find_technologies",
    ),
    "subjects": ("subjects.find_subjects", "subjects.schemes_of", "subjects.split_by_topics"),
    "fields": (
        "extract._of_passages", "fields.application.application_facts", "fields.case_titles.case_titles",
        "fields.document_facts.document_facts",
    ),
    "proofs": ("extract_facts.to_facts",),
}  # fmt: skip
"""Functions of `extractors.nlp` by what they are told as; the time of one inside another counts for the inner."""
REST: Final = "rest"


@dataclass(frozen=True, slots=True)
class Laid:
    """A document with what is worked out before its facts are read."""

    document: Document
    header: Header
    cases: tuple[CaseStudy, ...]
    masked: tuple[MaskedSpan, ...]

    def facts(self) -> Extraction:
        """Read the facts, which is what is timed."""
        return extract(self.document, self.header, self.cases, load_gazetteer(), self.masked)

    def read(self) -> DocumentResult:
        """What mapping gets in a run."""
        found = self.facts()
        return DocumentResult(
            document_id=self.document.document_id,
            sources=(self.document.source_name,),
            readable=True,
            document=self.document,
            header=self.header,
            cases=self.cases,
            facts=found.facts,
            sentences=found.sentences,
            masked=self.masked,
        )

    def mapped(self) -> MappedDocument:
        """The same without what only a run needs."""
        return mapped_document(self.read())


def laid_out() -> list[Laid]:
    """The fixtures that development sees: releases, application, snippets, further layouts."""
    documents = [read_text_layer(ROOT / source.pdf) for source in SOURCES]
    documents += [_of_text(ROOT / "snippets" / name) for name in SNIPPETS]
    with tempfile.TemporaryDirectory(prefix="jipyo-bench-") as folder:
        documents += [read_text_layer(made.pdf) for made in layout_documents(Path(folder))]
    return [_laid(document) for document in documents]


def _of_text(path: Path) -> Document:
    is_marked = path.suffix == ".md"
    return lay_out_text(
        path.read_text("utf-8"),
        document_id=f"sha256:{path.name}",
        source_name=path.name,
        media_type="text/markdown" if is_marked else "text/plain",
        issues=(),
    )


def _laid(document: Document) -> Laid:
    header = read_header(document)
    cases = segment(document, header, load_gazetteer())
    return Laid(document, header, tuple(cases), tuple(find_personal(document, header)))


def in_child(work: Callable[[], dict[str, float]]) -> dict[str, float]:
    """What `work` returns in a forked child; RuntimeError where it fails."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with uncollected():  # as a task is
                os.write(writer, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    if not told:
        raise RuntimeError("the timed work failed; its traceback stands above")
    found: dict[str, float] = json.loads(told)
    return found


def facts_cost(documents: Sequence[Laid]) -> dict[str, float]:
    """CPU seconds of the facts of each document, by its name."""
    spent: dict[str, float] = {}
    for laid in documents:
        start = time.process_time()
        laid.facts()
        spent[laid.document.source_name] = time.process_time() - start
    return spent


def loading_cost() -> dict[str, float]:
    """CPU seconds of loading the rules of each proxy catalogue and of making them ready to search with, by its name."""
    spent: dict[str, float] = {}
    for name in catalogue_names():
        start = time.process_time()
        catalogue = load_catalogue(name)
        rules = rules_for(catalogue)
        Searcher(catalogue, rules)
        for rule in rules:
            compile_patterns(rule)
        spent[name] = time.process_time() - start
    return spent


def mapping_cost(documents: Sequence[MappedDocument]) -> dict[str, float]:
    """CPU seconds of the records of each proxy catalogue, by its name."""
    spent: dict[str, float] = {}
    for name in catalogue_names():
        catalogue = load_catalogue(name)
        start = time.process_time()
        map_records(catalogue, documents)
        spent[name] = time.process_time() - start
    return spent


def run_cost(documents: Sequence[DocumentResult]) -> dict[str, float]:
    """CPU seconds of mapping as a run does it: on the catalogues of each document's scheme, with conflicts and suggestions."""
    start = time.process_time()
    map_results(RunResults(documents=tuple(documents)), ())
    return {"run": time.process_time() - start}


def step_cost(documents: Sequence[Laid]) -> dict[str, float]:
    """CPU seconds of the facts of all documents by step; the watching itself costs a few of a hundred."""
    with watched() as spent:
        start = time.process_time()
        for laid in documents:
            laid.facts()
        whole = time.process_time() - start
    return spent | {REST: whole - sum(spent.values())}


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """CPU seconds by step of what runs inside, filled as it runs; every function of STEPS must be there."""
    spent = dict.fromkeys(STEPS, 0.0)
    open_since: list[tuple[str, float]] = []
    exchanged: list[tuple[Any, str, Callable[..., Any]]] = []
    for step, names in STEPS.items():
        for name in names:
            module, function = name.rsplit(".", 1)
            original = getattr(import_module(f"extractors.nlp.{module}"), function)
            watching = _watching(original, step, spent, open_since)
            exchanged += _exchange(original, watching)
    try:
        yield spent
    finally:
        for holder, attribute, original in exchanged:
            setattr(holder, attribute, original)


def _exchange(
    original: Callable[..., Any], instead: Callable[..., Any]
) -> Iterator[tuple[Any, str, Callable[..., Any]]]:
    """Put `instead` wherever a module of the extractors holds `original`; yields what was exchanged."""
    for name, module in list(sys.modules.items()):
        if name.startswith("extractors."):
            for attribute in [key for key, value in vars(module).items() if value is original]:
                setattr(module, attribute, instead)
                yield module, attribute, original


def _watching(
    function: Callable[..., Any], step: str, spent: dict[str, float], open_since: list[tuple[str, float]]
) -> Callable[..., Any]:
    """The function with a watch on it that stops the watch of whoever called it; a generator is run to its end."""
    is_generator = inspect.isgeneratorfunction(function)

    @wraps(function)
    def timed(*given: Any, **named: Any) -> Any:
        now = time.process_time()
        if open_since:
            outer, since = open_since[-1]
            spent[outer] += now - since
        open_since.append((step, now))
        try:
            found = function(*given, **named)
            return list(found) if is_generator else found
        finally:
            now = time.process_time()
            spent[step] += now - open_since.pop()[1]
            if open_since:
                open_since[-1] = (open_since[-1][0], now)

    return timed


def medians(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over the rounds."""
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def rate(characters: int, cpu_s: float) -> float:
    """Documents of SIZE characters a CPU second.

    >>> rate(20_000, 0.5)
    4.0
    """
    return characters / SIZE / cpu_s


def shares(spent: dict[str, float]) -> str:
    """The share of each step in words, the largest first.

    >>> shares({"Kiwi": 3.0, "places": 1.0})
    'Kiwi 75 %, places 25 %'
    """
    whole = sum(spent.values())
    ordered = sorted(spent.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{step} {cpu_s / whole:.0%}".replace("%", " %") for step, cpu_s in ordered)


def lines() -> Iterator[str]:
    """The figures, one a line."""
    warm_up()
    documents = laid_out()
    loading = medians([in_child(loading_cost) for _ in range(ROUNDS)])
    loading_cost()
    gc.freeze()  # as a worker does
    sizes = {laid.document.source_name: len(laid.document.text) for laid in documents}
    whole = sum(sizes.values())
    facts = medians([in_child(lambda: facts_cost(documents)) for _ in range(ROUNDS)])
    steps = medians([in_child(lambda: step_cost(documents)) for _ in range(ROUNDS)])
    read = [laid.read() for laid in documents]  # only now: the texts are new to each round before
    mapped = [mapped_document(one) for one in read]
    mapping = medians([in_child(lambda: mapping_cost(mapped)) for _ in range(ROUNDS)])
    as_run = medians([in_child(lambda: run_cost(read)) for _ in range(ROUNDS)])["run"]
    all_facts, all_mapping = sum(facts.values()), sum(mapping.values())
    yield (
        f"NLP in documents of {SIZE:,} characters a CPU second (asked: {ASKED}; {len(documents)} documents,"
        f" {whole:,} characters, median of {ROUNDS})"
    )
    yield f"  facts                        {rate(whole, all_facts):7.2f}"
    for name, cpu_s in facts.items():
        yield f"    {name:26s} {rate(sizes[name], cpu_s):7.2f}"
    yield f"  mapping on {len(mapping)} proxy catalogues {rate(whole, all_mapping):8.2f}"
    yield f"  facts and mapping            {rate(whole, all_facts + all_mapping):7.2f}"
    yield f"  mapping as a run does it     {rate(whole, as_run):7.2f}"
    yield f"  facts and mapping as a run   {rate(whole, all_facts + as_run):7.2f}"
    yield f"  loading the rules of {len(loading)} proxy catalogues and making them ready, once a run: {sum(loading.values()):.2f} s"
    yield f"  share of each step: {shares(steps | {'mapping as a run': as_run})}"


def main() -> None:
    """Print the figures."""
    for line in lines():
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

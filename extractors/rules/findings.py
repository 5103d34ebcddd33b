"""From an opened rule to evidence: the stored facts it stands on, its value and its strength."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.rules.carried import answers, open_joined
from extractors.rules.cues import LiteralFinder, Seen
from extractors.rules.engine import Opening, is_enough, open_learned, open_rule
from extractors.rules.lessons import Passage, load_lessons
from extractors.rules.mapped import MappedDocument
from extractors.rules.pack import Rule
from extractors.rules.prefilter import Listing, Prefilter
from extractors.rules.readings import Readings
from extractors.rules.rows import Row, heads_of, learn_row, list_row, open_row, rows_of, short_cells
from extractors.rules.strength import Strength, measure
from extractors.rules.tables import names_of, open_table, tables_of
from extractors.rules.values import Found, distance, find_value
from schemas.catalogue import Catalogue
from schemas.evidence import CharSpan
from schemas.fact import Fact, FieldName, Status
from schemas.sentence import Sentence

# fields that say something of what a subject has or does; header and announcement fields prove no indicator
GROUND: tuple[FieldName, ...] = (
    "feature", "technology", "initiative_status", "legal_basis", "coverage", "effect", "partner", "developer",
    "quantity", "date", "case_title", "caption", "proof_document",
)  # fmt: skip
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence that speaks for an indicator, with the facts that carry it, the carrying one first."""

    indicator_id: str
    document: MappedDocument
    opening: Opening
    facts: tuple[Fact, ...]
    found: Found | None
    strength: Strength
    lacks: bool = False
    """Whether the place says less than the definition asks for."""

    @property
    def status(self) -> Status:
        return self.opening.governed.status

    @property
    def sentence(self) -> Sentence:
        return self.opening.sentence

    @property
    def place(self) -> tuple[str, str]:
        """Document and outermost section: a copy in the annex is not independent, evidence elsewhere is."""
        return self.document.document_id, self.sentence.section[0] if self.sentence.section else ""


class Searcher:
    """Runs the rules of one catalogue over the sentences of one document; by their cues alone unless `is_taught`."""

    def __init__(self, catalogue: Catalogue, rules: Sequence[Rule], *, is_taught: bool = True) -> None:
        known = {indicator.id: indicator for indicator in catalogue.indicators}
        self._rules = [
            (rule, (rule.indicator, known[rule.indicator].name.ko))
            for rule in rules
            if rule.indicator in known
        ]
        self._lessons = load_lessons(catalogue.name) if is_taught else None
        self._places = {rule.indicator: place for place, (rule, _) in enumerate(self._rules)}
        self._listing = Listing([rule for rule, _ in self._rules if rule.cues.listed])
        self._finder = LiteralFinder(rules)
        self._prefilter = Prefilter([rule for rule, _ in self._rules])

    @property
    def indicator_ids(self) -> frozenset[str]:
        """The indicators that have a rule."""
        return frozenset(self._places)

    def search(self, document: MappedDocument) -> list[Finding]:
        """Everything that the rules find in a document, in text order."""
        findings: list[Finding] = []
        sentences = list(seen_sentences(document))
        rows = rows_of(sentences)
        stages = {cell.sentence.span: row.stage for row in rows for cell in row.cells}
        readings = None if self._lessons is None else Readings(self._lessons, sentences, rows)
        in_rows = {cell.sentence.span for row in rows for cell in short_cells(row)}
        carrying = list(filter(_may_carry, sentences))
        for seen in carrying:
            openings = (
                _staged(opening, stages)
                for opening in self._of_sentence(
                    seen, _read(readings, seen), is_alone=seen.sentence.span not in in_rows
                )
            )
            findings += filter(None, (ground(opening, document) for opening in openings))
        return [
            *findings,
            *self._rowed(rows, readings, document, findings),
            *self._tabled(sentences, readings, document),
            *self._answered(carrying, readings, document, findings),
        ]

    def _of_sentence(self, seen: Seen, passage: Passage | None, *, is_alone: bool) -> Iterator[Opening]:
        """The openings by a sentence, by cues alone or with what judged passages teach; a short cell reads like its row."""
        present, section = self._finder.find(seen), seen.sentence.section
        headed = self._prefilter.under(section)
        candidates = self._prefilter.candidates(present, section)
        for place in self._with_alike(candidates, passage) if is_alone else candidates:
            rule, names = self._rules[place]
            opening = open_rule(rule, seen, present, indicator_names=names, may_be_headed=place in headed)
            if opening is None and passage is not None and is_alone:
                opening = open_learned(rule, seen, present, passage)
            if opening is not None:
                yield weighed(opening, passage)

    def _with_alike(self, candidates: Sequence[int], passage: Passage | None) -> list[int]:
        """The rules to try by their cues, and those of the indicators whose judged passages read like this one."""
        alike = () if passage is None else passage.alike
        return sorted({*candidates, *(self._places[name] for name in alike if name in self._places)})

    def _answered(
        self,
        sentences: Sequence[Seen],
        readings: Readings | None,
        document: MappedDocument,
        told: Sequence[Finding],
    ) -> Iterator[Finding]:
        """What answers say together with their questions, where they do not say it alone."""
        known = {(finding.indicator_id, finding.sentence.span) for finding in told}
        for joined in answers(sentences):
            present = self._finder.find(joined.whole)
            for place in self._prefilter.candidates(present, ()):
                rule = self._rules[place][0]
                if (rule.indicator, joined.own.sentence.span) in known:
                    continue
                opening = open_joined(rule, joined, present)
                if opening is None:
                    continue
                finding = ground(weighed(opening, _read(readings, joined.own)), document)
                if finding is not None:
                    yield finding

    def _rowed(
        self,
        rows: Iterable[Row],
        readings: Readings | None,
        document: MappedDocument,
        told: Sequence[Finding],
    ) -> Iterator[Finding]:
        """What rows of tables say as a whole, where none of their cells says it alone."""
        known = {(finding.indicator_id, finding.sentence.span) for finding in told}
        for row in rows:
            for opening in self._of_row(row, None if readings is None else readings.of_row(row)):
                name = opening.rule.indicator
                if any((name, cell.sentence.span) in known for cell in row.cells):
                    continue
                finding = ground(opening, document)
                if finding is not None:
                    yield finding

    def _of_row(self, row: Row, passage: Passage | None) -> Iterator[Opening]:
        """The openings by a row as a whole, and by a cell of it that stands under a rule's own head."""
        present = self._finder.find(row.whole)
        opened: set[str] = set()
        for place in self._with_alike(self._prefilter.candidates(present, ()), passage):
            rule = self._rules[place][0]
            opening = open_row(rule, row, present)
            if opening is None and passage is not None:
                opening = learn_row(rule, row, present, passage)
            if opening is not None:
                opened.add(rule.indicator)
                yield weighed(opening, passage)
        for rule in self._listing.under(heads_of(row)):
            opening = None if rule.indicator in opened else list_row(rule, row)
            if opening is not None:
                yield weighed(opening, passage)

    def _tabled(
        self, sentences: Sequence[Seen], readings: Readings | None, document: MappedDocument
    ) -> Iterator[Finding]:
        """What the figures of tables say."""
        for table in tables_of(sentences):
            for place in self._prefilter.tabled(names_of(table)):
                for opening, found, figures in open_table(self._rules[place][0], table):
                    read = _read(readings, opening.seen)
                    yield _finding(weighed(opening, read), document, figures, found)


def _read(readings: Readings | None, seen: Seen) -> Passage | None:
    """The passage as it was held against judged ones, if anything was learned for the catalogue."""
    return None if readings is None else readings.of(seen)


def weighed(opening: Opening, passage: Passage | None) -> Opening:
    """The opening with how much its passage reads like judged ones, if anything was learned."""
    if passage is None or opening.lesson is not None:
        return opening
    return replace(opening, lesson=passage.weigh(opening.rule.indicator))


def _staged(opening: Opening, stages: Mapping[Span, Status | None]) -> Opening:
    """An opening by a bare label of a row, as far as another cell says that its thing is."""
    stage = stages.get(opening.sentence.span)
    if stage is None or opening.governed.status not in ("nominal", "unstated"):
        return opening
    return replace(opening, governed=replace(opening.governed, status=stage))


def seen_sentences(document: MappedDocument) -> Iterator[Seen]:
    """The sentences in text order, each with the facts whose evidence stands in it."""
    ordered = sorted(document.sentences, key=lambda sentence: sentence.span)
    places = sorted(
        ((evidence.span, index) for index, fact in enumerate(document.facts) for evidence in fact.evidence),
    )
    first = 0
    for sentence in ordered:
        begin, end = sentence.span
        while first < len(places) and places[first][0][1] <= begin:
            first += 1
        inside = dict.fromkeys(_inside(places, first, CharSpan(begin, end)))
        yield Seen(sentence, tuple(document.facts[index] for index in inside))


def _inside(places: Sequence[tuple[tuple[int, int], int]], first: int, span: CharSpan) -> Iterator[int]:
    for at in range(first, len(places)):
        (start, stop), index = places[at]
        if start >= span.end:
            return
        if stop > span.start:
            yield index


def _may_carry(seen: Seen) -> bool:
    """Whether an opening of the sentence could come to anything: `ground` needs a fact, and no opinion opens."""
    return not seen.sentence.is_quotation and any(fact.field in GROUND for fact in seen.facts)


def ground(opening: Opening, document: MappedDocument) -> Finding | None:
    """Tie an opening to the facts under its cue; None where no fact carries it: mapping makes none."""
    usable = [
        fact for fact in opening.seen.facts if fact.field in GROUND and _same_subject(fact, opening.sentence)
    ]
    carrying = _under(usable, opening)
    if not carrying:
        return None
    return _finding(opening, document, carrying, find_value(opening, usable))


def _finding(
    opening: Opening, document: MappedDocument, carrying: Sequence[Fact], found: Found | None
) -> Finding:
    ordered = [*([found.fact] if found else []), *carrying]
    kept = tuple({fact.fact_id: fact for fact in ordered}.values())
    strength = measure(
        opening,
        has_value=found is not None,
        is_corrected=any(fact.alignment == "corrected" for fact in kept),
        subject_confidence=max(fact.confidence.resolve for fact in kept),
    )
    return Finding(
        opening.rule.indicator, document, opening, kept, found, strength, lacks=not is_enough(opening)
    )


def _same_subject(fact: Fact, sentence: Sentence) -> bool:
    """A fact about another municipality in the same sentence carries nothing for this one."""
    if fact.subject.kind != "municipality" or sentence.subject.kind != "municipality":
        return True
    return fact.subject.name == sentence.subject.name


def _under(facts: Sequence[Fact], opening: Opening) -> list[Fact]:
    """The facts on the cue's own characters, the fullest quote first, with a feature among them.

    Where none stands on the cue, the nearest of its clause, and then of its sentence.
    """
    clause = opening.governed.clause
    span = CharSpan(*clause.span) if clause is not None else CharSpan(*opening.sentence.span)
    on_cue = sorted(_over(facts, opening.anchor_span), key=_fullest)
    if any(fact.field == "feature" for fact in on_cue):
        return on_cue
    in_clause = list(_over(facts, span))
    near = _nearest([fact for fact in in_clause if fact.field == "feature"], opening)
    return [*on_cue, *near] or _nearest(in_clause, opening) or _nearest(facts, opening)


def _fullest(fact: Fact) -> tuple[bool, int, str]:
    return fact.field != "feature", -len(fact.evidence[0].quote), fact.fact_id


def _nearest(facts: Sequence[Fact], opening: Opening) -> list[Fact]:
    """The one fact closest to the cue, as a list; empty where there is none."""
    return sorted(facts, key=lambda fact: distance(opening, fact))[:1]


def _over(facts: Iterable[Fact], span: CharSpan) -> Iterator[Fact]:
    return (fact for fact in facts if any(evidence.char_span.overlaps(span) for evidence in fact.evidence))

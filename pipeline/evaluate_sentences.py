"""`jipyo eval FILE` on sets of sentences: what is said of a thing, and which places are named, without any document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.normalise import view
from extractors.nlp.places import find_places
from extractors.nlp.row_stages import stage_of_row
from extractors.nlp.status import clauses
from extractors.nlp.status_things import as_told_of, governing
from extractors.nlp.tokens import morphemes
from pipeline.evaluate_summary import EXISTING, MISSING
from pipeline.gold_sentences import PlaceSentence, StatusSentence, load_sentence_sets
from pipeline.tallies import Score, share_shown, total_of
from schemas.errors import UsageError
from schemas.evidence import CharSpan
from schemas.fact import Status
from schemas.sentence import Clause


@dataclass(frozen=True, slots=True)
class StatusVerdict:
    """What was found of a thing, beside what is right."""

    sentence: StatusSentence
    found: Status

    @property
    def is_right(self) -> bool:
        return self.found in (self.sentence.status, *self.sentence.accept_status)

    @property
    def is_existing(self) -> bool:
        """Whether a thing that is planned or denied was counted as there."""
        return self.sentence.status in MISSING and self.found in EXISTING and not self.is_right


@dataclass(frozen=True, slots=True)
class PlaceVerdict:
    """The places found in a sentence, beside those that are named."""

    sentence: PlaceSentence
    extra: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def score(self) -> Score:
        return Score(len(self.sentence.places) - len(self.missed), len(self.extra), len(self.missed))


_BORDER = "\t"
"""Between two cells of a row."""


def judge_status(sentence: StatusSentence) -> StatusVerdict:
    """What the clause that governs the thing says; unstated where the thing or a clause is not found."""
    text = sentence.sentence
    seen, thing = view(text), view(sentence.thing).text
    at = seen.text.find(thing)
    if at < 0 or not thing:
        return StatusVerdict(sentence, "unstated")
    span = seen.span(at, at + len(thing))
    stage = _told_by_row(text, span)
    if stage is not None:
        return StatusVerdict(sentence, stage)
    clause = governing(_clauses_of(text), span.start, span.end, text[span.end :])
    return StatusVerdict(sentence, "unstated" if clause is None else as_told_of(clause, span.end).status)


def _clauses_of(text: str) -> list[Clause]:
    """The clauses of a sentence; of a row, written with tabs, those of its cells, each read by itself as in a table."""
    found: list[Clause] = []
    offset = 0
    for cell in text.split(_BORDER):
        found += clauses(cell, morphemes(cell, offset=offset), offset) if cell.strip() else []
        offset += len(cell) + len(_BORDER)
    return found


def _told_by_row(text: str, span: CharSpan) -> Status | None:
    """What another cell of the row says of the thing, if the text is a row."""
    before = text[: span.start].split(_BORDER)[:-1]
    behind = text[span.end :].split(_BORDER)[1:]
    return stage_of_row(before, behind)


def judge_places(sentence: PlaceSentence) -> PlaceVerdict:
    """The places by name, each as often as it is named."""
    mentions = find_places(
        sentence.sentence, load_gazetteer(), as_of=sentence.as_of, context=sentence.context
    )
    known = (*sentence.places, *sentence.optional)
    found = Counter(_as_written(mention.name, known) for mention in mentions)
    wanted = Counter(sentence.places)
    extra = found - wanted - Counter({name: found[name] for name in sentence.optional})
    return PlaceVerdict(sentence, tuple(sorted(extra.elements())), tuple(sorted((wanted - found).elements())))


def _as_written(name: str, known: Sequence[str]) -> str:
    """The name that the gold gives a place: 수원시 and 경기도 수원시 are one, 부산광역시 중구 and 인천광역시 중구 are two.

    >>> _as_written("수원시", ["경기도 수원시"]), _as_written("부산광역시 중구", ["인천광역시 중구"])
    ('경기도 수원시', '부산광역시 중구')
    """
    words = name.split()
    for other in known:
        shorter, longer = sorted((words, other.split()), key=len)
        if longer[-len(shorter) :] == shorter:
            return other
    return name


def sentence_page(path: Path) -> str:
    """The sets of a file or folder, scored; UsageError where there is none."""
    sets = load_sentence_sets(path)
    if not sets.statuses and not sets.places:
        raise UsageError(
            f"{path} 에 문장 정답이 없습니다. 문서의 정답이면 실행 폴더도 적으세요 / {path} holds no set of sentences "
            "(status-sentences/1, place-sentences/1); for gold of documents give the folder of a run too."
        )
    lines: list[str] = []
    for name, statuses in sets.statuses:
        lines += [name, *_status_lines([judge_status(one) for one in statuses.sentences])]
    for name, places in sets.places:
        lines += [name, *_place_lines([judge_places(one) for one in places.sentences])]
    return "\n".join(lines)


def _status_lines(verdicts: Sequence[StatusVerdict]) -> Iterator[str]:
    missing = [one for one in verdicts if one.sentence.status in MISSING]
    yield f"  status right on {_share(one.is_right for one in verdicts)} sentences"
    yield f"  planned or negated counted as existing: {_share(one.is_existing for one in missing)}"
    for status in dict.fromkeys(one.sentence.status for one in verdicts):
        own = [one for one in verdicts if one.sentence.status == status]
        others = Counter(one.found for one in own if not one.is_right)
        taken = ", ".join(f"{found} {count}" for found, count in sorted(others.items()))
        yield f"    {status:12s} {_share(one.is_right for one in own)}" + (
            f"; taken as {taken}" if taken else ""
        )


def _place_lines(verdicts: Sequence[PlaceVerdict]) -> Iterator[str]:
    total = total_of(one.score for one in verdicts)
    yield f"  places found right: {share_shown((total.right, total.right + total.extra))} of what was found (precision)"
    yield f"  places named: {share_shown((total.right, total.right + total.missed))} were found (recall)"
    yield f"  sentences without a slip: {_share(not (one.extra or one.missed) for one in verdicts)}"


def _share(verdicts: Iterator[bool]) -> str:
    told = list(verdicts)
    return share_shown((sum(told), len(told)))

"""`jipyo why-not DIR --indicator ID`: the sentences that came nearest to a gap, and what they lacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractors.rules.lessons import load_lessons
from extractors.rules.likeness import Likeness
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import fitting_documents, rules_for
from extractors.rules.near_misses import Lack, NearMiss, near_misses
from extractors.rules.pack import Rule
from extractors.rules.subjects import Mapped, mapped_subjects, sentences_about
from pipeline.export.masking import masked_json
from pipeline.stored import StoredDocuments, load_stored
from pipeline.why import catalogue_of, documents_of, rows_with
from schemas.catalogue import Catalogue, Indicator
from schemas.errors import UsageError
from schemas.sentence import Sentence

Row = Mapping[str, Any]
Misses = list[tuple[Sentence, NearMiss]]
MOST_FOR_A_SUBJECT = 3
FOUND = frozenset({"present", "conflicting"})


def why_not(folder: Path, indicator_id: str, document: str | None = None) -> dict[str, Any]:
    """What came nearest to an indicator, for each subject whose record is no proof; personal data masked."""
    rows = [
        row
        for row in rows_with(folder / "records.jsonl", "indicator_id", indicator_id)
        if row["indicator_id"] == indicator_id
    ]
    if not rows:
        raise UsageError(
            f"{indicator_id} 라는 지표의 기록이 없습니다. records.jsonl 의 indicator_id 를 쓰세요 / "
            f"no record is of the indicator {indicator_id!r}; use an indicator_id of records.jsonl."
        )
    wanted = set().union(*(documents_of(folder, row) for row in rows))
    stored = load_stored(folder, wanted if document is None else {_named(document, wanted)})
    gaps = [row for row in rows if row["state"] not in FOUND]
    told = [
        one
        for name in sorted({row["catalogue"] for row in rows})
        for one in _of_catalogue(catalogue_of(name, stored), gaps, indicator_id, stored)
    ]
    return {
        "indicator_id": indicator_id,
        "indicator_name": _name(rows[0]["catalogue"], indicator_id, stored),
        "found": [_shown(row) for row in rows if row["state"] in FOUND],
        "gaps": told,
        "documents": stored.sources,
    }


def _named(prefix: str, known: set[str]) -> str:
    """The one document whose id begins so; with or without the "sha256:" before it."""
    digits = prefix.removeprefix("sha256:").lower()
    found = [one for one in sorted(known) if digits and one.removeprefix("sha256:").startswith(digits)]
    if len(found) == 1:
        return found[0]
    listed = "".join(f"\n  {one[:19]}" for one in (found or sorted(known))[:8])
    raise UsageError(
        f"'{prefix}' 로 시작하는 문서가 하나가 아닙니다. documents.jsonl 의 document_id 를 쓰세요 / not one document of "
        f"this indicator has an id that begins with '{prefix}'; use a document_id of documents.jsonl, such as:{listed}"
    )


def _name(catalogue: str, indicator_id: str, stored: StoredDocuments) -> str:
    indicator = catalogue_of(catalogue, stored).indicator(indicator_id)
    return indicator.name.ko if indicator is not None else ""


def _shown(row: Row) -> dict[str, Any]:
    return {key: row[key] for key in ("record_id", "catalogue", "state", "reasons")} | {
        "subject": row["subject"]["name"]
    }


def _of_catalogue(
    catalogue: Catalogue, gaps: Sequence[Row], indicator_id: str, stored: StoredDocuments
) -> Iterator[dict[str, Any]]:
    """The gaps of one catalogue, each with its nearest sentences; at the end those about no subject with records."""
    indicator = catalogue.indicator(indicator_id)
    rule = next((one for one in rules_for(catalogue) if one.indicator == indicator_id), None)
    if indicator is None:
        return
    documents = fitting_documents(catalogue, list(stored.documents.values()))
    misses = _misses(catalogue, indicator, rule, documents)
    subjects = mapped_subjects(catalogue, documents)
    own = {row["subject"]["name"]: row for row in gaps if row["catalogue"] == catalogue.name}
    taken: set[int] = set()
    for mapped in subjects:
        about = [one for document in mapped.documents for one in _about(mapped, document, misses)]
        taken |= {id(one) for one in about}
        row = own.get(mapped.subject.name)
        if row is not None:
            nearest = [_of_kind(miss, mapped, rule) for _, miss in about]
            yield _shown(row) | {
                "has_rule": rule is not None,
                "nearest": _best([miss for miss in nearest if miss.lacking], stored),
            }
    others = [one for found in misses.values() for one in found if id(one) not in taken]
    nobody = [_of_another(miss) for _, miss in others if miss.place is not None]
    if nobody:
        yield {
            "subject": None,
            "catalogue": catalogue.name,
            "has_rule": True,
            "nearest": _best(nobody, stored),
        }


def _misses(
    catalogue: Catalogue, indicator: Indicator, rule: Rule | None, documents: Sequence[MappedDocument]
) -> dict[str, Misses]:
    if rule is None:
        return {document.document_id: [] for document in documents}
    likeness, names = Likeness(catalogue), (indicator.id, indicator.name.ko)
    lessons = load_lessons(catalogue.name)
    return {one.document_id: list(near_misses(rule, names, one, likeness, lessons)) for one in documents}


def _about(mapped: Mapped, document: MappedDocument, misses: Mapping[str, Misses]) -> Misses:
    is_about = sentences_about(mapped, document)
    return [one for one in misses[document.document_id] if is_about(one[0])]


def _of_kind(miss: NearMiss, mapped: Mapped, rule: Rule | None) -> NearMiss:
    """The miss, with what it lacks beside where the rule takes no subject of this kind."""
    kinds = rule.subject.kinds if rule is not None else ()
    if miss.place is None or not kinds or mapped.subject.kind in kinds:
        return miss
    return miss.model_copy(update={"lacking": (Lack(reason="subject_kind", asked=kinds), *miss.lacking)})


def _of_another(miss: NearMiss) -> NearMiss:
    lack = Lack(reason="other_subject", asked=(f"{miss.subject_kind} {miss.subject_name}",))
    return miss.model_copy(update={"lacking": (lack, *miss.lacking)})


def _best(misses: Sequence[NearMiss], stored: StoredDocuments) -> list[dict[str, Any]]:
    ordered = sorted(misses, key=lambda miss: miss.closeness, reverse=True)[:MOST_FOR_A_SUBJECT]
    return [masked_json(one.model_dump(mode="json"), stored.masks[one.document_id]) for one in ordered]

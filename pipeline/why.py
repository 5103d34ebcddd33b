"""`jipyo why DIR ID`: what led to a record or a fact, from what the run stored; no document is read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractors.rules.catalogues import load_catalogue
from extractors.rules.explain import Explained, explain, tell_fact, whole
from extractors.rules.mapping import rules_for
from pipeline.export.masking import masked_json, together
from pipeline.manifest import catalogue_hash
from pipeline.stored import StoredDocuments, load_stored
from schemas.catalogue import Catalogue
from schemas.errors import UsageError
from schemas.evidence import CharSpan
from schemas.fact import Fact
from schemas.sentence import Clause, Sentence

Row = Mapping[str, Any]
MOST_NAMED = 8
_COMPARED = ("state", "value", "unit", "status", "strength", "fact_ids")


def why(folder: Path, wanted: str) -> dict[str, Any]:
    """Explain the record or fact whose id begins with `wanted`, as JSON values with personal data masked."""
    records = list(rows_with(folder / "records.jsonl", "record_id", wanted))
    facts = list(rows_with(folder / "facts.jsonl", "fact_id", wanted))
    exact = [row for row in (*records, *facts) if wanted in {row.get("record_id"), row.get("fact_id")}]
    found = exact or [*records, *facts]
    if len(found) != 1 or not wanted:
        raise UsageError(_which(wanted, found))
    row = found[0]
    return _why_record(folder, row) if "record_id" in row else _why_fact(folder, row)


def rows_with(path: Path, key: str, beginning: str) -> Iterator[dict[str, Any]]:
    """The lines of a table whose id begins so; only these are parsed, for a folder may hold many."""
    if not path.is_file():
        raise UsageError(
            f"{path} 이(가) 없습니다. 먼저 'jipyo run' 을 실행하세요 / there is no {path}; run first."
        )
    sign = f'"{key}": "{beginning}'
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if sign in line and (row := json.loads(line)).get(key, "").startswith(beginning):
                yield row


def _which(wanted: str, found: Sequence[Row]) -> str:
    if not found or not wanted:
        return (
            f"'{wanted}' 로 시작하는 기록이나 사실이 없습니다. records.jsonl 의 record_id 나 facts.jsonl 의 fact_id 를 쓰세요 / "
            f"no record or fact has an id that begins with '{wanted}'; use a record_id of records.jsonl or a fact_id of facts.jsonl."
        )
    listed = "".join(f"\n  {row.get('record_id') or row['fact_id']}" for row in found[:MOST_NAMED])
    return (
        f"'{wanted}' 로 시작하는 것이 {len(found)}개입니다. 더 길게 쓰세요 / "
        f"{len(found)} ids begin with '{wanted}'; give more of it:{listed}"
    )


def _why_record(folder: Path, row: Row) -> dict[str, Any]:
    stored = load_stored(folder, documents_of(folder, row))
    catalogue = catalogue_of(row["catalogue"], stored)
    documents = list(stored.documents.values())
    rules = rules_for(catalogue)
    made = explain(catalogue, rules, documents, row["indicator_id"], record_id=row["record_id"])
    one = next(made, None)
    if one is None:
        raise UsageError(
            f"지금의 목록 {catalogue.name} 으로는 이 기록이 생기지 않습니다. 'jipyo map' 으로 다시 연결하세요 / "
            f"the catalogue {catalogue.name} as it is now makes no such record; map the folder anew with 'jipyo map'."
        )
    return {
        "kind": "record",
        "record": {key: row[key] for key in ("record_id", *_COMPARED, "reasons", "searched")},
        "notice": catalogue.notice,
        "catalogue_sha256": stored.catalogue_hashes.get(catalogue.name),
        "changed": list(_changes(row, one, catalogue, stored)),
        "explained": masked_explanation(one.told.model_dump(mode="json"), stored),
        "documents": stored.sources,
    }


def documents_of(folder: Path, row: Row) -> set[str]:
    """The documents that a record was looked for in; those of its catalogue where it was not looked for."""
    searched = {one["document_id"] for one in row["searched"]}
    return searched or {
        line["document_id"]
        for line in rows_with(folder / "documents.jsonl", "document_id", "")
        if row["catalogue"] in line["catalogues"]
    }


def catalogue_of(name: str, stored: StoredDocuments) -> Catalogue:
    """The catalogue of a record as it is now, also one that the run was given by its path."""
    asked = next((one for one in map(load_catalogue, stored.asked) if one.name == name), None)
    return load_catalogue(name) if asked is None else asked


def _changes(row: Row, one: Explained, catalogue: Catalogue, stored: StoredDocuments) -> Iterator[str]:
    """What is no longer as it was when the record was made: `catalogue`, `rule`, and the `result` of both."""
    if stored.catalogue_hashes.get(catalogue.name) != catalogue_hash(catalogue):
        yield "catalogue"
    rule = one.told.rule
    before = stored.rule_hashes.get(catalogue.name, {}).get(row["indicator_id"])
    if before != (None if rule is None else rule.sha256):
        yield "rule"
    now = one.record.model_dump(mode="json", by_alias=True)
    if any(now[key] != row[key] for key in _COMPARED if key not in row["masked_fields"]):
        yield "result"


def masked_explanation(told: dict[str, Any], stored: StoredDocuments) -> dict[str, Any]:
    """Mask quotes by the offsets of their own document, and everything else by its words."""
    own = {
        part: [masked_json(one, stored.masks[one["document_id"]]) for one in told[part]]
        for part in ("places", "claims")
    }
    plain = masked_json(
        {key: value for key, value in told.items() if key not in own}, together(stored.masks.values())
    )
    return {**plain, **own}


def _why_fact(folder: Path, row: Row) -> dict[str, Any]:
    stored = load_stored(folder, {row["document_id"]})
    document = stored.documents[row["document_id"]]
    fact = next((one for one in document.facts if one.fact_id == row["fact_id"]), None)
    if fact is None:
        raise UsageError(
            f"사실 {row['fact_id']} 이(가) 저장된 결과에 없습니다. 'jipyo run' 을 다시 실행하세요 / "
            f"the fact {row['fact_id']} is not among the stored ones; run 'jipyo run' again."
        )
    places = [_fact_place(fact, one) for one in document.sentences if _holds(one, fact)]
    return {
        "kind": "fact",
        "fact": row,
        "rule_id": fact.rule_id,
        "places": masked_json(places, stored.masks[document.document_id]),
        "records": list(_resting_on(folder, fact.fact_id)),
        "documents": stored.sources,
    }


def _holds(sentence: Sentence, fact: Fact) -> bool:
    own = CharSpan(*sentence.span)
    return any(evidence.char_span.overlaps(own) for evidence in fact.evidence)


def _fact_place(fact: Fact, sentence: Sentence) -> dict[str, Any]:
    clause = _clause(fact, sentence)
    return {
        "sentence": whole(sentence).model_dump(mode="json"),
        "section": list(sentence.section),
        "subject": sentence.subject.model_dump(mode="json"),
        "clause": None if clause is None else clause.model_dump(mode="json"),
        "characters": tell_fact(fact).characters.model_dump(mode="json"),
    }


def _clause(fact: Fact, sentence: Sentence) -> Clause | None:
    """The clause that the fact's characters stand in."""
    spans = [evidence.char_span for evidence in fact.evidence]
    return next(
        (one for one in sentence.clauses if any(span.overlaps(CharSpan(*one.span)) for span in spans)), None
    )


def _resting_on(folder: Path, fact_id: str) -> Iterator[dict[str, Any]]:
    """The records that name the fact."""
    for line in (folder / "records.jsonl").read_text("utf-8").splitlines():
        if fact_id in line and fact_id in (row := json.loads(line))["fact_ids"]:
            yield {
                key: row[key] for key in ("record_id", "catalogue", "indicator_id", "state", "strength")
            } | {"subject": row["subject"]["name"]}

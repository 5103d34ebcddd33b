"""The decree's service field of a case, by the words that each field's services are described with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from schemas.fact import SERVICE_FIELDS

OTHER = SERVICE_FIELDS[-1]
LEXICON = Path(__file__).parent / "service_fields.yaml"
_LEAST = 3
_TITLE = 4


def service_field(title: str, texts: Sequence[str]) -> str:
    """Return the field whose words weigh most; the title's words count four times.

    A field that fewer than three points support is none.

    >>> service_field("통합주차정보시스템", ["공공주차장의 실시간 현황과 요금 결제 서비스를 제공"])
    '교통'
    >>> service_field("새 이름", ["여러 기관과 협력"])
    '기타'
    """
    scores = dict.fromkeys(SERVICE_FIELDS, 0)
    for text, factor in ((title, _TITLE), (" ".join(texts), 1)):
        for field, points in _points(text).items():
            scores[field] += factor * points
    best = max(SERVICE_FIELDS, key=lambda field: scores[field])
    return best if scores[best] >= _LEAST else OTHER


def _points(text: str) -> dict[str, int]:
    """The points of each field; a stretch of text counts for its longest word only."""
    plain = "".join(text.lower().split())
    found: dict[str, int] = {}
    for word, field, weight in _weights():
        if word in plain:
            plain = plain.replace(word, "\n")
            found[field] = found.get(field, 0) + weight
    return found


@cache
def _weights() -> tuple[tuple[str, str, int], ...]:
    """The words of all fields with their weights, longest first."""
    fields: dict[str, dict[int, list[str]]] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    entries = [
        (word, field, weight) for field, words in fields.items() for weight in words for word in words[weight]
    ]
    return tuple(
        sorted(entries, key=lambda entry: (-len(entry[0]), entry[0], SERVICE_FIELDS.index(entry[1])))
    )

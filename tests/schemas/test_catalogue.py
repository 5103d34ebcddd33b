"""The laws of a catalogue, whatever file it comes from."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.catalogue import PROXY_NOTICE, Catalogue, Indicator, ValueSpec

WORDS = {"ko": "이름", "en": "name"}


def indicator(**changes: Any) -> dict[str, Any]:
    plain = {
        "id": "A.1", "name": WORDS, "definition": WORDS, "value": {"type": "presence"}, "proof": "문서",
        "dimension": "A", "item": "A.I",
    }  # fmt: skip
    return plain | changes


def catalogue(**changes: Any) -> Catalogue:
    plain = {
        "name": "proxy-x", "scheme": "city", "year": 2022, "status": "proxy", "notice": PROXY_NOTICE, "source": "own",
        "dimensions": [{"id": "A", "name": WORDS, "source": "press", "items": [{"id": "A.I", "name": WORDS}]}],
        "indicators": [indicator()],
    }  # fmt: skip
    return Catalogue.model_validate(plain | changes)


def test_points_are_equal_and_the_share_is_seventy_percent_unless_told() -> None:
    assert (catalogue().indicators[0].points, catalogue().pass_share) == (1.0, 0.70)


def test_an_indicator_is_found_by_id() -> None:
    assert catalogue().indicator("A.1") is not None
    assert catalogue().indicator("A.2") is None


def test_a_user_catalogue_needs_no_notice() -> None:
    assert catalogue(name="our-city", status="user", notice=None).notice is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, "colour"),
        ({"name": "our-city"}, "proxy"),
        ({"status": "official"}, "proxy"),
        ({"notice": None}, "notice"),
        ({"indicators": [indicator(), indicator()]}, "more than once"),
        ({"indicators": [indicator(), indicator(id="A.2")]}, "indicator name"),
        ({"indicators": [indicator(dimension="B")]}, "unknown dimension"),
        ({"indicators": [indicator(item="B.I")]}, "no item"),
        ({"indicators": [indicator(service_field="우주")]}, "service field"),
        ({"indicators": [indicator(points=0)]}, "points"),
        ({"indicators": []}, "indicators"),
        ({"pass_share": 1.5}, "pass_share"),
    ],
)
def test_what_contradicts_itself_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        catalogue(**changes)


@pytest.mark.parametrize("kind", ["count", "measure", "money", "ratio"])
def test_a_number_needs_a_unit(kind: str) -> None:
    with pytest.raises(ValidationError, match="needs a unit"):
        ValueSpec.model_validate({"type": kind})


@pytest.mark.parametrize("kind", ["presence", "date", "text"])
def test_what_is_no_number_takes_none(kind: str) -> None:
    with pytest.raises(ValidationError, match="takes no unit"):
        ValueSpec.model_validate({"type": kind, "unit": "min"})


def test_a_kpi_number_of_u4ssc_is_written_as_there() -> None:
    assert Indicator.model_validate(indicator(u4ssc=["EC: ICT: T: 1C"])).u4ssc == ("EC: ICT: T: 1C",)
    with pytest.raises(ValidationError):
        Indicator.model_validate(indicator(u4ssc=["T1"]))

"""The strength of an exported record as a sum that a reader can redo, from its `reasons` alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.rules.strength import BIAS, sum_of, terms_of


def told_sum(record: Mapping[str, Any]) -> str:
    """The terms of the best place, with their weights; empty where a claim alone gave the strength.

    >>> reasons = ["cue:가로등", "status:nominal*0.8", "features:strong=1,value=1"]
    >>> told_sum({"reasons": reasons, "corroborated_by": 0, "confidence": {"map": 0.7109, "resolve": 0.95}})
    '-1.2 +1.6 strong +0.5 value = 0.9 → 0.7109 × 0.8 nominal × 0.95 subject'
    """
    told = dict(reason.split(":", 1) for reason in record["reasons"] if ":" in reason)
    if "features" not in told or "*" not in told.get("status", ""):
        return ""
    features = {
        name: int(count)
        for name, _, count in (one.partition("=") for one in told["features"].split(",") if one)
    }
    terms = terms_of(features)
    shown = " ".join(
        f"{term.weight:+g}{f'×{term.count}' if term.count > 1 else ''} {term.name}" for term in terms
    )
    status, _, factor = told["status"].partition("*")
    further = f"; 다른 곳 / more places {record['corroborated_by']}" if record["corroborated_by"] else ""
    trust = record["confidence"]
    return (
        f"{BIAS:g} {shown} = {round(sum_of(terms), 4):g} → {trust['map']:g} × {factor} {status} "
        f"× {trust['resolve']:g} subject{further}"
    )

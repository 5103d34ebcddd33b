"""What did not come out, in words: both numbers, the parts, and how sure the reading of them is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.check_added import Sum
from extractors.check_grid import Printed
from extractors.nlp.normalise import plain
from extractors.proof import Prover
from schemas.evidence import Evidence
from schemas.issue import Issue, issue

LOW_CONFIDENCE = 0.8
"""Words of OCR below this may well be misread; the same as is counted for a page."""
_MOST_SHOWN = 6
_LINES = {"column": ("열", "column"), "row": ("행", "row"), "shares": ("비율", "shares")}


def sum_issue(found: Sum, prover: Prover) -> Issue:
    """A sum that does not come out: what is stated, what the parts come to, what rounding would allow."""
    shown = [f"'{_written(part)}'" for part in found.parts[:_MOST_SHOWN]]
    quotes = " + ".join([*shown, *(["…"] if found.parts[_MOST_SHOWN:] else [])])
    allowed = f"±{_number(found.allowed)}"
    rounding = (f" (반올림 허용 {allowed})", f" (rounding: {allowed})") if found.allowed else ("", "")
    numbers = [*found.parts, *([found.stated] if found.stated else [])]
    doubt = reading_doubt([prover.prove(number.cell.span) for number in numbers if number.cell.span])
    at = (found.stated or found.parts[0]).cell
    ko, en = _LINES[found.kind]
    if found.stated is None:
        told = (
            f"비율을 더하면 100 이 아니라 {_number(found.added)} 입니다{rounding[0]}: {quotes}.",
            f"The shares add up to {_number(found.added)}, not to 100{rounding[1]}: {quotes}.",
        )
    else:
        told = (
            f"표의 {ko} 합계는 '{_written(found.stated)}'(으)로 적혀 있으나 더하면 {_number(found.added)} 입니다"
            f"{rounding[0]}: {quotes}.",
            f"The table states a total of '{_written(found.stated)}' ({en}), but its parts add up to"
            f" {_number(found.added)}{rounding[1]}: {quotes}.",
        )
    return issue(
        "sum_mismatch",
        told[0] + doubt[0],
        told[1] + doubt[1],
        page_no=at.parts[0].page_no if at.parts else None,
        span=at.span.as_tuple() if at.span else None,
    )


def _written(number: Printed) -> str:
    return plain(number.cell.text or "")


def _number(value: Decimal) -> str:
    """A number with separators and no zeros behind the last digit that counts.

    >>> _number(Decimal("1200.50")), _number(Decimal("3.0"))
    ('1,200.5', '3')
    """
    return f"{value.normalize():,f}"


def reading_doubt(proofs: Sequence[Evidence]) -> tuple[str, str]:
    """What to add, in Korean and in English, where OCR read the proofs: those that it is not sure of by name."""
    if all(proof.origin == "text" for proof in proofs):
        return "", ""
    unsure = [
        f"'{plain(proof.quote)}' {proof.ocr_confidence:.2f}"
        for proof in proofs
        if proof.ocr_confidence is not None and proof.ocr_confidence < LOW_CONFIDENCE
    ]
    if not unsure:
        return " 문자 인식으로 읽은 쪽입니다.", " The page was read by OCR."
    named = ", ".join(unsure)
    return (
        f" 문자 인식의 신뢰도가 낮으니 원문을 확인하세요: {named}.",
        f" OCR is not sure of these, so look at the page: {named}.",
    )

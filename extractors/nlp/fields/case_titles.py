"""Title and captions of each case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.nlp.extract_facts import Draft
from extractors.nlp.normalise import plain
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.evidence import CharSpan

# "[스마트 관제센터]", "(긴급차량 시스템)", "< 인증 서비스 현황 >", "{t: …}": the brackets around a caption
_BRACKETED = re.compile(r"\s*[\[(<〈《【]\s*(?P<inner>.*\S)\s*[\])>〉》】]\s*", re.DOTALL)


def case_titles(document: Document, cases: Sequence[CaseStudy]) -> Iterator[Draft]:
    """Yield title and captions; which field a case is of is no fact, since no words of the document say so."""
    for case in cases:
        yield Draft(
            field="case_title", value=case.title, span=case.title_span, subject=case.subject,
            case_id=case.case_id, rule_id="case.title",
        )  # fmt: skip
        yield from _captions(document, case)


def _captions(document: Document, case: CaseStudy) -> Iterator[Draft]:
    for span in case.caption_spans:
        written = span.slice(document.text)
        bracketed = _BRACKETED.fullmatch(written)
        yield Draft(
            field="caption",
            value=plain(bracketed["inner"] if bracketed else written),
            span=CharSpan(*span.as_tuple()),
            subject=case.subject,
            case_id=case.case_id,
            rule_id="case.caption",
            trust=0.95,
        )

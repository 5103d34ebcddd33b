"""What an initiative brought about, and where or for whom it works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.sentence import Clause

# governing words that tell a change for the better: 절감, 완화, 단축하고, 줄인, 앞당겼다, 높임
_CHANGE = re.compile(
    r"절감|감소|단축|완화|개선|향상|해소|증가|증대|예방|최소화|개편|제고|기여|강화|해결|창출|감축|억제|방지|절약|발견|향상|달성|활성화|효율화"
    r"|높|줄|낮|빨|빠르|짧|앞당|아끼|아낀|아껴|늘|덜|막|모[았음은]|끌어올"
)
# "이용객이 늘 전망이다": an effect that is hoped for; "500곳으로 늘릴 계획" is none
_EXPECTED = re.compile(r"기대|전망|예상|것으로")
# "민원이 42% 줄어드는 효과를 거뒀다"
_REAPED = re.compile(r"(?:효과|성과)(?:를|도)?\s?(?:거[두뒀둬]|올[리렸]|얻)")


def effects(passage: Passage) -> Iterator[Draft]:
    """Yield the clauses that tell a change."""
    if not passage.is_content:
        return
    for clause in passage.sentence.clauses:
        if clause.status in ("purpose", "unstated") and not passage.quantities:
            continue
        said = clause_text(passage, clause)
        if said is None or not clause.predicate:
            continue
        if clause.status == "planned" and not _EXPECTED.search(passage.slice(*clause.span)):
            continue
        if _CHANGE.match(_last_word(clause)) or _REAPED.search(passage.slice(*clause.span)):
            yield _draft(passage, clause, said)


def _last_word(clause: Clause) -> str:
    return (clause.predicate or "").split()[-1].split("·")[-1]


def _draft(passage: Passage, clause: Clause, said: CharSpan) -> Draft:
    return Draft(
        field="effect",
        value=plain(passage.slice(*said.as_tuple())),
        span=fitted(said, CharSpan(said.end - 1, said.end)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="effect.change",
        status=clause.status,
        trust=0.8,
    )

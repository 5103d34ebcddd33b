"""Clauses of a sentence: who governs, and whether it is done, planned, denied or only claimed.

Korean decides at the end: a clause closes with its predicate, and a clause in
the middle (-하고, -하여) takes the modality of the one that closes the chain,
unless it says past or plan itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.nlp.status_boundaries import BEFORE_ALL, asides, split_clauses, told_before, without_asides
from extractors.nlp.status_context import (
    act_on_a_day,
    by_aside,
    is_at_work,
    is_draft,
    is_told_on,
    told_plan,
    turned,
)
from extractors.nlp.status_judge import judge
from extractors.nlp.status_on_paper import DASHES, MADE, beside, noun_begins, shows_a_goal
from extractors.nlp.status_predicates import (
    REASONS,
    bare_ending,
    counted_noun,
    find_predicate,
    is_aim,
    is_reason,
    tail_of,
    with_light_verb,
)
from extractors.nlp.status_reports import Told, hangs_on_a_wish, obliges, told_by
from extractors.nlp.status_tails import Verdict
from extractors.nlp.status_things import BEFORE_IT, EXISTING, HEADED, OPEN, marked
from extractors.nlp.status_time import is_custom, is_of_later, is_only_after, is_year_come
from extractors.nlp.status_tokens import with_whole_nouns
from extractors.nlp.status_verbs import AFFIRMING, PRELIMINARIES
from extractors.nlp.status_words import (
    ACTIONS,
    ACTIVITY,
    ANNOUNCING,
    BUILDING,
    COMPLETED,
    DOCUMENTS,
    FORMALITIES,
    GATES,
    GRANTING,
    INTENTIONS,
    OPINIONS,
    PLANS,
    SETTLED,
)
from schemas.fact import Status
from schemas.sentence import Clause, Morpheme

_RELATIVE = ".relative"
_NUMBER = "SN"
"""A number alone, as tables are full of, is no predicate and has none: there is nothing to ask the rules."""
_NOTHING: tuple[str, Verdict] = ("unstated.no_predicate", "unstated")
_CONDITIONS = ("unstated.condition", "unstated.case")
_FINISHED = ("마치", "끝내", "완료", "마무리")
"""'실증만 마치고 계약하지 않았다': what is finished is done, whatever became of the rest."""
_ON_THE_WAY = ("받", "거치", "묻", "듣", "나누", "살피", "따지", "모으", "보")
"""'해석을 받아 본 뒤 시점을 정한다': what is done on the way to what goes before a thing."""
_ON_WHICH_IT_HANGS = GATES | BUILDING
_LASTING: tuple[Verdict, ...] = ("planned", "negated", "in_progress", "ongoing")
"""What a relative clause says of its noun for good: 도입할 버스 is none yet, whatever is done about it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A clause before its status is final: tokens, predicate range in them, verdict."""

    tokens: tuple[Morpheme, ...]
    first: int | None
    last: int | None
    rule_id: str
    verdict: Verdict


def clauses(text: str, morphemes: Sequence[Morpheme], offset: int) -> list[Clause]:
    """Return the clauses of `text`, which begins at `offset` of the document; they follow each other and cover it.

    The morphemes carry offsets of the document.
    """
    if len(morphemes) == 1 and morphemes[0].tag == _NUMBER:
        return [
            _clause(
                text, offset, _Stretch(tuple(morphemes), None, None, *_NOTHING), (offset, offset + len(text))
            )
        ]
    groups = split_clauses(with_whole_nouns(without_asides(morphemes)))
    beside = asides(morphemes)
    stretches = _resolved([_with_aside(_judged(group), beside) for group in groups])
    if shows_a_goal(text):
        stretches = [_as_goal(stretch) for stretch in stretches]
    starts = [offset if n == 0 else stretch.tokens[0].start for n, stretch in enumerate(stretches)]
    ends = [*starts[1:], offset + len(text)][: len(starts)]  # a text of brackets alone has no clause
    return [
        _clause(text, offset, stretch, (start, end))
        for stretch, start, end in zip(stretches, starts, ends, strict=True)
    ]


def _as_goal(stretch: _Stretch) -> _Stretch:
    is_told = stretch.verdict in ("ongoing", "nominal") or stretch.rule_id == _NOTHING[0]
    return replace(stretch, rule_id="planned.goal_label", verdict="planned") if is_told else stretch


def _judged(tokens: tuple[Morpheme, ...]) -> _Stretch:
    if tokens[-1].form in DASHES and len(tokens) > 1:  # '서비스 종료 – 장보기 앱'
        state = _judged(tokens[:-1])
        mark = _RELATIVE if state.verdict in _LASTING else ""
        return replace(state, tokens=tokens, rule_id=state.rule_id + mark)
    day = act_on_a_day(tokens)
    if day is not None:
        return _Stretch(tokens, day, day, *turned(tokens, day, day, ("nominal.noun", "nominal")))
    before = told_before(tokens)
    if before is not None:
        return _Stretch(tokens, before, before, "unstated.before", "unstated")
    return _governed(tokens)


def _governed(tokens: tuple[Morpheme, ...]) -> _Stretch:
    found = find_predicate(tokens)
    if found is None:
        bare = _Stretch(tokens, None, None, *_without_predicate(tokens))
        return bare if bare.verdict == "in_progress" else _headed(tokens) or bare
    if obliges(tokens):
        return _Stretch(tokens, *found, "unstated.obliged", "unstated")
    if is_reason(tokens):
        return _Stretch(tokens, None, None, "unstated.reason", "unstated")
    first, last = with_light_verb(tokens, *found)
    rule_id, verdict = beside(tokens, first, last, turned(tokens, first, last, judge(tail_of(tokens, first))))
    rule_id = marked(tokens, first, last, rule_id, verdict)
    plan = None if verdict == "negated" else told_plan(tokens, found[0])
    if plan is not None:
        return _Stretch(tokens, *with_light_verb(tokens, *plan), "planned.told", "planned")
    lacks = (
        rule_id == "negated.no_such" and tokens[last].form == "없"
    )  # '담당자가 없는 센터': the centre is there
    if tokens[-1].tag == "ETM" and verdict in _LASTING and not lacks:
        rule_id += _RELATIVE
    return _Stretch(tokens, first, last, rule_id, verdict)


def _without_predicate(tokens: Sequence[Morpheme]) -> tuple[str, Verdict]:
    if is_at_work(tokens):
        return "in_progress.at_work", "in_progress"
    is_aimed = any(token.form == "위하" or is_aim(tokens, at) for at, token in enumerate(tokens))
    return ("purpose.for", "purpose") if is_aimed else _NOTHING


def _headed(tokens: tuple[Morpheme, ...]) -> _Stretch | None:
    """'골조가 올라가는 로봇 센터': the status of the noun that a line is all about, by the relative clause before it."""
    at = noun_begins(tokens)
    told = find_predicate(tokens[:at]) if at is not None else None
    if at is None or told is None:
        return None
    relative = tokens[:at]
    first, last = with_light_verb(relative, *told)
    judged = beside(relative, first, last, turned(relative, first, last, judge(tail_of(relative, first))))
    if judged[0] == "unstated.no_rule" and relative[-1].form == "는" and relative[last].form in _RUNNING:
        judged = "ongoing.relative", "ongoing"
    rule_id = marked(relative, first, last, *judged)
    if judged[1] not in (*EXISTING, "in_progress"):
        return None
    if judged[1] in EXISTING and not _is_made(relative, last, rule_id):
        return None
    return _Stretch(tokens, None, None, rule_id + HEADED, judged[1])


def _is_made(relative: Sequence[Morpheme], last: int, rule_id: str) -> bool:
    """Whether what is told of a noun makes it be there: '시비로 지은 실험실', not '주민이 요구한 감지기'."""
    act = relative[last]
    is_native = act.tag.startswith("VV") and act.form in AFFIRMING
    noun = counted_noun(relative, last)
    if noun is not None and relative[noun].form in OPINIONS | FORMALITIES:  # '재검토 의견을 받은 케이블카'
        return False
    if rule_id == "ongoing.keeps" and act.form not in ACTIVITY and act.form not in _RUNNING:
        return False
    return not rule_id.endswith((OPEN, BEFORE_IT)) and (is_native or act.form in MADE)


_RUNNING = (
    "돌",
    "돌아가",
    "달리",
    "다니",
    "쓰",
    "쓰이",
    "굴러가",
    "굴리",
    "이어지",
    "움직이",
    "날",
    "오가",
    "누비",
    "지키",
)


def _with_aside(stretch: _Stretch, beside: Mapping[int, tuple[Morpheme, ...]]) -> _Stretch:
    ends = (stretch.tokens[-1 if stretch.last is None else stretch.last].start, stretch.tokens[-1].start)
    said = next((at for at in (*ends, BEFORE_ALL) if at in beside), None)
    judged = (stretch.rule_id, stretch.verdict)
    if said is not None and (said != BEFORE_ALL or _is_state_alone(beside)):
        judged = by_aside(beside[said], judged)
    if judged == (stretch.rule_id, stretch.verdict) and is_draft(stretch.tokens, stretch.last, beside):
        judged = "planned.proposal", "planned"
    if judged == (stretch.rule_id, stretch.verdict):
        return stretch
    return replace(stretch, rule_id=judged[0], verdict=judged[1])


def _is_state_alone(beside: Mapping[int, tuple[Morpheme, ...]]) -> bool:
    """'(보류) …', '(추진 중) …' as the only brackets; '(기본계획) …' names a document."""
    said = beside[BEFORE_ALL]
    names_document = len(said) > 1 and said[-1].form in PLANS and said[-2].form in DOCUMENTS
    return len(beside) == 1 and not names_document


def _resolved(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Give each medial clause the modality of the clause that closes its chain."""
    resolved: list[_Stretch] = []
    closing: _Stretch | None = None
    for stretch in reversed(stretches):
        if closing is not None and resolved and resolved[-1] is closing and _is_of_later(stretch, closing):
            resolved[-1] = closing = replace(closing, verdict="planned", rule_id="planned.future_word")
        settled = _closed_by(stretch, closing) if stretch.verdict == "medial" else stretch
        if resolved and _is_announced(stretch, resolved[-1]):
            settled = replace(stretch, verdict="planned", rule_id="planned.announced")
        turned_by = told_by(_told(settled), _told(resolved[-1])) if resolved else None
        if turned_by is not None:
            settled = replace(settled, rule_id=turned_by[0], verdict=turned_by[1])
        if resolved and hangs_on_a_wish(_told(stretch), _told(resolved[-1])):
            resolved[-1] = replace(resolved[-1], verdict="planned", rule_id="planned.hypothetical")
        if resolved and is_told_on(stretch.rule_id, stretch.tokens, resolved[-1].tokens, resolved[-1].first):
            settled = replace(stretch, verdict=resolved[-1].verdict, rule_id=resolved[-1].rule_id)
        if resolved and _is_meant(stretch, resolved[-1]):
            settled = replace(stretch, verdict="planned", rule_id="planned.meant")
        if stretch.rule_id == "done.relative" and resolved and resolved[-1].rule_id == "negated.no_such":
            settled = replace(stretch, verdict="negated", rule_id="negated.none_such")
        if resolved and settled.rule_id in _CONDITIONS:
            resolved[-1] = _hanging(resolved[-1], is_gate=_is_gate(stretch.tokens))
        if resolved and is_only_after(stretch.tokens):
            resolved[-1] = _hanging(resolved[-1], is_gate=True)
        if resolved and stretch.rule_id == "unstated.urged" and _is_granted(resolved[-1]):
            settled = replace(stretch, verdict=resolved[-1].verdict)
        if stretch.verdict != "medial" and _is_closing(stretch):
            closing = stretch
        resolved.append(settled)
    return resolved[::-1]


def _told(stretch: _Stretch) -> Told:
    return Told(stretch.rule_id, stretch.verdict, stretch.tokens)


def _is_meant(stretch: _Stretch, following: _Stretch) -> bool:
    """'…을 이룬다는 | 청사진을 그렸다': what is reported of a plan or will."""
    is_reported = stretch.tokens[-1].form in ("ᆫ다는", "는다는", "다는") and stretch.verdict in EXISTING
    return is_reported and following.tokens[0].form in INTENTIONS | PLANS


def _is_of_later(stretch: _Stretch, closing: _Stretch) -> bool:
    """'내년에 조례를 고쳐 요금을 낮춘다', '상반기 중 고시를 거쳐 효력을 갖는다': the time holds for the chain."""
    timeless = closing.rule_id.startswith(("ongoing.present", "nominal.noun", "nominal.form"))
    return (
        stretch.verdict == "medial"
        and timeless
        and is_of_later(stretch.tokens)
        and not any(
            token.form == "대로" and token.tag == "JX" for token in stretch.tokens
        )  # '예정대로 2월부터 가동되어'
    )


def _is_announced(stretch: _Stretch, teller: _Stretch) -> bool:
    """'확대한다고 밝혔다': what an office makes known in the present is to come, where it is no custom."""
    if not stretch.rule_id.startswith("ongoing.present") or stretch.last is None or teller.last is None:
        return False
    announces = teller.tokens[teller.last].form in ANNOUNCING and bare_ending(stretch.tokens).endswith("다고")
    return announces and stretch.tokens[stretch.last].form in ACTIONS and not is_custom(stretch.tokens)


def _is_gate(tokens: Sequence[Morpheme]) -> bool:
    """'승인이 나면', '관로 매설이 끝나면': what comes then is not yet; '앱을 켜면' tells how a thing works."""
    if any(token.form in _ON_WHICH_IT_HANGS for token in tokens) or is_year_come(tokens):
        return True
    is_needed = bare_ending(tokens) in ("어야", "아야", "여야")
    return is_needed and any(token.form in PRELIMINARIES for token in tokens)


def _hanging(stretch: _Stretch, *, is_gate: bool) -> _Stretch:
    """What hangs on consent, money or works: '예산이 서면 … 운행할 수 있다', '준공되면 … 쓴다'; '선정될 경우 추진' on whatever."""
    timeless = ("nominal.able", "ongoing.present", "unstated.no_rule") if is_gate else ()
    is_placed = stretch.rule_id == "ongoing.present" and _act_of(stretch) in _BROUGHT_ABOUT
    if not is_placed and not stretch.rule_id.startswith(("in_progress.pursued", *timeless)):
        return stretch
    return replace(stretch, verdict="planned", rule_id="planned.conditional")


_BROUGHT_ABOUT = ("놓이", "깔리", "세워지", "지어지", "만들어지", "생기", "들어서", "꾸며지")
"""'찬성이 많으면 트램이 놓인다': what comes about, and is no way of working."""


def _is_granted(stretch: _Stretch) -> bool:
    """'늘려 달라는 요청을 받아들여 …': what is granted goes as the sentence goes."""
    return stretch.last is not None and stretch.tokens[stretch.last].form in GRANTING


def _is_closing(stretch: _Stretch) -> bool:
    """Means, conditions and relative clauses close no chain; a statement does."""
    passing = ("nominal.means", "done.relative", "unstated.", "pseudo.")
    return not stretch.rule_id.startswith(passing) or stretch.rule_id == "unstated.no_predicate"


def _closed_by(stretch: _Stretch, closing: _Stretch | None) -> _Stretch:
    end: Verdict = closing.verdict if closing is not None else "nominal"
    act = _act_of(stretch)
    status = _medial_status(act, end, is_or=stretch.tokens[-1].form == "거나")
    why = "because" if end == "negated" and bare_ending(stretch.tokens) in REASONS else "medial"
    mark = OPEN if stretch.rule_id.endswith(OPEN) and status in EXISTING else ""
    if (
        status in EXISTING
        and act in _ON_THE_WAY
        and closing is not None
        and closing.rule_id.endswith(BEFORE_IT)
    ):
        mark = BEFORE_IT
    return replace(stretch, verdict=status, rule_id=f"{status}.{why}{mark}")


def _act_of(stretch: _Stretch) -> str:
    """The act of a clause, 상용 + 화 as one."""
    if stretch.last is None:
        return ""
    last = stretch.tokens[stretch.last]
    before = stretch.tokens[stretch.last - 1].form if last.tag == "XSN" and stretch.last else ""
    return before + last.form


def _medial_status(act: str, end: Verdict, *, is_or: bool) -> Status:
    if end == "planned":
        return "planned"
    if end == "purpose":
        return "purpose"
    if end == "negated":
        return "negated" if is_or else ("done" if act in _FINISHED else "unstated")
    if end == "in_progress":
        return "done" if act in SETTLED else "in_progress"
    if act in COMPLETED or act in _FINISHED:
        return "done"
    return "ongoing" if end == "ongoing" else ("done" if end == "done" else "nominal")


def _clause(text: str, offset: int, stretch: _Stretch, bounds: tuple[int, int]) -> Clause:
    start, end = bounds
    written = text[start - offset : end - offset]
    start += len(written) - len(written.lstrip())
    end = max(start + len(written.strip()), start + 1)
    verdict: Status = "unstated" if stretch.verdict == "medial" else stretch.verdict
    if stretch.first is None or stretch.last is None:
        return Clause(
            span=(start, end),
            predicate=None,
            predicate_span=None,
            status=verdict,
            status_rule=stretch.rule_id,
        )
    words = stretch.tokens[stretch.first : stretch.last + 1]
    return Clause(
        span=(start, end),
        predicate=_written(text, offset, words),
        predicate_span=(words[0].start, words[-1].end),
        status=verdict,
        status_rule=stretch.rule_id,
    )


def _written(text: str, offset: int, words: Sequence[Morpheme]) -> str:
    """The predicate without the particle inside it: '설계 완료' of '설계를 완료'."""
    bare = [word for word in words if word.tag not in ("JKO", "JKS", "JX")]
    parts = [text[bare[0].start - offset : bare[0].end - offset]]
    for before, word in pairwise(bare):
        gap = " " if word.start > before.end else ""
        parts.append(gap + text[word.start - offset : word.end - offset])
    return "".join(parts)

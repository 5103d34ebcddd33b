"""What the governing clause says of a thing: it may tell of the thing itself, of what goes before it, or of neither.

A clause says what became of its own act. '부지를 사들였다' is done, and no building stands; '도마에 올랐다' is past,
and nothing is there for it. The marks below are kept in the rule id of a clause; a thing hears them here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.nlp.status_predicates import act_at, counted_noun
from extractors.nlp.status_tails import Verdict
from extractors.nlp.status_verbs import AFFIRMING, BEFOREHAND, HEADS, PRELIMINARIES
from extractors.nlp.status_words import ACTIONS, CEASED, ENTERING_VERBS, LIGHT
from schemas.fact import Status
from schemas.sentence import Clause, Morpheme

BEFORE_IT = ".preliminary"
"""Behind a rule id: the clause tells of site, money, contract or consent, or asks for something."""
OPEN = ".open"
"""Behind a rule id: the verb says nothing of whether the thing is there."""
HEADED = ".headed"
"""Behind a rule id: a relative clause tells it of the noun that the line is all about."""
_RELATIVE = ".relative"
# "차단기는 비가 오면", "차단기: 협의로 지연": the noun that the thing ends in, and the particle or sign of topics
_TOPIC = re.compile(r"^[가-힣A-Za-z0-9]{0,6}(?:(?:은|는)\s|\s?[:：]\s)")
_OWN_SUBJECT = re.compile(r"^[가-힣A-Za-z0-9]{0,6}(?:이|가)\s")
# "시공사가 부도나면서": a subject of its own
_SUBJECT = re.compile(r"[가-힣](?:이|가)\s")
# "예산을 확보", "국비 120억 원을 확보": nothing but its count and particle stands between the thing and the verb
_ITSELF = re.compile(
    r"^[가-힣]{0,3}\s*(?:(?:약|총|모두|전액|최대)\s?)?(?:[\d,.]+\s?\S{0,4}\s?(?:원|개|건|곳|대|명)?[가-힣]{0,2}\s*)*$"
)
# "신경망으로 가려낸다": what something is done by or where is there, whatever the verb
_BY = re.compile(r"^[가-힣A-Za-z0-9]{0,6}(?:으로|로|로써|으로써|에서|에|에는)\s")
# "협회와 협약을 맺었다": who takes part is not what the agreement is about
_WITH = re.compile(r"^[가-힣A-Za-z0-9]{0,6}(?:와|과|와의|과의|에게|로부터)\s")
# "데이터센터 부지를 사들였다", "환승 앱의 개발 예산이 통과됐다": the noun that the thing only describes
_HEAD = "(?:" + "|".join(sorted(HEADS, key=lambda word: (-len(word), word))) + ")"
_PARTICLE = "(?:을|를|이|가|은|는|에|에는|에서|으로|로|도|만)"
_OF_HEAD = re.compile(
    rf"^(?!(?:을|를)\s\S+\s건)(?!(?:을|를)\s[^,]{{0,16}}(?:요구|요청|제안|건의|수요|공모|입찰|계약)(?:으로|로)[\s,])(?:의)?(?:\s?[가-힣A-Za-z]{{1,8}}?){{0,2}}?\s?{_HEAD}{_PARTICLE}?(?=[\s,./(]|$)"
    r"(?!\s(?:물량|대로|대비|기간|단계))"  # no '차단막은 계획 물량 전부를 설치'
)
# "분석 플랫폼 중간보고회 개최"
_ON_THE_WAY = re.compile(rf"^(?:의)?\s?(?:중간|착수)\s?(?:보고회|회의){_PARTICLE}?(?=[\s,./(]|$)")
# "종이 표 대신 번호를 읽는다"
# "보안관제실 없이 빌려 쓴다", "별도 앱의 설치 없이"
_WITHOUT = re.compile(
    r"^(?:의|이나|나|도|조차)?(?:\s?(?:설치|도입|구축|지원|이용|확보|보유|운영))?\s?없이(?:도|는)?(?=[\s,.]|$)"
)
# "고독사 예방용 전력 분석"
_FOR = re.compile(r"^용(?:\s|으로)")
_INSTEAD = re.compile(r"^(?:을|를)?\s?대신(?:에|하여|해|할|하는)?\s")
NOT_YET_THERE = ("planned.before_it", "in_progress.before_it", "planned.described")
"""Rules of a clause that tells of what goes before the thing."""
EXISTING = ("done", "ongoing", "nominal")
_KNOWN = (AFFIRMING | LIGHT | ACTIONS) - CEASED
_GENERIC = (
    "done.past", "done.became", "done.native_result", "done.medial", "done.result", "nominal.state", "nominal.medial", "nominal.form",
    "nominal.native", "medial.connective", "medial.after", "ongoing.keeps", "ongoing.present", "ongoing.middle", "ongoing.medial",
)  # fmt: skip
"""Rules that hear the tense alone."""


def unmarked(rule_id: str) -> str:
    """The rule that heard a clause, without the mark of what its predicate tells of.

    >>> unmarked("ongoing.present.open"), unmarked("done.completed.preliminary"), unmarked("done.past")
    ('ongoing.present', 'done.completed', 'done.past')
    """
    return rule_id.removesuffix(OPEN).removesuffix(BEFORE_IT)


def marked(tokens: Sequence[Morpheme], first: int, last: int, rule_id: str, verdict: Verdict) -> str:
    """The rule id with the mark of what the predicate tells of, for a thing that is not the predicate's own object."""
    if verdict not in ("done", "ongoing", "nominal", "medial"):
        return rule_id
    if verdict != "medial" and (_is_preliminary(tokens, first) or _is_beforehand(tokens, last, rule_id)):
        return rule_id + BEFORE_IT
    return rule_id + OPEN if rule_id in _GENERIC and not _affirms(tokens, last) else rule_id


def _is_beforehand(tokens: Sequence[Morpheme], last: int, rule_id: str) -> bool:
    """'국비를 신청해 놓고 있다', '감지기를 주문했다': asked for; '누구나 앱으로 신청한다' is a use."""
    keeps = rule_id == "ongoing.keeps" and any(
        token.form in ("놓", "두") and token.tag == "VX" for token in tokens[last:]
    )
    return tokens[last].form in BEFOREHAND and (keeps or rule_id in ("done.past", "done.became"))


def _is_preliminary(tokens: Sequence[Morpheme], first: int) -> bool:
    noun = counted_noun(tokens, first)
    if noun is not None and tokens[noun + 1].form == "만" and tokens[first].form in _SETTLED:
        return True  # '개편 방향만 정해졌다'
    return noun is not None and (
        tokens[noun].form in PRELIMINARIES or tokens[noun].form.endswith(("예산", "사업비", "심의", "설계비"))
    )


_SETTLED = ("정하", "정해지", "잡", "잡히", "서", "세우", "그리", "뽑", "확정", "마련", "수립")


def _affirms(tokens: Sequence[Morpheme], last: int) -> bool:
    token = tokens[last]
    if (
        token.tag.startswith("VV")
        and last > 1
        and tokens[last - 1].tag == "EC"
        and tokens[last - 2].tag.startswith("VV")
    ):  # '거두어 들였다': both verbs have to
        return token.form in AFFIRMING and tokens[last - 2].form in AFFIRMING
    before = tokens[last - 1].form if last else ""
    enters = token.form in ENTERING_VERBS and last > 1 and before == "에"  # '근무에 들어갔다'
    if enters and (act_at(tokens, last - 2) is not None or tokens[last - 2].form in AFFIRMING):
        return True
    is_known = token.form in _KNOWN
    is_torn = before + token.form in ACTIONS  # what a bad blank tears apart: '등 록'
    return is_known or is_torn or token.tag == "XSN" or token.tag.startswith(("VA", "XSA", "VCP"))


def governing(found: Sequence[Clause], start: int, end: int, behind: str = "") -> Clause | None:
    """The clause that says what became of the thing at `start:end`, with the status that it gives the thing.

    Korean is head-final: what governs a thing stands behind it, in its clause or in a later one. A relative
    clause before it comes first where it says that the thing is planned, under way or denied. `behind` is the
    text behind the thing: a topic is told of by the statement, not by the condition between.
    """
    after = [clause for clause in found if clause.span[1] >= end]
    is_topic = _TOPIC.match(behind) is not None
    is_subject = is_topic or _OWN_SUBJECT.match(behind) is not None
    told = (
        clause
        for clause in after
        if _governs(clause, start)
        and not (is_subject and clause.status_rule.endswith(f".medial{OPEN}"))
        and not (is_topic and _is_beside(clause, behind[: clause.span[1] - end]))
    )
    clause = next(told, after[0] if after else None)
    before = found[found.index(clause) - 1] if clause in found[1:] else None
    if before is not None and clause is not None and clause.span[0] == start and _describes(before):
        return before
    return None if clause is None else _told_of_thing(clause, end, behind)


def _told_of_thing(clause: Clause, end: int, behind: str) -> Clause:
    """The clause as it holds for the thing: a claim that it exists is heard with what stands between them."""
    beside = _beside_it(clause, behind)
    if beside is not None:
        return clause.model_copy(update={"status": beside[1], "status_rule": beside[0]})
    if clause.predicate_span is None or clause.status not in EXISTING or _WITH.match(behind):
        return clause
    told = _less_than_there(clause, behind, behind[: max(clause.predicate_span[0] - end, 0)])
    return clause if told is None else clause.model_copy(update={"status": told[1], "status_rule": told[0]})


def _beside_it(clause: Clause, behind: str) -> tuple[str, Status] | None:
    """What stands right behind a thing and says all of it, whatever the clause says: 'X 없이', 'X용'."""
    if _WITHOUT.match(behind):
        return "negated.without", "negated"
    if _FOR.match(behind):
        return "purpose.for_use", "purpose"
    if clause.status_rule.endswith(HEADED) and clause.status in EXISTING and _OF_HEAD.match(behind):
        return "planned.described", "planned"
    return None


def _less_than_there(clause: Clause, behind: str, between: str) -> tuple[str, Status] | None:
    """Rule and status of a thing that the clause does not say to be there."""
    if _INSTEAD.match(behind):
        return "negated.instead", "negated"
    if clause.status_rule.endswith(BEFORE_IT) and not _ITSELF.match(between):
        status: Status = "in_progress" if clause.status == "ongoing" else "planned"
        return f"{status}.before_it", status
    if _ON_THE_WAY.match(between):
        return "in_progress.described", "in_progress"
    if _OF_HEAD.match(between) and clause.status_rule != "done.already":
        return "planned.described", "planned"
    if clause.status_rule.endswith(OPEN) and not _BY.match(behind):
        return clause.status_rule, "unstated"
    return None


def as_told_of(clause: Clause, end: int) -> Clause:
    """What the governing clause says of a thing that ends at `end`.

    '센터의 설계를 마쳤다': the design is done, the centre is not there; of the design itself the clause holds as it is.
    """
    if clause.predicate_span is None or not clause.status_rule.startswith("done.preparation"):
        return clause
    if end > clause.predicate_span[0]:
        return clause
    return clause.model_copy(update={"status": "planned", "status_rule": "planned.prepared"})


def _is_beside(clause: Clause, said: str) -> bool:
    """'차단기는 비가 많이 오면 닫힌다', '공장은 시공사가 부도나면서 멎었다': when or why, of another subject, not what."""
    if clause.status_rule in (
        "unstated.condition",
        "unstated.case",
        "unstated.no_rule",
        "unstated.reason",
        "nominal.means",
    ):
        return True
    passes = unmarked(clause.status_rule)
    is_passing = passes.endswith(".medial") or passes == "done.relative"
    return is_passing and _SUBJECT.search(said) is not None


def _governs(clause: Clause, start: int) -> bool:
    """Has it a predicate behind `start`? What it is wanted for governs a thing without one: '미세먼지 저감을 위해'."""
    if (
        clause.status_rule == "unstated.because"
    ):  # '법에 막혀 시작하지 못했다': the topic is what was not begun
        return False
    if clause.predicate_span is None:
        return clause.status == "purpose" or clause.status_rule == "negated.out_of_reach"
    return clause.predicate_span[1] > start


def _describes(clause: Clause) -> bool:
    """'구축할 항만의 위치를 확정했다': of what it describes, a relative clause says that it is not there yet, or no more."""
    return clause.status_rule.endswith(_RELATIVE)

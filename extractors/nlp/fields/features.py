"""What an initiative is and does: one feature a clause, and the members of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import (
    appraises,
    clause_text,
    labelled_list,
    members,
    phrase_ending,
    phrase_from,
    thing_of,
    tokens_of,
)
from extractors.nlp.extract_tables import is_number
from extractors.nlp.normalise import plain
from schemas.document import BlockKind
from schemas.evidence import CharSpan
from schemas.fact import Qualifier, Status
from schemas.sentence import Clause, Morpheme

# "(위치, 주차가능면수, 요금현황 등)", "(환경/에너지/생활복지)": members in brackets
_BRACKETED = re.compile(r"\((?P<list>[^()\n]{3,120}[,/][^()\n]{1,80})\)")
# "A, B, C 등 시민편의 서비스를", "A, B 등의 서비스", "A, B 서비스를 중심으로"
_ETC = re.compile(r"\s?등(?:의|을|이|과|으로|에)?(?=[\s,.)]|$)")
# "A, B 서비스를 중심으로": the last member closes the list without 등
_COUNTED_AFTER = re.compile(r"(?:\s?(?:서비스|시스템|기능|정보))?(?:를|을)\s(?:중심|포함|통합|연계)")
_BASIS = ("기반", "바탕", "토대")
_OPENER = re.compile(r"특히|또한|한편|이번|올해|현재")
# "(3,412건→2,788건)", "('23~'25, 국비 70억 원)": figures in brackets are no members
_FIGURE = re.compile(r"^['’‘]?\d|\d\s?[천만억조]{0,2}\s?원$")
_MIN_MEMBERS, _MIN_BARE, _MAX_MEMBER = 2, 3, 30
# "서비스 설명", "협력 기관" tell; "신청 개요", "증빙자료 목록" are parts of a form
_FORM_PART = re.compile(r"서약|조견표|목록|총괄표|배점표|요령|유의")
# "신청 서비스", "서식 3. 서비스 설명": a sentence there tells of what is, its other lines are labels
_MAY_TELL = re.compile(r"신청|방법|제출|자체\s?평가|증빙|서류|서식|붙임")
# "신청합니다", "사실과 다름없음을 확인함": what a form does itself
_DOES_FORM = re.compile(r"답$|적$|쓰$|쓸$|씁$|신청|제출|서약|확인|기재|작성|첨부|요청|동의|참조")
# "이 신청에서 빠졌다"
_OF_THIS_FORM = re.compile(r"(?:이|본|이번)\s?신청")
# "61%에서 83%로 늘", "일이 줄": an effect is a fact of its own
_CHANGES = re.compile(r"늘|줄|높아|낮아|올랐|내렸|빨라|당겨|증가|감소|단축")
# "…하는가", "…무엇입니까?"
_ASKS = re.compile(r"(?:\?|(?<=[가-힣])[는은인]가|니까)[*\s]{0,3}$")
_SHORTEST, _PROSE, _LONG = 15, 20, 30
"""A line of so many characters tells; a cell with a verb; a cell without one. Any other is a value of the form."""
_FIELDS = re.compile(r"분야|부문")
_HANGUL = re.compile("[가-힣]")
_SHORT_REST = 6
"""So many syllables beside a day say when or how sure: '2025년 상반기(예정)'."""
# "가로등(기)", "복구 시간(시간)": what a row counts, with its unit
_COUNTED_LABEL = re.compile(
    r"\((?:단위\s?[:：]\s?)?(?:기|대|건|명|곳|개|시간|분|일|원|천원|백만원|억원|%|점|톤|MWh|kWh|km|회|가구|세대)\)$"
)
# "「가온시 물 조례」를 바탕으로 하며": what it rests on in law is no feature
_RESTS_ON = re.compile(r"[」』]\S{0,3}\s?(?:제\s?\d+조\S{0,3}\s)?(?:바탕|근거|따라|의거|기반|토대)")


def features(passage: Passage) -> Iterator[Draft]:
    """Yield the features of a passage about a city or a service."""
    if not passage.is_content or _is_of_form(passage):
        return
    labelled = labelled_list(passage.text)
    if labelled is not None:
        yield from _members(passage, CharSpan(*labelled.span("list")), "nominal", measure=labelled["label"])
        return
    if _may_be_of_form(passage):
        yield from _of_answer(passage)
        return
    for number, clause in enumerate(passage.sentence.clauses):
        yield from _of_clause(passage, clause, passage.sentence.clauses[number - 1] if number else None)
    if not passage.sentence.clauses:
        return
    yield from _bases(passage)
    yield from _in_brackets(passage)
    yield from _listed(passage)


def _is_of_form(passage: Passage) -> bool:
    """The lines of a form that claim nothing, and the numbers of tables."""
    cell = passage.unit.cell
    if cell is not None and is_number(cell.text):
        return True
    return _may_be_of_form(passage) and (
        _FORM_PART.search(_head_over(passage)) is not None or not _tells(passage)
    )


def _head_over(passage: Passage) -> str:
    return passage.unit.section[-1] if passage.unit.section else ""


def _of_answer(passage: Passage) -> Iterator[Draft]:
    """What a sentence of a form tells in the end, without the things in it and without an effect, which is a fact of its own."""
    clauses = passage.sentence.clauses
    before = [None, *clauses]
    told = [
        draft
        for clause, last in zip(clauses, before, strict=False)
        if not _CHANGES.match(clause.predicate or "")
        for draft in islice(_of_clause(passage, clause, last), 1)
    ]
    yield from told[-1:]


def _may_be_of_form(passage: Passage) -> bool:
    """Whether it stands outside the parts of an application that tell of one thing each."""
    if passage.subject.basis != "applicant" or passage.case is not None:
        return False
    head = _head_over(passage)
    return not head or _FORM_PART.search(head) is not None or _MAY_TELL.search(head) is not None


def _tells(passage: Passage) -> bool:
    """Whether running text says what is or is done, and not what the form itself does."""
    told = [clause for clause in passage.sentence.clauses if clause.predicate is not None]
    said = [clause.predicate or "" for clause in told]
    is_nominal = all(one.status == "nominal" for one in told)
    least = (_LONG if is_nominal else _PROSE) if passage.unit.cell is not None else _SHORTEST
    is_label = len(passage.text) < least
    is_head = passage.unit.block.kind is BlockKind.HEADING
    is_forms = any(map(_DOES_FORM.search, said)) or _OF_THIS_FORM.search(passage.text) is not None
    return bool(told) and not (is_label or is_head or is_forms)


def _of_clause(passage: Passage, clause: Clause, before: Clause | None) -> Iterator[Draft]:
    said = clause_text(passage, clause)
    if said is not None and before is not None and before.status_rule == "unstated.condition":
        opens = clause_text(passage, before)  # '사람이 다가오면 불을 밝힌다' is one feature
        said = CharSpan(opens.start, said.end) if opens is not None else said
    if clause.status_rule.startswith("unstated.c"):
        return
    if appraises(passage, clause):
        return
    if clause.predicate is None and (_RESTS_ON.search(passage.slice(*clause.span)) or _is_no_doing(passage)):
        return
    if _ASKS.search(passage.text):  # a form asks
        return
    if said is None or len(passage.slice(*said.as_tuple()).replace(" ", "")) < 3:
        return
    yield _draft(passage, said, clause.status, "feature.clause", measure=clause.predicate)
    thing = thing_of(passage, clause)
    if thing is not None and said.contains(thing) and _is_small_part(thing, said):
        yield _draft(passage, thing, clause.status, "feature.thing", measure=clause.predicate)


def _is_no_doing(passage: Passage) -> bool:
    """A cell with nothing but a day, a name, a label or what is counted: '2022. 6. ~', '㈜가온', '전력 사용량(MWh)'."""
    if passage.unit.table is None:
        return False
    bare = passage.text.strip()
    named = any(mention.span == passage.span for mention in passage.organisations)
    rest = bare
    for found in passage.dates:
        rest = rest.replace(passage.slice(*found.span.as_tuple()), "")
    is_day = bool(passage.dates) and len(_HANGUL.findall(rest)) <= _SHORT_REST
    return named or is_day or _COUNTED_LABEL.search(bare) is not None


def _is_small_part(thing: CharSpan, said: CharSpan) -> bool:
    """A short thing at the end of a long clause is a feature of its own: '…현황과 요금 결제 서비스를 제공'."""
    return (thing.end - thing.start) >= 4 and (thing.end - thing.start) * 2 < said.end - said.start


def _draft(
    passage: Passage,
    span: CharSpan,
    status: Status,
    rule_id: str,
    *,
    measure: str | None = None,
    qualifier: Qualifier | None = None,
) -> Draft:
    return Draft(
        field="feature",
        value=plain(passage.slice(*span.as_tuple())),
        span=fitted(span, CharSpan(span.end - 1, span.end)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=rule_id,
        measure=measure,
        qualifier=qualifier,
        status=status,
        trust=0.85,
    )


def _bases(passage: Passage) -> Iterator[Draft]:
    """What an initiative works with: '구급차의 실시간 위치정보를 기반으로'."""
    tokens = passage.sentence.morphemes
    for n in range(1, len(tokens) - 1):
        if tokens[n].tag != "JKO" or tokens[n + 1].form not in _BASIS:
            continue
        phrase = phrase_ending(tokens, n)
        at = next((k for k in range(n) if phrase is not None and tokens[k].start == phrase.start), 0)
        owner = phrase_ending(tokens, at - 1) if at > 1 and tokens[at - 1].tag == "JKG" else None
        if phrase is None or "」" in passage.slice(*phrase.as_tuple()):
            continue
        span = CharSpan(owner.start, phrase.end) if owner is not None else phrase
        clause = passage.clause_at(span.start)
        yield _draft(
            passage,
            span,
            clause.status if clause else "unstated",
            "feature.basis",
            measure=tokens[n + 1].form,
        )


def _members(
    passage: Passage, within: CharSpan, status: Status, *, measure: str | None = None, separators: str = ","
) -> Iterator[Draft]:
    etc: Qualifier | None = "etc" if passage.text[: within.end].rstrip().endswith("등") else None
    for member in members(passage.text, within, separators):
        span = member.shifted(passage.span.start)
        yield _draft(passage, span, status, "feature.list_member", measure=measure, qualifier=etc)


def _in_brackets(passage: Passage) -> Iterator[Draft]:
    for match in _BRACKETED.finditer(passage.text):
        listed = CharSpan(*match.span("list"))
        if any(_FIGURE.search(part.slice(passage.text)) for part in members(passage.text, listed, ",/")):
            continue
        before = passage.text[max(match.start() - 16, 0) : match.start()]
        if _FIELDS.search(before):
            continue
        clause = passage.clause_at(passage.span.start + match.start())
        yield from _members(passage, listed, clause.status if clause else "unstated", separators=",/")


def _listed(passage: Passage) -> Iterator[Draft]:
    """Members of 'A, B, C 등' in running text: noun phrases between commas."""
    for clause in passage.sentence.clauses:
        tokens = _plain_tokens(passage, clause)
        commas = [n for n, token in enumerate(tokens) if token.form == "," and token.tag == "SP"]
        for run in _runs(tokens, commas):
            spans = _run_members(passage, tokens, run)
            after = passage.slice(spans[-1].end, passage.span.end) if spans else ""
            etc: Qualifier | None = "etc" if _ETC.match(after) else None
            if len(spans) >= (_MIN_MEMBERS if etc or _COUNTED_AFTER.match(after) else _MIN_BARE):
                for span in spans:
                    yield _draft(passage, span, clause.status, "feature.list_member", qualifier=etc)


def _plain_tokens(passage: Passage, clause: Clause) -> list[Morpheme]:
    """The morphemes of a clause outside round brackets."""
    kept, depth = [], 0
    for token in tokens_of(passage, *clause.span):
        depth += token.form == "("
        if not depth:
            kept.append(token)
        if depth and token.form == ")":
            depth -= 1
    return kept


def _runs(tokens: Sequence[Morpheme], commas: Sequence[int]) -> Iterator[list[int]]:
    """Commas with nothing but a noun phrase between them."""
    run: list[int] = []
    for comma in commas:
        if run and not _is_nominal(tokens[run[-1] + 1 : comma]):
            yield run
            run = []
        run.append(comma)
    if run:
        yield run


def _is_nominal(tokens: Sequence[Morpheme]) -> bool:
    return bool(tokens) and not any(
        token.tag.startswith(("E", "J", "V")) and token.tag != "JC" for token in tokens
    )


def _run_members(passage: Passage, tokens: Sequence[Morpheme], run: Sequence[int]) -> list[CharSpan]:
    """The first member to the left of the run, those inside, the last to the right."""
    first = phrase_ending(tokens, run[0])
    last = phrase_from(passage, tokens[run[-1]].end, stop_at="등")
    inner = [CharSpan(tokens[a + 1].start, tokens[b - 1].end) for a, b in pairwise(run)]
    if first is None or last is None or _OPENER.fullmatch(passage.slice(*first.as_tuple())):
        return []
    found = [first, *inner, last]
    return found if all(span.end - span.start <= _MAX_MEMBER for span in found) else []

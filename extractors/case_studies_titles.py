"""What a case is called: its caption, else a quoted name, else the longest name of a system in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.case_studies_drafts import Draft, bare, unmarked
from extractors.nlp.names import find_names
from schemas.document import Document
from schemas.evidence import CharSpan

# "스마트 관광 플랫폼을 구축하고", "강릉패스 앱을 제공", "신호 시스템을 운영": what is made or run.
_MADE = re.compile(
    r"['’”\"]?\s?(?:을|를)\s?(?:\S{1,10}\s){0,3}?"
    r"(?:구\s?축|운\s?영|개\s?발|제\s?공|도\s?입|출\s?시|설\s?치|수\s?행|추\s?진|조\s?성|개\s?소|운\s?행|배\s?치|시\s?행|실\s?증|개\s?통|적\s?용)"
)
_KINDS = {"quoted": 0, "system": 1, "service": 1, "project": 2}
_SYSTEM_LIKE = re.compile(
    r"(?:시스템|서비스|플랫폼|센터|앱|사업|버스|택시|패스|카드|체계|망|단지|포털|지도|콜|톡|로봇|허브)$"
)
# "4[안내로봇]": what OCR reads before a caption's bracket.
_NOISE_BEFORE = re.compile(r"^\s?[^\s가-힣\[(<]{1,3}(?=[\[<〈])")
# "통합 플랫폼", "스마트 서비스", "모바일 앱": a kind of thing rather than the name of one.
_GENERAL = re.compile(
    r"(?:통합|종합|스마트|스마트시티|지능형|모바일|공공|온라인|디지털|실시간|맞춤형|관련|관리|운영|정보|지원|첨단|신규|도시|시민)+"
    r"(?:시스템|서비스|플랫폼|통합플랫폼|센터|앱|사업|체계|망|포털|누리집|홈페이지)"
)
_FIRST_WORDS = re.compile(r"(?:[^\s,]|(?<=\d),(?=\d)){1,40}(?:\s(?:[^\s,]|(?<=\d),(?=\d)){1,40}){0,5}")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Title:
    """The title with the characters that prove it."""

    text: str
    span: CharSpan


def find_title(document: Document, draft: Draft) -> Title:
    """Return the title of a case: named cell, caption, quoted name, name of a system, headline, first words."""
    marked = [draft.name_span] if draft.name_span else []
    for span in [*marked, *draft.caption_spans]:
        words = bare(_NOISE_BEFORE.sub("", span.slice(document.text)))
        if words and len(words) <= _LONGEST:
            return _title(document, span, words)
    if draft.headline is not None:
        return _under_headline(document, draft, draft.headline)
    return next(_named(document, draft.spans), None) or _first_words(document, draft.spans[0])


def _under_headline(document: Document, draft: Draft, headline: CharSpan) -> Title:
    """A quoted name, the headline if it names a system, a name in the text, else the headline."""
    words = headline.slice(document.text)
    if _SYSTEM_LIKE.search(words) and not _GENERAL.fullmatch("".join(words.split())):
        return _title(document, headline, words)
    named = next(_named(document, [headline]), None) or next(_named(document, draft.spans), None)
    return named or _title(document, headline, words)


def _title(document: Document, span: CharSpan, words: str) -> Title:
    start = span.start + span.slice(document.text).index(words)
    return Title(words, CharSpan(start, start + len(words)))


def _named(document: Document, spans: Sequence[CharSpan]) -> Iterator[Title]:
    """Names in the text, the best first: what is made or run before what is only mentioned."""
    found = []
    for number, span in enumerate(spans):
        text = span.slice(document.text)
        for name in find_names(text):
            if name.kind in _KINDS:
                is_made = bool(_MADE.match(text, name.span.end))
                is_plain = name.kind == "quoted" and not _SYSTEM_LIKE.search(name.name) and not is_made
                is_general = bool(_GENERAL.fullmatch("".join(name.name.split())))
                rank = (
                    is_plain,
                    _KINDS[name.kind] > 0,
                    is_general,
                    not is_made,
                    _KINDS[name.kind],
                    -len(name.name),
                )
                found.append((rank, number, name.span.start, name, span))
    for _, _, _, name, span in sorted(found, key=lambda entry: entry[:3]):
        yield _title(document, name.span.shifted(span.start), name.name)


def _first_words(document: Document, span: CharSpan) -> Title:
    words = span.slice(document.text)
    body = unmarked(words)
    match = _FIRST_WORDS.match(body)
    title = (match[0] if match else body)[:_LONGEST].strip() or words.strip()
    return _title(document, span, title)

"""Personal data: names and numbers of officials, resident registration numbers, e-mail addresses.

Only places are noted, never what stands there. Names count where an office
stands beside them, or where the head or a contact cell says so; then every
further occurrence of the name in the document counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.personal_names import (
    DOUBLE_SURNAMES,
    NAME,
    SURNAMES,
    WORDS_TOO,
    any_title,
    begins_common,
    joined,
    may_be_name,
    spaced,
)
from extractors.nlp.places import find_places
from extractors.nlp.tokens import morphemes
from schemas.document import Cell, Document, Table
from schemas.evidence import CharSpan
from schemas.header import Header
from schemas.masking import MaskedSpan, MaskKind
from schemas.sentence import Morpheme

_GAP = r"[ \u00a0\u3000]{0,2}"
# "044-201-0000", "(02) 123 - 4567", "010.1234.5678", "031)123-4567, 4568", "044 - 2O1 - 0000" (OCR)
PHONE = re.compile(
    rf"(?<![\d.\-])(?P<number>[0OＯ]\d{{1,2}}{_GAP}[-)–—.·~∼]{_GAP}[\dOlI]{{3,4}}{_GAP}[-–—.·~∼]{_GAP}[\dOlI]{{4}}"
    rf"(?:{_GAP}[,/~∼]{_GAP}\d{{4}}(?!\d))*|01[016789]\d{{7,8}}|0\d{{1,2}}\) ?\d{{3,4}} \d{{4}}|0\d{{1,2}} \d{{3,4}} \d{{4}})(?!\d)"
)
# "☎225-0000", "(전화 2110-0000)", "☎ 044-201-0000, 225-0000": a number without its area code, after what announces it
_SHORT_PHONE = re.compile(
    rf"(?:[☎☏]|전화(?:번호)?|연락처|내선|(?<![A-Za-z])(?:Tel|TEL|T)\.?){_GAP}[:：)]?{_GAP}(?P<number>\d{{3,4}}{_GAP}[-–—]{_GAP}\d{{4}})(?![\d-])"
)
# "900101-1234567", "900101 - 1******": the check digit is not asked, since OCR may have read it wrong
RRN = re.compile(rf"(?<!\d)(?P<number>\d{{6}}{_GAP}[-–—]{_GAP}[1-8](?:\d{{6}}|[*●xX]{{6}}))(?!\d)")
# "someone@korea.kr", "some one @ korea . kr" (OCR)
EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])(?P<address>[A-Za-z0-9._%+\-]{1,64} ?@ ?[A-Za-z0-9\-]{1,63}(?: ?\. ?[A-Za-z0-9\-]{1,63}){0,4}"
    r" ?\. ?[A-Za-z]{2,10})(?![A-Za-z])"
)
# "장관 ○○○", "(장관 ○○○)", "과 장 ○ ○ ○", "사무관 ○○○ (044-…)", "담당자: ○○○"
_TITLE = re.compile(any_title())
_AFTER_TITLE = re.compile(rf"{_GAP}(?:[:：]{_GAP}|[ \u00a0\u3000\t(]{{1,3}})(?P<name>{NAME})")
# "○○○ 도시정책관은", "○○○ 시장", "도시경제과 ○○○ 과장"
_NAME_FIRST = re.compile(
    rf"(?<![가-힣])(?P<name>{NAME})[ \u00a0\u3000]{{1,3}}(?:[가-힣]{{1,12}}[ \u00a0]{{1,2}})?[가-힣]{{0,10}}?{any_title()}(?![가-힣]{{2}})"
)
# "○○○ (044-201-0000)", "○○○ ☎ 02-…"
_BEFORE_PHONE = re.compile(
    rf"(?<![가-힣])(?P<name>{NAME}){_GAP}[\t ]?[(☎,/]?{_GAP}(?:☎|T\.|Tel\.?|전화)?{_GAP}$"
)
# labels of cells and lines that a name follows
_NAME_LABELS = re.compile(
    r"(?:담당자?|책임자|작성자|성명|이름|신청인|대표자|대리인|위임인|확인자|검토자|제출자|총괄책임자|담당과장|담당사무관"
    r"|연락담당자|실무자|평가자|기관장)(?:성명|명)?"
)
_WHOLE_NAME = re.compile(
    rf"{_GAP}(?:{any_title()}{_GAP}[ \u00a0]{{0,3}})?(?P<name>{NAME}|[가-힣]{{2,4}}){_GAP}(?:{any_title()})?{_GAP}"
    r"(?:\([^()\n]{0,40}\)|0[\d\-) ]+)?"
)
_SURNAMED = re.compile(NAME)
_CONTACT_NAME = re.compile(rf"(?<![가-힣)])(?P<name>{NAME}|[가-힣]{{2,4}})(?![가-힣])")
# "창원시(시장 ○○○)는", "㈜가온(대표이사 ○○○)과": a chief in brackets behind what he heads
_HEADED = re.compile(
    rf"(?<=[가-힣A-Za-z)㈜])[ \u00a0]?\({_GAP}{any_title()}(?:{_GAP}직무대행)?[ \u00a0]{{1,3}}(?P<name>{NAME}){_GAP}[),]"
)
# "주무관 ○ ○ ☎", "담당자 : ○ ○(☎225-…)": two letters set apart, in a line of contacts
_SPACED_PAIR = re.compile(
    rf"(?:{any_title()}|담당){_GAP}[:：]?[ \u00a0\u3000\t]{{1,3}}(?P<name>[{SURNAMES}][ \u00a0\u3000]{{1,4}}[가-힣])"
    r"(?=[ \u00a0\t]*(?:[(),/|∙·•☎☏\n]|0\d|$))"
)
_CONTACT_LINE = re.compile(r"☎|☏|전화|연락처|담당|책임|\d{3,4}\s?-\s?\d{4}")
# "과 장", "사무관": an office that stands for itself, which no letter-spaced name may begin with
_WHOLE_TITLE = re.compile(rf"(?<![가-힣])(?:담당)?(?:{any_title()}|담당|문의|연락처|전화)(?![가-힣])")
_REST_OF_WORD = re.compile(r"[가-힣]{0,4}")
# "문의는", "신청인은", "주시기 바랍니다": what a contact in prose says
_OF_CONTACTS = (
    "문의", "신청", "기관", "부서", "담당", "이름", "연락", "바랍니다", "바람", "주시", "주십", "자세", "내용", "사항",
    "서비스", "소재", "제출", "작성", "접수", "분야", "홍보", "빠진", "궁금", "하여", "하시",
)  # fmt: skip
_COMMON = ("NNB", "XSN", "XPN", "VV", "VA")
_MIN_REPEATED = 3
_LONGEST_NAME = 3  # syllables, but for family names of two


def find_personal(document: Document, header: Header) -> tuple[MaskedSpan, ...]:
    """Return where personal data stands in `document`, in text order, without overlaps."""
    text = document.text
    numbers = [*_matches(PHONE, "number", text, "phone"), *_matches(_SHORT_PHONE, "number", text, "phone"),
               *_matches(RRN, "number", text, "rrn"),
               *_matches(EMAIL, "address", text, "email")]  # fmt: skip
    names = [
        *_of_contacts(text, header),
        *_beside_office(text),
        *_chiefs(text),
        *_spaced_pairs(text),
        *_before_phones(text, numbers),
        *_in_cells(document),
    ]
    repeated = _repeated(text, {joined(span.slice(text)) for span in names})
    found = [*numbers, *(MaskedSpan(span, "name") for span in (*names, *repeated))]
    return _without_overlaps(found)


def _matches(pattern: re.Pattern[str], group: str, text: str, kind: MaskKind) -> list[MaskedSpan]:
    return [MaskedSpan(CharSpan(*match.span(group)), kind) for match in pattern.finditer(text)]


def _of_contacts(text: str, header: Header) -> Iterator[CharSpan]:
    """Names in what the head says is a contact: there every run of letters that is no rank is one."""
    for value in header.values:
        if value.field != "contact":
            continue
        written = _WHOLE_TITLE.sub(lambda title: "|" * len(title[0]), value.span.slice(text))
        for match in _CONTACT_NAME.finditer(written):
            if may_be_name(match["name"]) and not _is_other_word(match["name"]):
                yield CharSpan(*match.span("name")).shifted(value.span.start)


def _is_other_word(written: str) -> bool:
    """Whether a run of letters in a contact is surely no name: a place, or what such lines say beside the name."""
    is_long = len(written) > _LONGEST_NAME and not written.startswith(DOUBLE_SURNAMES)
    is_office = len(written) >= _MIN_REPEATED and written[-1] in "팀과처"
    if is_long or is_office or written.startswith(_OF_CONTACTS):
        return True
    return bool(find_places(written, load_gazetteer(), as_of=None))


def _beside_office(text: str) -> Iterator[CharSpan]:
    for title in _TITLE.finditer(text):
        match = _AFTER_TITLE.match(text, title.end())
        name = _cut_particle(text, *match.span("name")) if match else None
        if (
            name is not None
            and may_be_name(name.slice(text))
            and _is_person(text, name, joined(title.group()))
        ):
            yield name
    for match in _NAME_FIRST.finditer(text):
        name = CharSpan(*match.span("name"))
        if (
            len(joined(name.slice(text))) >= _MIN_REPEATED
            and not _is_office(match)
            and may_be_name(name.slice(text))
            and _is_person(text, name)
        ):
            yield name


def _is_office(match: re.Match[str]) -> bool:
    """'도시과 과장', '안전팀 팀장': an office before its own rank; 실, 국 and 단 also end given names."""
    name, rest = joined(match["name"]), joined(match[0])
    return name[-1] in "과팀처" or (
        rest.endswith((name[-1] + "장", name[-1] + "장님")) and name[-1] in "실국단"
    )


def _chiefs(text: str) -> Iterator[CharSpan]:
    """Names in brackets behind what they head; a common noun there ('(대표 사례)') is none."""
    for match in _HEADED.finditer(text):
        name = CharSpan(*match.span("name"))
        if may_be_name(match["name"]) and not _is_common(joined(match["name"])):
            yield name


def _is_common(written: str) -> bool:
    """Two letters that are a common noun, or a beginning like one, unless it is a proper noun."""
    tags = [token.tag for token in morphemes(written, offset=0)]
    return tags != ["NNP"] and (begins_common(written) or (len(written) < _MIN_REPEATED and tags == ["NNG"]))


def _spaced_pairs(text: str) -> Iterator[CharSpan]:
    for match in _SPACED_PAIR.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
        if _CONTACT_LINE.search(line) and may_be_name(match["name"]):
            yield CharSpan(*match.span("name"))


def _cut_particle(text: str, start: int, end: int) -> CharSpan | None:
    """End the name where the word ends: '홍길동은' has a particle, '홍길동산업' is no name."""
    after = text[end] if end < len(text) else ""
    if not ("가" <= after <= "힣"):
        return CharSpan(start, end)
    word = re.match(r"[가-힣]+", text[end:])
    tail = word.group() if word else ""
    return (
        CharSpan(start, end)
        if tail
        in (
            "은",
            "는",
            "이",
            "가",
            "을",
            "를",
            "의",
            "와",
            "과",
            "도",
            "께서",
            "에게",
            "씨",
            "님",
            "이다",
            "이며",
        )
        else None
    )


def _is_person(text: str, name: CharSpan, title: str = "") -> bool:
    """Kiwi reads a name as one proper noun or unknown word, never as common words; a place is none.

    Two syllables, a beginning like a common word, and titles that are common
    words themselves (대표, 총괄) ask for the proper noun.
    """
    written = joined(name.slice(text))
    if written != name.slice(text) and not _is_torn(name.slice(text)):
        return True
    if find_places(written, load_gazetteer(), as_of=None):
        return False
    inside = _read_in_place(text, name)
    if [token.tag for token in inside] == ["NNP"]:
        return True
    if len(written) < _MIN_REPEATED or begins_common(written) or title in WORDS_TOO or not inside:
        return False
    whole = len(inside) == 1
    return whole or (len(inside[0].form) == 1 and inside[0].tag not in _COMMON)


def _is_torn(written: str) -> bool:
    """Whether a blank stands between two of three letters only: words that meet ("이상 시"), rather than a name set apart."""
    return len(written.split()) < len(joined(written))


def _read_in_place(text: str, name: CharSpan) -> list[Morpheme]:
    """The morphemes of the name where it stands, with the word before it and the rest of its own."""
    start = max(text.rfind("\n", 0, name.start) + 1, name.start - 12)
    rest = _REST_OF_WORD.match(text, name.end)
    end = rest.end() if rest else name.end
    tokens = morphemes(text[start:end], offset=start)
    return [
        token for token in tokens if token.start < name.end and name.start < max(token.end, token.start + 1)
    ]


def _before_phones(text: str, numbers: Iterable[MaskedSpan]) -> Iterator[CharSpan]:
    for number in numbers:
        line = max(text.rfind("\n", 0, number.span.start) + 1, number.span.start - 24)
        match = _BEFORE_PHONE.search(text[line : number.span.start]) if number.kind == "phone" else None
        if match and may_be_name(match["name"]):
            yield CharSpan(*match.span("name")).shifted(line)


def _in_cells(document: Document) -> Iterator[CharSpan]:
    for table in document.tables:
        for cell in table.cells:
            if cell.text and _NAME_LABELS.fullmatch(joined(cell.text)):
                yield from _named_by(table, cell, document.text)


def _named_by(table: Table, label: Cell, text: str) -> Iterator[CharSpan]:
    """Names in the cells to the right of a label, and below it where it heads a column."""
    heads_column = all(cell.is_header for cell in table.cells if cell.row == label.row)
    for cell in table.cells:
        if cell.span is None or cell is label:
            continue
        right = label.row <= cell.row < label.row + label.row_span and cell.col >= label.col + label.col_span
        below = heads_column and cell.row > label.row and cell.col == label.col
        match = _WHOLE_NAME.fullmatch(cell.span.slice(text)) if right or below else None
        if match and right and heads_column and not _SURNAMED.fullmatch(match["name"]):
            continue  # '신청인 | 분야 | 등급': heads of other columns
        if match and may_be_name(match["name"]) and not _NAME_LABELS.fullmatch(joined(cell.span.slice(text))):
            yield CharSpan(*match.span("name")).shifted(cell.span.start)


def _repeated(text: str, names: Iterable[str]) -> Iterator[CharSpan]:
    """Every further occurrence of the names that were found; short ones are too often other words."""
    for name in sorted(name for name in names if len(name) >= _MIN_REPEATED):
        for match in re.finditer(rf"(?<![가-힣]){spaced(name)}", text):
            yield CharSpan(*match.span())


def _without_overlaps(found: Iterable[MaskedSpan]) -> tuple[MaskedSpan, ...]:
    kept: list[MaskedSpan] = []
    for item in sorted(found, key=lambda item: (item.span.start, -item.span.end, item.kind)):
        if kept and item.span.start < kept[-1].span.end:
            continue
        kept.append(item)
    return tuple(kept)

"""Title, subtitles and publisher of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.header_labels import Label, label_of, rows_of
from extractors.nlp.firms import firms_in
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan
from schemas.header import HeaderValue

# "보도자료", "보 도 참 고 자 료", "보도설명자료": the label of the sheet, no title.
_SHEET = re.compile(
    r"(?:보도|참고|설명|해명|정책)?(?:참고|설명|해명)?자료|보도|브리핑|newsrelease|pressrelease",
    re.IGNORECASE,
)
# "가온시 보도자료", "○○공사 보도참고자료": the sheet with its office, no title.
_MASTHEAD = re.compile(r"[가-힣A-Za-z]{2,14}보도(?:참고|설명|해명)?자료(?:제?\d{1,4}호?)?")
_WEB = re.compile(r"https?:|www\.|@|\b[a-z]{2,20}\.go\.kr", re.IGNORECASE)
# "…예정이다.", "…바랍니다": a sentence is no title; but a headline may be one, without its full stop.
_SENTENCE = re.compile(r"(?:다|요)\.?$")
_NEVER = re.compile(r"(?!)")
_STOPPED = re.compile(r"(?:다|요)\.$")
# "< 주요 내용 >", "[ 요 약 ]": the head of a box, no title.
_BOX_HEAD = re.compile(r"\s*[<〈《\[【].{1,30}[>〉》\]】]\s*")
# "2024년 9월 26일(목) 석간": when a paper comes out is no title
_DAY_ALONE = re.compile(r"\s*(?:19|20)\d{2}\s?[.년][\d\s.년월일()월화수목금토요]*(?:석간|조간)?\s*")
# "제목: 가온, 다시 인증", "제 목 : 인증 신청서 제출"; "부제: 항만과 길을 한 화면에": lines that say what they are
_NAMED_TITLE = re.compile(r"\s*(?:[□■○]\s?)?제\s{0,3}목\s{0,3}[:：]\s{0,3}(?P<inner>\S.{3,118})")
_NAMED_SUBTITLE = re.compile(r"\s*부\s{0,3}제(?:\s?목)?\s{0,3}[:：]\s{0,3}(?P<inner>\S.{3,118})")
_POINTS = ("◈", "◆", "▣", "◎", "☞", "※")  # what a box or a note begins with
_DASHES = "-–—‐−ㅡ"
# "- 대도시 4곳·중소도시 5곳 인증 -"
_SUBTITLE = re.compile(rf"[{_DASHES}]\s?(?P<inner>[^{_DASHES}\s].{{2,120}}?)(?:\s?[{_DASHES}])?$")
# "국토교통부(장관 ○○○)는", "한빛공단(이사장 ○○○, 이하 ‘공단’)은", "㈜가온(대표 ○○○)은": who gives the news out.
_HEADED = re.compile(
    r"(?<![가-힣])(?P<name>(?:(?:㈜|\(주\)|주식회사\s)\s?)?[가-힣][가-힣A-Za-z·]{1,20}(?:㈜|\(주\))?)\s?\(\s?"
    r"(?:장관|차관|처장|청장|위원장|원장|시장|군수|구청장|도지사|지사|사장|이사장|총장|회장|소장|센터장|교육감|대표)"
    r"\s?(?:직무대행\s?)?[가-힣●○]"
)
_OFFICIAL_NAME = re.compile(
    r"[가-힣]{2,12}(?:부|처|청|위원회|특별시|광역시|특별자치시|특별자치도|공사|공단|진흥원|연구원|평가원)"
)
# "가온시 보도자료", "나래특례시 보도자료"; "□ 가온시는 … 12일 밝혔다."
_CITY_SHEET = re.compile(r"\s*(?P<name>[가-힣]{2,10}(?:시|군|구|도))\s{0,3}보\s?도\s?(?:참\s?고\s?)?자\s?료")
_CITY_TELLS = re.compile(
    r"\s*(?:[□■○ㅇ-]\s?)?(?P<name>[가-힣]{2,10}(?:시|군|구|도))(?:는|은|가|이)\s[^.]{10,300}(?:밝혔|전했|발표했|발표하였|알렸|내놓았|내놨)",
    re.DOTALL,
)
# "발행: 전국도시협의회", "발행처 한빛시"
_PUBLISHED_BY = re.compile(
    r"(?:(?:(?:발행|배포|제공)(?:처|인|\s?기관)?|(?:펴낸|엮은|보낸|만든|낸)\s?곳)\s?[:：]\s?|^(?:펴낸|엮은|보낸|만든|낸)\s?곳\s|(?:^|[|｜ㅣ]\s?)발행(?:처|인|\s?기관)?\s)"
    r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z· ]{1,28}?[가-힣A-Za-z])(?=\s?(?:[|｜ㅣ,/()]|$)|\s(?:편집|엮음|발행일|인쇄|제작)(?:처|인)?\s)"
)
# "발행 가온시 편집 스마트도시과", "발행: 가온시 | 담당 전략실": the department behind who gives it out
_EDITED_BY = re.compile(
    r"[\s|｜ㅣ,/]{1,4}(?:편집|엮음|담당(?:\s?부서)?)\s?[:：]?\s?"
    r"(?P<office>[가-힣A-Za-z·]{2,14}(?:과|팀|실|국|처|단|본부|담당관|센터))(?=[\s|｜ㅣ,/()]|$)"
)
# "한빛진흥원 인증사업처", "가온시 스마트도시과", "나래군청 기획실": an office with its department
_OFFICE_AFTER = re.compile(
    r"[ ](?P<office>[가-힣A-Za-z·]{2,14}(?:과|팀|실|국|처|단|본부|담당관|센터|사무국))(?=\s?(?:[|｜ㅣ,/()\n\t]|$))"
)
_WITH_OFFICE = re.compile(
    rf"(?P<name>[가-힣A-Za-z·]{{2,20}}(?:시|군|구|도|청|부|처|원|공사|공단|재단|협회|협의회|위원회|회|센터)){_OFFICE_AFTER.pattern}"
)
# "스마트도시과 도시데이터팀": parts of a body that is not named
_DEPARTMENTS = re.compile(r"(?:[가-힣A-Za-z·]{2,14}(?:과|팀|실|담당관|부서)\s?)+")
# "발행인 가온시장": the office of who signs for it
_CHIEF = re.compile(r"(?P<name>[가-힣]{1,10}(?:시|군|구|도))(?:장|수|청장|지사)(?:\s[가-힣●]{2,4})?")
# "가온시 첨단도시과, 2026년 2월 발간", "한빛도 전략과 / 2026. 11.": a line of its own that is no sentence
_LETTERHEAD = re.compile(
    rf"(?P<name>[가-힣]{{1,10}}(?:시|군|구|도))(?:청)?{_OFFICE_AFTER.pattern}(?:\s?[|｜ㅣ,/(·]\s?(?:[^.]|\.(?=\s?\d|\s?$|\s?[)/|]|\s발))*)?"
)
# "너른들도시공사 | 2026. 2. 18.", "한빛시설공단 (2025. 3.)": a body and a day, and nothing else
_BODY_AND_DAY = re.compile(
    r"(?P<name>[가-힣A-Za-z·]{2,18}(?:공사|공단|재단|진흥원|연구원|평가원|연구소|협회|조합|병원|대학교|센터))"
    r"\s?[|｜ㅣ,/(]\s?20\d{2}\s?[년.][\d\s.년월일()월화수목금토]*"
)
_LONGEST_LETTERHEAD = 60
_LONGEST_NAME = 30
_LONGEST_TITLE = 120
_SHORTEST_TITLE = 4
_LONGEST_SUBTITLE = 80
# "1. 개요", "붙임 1 …", "참고 …", "주요 내용": a section's head is no subtitle.
_ANNEX = re.compile(
    r"\s*(?:\d{1,2}[.)\s]|[가-하]\.|붙임|참고|별첨|첨부|주요\s?내용|개요|Ⅰ|\[|<|〈|【|\()|.{0,20}(?:개요|현황|사진)$"
)
_HANGUL = re.compile("[가-힣]")
_REACH = 6


def find_title(document: Document, head: Sequence[Block]) -> tuple[int, HeaderValue] | None:
    """Return the index of the title's block and the title.

    It is what a line calls so, the first heading of the head, else the first line, rather one that
    is no sentence ("…앞당긴다"); a box of one cell is a line. Last comes a whole
    sentence, as corrections to the press have it: "…할 수 있도록 하고 있습니다."
    """
    for index, block in enumerate(head):
        named = _inner(_NAMED_TITLE, document, block)
        if named is not None:
            return index, HeaderValue("title", named.slice(document.text), named)
    for wanted, ended in (
        (_is_heading, _STOPPED),
        (_is_line, _SENTENCE),
        (_is_line, _STOPPED),
        (_is_line, _NEVER),
    ):
        for index, block in enumerate(head):
            span = _line_span(document, block)
            words = span.slice(document.text) if span else ""
            if span and wanted(block) and not ended.search(words) and _is_unlabelled(document, block, words):
                return index, HeaderValue("title", words, span)
    return None


def _is_unlabelled(document: Document, block: Block, words: str) -> bool:
    """A line that could be a title and holds no label of the head ("배포일시 | 2015. …")."""
    slots = [] if block.table_id else [slot for row in rows_of(document, [block]) for slot in row]
    return _can_be_title(words) and all(slot.label is None for slot in slots)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.marker is None


def _is_line(block: Block) -> bool:
    return block.kind in {BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.HEADING} and block.marker is None


def _line_span(document: Document, block: Block) -> CharSpan | None:
    if block.table_id is None:
        return None if block.region in {Region.FURNITURE, Region.FIGURE} else block.span
    table = next(table for table in document.tables if table.table_id == block.table_id)
    filled = [cell for cell in table.cells if cell.span is not None]
    return filled[0].span if len(filled) == 1 else None


def _can_be_title(words: str) -> bool:
    letters = "".join(words.split())
    return (
        _SHORTEST_TITLE <= len(letters) <= _LONGEST_TITLE
        and len(_HANGUL.findall(letters)) * 3 >= len(letters)
        and not _SHEET.fullmatch(letters)
        and not _MASTHEAD.fullmatch(letters)
        and not _OFFICIAL_NAME.fullmatch(letters)
        and not _WEB.search(words)
        and not _BOX_HEAD.fullmatch(words)
        and not _DAY_ALONE.fullmatch(words)
        and not _SUBTITLE.match(words)
        and not words.startswith(_POINTS)
        and label_of(words) is None
    )


def find_subtitles(document: Document, after: Sequence[Block]) -> list[HeaderValue]:
    """Return the lines that stand right below the title: dashed ones, else short ones without a sentence's end.

    Below the table of dates and offices a short line without dashes is the head of a section.
    """
    for reader in (_named, _dashed, _plain_line):
        found: list[HeaderValue] = []
        for block in after[:_REACH]:
            if block.table_id is not None and reader is _plain_line and _line_span(document, block) is None:
                break
            if block.table_id is not None or block.region is not Region.BODY:
                continue
            span = reader(document, block)
            if span is None or _SENTENCE.search(span.slice(document.text)):
                break
            found.append(HeaderValue("subtitle", span.slice(document.text), span))
        if found:
            return found
    return []


def _named(document: Document, block: Block) -> CharSpan | None:
    return _inner(_NAMED_SUBTITLE, document, block)


def _dashed(document: Document, block: Block) -> CharSpan | None:
    return _inner(_SUBTITLE, document, block)


def _inner(pattern: re.Pattern[str], document: Document, block: Block) -> CharSpan | None:
    """What a pattern finds within a line outside tables."""
    match = pattern.match(block.span.slice(document.text)) if block.table_id is None else None
    return CharSpan(*match.span("inner")).shifted(block.span.start) if match else None


def _plain_line(document: Document, block: Block) -> CharSpan | None:
    words = block.span.slice(document.text)
    is_short = len(words) <= _LONGEST_SUBTITLE and block.marker is None
    is_kind = block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and not _ANNEX.match(words)
    return block.span if is_short and is_kind and _is_unlabelled(document, block, words) else None


def find_publisher(document: Document, head: Sequence[Block]) -> HeaderValue | None:
    """Return who gives the news out: who a label names, the office that the body names with its chief, else a lone name."""
    first_body = len(head)
    stated = stated_publisher(document, head)
    if stated is not None:
        return stated
    for block in document.blocks[: first_body + _REACH]:
        match = _HEADED.search(block.span.slice(document.text))
        if match and block.region is not Region.FIGURE:
            span = CharSpan(*match.span("name")).shifted(block.span.start)
            return HeaderValue("publisher", match["name"], span)
    lone = next(_lone_names(document, head), None)
    return lone or _announcing_city(document, head)


def stated_publisher(document: Document, head: Sequence[Block]) -> HeaderValue | None:
    """Who a label of the head names: "발행: 전국도시협의회", a cell below or beside 발행 기관."""
    for row in rows_of(document, head):
        for label, slot in pairwise(row):
            is_short = slot.label is None and len(slot.text) <= _LONGEST_NAME
            if label.label is Label.PUBLISHER and is_short and not _DEPARTMENTS.fullmatch(slot.text):
                return _publisher(slot.text, slot.span.start)
    for block in head:
        found = _PUBLISHED_BY.search(block.span.slice(document.text)) if block.table_id is None else None
        if found and not _DEPARTMENTS.fullmatch(found["name"]):
            return _publisher(found["name"], block.span.start + found.start("name"))
    return None


def letterhead(document: Document, head: Sequence[Block]) -> HeaderValue | None:
    """The city of a line in the head that only tells city and department, and perhaps the day; a body with a day."""
    for block in head:
        words = block.span.slice(document.text)
        is_short = len(words) <= _LONGEST_LETTERHEAD
        found = (_LETTERHEAD.fullmatch(words) or _BODY_AND_DAY.fullmatch(words)) if is_short else None
        if found and block.table_id is None:
            return _publisher(found["name"], block.span.start + found.start("name"))
    return None


def _publisher(written: str, start: int) -> HeaderValue:
    """The office or firm that is named, without its department or the rank of its chief.

    >>> _publisher("한빛진흥원 인증사업처", 0).value, _publisher("가온시장", 0).value, _publisher("나래군 행정과", 0).value
    ('한빛진흥원', '가온시', '나래군')
    >>> _publisher("㈜가온 기술본부", 0).value
    '㈜가온'
    """
    cut = _WITH_OFFICE.fullmatch(written) or _CHIEF.fullmatch(written)
    firm = next(firms_in(written), None)
    name = firm[0] if firm and firm[1].start == 0 else cut["name"] if cut else written
    return HeaderValue("publisher", name, CharSpan(start, start + len(name)))


def publishing_office(document: Document, stated: HeaderValue | None) -> list[HeaderValue]:
    """The department that stands behind the publisher's name: "제공: 한빛진흥원 인증사업처"."""
    after = document.text[stated.span.end : stated.span.end + _LONGEST_NAME] if stated else ""
    found = _OFFICE_AFTER.match(after) or _EDITED_BY.match(after)
    if stated is None or found is None:
        return []
    span = CharSpan(*found.span("office")).shifted(stated.span.end)
    return [HeaderValue("department", found["office"], span)]


def _announcing_city(document: Document, head: Sequence[Block]) -> HeaderValue | None:
    """The city of 'OO시 보도자료' or of '□ OO시는 … 밝혔다'."""
    places = (_CITY_SHEET, head), (_CITY_TELLS, document.blocks[len(head) : len(head) + 1])
    for pattern, blocks in places:
        for block in blocks:
            match = pattern.match(block.span.slice(document.text)) if block.table_id is None else None
            if match:
                span = CharSpan(*match.span("name")).shifted(block.span.start)
                return HeaderValue("publisher", match["name"], span)
    return None


def _lone_names(document: Document, head: Sequence[Block]) -> Iterator[HeaderValue]:
    tables = {table.table_id: table for table in document.tables}
    for block in head:
        table = tables.get(block.table_id or "")
        spans = [cell.span for cell in table.cells if cell.span] if table else [block.span]
        for span in spans:
            words = span.slice(document.text)
            match = _OFFICIAL_NAME.match(words)
            rest = "".join(words[match.end() :].split()) if match else "-"
            if match and (not rest or _SHEET.fullmatch(rest)):
                name = CharSpan(span.start, span.start + match.end())
                yield HeaderValue("publisher", match[0], name)

"""Cases in running text: bullet subtrees that are about one municipality or one service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.case_studies_drafts import Draft, section, subtree, tells_initiative, unmarked
from extractors.case_studies_subjects import PlaceReader, quoted_topic, service
from extractors.header_labels import head_blocks
from extractors.nlp.annex_marks import without_annex_mark
from extractors.nlp.paper_city import city_of_paper
from extractors.nlp.surroundings import municipality
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan
from schemas.fact import Subject
from schemas.header import Header

# "…하겠다”고 말했다", "…할 것”이라며 … 밝혔다": an official speaks.
_SPEAKS = re.compile(
    r"[”\"]\s?(?:이?라?고|이?라?며|이?라?면서|는)[\s,].{0,300}?(?:말했|밝혔|강조했|전했|덧붙|당부했|설명했|약속했|말하|소감)",
    re.DOTALL,
)
# the sentence that an official's words stand in
_QUOTED = re.compile(r"[^.”\"“]*[“\"][^”\"]*[”\"][^.]*\.?")
# The end of the first sentence: "…꼽혔다. 특히 …"
_SENTENCE_END = re.compile(r"(?<=[가-힣][다요])\.(?=\s|$)")
# "우수사례", "주요 사례", "사례": what a heading says beside the name of a city.
_SHOWCASE = re.compile(r"(?:우수|주요|대표|추진|도입|구축)?\s?(?:사례|현황|성과|내용|서비스)?")
# "시는 이 사업에 …", "구에서는 …": prose that goes on about the city before it
_GOES_ON = re.compile(r"\s*(?:[□ㅇ○-]\s)?(?:시|군|구|도)(?:는|은|에서는|가)\s")
# "자세한 내용은 …에게 연락 주시기 바랍니다", "☎ 055-…": the words to the press
_CONTACT = re.compile(r"☎|연락\s?(?:처|주)|문의|취재를\s?원하|\d{3,4}\s?-\s?\d{4}|[●]{7}")
_DRAWN = frozenset("□■◇◆○●◎ㅇ❍◯❏-*·▪")
_LONGEST_LABEL = 40
_LONGEST_NAME = 20
_SHORTEST_NAME = 2
# "서비스", "인증 서비스명": the head of a column of services
_OF_SERVICES = re.compile(r"(?:인증|신청|대상|선정)?서비스(?:명|이름|의이름)?(?:\(분야\))?")
# "물결자리 아파트 …", "물결자리: …", "물결자리는 …": what may stand behind a name that a bullet begins with
_AFTER_NAME = re.compile(r"\s*[:：,(—–-]|\s|[은는이가의]\s")
_WITH_ITEM = 2
# "추진 배경", "향후 계획", "3건 접수": a bullet that names no initiative
_NO_NAME = re.compile(
    r"개요|배경|목적|현황|계획|일정|실적|성과|효과|내용|개선|과제|방향|문의|사항|결과|사례|요약|경과|기준|절차|대상|방법"
    r"|[다요음함임됨]$|(?:과|팀|실|국|단|관|본부|사업소|부서|공단|재단)$|\d{1,2}월|[.:?,]|\d\s?(?:건|곳|개|명|원|%)"
)
_SHORTEST_STORY = 30
_MOST_ABOVE = 12
_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    header: Header
    places: PlaceReader
    above: tuple[tuple[int, ...], ...]
    owner: Subject | None = None
    first_body: int = 0
    services: tuple[str, ...] = ()


def bullet_cases(
    document: Document, header: Header, places: PlaceReader, taken: frozenset[str]
) -> list[Draft]:
    """Return a draft for each outermost bullet about one subject; blocks in `taken` are left alone."""
    above = tuple(_all_above(document.blocks))
    owner = _owner(document, header, places) if not taken else None
    services = _services_of_tables(document, header)
    reading = _Reading(document, header, places, above, owner, _first_body(document, header), services)
    blocks = document.blocks
    found: list[Draft] = []
    done = set(taken)
    last: int | None = None
    for index, block in enumerate(blocks):
        if block.block_id in done or not _can_be_root(block):
            continue
        members = [
            number for number in (index, *_below(reading, index)) if blocks[number].block_id not in done
        ]
        drafts = list(_drafts(reading, index, members, found[-1:]))
        if drafts:
            done |= {blocks[number].block_id for number in members}
            before, last = last, index
            if found and before is not None and _is_one(reading, found[-1], drafts, before, index):
                found[-1] = replace(found[-1], spans=(*found[-1].spans, *drafts[0].spans))
            else:
                found += drafts
    return found if owner is None else _under_headings(reading, found)


def _first_body(document: Document, header: Header) -> int:
    """The index of the first block of the body; in a paper that is no release, after the values of its head."""
    if header.kind == "press_release" or not header.values:
        return len(head_blocks(document))
    last = max(value.span for value in header.values)
    return sum(block.span.start <= last.start for block in document.blocks)


def _under_headings(reading: _Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """In a city's own paper the heading over a case says what it is about, where it stands over no other."""
    heads = [block.span for block in reading.document.blocks if _is_head(reading, block)]
    over = [max((head for head in heads if head < draft.spans[0]), default=None) for draft in drafts]
    return [
        replace(draft, headline=head) if head is not None and over.count(head) == 1 else draft
        for draft, head in zip(drafts, over, strict=True)
    ]


def _owner(document: Document, header: Header, places: PlaceReader) -> Subject | None:
    """The municipality that gives the news out: what names no other is about it."""
    place = places.label(header.first("publisher") or "") or city_of_paper(
        document, header, places.gazetteer, places.as_of
    )
    return municipality(place, "document") if place else None


def _is_prose(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.marker is None


def _is_one(reading: _Reading, before: Draft, drafts: Sequence[Draft], last: int, index: int) -> bool:
    """Whether a text goes on with the case of an earlier one: of the same city, with no heading between.

    In the release of a city all of its prose is on one initiative, and so are
    drawn bullets that name no city; elsewhere only what begins with '시는' goes on.
    """
    blocks = reading.document.blocks
    words = blocks[index].span.slice(reading.document.text)
    is_same = len(drafts) == 1 and drafts[0].subject.name == before.subject.name
    is_same = is_same and before.name_span is None and drafts[0].name_span is None
    parted = any(block.kind is BlockKind.HEADING for block in blocks[last:index])
    is_owned = reading.owner is not None and reading.owner.name == before.subject.name
    if not is_same or parted:
        return False
    if _is_prose(blocks[index]):
        return is_owned or bool(_GOES_ON.match(words))
    is_drawn = (blocks[index].marker or "")[:1] in _DRAWN
    return is_owned and is_drawn and drafts[0].subject.basis in ("document", "carried")


def _can_be_root(block: Block) -> bool:
    return block.kind in _ITEMS and block.region is Region.BODY and block.table_id is None


def _drafts(
    reading: _Reading, root: int, members: Sequence[int], before: Sequence[Draft] = ()
) -> Iterator[Draft]:
    """One case for a bullet that tells; one for each child where the bullet only names the subject."""
    blocks, text = reading.document.blocks, reading.document.text
    words = blocks[root].span.slice(text)
    if _only_speaks(words):
        return
    label = _label_subject(reading, words)
    stories = _stories(reading, members[1:]) if label is not None else []
    if label is not None and stories:
        told = (_spans(blocks, story, text) for story in stories)
        yield from (Draft(label, spans) for spans in told if spans)
        return
    titled = _titled_by_bullet(reading, root, members)
    if titled is not None:
        yield titled
        return
    subject, name = _topic(reading, root, words)
    goes_on = bool(before) and _GOES_ON.match(words) is not None
    subject = subject or _understood(reading, root, words, before)
    whole = " ".join(blocks[number].span.slice(text) for number in members)
    is_listed = name is not None and len(whole) >= _SHORTEST_STORY and _listed_name(reading, words) == name
    tells = _tells(whole) or goes_on or is_listed
    if subject is not None and blocks[root].kind is not BlockKind.HEADING and tells:
        span = name.shifted(blocks[root].span.start) if name else None
        yield Draft(subject, _spans(blocks, members, text), name_span=span)


def _titled_by_bullet(reading: _Reading, root: int, members: Sequence[int]) -> Draft | None:
    """In a city's own paper, a drawn bullet that only names something, over items that tell of it: "■ 물길 알리미"."""
    block, blocks, text = reading.document.blocks[root], reading.document.blocks, reading.document.text
    is_drawn = (block.marker or "")[:1] in _DRAWN and block.kind is BlockKind.LIST_ITEM
    if reading.owner is None or not is_drawn or root < reading.first_body or len(members) < _WITH_ITEM:
        return None
    name = unmarked(block.span.slice(text)).strip()
    below = " ".join(blocks[number].span.slice(text) for number in members[1:])
    is_name = bool(name) and len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
    if not is_name or len(below) < _SHORTEST_STORY or reading.places.places(name):
        return None
    start = block.span.start + block.span.slice(text).index(name)
    return Draft(reading.owner, _spans(blocks, members, text), name_span=CharSpan(start, start + len(name)))


def _is_head(reading: _Reading, block: Block) -> bool:
    """Whether a block is a heading of the body: no title and no other value of the document's head."""
    is_title = any(value.span.overlaps(block.span) for value in reading.header.values)
    return block.kind is BlockKind.HEADING and not is_title


def _below(reading: _Reading, root: int) -> list[int]:
    """What hangs below a bullet; a heading that only names a city holds all up to the next heading."""
    block = reading.document.blocks[root]
    if (
        _is_head(reading, block)
        and _label_subject(reading, block.span.slice(reading.document.text)) is not None
    ):
        return section(reading.document.blocks, root)
    return subtree(reading.document.blocks, root)[1:]


def _stories(reading: _Reading, below: Sequence[int]) -> list[list[int]]:
    """The blocks under a label in stories: one begins with each bullet that tells.

    What tells nothing by itself ("참여기관: …") goes with the story before it, the first
    with the one after; lines of prose are one story.
    """
    blocks, text = reading.document.blocks, reading.document.text
    above = {blocks[at].block_id for at in below}
    stories: list[list[int]] = []
    is_told = False
    for at in below:
        is_child = blocks[at].parent_id not in above
        tells = is_child and _tells(blocks[at].span.slice(text))
        follows = bool(stories) and (
            not is_told or (_is_prose(blocks[at]) and _is_prose(blocks[stories[-1][0]]))
        )
        if not stories or (tells and not follows):
            stories.append([])
            is_told = False
        stories[-1].append(at)
        is_told |= tells
    return stories if is_told else stories[:-1]


def _understood(reading: _Reading, root: int, words: str, before: Sequence[Draft]) -> Subject | None:
    """Whom a text without a topic of its own is about: the city before it, or the one that gives the news out."""
    block = reading.document.blocks[root]
    if root < reading.first_body or block.kind is BlockKind.HEADING or _CONTACT.search(words):
        return None
    if before and before[0].subject.kind == "municipality" and _GOES_ON.match(words):
        return before[0].subject.model_copy(update={"basis": "carried"})
    named = {place.name for place in reading.places.places(words)}
    owner = reading.owner
    return owner if owner is not None and named <= {owner.name} else None


def _tells(words: str) -> bool:
    return len(words) >= _SHORTEST_STORY and tells_initiative(words)


def _spans(blocks: Sequence[Block], members: Sequence[int], text: str) -> tuple[CharSpan, ...]:
    """The members' spans; an official's words among them are no part of the case."""
    spans = [blocks[number].span for number in members if blocks[number].region is Region.BODY]
    return tuple(span for span in spans if not _only_speaks(span.slice(text)))


def _only_speaks(words: str) -> bool:
    """Whether a block holds an official's words and tells nothing else; a story may end with them."""
    return _SPEAKS.search(words) is not None and not _tells(_QUOTED.sub("", words))


def _label_subject(reading: _Reading, words: str) -> Subject | None:
    """The city of a bullet that only names it ("□ 김해시 우수사례")."""
    text = without_annex_mark(unmarked(words))
    if len(text) > _LONGEST_LABEL:
        return None
    found = reading.places.places(text)
    if len({place.name for place in found}) != 1:
        return None
    place = found[0]
    rest = (text[: place.span.start] + text[place.span.end :]).strip(" :：()[]<>-·")
    return municipality(place, "heading") if _SHOWCASE.fullmatch(rest) else None


def _topic(reading: _Reading, root: int, words: str) -> tuple[Subject | None, CharSpan | None]:
    """Whom the first sentence is about, and where a service's name stands.

    A quoted name counts where the text is on services, else one place does.
    """
    end = _SENTENCE_END.search(words)
    sentence = words[: end.end()] if end else words
    above = [
        reading.document.blocks[index].span.slice(reading.document.text) for index in reading.above[root]
    ]
    named = _listed_name(reading, words)
    if named is not None:
        return service(named.slice(words), "topic"), named
    quoted = quoted_topic(sentence)
    if quoted and _is_on_services(reading, sentence, above):
        return service(quoted["name"].strip(), "topic"), CharSpan(*quoted.span("name"))
    place = reading.places.topic(unmarked(sentence), above)
    return (municipality(place, "topic"), None) if place else (None, None)


def _listed_name(reading: _Reading, words: str) -> CharSpan | None:
    """The service that a bullet begins with, by a name that a table of the document lists: "◦ 물결자리 아파트 312개 동의 …"."""
    start = len(words) - len(unmarked(words).lstrip()) if words.endswith(unmarked(words)) else 0
    for name in reading.services:
        if words.startswith(name, start) and _AFTER_NAME.match(words, start + len(name)):
            return CharSpan(start, start + len(name))
    return None


def _services_of_tables(document: Document, header: Header) -> tuple[str, ...]:
    """The names in columns of services, in a release on services; the longest first."""
    if "service" not in header.schemes:
        return ()
    heads = [
        (table, cell)
        for table in document.tables
        for cell in table.cells
        if cell.text and cell.is_header and _OF_SERVICES.fullmatch("".join(cell.text.split()))
    ]
    names = {
        " ".join(cell.text.split()).strip("‘’'“”\"")
        for table, head in heads
        for cell in table.cells
        if cell.text and cell.row > head.row and cell.col == head.col
    }
    fitting = (name for name in names if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME)
    return tuple(sorted(fitting, key=lambda name: (-len(name), name)))


def _all_above(blocks: Sequence[Block]) -> Iterator[tuple[int, ...]]:
    """For each block the indexes of its parents and of the nearest heading, nearest first."""
    known: dict[str, tuple[int, ...]] = {}
    numbers = {block.block_id: index for index, block in enumerate(blocks)}
    heading: tuple[int, ...] = ()
    for index, block in enumerate(blocks):
        parent = block.parent_id or ""
        parents = (numbers[parent], *known[parent])[:_MOST_ABOVE] if parent in known else ()
        known[block.block_id] = parents
        yield (*parents, *heading)
        if block.kind is BlockKind.HEADING:
            heading = (index,)


def _is_on_services(reading: _Reading, sentence: str, above: Sequence[str]) -> bool:
    """Whether the announced thing can be a service: the sentence calls it so in a document on services."""
    if "service" not in reading.header.schemes:
        return False
    return "서비스" in sentence or any("서비스" in text for text in above)

"""What others see of the Markdown that we print: parsed by a CommonMark parser with GitHub's tables and strikes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extractors.layout.markers import find_marker
from pipeline.config import RunConfig
from pipeline.read import read_document
from pipeline.requests import Understanding
from schemas.document import Block, Document, Region

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FIGURE = "[그림]"


@functools.cache
def reading(path: Path) -> Understanding:
    """A fixture as `jipyo read` reads it."""
    return read_document(path, RunConfig(workers=1), None).understanding


def squeezed(text: str) -> str:
    """`text` without blanks."""
    return re.sub(r"\s", "", text)


def parsed(markdown: str) -> list[Token]:
    return _PARSER.parse(markdown)


@dataclass
class HtmlTable(HTMLParser):
    """The cells of an HTML table: (row, column, rows, columns, is_header, text), places as a browser gives them.

    The words of tables in its cells are theirs; `inner` counts these.
    """

    cells: list[tuple[int, int, int, int, bool, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    items: int = 0
    inner: int = -1

    def __post_init__(self) -> None:
        super().__init__()
        self._row = -1
        self._depth = 0
        self._taken: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "table"
        self.inner += tag == "table"
        self.items += tag == "li"
        if self._depth > 1:
            return
        self._row += tag == "tr"
        if tag in ("td", "th"):
            spans = dict(attrs)
            rows, columns = int(spans.get("rowspan") or 1), int(spans.get("colspan") or 1)
            column = next(n for n in range(1000) if (self._row, n) not in self._taken)
            self._taken |= {(self._row + r, column + c) for r in range(rows) for c in range(columns)}
            self.cells.append((self._row, column, rows, columns, tag == "th", ""))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.cells:
            self.cells[-1] = (*self.cells[-1][:5], self.cells[-1][5] + squeezed(data))


def html_table(source: str) -> HtmlTable:
    table = HtmlTable()
    table.feed(source)
    return table


def visible(markdown: str) -> str:
    """All that is seen, without blanks; Markdown's own list marks count where they stand for a marker."""
    return squeezed("".join(_visible(parsed(markdown))))


def _visible(tokens: list[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = token.info + token.markup
        elif token.type == "html_block":
            yield "".join(html_table(token.content).words)
        elif token.type == "inline":
            text = inline_text(token)
            is_own = mark not in ("", "-", "+") or (mark and not _is_marked(text))
            yield (mark if is_own else "") + ("" if text == _FIGURE else text)
            mark = ""


def _is_marked(text: str) -> bool:
    return find_marker(text) is not None


def inline_text(token: Token) -> str:
    """The words of a line; marks, tags and comments show nothing."""
    shown = {"text", "text_special", "code_inline"}
    return "".join(
        child.content if child.type in shown else " " if child.type == "softbreak" else ""
        for child in token.children or ()
    )


def printed_words(document: Document, text: str) -> str:
    """The words that must be seen: all blocks but furniture, in order, without blanks."""
    return squeezed("".join(block.span.slice(text) for block in unfurnished(document)))


def unfurnished(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.region is not Region.FURNITURE]

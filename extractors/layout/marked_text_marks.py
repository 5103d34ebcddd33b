"""Inline marks of Markdown and of converters' HTML, turned into what they render to."""

from __future__ import annotations

import html
import re
import unicodedata

# One pass over the line, so that what an escape or an entity yields is not read as a mark again:
# "\* 전동킥보드", "`a_b`", "<sup>주)</sup>가람", "**9곳**", "![그림](a.png)", "<https://…>", "R&amp;D", "*****" (a picture's noise).
_MARK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,3})(?!`)(?P<code>[^`]{1,1000})(?P=ticks)(?!`)"
    r"|(?P<stars>\*{4,})"
    r"|(?P<strong>\*\*)"
    r"|!\[(?P<alt>[^\[\]]{0,300})\]\([^()\s]{0,500}\)"
    r"|\[(?P<link>[^\[\]]{1,300})\]\((?:https?:|mailto:|#|\.{0,2}/)[^()\s]{0,500}\)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,500})>"
    r"|(?P<line_break><br\s{0,4}/?>)"
    r"|(?P<comment><!--.{0,400}?-->)"
    r"|(?P<tag></?(?:sup|sub|b|i|u|s|em|strong|span|font|ins|del|small|mark|a|p|div|center|h[1-6]|[uo]l|li|hr)"
    r"(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
    re.IGNORECASE,
)
_HTML = re.compile(r"<!--[^>]{0,400}-->|</?[A-Za-z][A-Za-z0-9]{0,10}(?:\s[^<>]{0,1000})?/?>")
# Characters without a shape of their own: byte order mark, zero-width blanks, soft hyphen.
_SHAPELESS = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad]")


def render(source: str) -> str:
    """Return what one line or cell shows: marks gone, escapes and entities resolved, NFC.

    Blanks are kept as they are; a `<br>` becomes a line end.

    >>> render(r"**총 3건**이 <sup>주)</sup>가람\\* R&amp;D")
    '총 3건이 주)가람* R&D'
    >>> render("**열린 굵은 글씨와 * 별")
    '**열린 굵은 글씨와 * 별'
    """
    strong = sum(1 for mark in _MARK.finditer(source) if mark["strong"])
    paired = iter([True] * (strong - strong % 2) + [False] * (strong % 2))

    def shown(mark: re.Match[str]) -> str:
        if mark["strong"]:
            return "" if next(paired) else "**"
        if mark["line_break"]:
            return "\n"
        if mark["entity"]:
            return html.unescape(mark["entity"])
        shown_as = ("escaped", "code", "address", "stars", "alt", "link")
        return next((mark[name] for name in shown_as if mark[name]), "")

    return settle(_MARK.sub(shown, source))


def render_html(source: str) -> str:
    """Return what a stretch of HTML shows on one line: tags gone, entities resolved, NFC, single blanks.

    >>> render_html("<b>총 3건</b> R&amp;D &lt;표 2&gt;\\n*")
    '총 3건 R&D <표 2> *'
    """
    return tidy(settle(html.unescape(_HTML.sub("", source))))


def settle(text: str) -> str:
    """Return `text` in NFC, without characters that have no shape; other control characters become blanks."""
    text = _SHAPELESS.sub("", unicodedata.normalize("NFC", text))
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char not in "\n\t" else char for char in text
    )


def tidy(text: str) -> str:
    """Return `text` with every run of blanks as one blank, none at the ends.

    >>> tidy("  담당   부서 ")
    '담당 부서'
    """
    return " ".join(text.split())

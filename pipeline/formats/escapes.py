"""Characters that Markdown would take for marks, escaped; all others stay as they are."""

from __future__ import annotations

import re

# `\`, code, emphasis; `~` and `$` because GitHub strikes "1~3월, 5~6월" through and sets "$5 … $6" as a formula.
# "R_D" is no emphasis. "<표 2>" is no tag and "[참고]" no link; "<b>", "[a](b)", "[^1]", "&amp;" would be.
_INLINE = re.compile(
    r"[\\`*~$]|_(?!(?<=\w_)\w)|<(?=[A-Za-z/!?])|\[(?=\^)|(?<=\])[(\[]|&(?=\#\d|\#[xX]|[A-Za-z][A-Za-z0-9]{0,31};)"
)
# "# 제목", "> 인용", "| 칸 |", "- 항목", "===", "[x] 할 일", "[참고]: 주소"
_LINE_START = re.compile(r"[#>|=]|[-+](?=\s|$|-)|\[(?=[ xX]\]\s|[^\[\]]{1,999}\]:)")
# "1. 개요", "2023. 5. 1."
_NUMBER_START = re.compile(r"(?P<number>\d{1,9})(?P<end>[.)](?=\s|$))")
# "제목 ##": Markdown drops hashes that close a heading.
_CLOSING_HASHES = re.compile(r"(?P<hashes>#+)$")
# ":--", "---": a cell that would divide a head from its rows; a lone "-" says that there is no value.
_DIVIDER = re.compile(r"(?P<colon>:?)(?P<dashes>-{2,}:?|(?<=:)-:?|-:)")


def escape_inline(text: str) -> str:
    r"""Escape marks inside a line.

    >>> print(escape_inline("서비스*를 1~3월 <표 2> R&D a_b [참고]"))
    서비스\*를 1\~3월 <표 2> R&D a_b [참고]
    """
    return _INLINE.sub(lambda mark: f"\\{mark[0]}", text)


def escape_line(text: str) -> str:
    r"""Escape a line, also what would open a list, heading, quotation or table at its start.

    >>> print(escape_line("2023. 5. 1."), escape_line("- 5 -"), escape_line("#1"))
    2023\. 5. 1. \- 5 - \#1
    """
    numbered = _NUMBER_START.match(text)
    if numbered:
        return f"{numbered['number']}\\{numbered['end']}{escape_inline(text[numbered.end() :])}"
    return f"\\{text[0]}{escape_inline(text[1:])}" if _LINE_START.match(text) else escape_inline(text)


def escape_heading(text: str) -> str:
    r"""Escape the words of a heading.

    >>> print(escape_heading("# 1. 개요 ##"))
    # 1. 개요 \##
    """
    return _CLOSING_HASHES.sub(r"\\\g<hashes>", escape_inline(text))


def escape_cell(text: str) -> str:
    r"""Escape what stands in a cell of a pipe table.

    >>> print(escape_cell("가|나"), escape_cell("--"), escape_cell("-"))
    가\|나 \-- -
    """
    if _DIVIDER.fullmatch(text):
        return _DIVIDER.sub(r"\g<colon>\\\g<dashes>", text)
    return escape_inline(text).replace("|", "\\|")

"""Tables of a form in which an applicant claims points for indicators, or lists proofs: their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.nlp.extract_tables import Column, bare_head, find_column
from extractors.nlp.table_grid import MOST_TABLES, Grid, grid_of
from schemas.document import Cell, Table

_MAXIMUM = re.compile(r"배점|만점|총점|기준점|최고점|할당점|한도점")
_CLAIMED = re.compile(
    r"자체평가|자체점수|자기평가|자가평가|신청점수|평가점수|득점|취득점수|산정점수|자체산정|획득|^자체$|^자기$|^자평|자기점수|자가점수|자평점수|(?:자체|자기|자가)채점|자체산출|(?:희망|예상|제출|주장|우리|본사|당사)점수|매긴점수|스스로|^채점$|^신청$|^(?:점수|평점|평가)(?:\(.{1,6}\))?$"
)
_NUMBER = re.compile(r"번호|연번|순번|^no\.?$|코드", re.IGNORECASE)
# names of the columns that name the indicator, the innermost first; groups of indicators last
_NAMES = tuple(
    re.compile(words)
    for words in (
        "지표명",
        "세부지표",
        "평가지표",
        "^지표$|지표",
        "심사지표|심사항목|심사기준|평가기준",
        "세부항목",
        "평가항목|항목명",
        "항목|평가내용",
    )
)
_TELLS = re.compile(r"요약|실적|설명|산식|내용$|방법|근거|증빙|단위")
# columns of pages, the proof's before the proposal's; the last resort is a column of proofs
_PAGES_OF = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"(?:증빙|근거).*(?:쪽|페이지|면수?\)?$|page)",
        r"쪽|페이지|면수|면$|^p\.?$|page",
        r"근거|증빙",
    )
)
_NO_PAGE = re.compile(r"번호|[^면]명$|여부|유형|종류")
_TITLES = tuple(
    re.compile(words)
    for words in (
        "(?:문서|자료|서류|증빙|증빙물)(?:의)?(?:명|이름|제목)|제목|명칭",
        "증빙자료$|증빙서류$|근거자료$|제출서류$",
        "증빙자료|증빙서류",
    )
)
# heads of what proves a claim: "증빙자료", "근거가 있는 곳", "붙임 서류", "뒷받침 문서(쪽)"; a number of proofs names none
_NAMED_PROOF = re.compile(r"증빙|근거|입증|첨부|붙임|뒷받침|서류|(?:자료|문서)(?:명|이름)?(?:\(|$)")
_TELLS_NO_PROOF = re.compile(r"번호|여부|유형|종류|쪽수|^쪽|법적근거|산출근거|법령")
# heads that say of papers that they prove, where no column has their pages
_OF_PROOFS = re.compile(r"증빙|제출서류|첨부|붙임|근거자료")
_INDICATOR = re.compile(r"관련지표|해당지표|지표번호|세부지표|지표")
_ISSUED = re.compile(r"발급일|작성일|발행일|시행일|일자|날짜|문서일|발급$|발행$|생산일")


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """Where a table of claims or proofs keeps what."""

    value: Column
    number: Column | None
    name: Column | None
    maximum: Column | None
    page: Column | None
    issued: Column | None
    title: Column | None = None
    """Of claims: where the proof of each is named."""


def claim_columns(table: Table) -> ClaimColumns | None:
    """The columns of a table of claims; None for any other table. Every cell asks, so it is worked out once a table."""
    return _claim_columns(grid_of(table))


@lru_cache(maxsize=MOST_TABLES)
def _claim_columns(grid: Grid) -> ClaimColumns | None:
    table = grid.table
    maximum = find_column(table, _MAXIMUM)
    claimed = find_column(table, _CLAIMED, but=(maximum,))
    if maximum is None or claimed is None:
        return None
    number = find_column(table, _NUMBER, but=(maximum, claimed))
    taken = (maximum, claimed, number)
    named = [find_column(table, pattern, but=taken, avoid=_TELLS) for pattern in _NAMES]
    name = next((column for column in named if column is not None), None)
    page = _page_column(table, taken)
    issued = find_column(table, _ISSUED, but=(*taken, page))
    title = find_column(table, _NAMED_PROOF, but=(*taken, name, issued), avoid=_TELLS_NO_PROOF)
    return ClaimColumns(claimed, number, name, maximum, page, issued, title)


def proof_columns(table: Table) -> ClaimColumns | None:
    """The columns of a list of proofs; None for any other table."""
    return _proof_columns(grid_of(table))


@lru_cache(maxsize=MOST_TABLES)
def _proof_columns(grid: Grid) -> ClaimColumns | None:
    table = grid.table
    titles = [find_column(table, pattern, avoid=_PAGES_OF[1]) for pattern in _TITLES]
    title = next((column for column in titles if column is not None), None)
    page = _page_column(table, (title,))
    if title is None or find_column(table, _MAXIMUM) is not None:
        return None
    if page is None and not (_OF_PROOFS.search(title.joined) and find_column(table, _ISSUED, but=(title,))):
        return None
    indicator = find_column(table, _INDICATOR, but=(title, page))
    return ClaimColumns(title, indicator, None, None, page, find_column(table, _ISSUED, but=(title, page)))


def _page_column(table: Table, taken: tuple[Column | None, ...]) -> Column | None:
    found = [find_column(table, pattern, but=taken, avoid=_NO_PAGE) for pattern in _PAGES_OF]
    return next((column for column in found if column is not None), None)


def tells_of_things(table: Table, cell: Cell) -> bool:
    """Whether a cell may tell of anything else: of a table of claims only what is told of them, of proofs nothing."""
    claims = claim_columns(table)
    if claims is None:
        return proof_columns(table) is None
    kept = [claims.value, claims.number, claims.name, claims.maximum, claims.page]
    is_kept = any(column is not None and column.col == cell.col for column in kept)
    return not is_kept and _TELLS.search(bare_head(table, cell)) is not None

"""Why a record says what it says, as values: what `explain` fills in and `jipyo why` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.fact import Alignment, Basis, FieldName, Qualifier, Status, SubjectKind, Unit, Value
from schemas.record import State

StatusBy = Literal["clause", "wanted", "preparation", "table", "nothing"]
CueKind = Literal["strong", "weak", "context", "heading", "event", "table"]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Characters(_Told):
    """Exact characters of a document, and their page."""

    span: tuple[int, int]
    quote: str
    page_no: int | None


class CueTold(_Told):
    """A cue that stood there. `pattern` and `near` are the rule's; no characters for a cue of the headings above.

    A misread cue is `corrected`, and `derivation` tells what was read and what it is taken for.
    """

    kind: CueKind
    pattern: str
    near: str | None = None
    characters: Characters | None = None
    alignment: Alignment = "exact"
    derivation: str | None = None


class StatusTold(_Told):
    """The status, and what gave it.

    `by`: the governing clause; a thing only `wanted`; only a `preparation` of it that is done; a `table`, whose
    figures stand as nouns do; `nothing`, where no predicate governs the cue.
    """

    status: Status
    by: StatusBy
    predicate: Characters | None = None
    clause_status: Status | None = None
    status_rule: str | None = None
    preparation: str | None = None
    required: tuple[Status, ...]
    downgraded: dict[Status, float]
    rejected: tuple[Status, ...]


class SubjectTold(_Told):
    """Whom the sentence is about, how that was found, and how sure it is."""

    kind: SubjectKind
    name: str
    as_written: str | None
    basis: Basis
    confidence: float
    least: float


class FactTold(_Told):
    """A fact that a place rests on; `rule_id` is what found the fact."""

    fact_id: str
    field: FieldName
    rule_id: str
    value: Value
    unit: Unit | None
    qualifier: Qualifier | None
    status: Status
    alignment: Alignment
    derivation: str | None
    characters: Characters


class ValueTold(_Told):
    """What value the rule asks for, and which one it took, from which fact."""

    wanted: str
    unit_wanted: Unit | None
    tests: tuple[str, ...]
    value: Value | None = None
    unit: Unit | None = None
    fact_id: str | None = None
    converted: bool = False
    is_difference: bool = False


class TermTold(_Told):
    """One term of the sum."""

    name: str
    count: int
    weight: float


class StrengthTold(_Told):
    """`score` is the logistic function of `sum`; `total` is score × status factor × confidence in the subject."""

    bias: float
    terms: tuple[TermTold, ...]
    sum: float
    score: float
    status_factor: float
    subject_confidence: float
    total: float


class SharedWith(_Told):
    """Another indicator whose rule opens on the same sentence."""

    indicator_id: str
    name: str


class PlaceTold(_Told):
    """One place that a rule opened on. `shows` is null where its status is rejected."""

    document_id: str
    sentence: Characters
    section: tuple[str, ...]
    cues: tuple[CueTold, ...]
    event: str | None
    status: StatusTold
    subject: SubjectTold
    value: ValueTold
    needs: tuple[str, ...]
    needs_met: tuple[str, ...]
    strength: StrengthTold
    facts: tuple[FactTold, ...]
    shows: State | None
    doubts: tuple[str, ...]
    shared_with: tuple[SharedWith, ...] = ()


class ClaimTold(_Told):
    """A claim or named proof of an application, and the words that bound it to the indicator."""

    document_id: str
    fact_id: str
    field: FieldName
    claimed: Value
    claimed_name: str | None
    proof_page: int | None
    bound_by: str
    characters: Characters


class RuleTold(_Told):
    """The rule of an indicator; `sha256` is of its content."""

    basis: Literal["examples", "own_words"]
    sha256: str


class RecordTold(_Told):
    """Everything that led to one record; `places` has the best first, `strength` is noisy-or over their sections."""

    record_id: str
    catalogue: str
    indicator_id: str
    indicator_name: str
    definition: str
    subject_kind: SubjectKind
    subject_name: str
    state: State
    value: Value | None
    unit: Unit | None
    status: Status | None
    strength: float
    combined: tuple[float, ...]
    rule: RuleTold | None
    notes: tuple[str, ...]
    claims: tuple[ClaimTold, ...]
    places: tuple[PlaceTold, ...]
    places_left_out: int = 0

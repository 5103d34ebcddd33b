"""The format of a rule pack: which words, in which state of being done, prove which indicator."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cached_property, lru_cache
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from extractors.rules.literals import literal
from extractors.rules.pattern_safety import MAX_LENGTH, problem_of
from schemas.catalogue import Filled, Identifier, ValueType
from schemas.fact import FieldName, Status, SubjectKind, Unit

Aggregate = Literal["nearest", "max", "min", "latest"]
MIN_MATCHES = 3
MIN_NO_MATCHES = 2

FACTORS: dict[Status, float] = {
    "nominal": 0.8,
    "unstated": 0.5,
    "in_progress": 0.5,
    "planned": 0.2,
    "purpose": 0.1,
}
"""What is left of evidence that is not plainly done, unless a rule says otherwise."""

ShortText = Annotated[str, Field(min_length=1, max_length=120)]
Pattern = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
Factor = Annotated[float, Field(gt=0, le=1)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityCue(_Model):
    """A fact of this field in the sentence; with `value`, one whose value holds it."""

    field: FieldName
    value: ShortText | None = None


def sign_of_field(field: FieldName) -> str:
    """The sign of a fact of this field in a sentence."""
    return f"field:{field}"


TRIED: Final = "tried"
"""In the context of a validation: the file's patterns are known to be safe."""


class Cue(_Model):
    """One sign in the text; exactly one kind of it.

    `lex` is matched without blanks and in any case; `morph` as morphemes in a
    row, each `form/TAG` ("주차/NNG 정보/NNG"); `regex` on the text without
    blanks, and only where `anchor` stands in the sentence, if one is given;
    `entity` on facts; `event` on the governing predicate; `section` on the
    headings above. `event` and `section` are for `context` only.
    `near` is a pattern that has to stand close to a `lex` or `regex`, on either
    side and in the same part of the sentence: Korean moves freely what a
    predicate takes, so that neither comes first for sure.
    """

    lex: ShortText | None = None
    morph: Annotated[str, Field(pattern=r"^\S+/[A-Z]+( \S+/[A-Z]+){0,5}$", max_length=120)] | None = None
    regex: Pattern | None = None
    anchor: ShortText | None = None
    entity: EntityCue | None = None
    event: tuple[ShortText, ...] | None = None
    section: ShortText | None = None
    near: Pattern | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [self.lex, self.morph, self.regex, self.entity, self.event, self.section]
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError("a cue is exactly one of lex, morph, regex, entity, event, section")
        if self.anchor is not None and self.regex is None:
            raise ValueError("anchor belongs to a regex")
        if self.near is not None and self.regex is None and self.lex is None:
            raise ValueError("near belongs to a lex or a regex")
        return self

    @field_validator("regex", "near")
    @classmethod
    def _regex_is_safe(cls, pattern: str | None, told: ValidationInfo) -> str | None:
        """Not tried again for what comes with the program: `catalogue check` and the tests do that."""
        is_tried = told.context is not None and told.context.get(TRIED, False)
        problem = problem_of(pattern) if pattern is not None and not is_tried else None
        if problem:
            raise ValueError(f"the pattern {pattern!r} {problem}")
        return pattern

    @cached_property
    def sign(self) -> str | None:
        """By what it is found among the signs of a sentence; None for one that may stand in any.

        >>> Cue(lex="스마트 폴").sign, Cue(regex="(가|나)다").sign
        ('스마트폴', '(가|나)다')
        """
        if self.regex is not None:
            return self.regex
        if self.lex is not None:
            return literal(self.lex)
        return None if self.entity is None else sign_of_field(self.entity.field)

    @property
    def is_context_only(self) -> bool:
        return self.event is not None or self.section is not None


class Cues(_Model):
    """One strong cue opens; so do two different weak ones, or a weak one with a context that is no event.

    `claim` are words of an indicator's name in an application's own index; with
    the strong cues they bind a claim to be looked at, and prove nothing.
    `table` are words of the heading, head or row of a table whose figures count.
    `listed` are heads of a column whose every cell is one of the things looked for.
    """

    strong: tuple[Cue, ...] = ()
    weak: tuple[Cue, ...] = ()
    context: tuple[Cue, ...] = ()
    claim: tuple[Cue, ...] = ()
    table: tuple[Cue, ...] = ()
    listed: tuple[Cue, ...] = ()

    @model_validator(mode="after")
    def _can_open(self) -> Self:
        if not self.strong and not self.weak:
            raise ValueError("a rule needs a strong or a weak cue")
        if any(cue.is_context_only for cue in (*self.strong, *self.weak)):
            raise ValueError("event and section are cues of context only: alone they prove nothing")
        if any(cue.lex is None and cue.regex is None for cue in (*self.claim, *self.table, *self.listed)):
            raise ValueError("claim, table and listed are words of a heading: lex or regex")
        return self


class Needs(_Model):
    """What a definition asks for beside the cue: so many different ones, in the sentence or the headings above.

    Where they are not said, a person has to look. `waived` is a name that says it all by itself.
    """

    at_least: Annotated[int, Field(ge=1, le=10)]
    of: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    waived: Pattern | None = None

    @field_validator("of", "waived")
    @classmethod
    def _patterns_are_safe(cls, given: tuple[str, ...] | str | None) -> tuple[str, ...] | str | None:
        for pattern in (given,) if isinstance(given, str) else given or ():
            problem = problem_of(pattern)
            if problem:
                raise ValueError(f"the pattern {pattern!r} {problem}")
        return given


class Exclusion(_Model):
    """A cue that vetoes weak openings; strong ones too where it is `hard`."""

    lex: ShortText | None = None
    regex: Pattern | None = None
    hard: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        self.as_cue()
        return self

    def as_cue(self) -> Cue:
        return _cue_of(self.lex, self.regex)


@lru_cache(maxsize=4096)
def _cue_of(lex: str | None, regex: str | None) -> Cue:
    """One cue for each exclusion: they are asked for at every sentence."""
    return Cue(lex=lex, regex=regex)


class Sections(_Model):
    """Words of the headings above that speak for or against; neither opens nor vetoes."""

    prefer: tuple[ShortText, ...] = ()
    avoid: tuple[ShortText, ...] = ()


class ValueRule(_Model):
    """Which value a record takes.

    `unit` is the record's unit; quantities of the same dimension are converted.
    `measure`: the quantity's own measure, or the words close before it, must
    hold one of these. `aggregate` chooses among several in one sentence; nothing
    is added up, for a sum stands on no page. `field`: the fact field that a text or date is taken from.
    `required`: without a value a person has to look. `also`: further units that
    stand for `unit` one for one, as a person living alone does for a household.
    `clause`: the clause of the quantity must hold one of these, and `measure` is not asked.
    `change`: the value is by how much something changed; "48시간에서 6시간으로" is 42, and a level
    that is reached ("6시간으로 단축") is no value.
    """

    type: ValueType = "presence"
    unit: Unit | None = None
    aggregate: Aggregate = "nearest"
    measure: tuple[ShortText, ...] = ()
    also: tuple[Unit, ...] = ()
    clause: tuple[ShortText, ...] = ()
    field: FieldName | None = None
    required: bool = False
    change: bool = False


class Assertion(_Model):
    """What the governing predicate must say.

    `require` counts in full; `downgrade` counts by its factor; `reject` does not
    count. `allow_preparation`: a finished design, study or agreement is itself
    the thing looked for.
    """

    require: tuple[Status, ...] = ("done", "ongoing")
    downgrade: dict[Status, Factor] = Field(default_factory=lambda: dict(FACTORS))
    reject: tuple[Status, ...] = ("negated",)
    allow_preparation: bool = False

    @model_validator(mode="after")
    def _each_status_once(self) -> Self:
        listed = Counter((*self.require, *self.downgrade, *self.reject))
        twice = [status for status, times in listed.items() if times > 1]
        if twice:
            raise ValueError(f"the status {twice[0]} stands in more than one list")
        return self

    def factor(self, status: Status) -> float:
        """The share that evidence of this status keeps; 0 for a rejected or unlisted one."""
        return 1.0 if status in self.require else self.downgrade.get(status, 0.0)


class SubjectRule(_Model):
    """Whom evidence may be about, and how sure the reading of the subject must be."""

    kinds: tuple[SubjectKind, ...] = ()
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.5


class Match(_Model):
    """A text that must open the rule, and what must come of it; what is not named is not compared.

    `also`: the further indicators of the catalogue that the text truly speaks
    for; a rule that opens on it and is not named here is too wide.
    """

    text: Annotated[str, Field(min_length=4, max_length=1000)]
    value: bool | int | float | str | None = None
    unit: Unit | None = None
    status: Status | None = None
    subject: ShortText | None = None
    also: tuple[Identifier, ...] = ()


class NoMatch(_Model):
    """A text that must not open the rule, or not prove it, and why."""

    text: Annotated[str, Field(min_length=4, max_length=1000)]
    why: Filled


class Examples(_Model):
    """The rule's own tests; `check_pack` runs every one."""

    match: Annotated[tuple[Match, ...], Field(min_length=MIN_MATCHES)]
    no_match: Annotated[tuple[NoMatch, ...], Field(min_length=MIN_NO_MATCHES)]


class Rule(_Model):
    """How one indicator is recognised.

    `basis`: `own_words` marks a rule that was made of an indicator's name and
    definition, which proves less than one that was written and tried on examples.
    """

    indicator: Identifier
    cues: Cues
    exclude: tuple[Exclusion, ...] = ()
    needs: Needs | None = None
    sections: Sections = Sections()
    value: ValueRule = ValueRule()
    assertion: Assertion = Assertion()
    subject: SubjectRule = SubjectRule()
    basis: Literal["examples", "own_words"] = "examples"
    tests: Examples

    @property
    def sha256(self) -> str:
        """Of what the rule says, however its file is written."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class RulePack(_Model):
    """One file of rules, for one or more catalogues that share indicator ids."""

    pack: Identifier
    version: Annotated[int, Field(ge=1)]
    catalogues: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_rule_an_indicator(self) -> Self:
        twice = [one for one, times in Counter(rule.indicator for rule in self.rules).items() if times > 1]
        if twice:
            raise ValueError(f"indicator {twice[0]} has more than one rule in this pack")
        return self

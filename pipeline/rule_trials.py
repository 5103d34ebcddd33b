"""Rules tried on the stored facts of a finished run; nothing is read anew and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractors.rules.catalogues import load_catalogue, load_rules, read_pack
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import map_records, rules_for
from extractors.rules.pack import Rule, RulePack
from pipeline.collect import collect, recall_inputs
from pipeline.mapping import mapped_document
from pipeline.remap import refuse_stale
from pipeline.shelf import shelf_of
from pipeline.store.store import open_existing
from schemas.catalogue import Catalogue
from schemas.errors import UsageError
from schemas.record import Record


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A catalogue with the rules that it is mapped by; `name` is what the caller called it."""

    name: str
    catalogue: Catalogue
    rules: tuple[Rule, ...]


def stored_documents(folder: Path) -> tuple[MappedDocument, ...]:
    """The documents of a finished run as mapping takes them; UsageError where they are of another version."""
    with open_existing(folder) as store:
        gathered, config = recall_inputs(store)
        shelf = shelf_of(store, config)
        refuse_stale(shelf, gathered)
        results = collect(shelf, gathered)
    return tuple(mapped_document(one) for one in results.documents if one.readable and one.header is not None)


def rule_set(name: str) -> RuleSet:
    """The rules of a catalogue (a name, or the path of a YAML file), or of it with a pack (a path) in place of its own."""
    pack = _pack_at(Path(name))
    if pack is None:
        catalogue = load_catalogue(name)
        return RuleSet(name, catalogue, rules_for(catalogue))
    catalogue = load_catalogue(pack.catalogues[0])
    own = {rule.indicator for rule in pack.rules}
    kept = [rule for rule in load_rules(catalogue.name) if rule.indicator not in own]
    return RuleSet(name, catalogue, tuple(sorted((*kept, *pack.rules), key=lambda rule: rule.indicator)))


def _pack_at(path: Path) -> RulePack | None:
    """The rule pack of a file; None where the name is no YAML file, or a catalogue's."""
    if path.suffix not in {".yaml", ".yml"} or not path.is_file():
        return None
    try:
        return read_pack(path)
    except UsageError:
        load_catalogue(str(path))  # says what is wrong where it is no catalogue either
        return None


def records_of(rules: RuleSet, documents: tuple[MappedDocument, ...]) -> tuple[Record, ...]:
    """The records that a rule set gives of the documents by its cues alone: what is learned would hide what a rule loses."""
    return map_records(rules.catalogue, documents, rules=rules.rules, is_taught=False)

"""Writes the JSON Schemas of everything that leaves the program: `python -m schemas.generate [--check]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from schemas.reading import ReadDocument
from schemas.rows import ROW_MODELS, SCHEMA_VERSION

FOLDER = Path(__file__).parent / "json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[BaseModel]] = {**ROW_MODELS, "document_model": ReadDocument}


def schema_text(name: str) -> str:
    """The JSON Schema of one exported model, as it stands in schemas/json/.

    >>> json.loads(schema_text("facts"))["schema_version"]
    '1.0'
    """
    described = MODELS[name].model_json_schema(mode="serialization", by_alias=True)
    head = {"$schema": DIALECT, "$id": f"urn:jipyo:{name}:{SCHEMA_VERSION}", "schema_version": SCHEMA_VERSION}
    return json.dumps({**head, **described}, ensure_ascii=False, indent=1) + "\n"


def stale(folder: Path = FOLDER) -> list[str]:
    """The names of files that are missing, outdated, or generated from no model any more."""
    wanted = {f"{name}.json": schema_text(name) for name in MODELS}
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def write(folder: Path = FOLDER) -> None:
    """Write every schema, and remove files that no model stands for."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.json"):
        path.unlink()
    for name in MODELS:
        (folder / f"{name}.json").write_text(schema_text(name), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write the schemas, or with --check say which are stale."""
    if "--check" not in arguments:
        write()
        return 0
    outdated = stale()
    if outdated:
        print(f"stale in schemas/json: {', '.join(outdated)}; `make golden` rewrites them", file=sys.stderr)
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

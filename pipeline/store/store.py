"""The store in the output folder: SQLite in WAL mode, one writer, one transaction for each finished step."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from pipeline.store.tables import setting, work
from schemas.errors import UsageError

FILE_NAME = "jipyo.db"
_MIGRATIONS = Path(__file__).parent / "migrations"
Step = Literal["probe", "judge", "page", "understand", "crop"]
StepStatus = Literal["done", "failed"]


@dataclass(frozen=True, slots=True)
class Finished:
    """The stored end of one step; `payload` is the value's JSON, or the failure's."""

    document_id: str
    step: Step
    page_no: int
    key: str
    status: StepStatus
    payload: bytes


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """Open the store of an output folder, making or upgrading it; readable by its owner only."""
    path = folder / FILE_NAME
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)  # it holds originals
    engine = sa.create_engine(f"sqlite:///{path}")
    sa.event.listen(engine, "connect", _set_pragmas)
    try:
        with engine.connect() as connection:
            _upgrade(connection)
            yield Store(connection)
    finally:
        engine.dispose()


def open_existing(folder: Path) -> Any:
    """Like `open_store`, for commands that read a finished run; UsageError where there is none."""
    if not (folder / FILE_NAME).is_file():
        raise UsageError(
            f"{folder} 에 실행 결과가 없습니다. 먼저 'jipyo run' 을 실행하세요 / "
            f"{folder} holds no run; start with 'jipyo run INPUT --out {folder}'."
        )
    return open_store(folder)


def _set_pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: sa.Connection) -> None:
    if _revision(connection) == newest_revision():  # loading alembic takes as long as a short answer
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()


def _revision(connection: sa.Connection) -> str | None:
    """The migration that a store stands at; None for a new one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def newest_revision() -> str:
    """The revision of the last migration; their files begin with it."""
    return max(path.stem.split("_")[0] for path in _MIGRATIONS.glob("versions/[0-9]*.py"))


class Store:
    """Finished work by document, step and page. Only the main process has one open."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def finish(self, finished: Finished) -> None:
        """Record the end of a step, in a transaction of its own."""
        row = {
            "document_id": finished.document_id,
            "step": finished.step,
            "page_no": finished.page_no,
            "key": finished.key,
            "status": finished.status,
            "payload": zlib.compress(finished.payload, 6),
        }
        statement = insert(work).values(row)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["document_id", "step", "page_no"], set_=row)
        )
        self._connection.commit()

    def find(
        self, document_id: str, step: Step, key: str, *, page_no: int = 0, status: StepStatus | None = None
    ) -> Finished | None:
        """The stored end of a step under this key, of one status only if asked; else None: it has to be done."""
        query = sa.select(work).where(
            work.c.document_id == document_id,
            work.c.step == step,
            work.c.page_no == page_no,
            work.c.key == key,
            *([] if status is None else [work.c.status == status]),
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _finished(row)

    def steps_of(self, document_id: str) -> list[Finished]:
        """Every stored end of one document's steps, also under keys of former settings."""
        query = sa.select(work).where(work.c.document_id == document_id)
        rows = self._connection.execute(query.order_by(work.c.step, work.c.page_no)).all()
        return [_finished(row) for row in rows]

    def discard_pages(self, document_id: str, pages: Iterable[int]) -> None:
        """Forget how these pages were recognised (`redo`): under whatever settings, they are read again."""
        chosen = (work.c.document_id == document_id, work.c.step == "page", work.c.page_no.in_(list(pages)))
        self._connection.execute(sa.delete(work).where(*chosen))
        self._connection.commit()

    def discard_work(self) -> None:
        """Forget all finished work (`--fresh`); what a person decided is not kept here."""
        self._connection.execute(sa.delete(work))
        self._connection.commit()

    def remember(self, name: str, value: Any) -> None:
        """Keep a JSON value under a name."""
        row = {"name": name, "value": json.dumps(value, ensure_ascii=False, sort_keys=True)}
        self._connection.execute(
            insert(setting).values(row).on_conflict_do_update(index_elements=["name"], set_=row)
        )
        self._connection.commit()

    def recall(self, name: str) -> Any:
        """The value kept under a name, or None."""
        query = sa.select(setting.c.value).where(setting.c.name == name)
        text = self._connection.execute(query).scalar_one_or_none()
        return None if text is None else json.loads(text)


def _finished(row: sa.Row[Any]) -> Finished:
    return Finished(
        row.document_id,
        cast(Step, row.step),
        row.page_no,
        row.key,
        cast(StepStatus, row.status),
        zlib.decompress(row.payload),
    )

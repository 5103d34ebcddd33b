"""Settings that a person chose for single pages (`jipyo redo`); they stand above those of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from pipeline.config import OcrEngine, RunConfig
from pipeline.store.store import Store
from schemas.issue import Issue, issue

_NAME: Final = "page_settings"


class PageSettings(BaseModel):
    """How one page is to be read; None is as the run says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: OcrEngine | None = None
    psm: int | None = None
    dpi: int | None = None

    @property
    def words(self) -> str:
        """What was chosen, for people: "engine=tesseract psm=6"."""
        return " ".join(f"{name}={value}" for name, value in self if value is not None)

    def over(self, config: RunConfig) -> RunConfig:
        """`config` with what was chosen here in its place; ValidationError where a value is out of range."""
        chosen = {f"ocr_{name}": value for name, value in self if value is not None}
        return RunConfig.model_validate(config.model_dump() | chosen)


Chosen = Mapping[tuple[str, int], PageSettings]
"""By document id and page number."""


def recall_settings(store: Store) -> Chosen:
    """What was chosen in this output folder; a page that nobody named is not among it."""
    stored: dict[str, dict[str, Any]] = store.recall(_NAME) or {}
    return {
        (document_id, int(page_no)): PageSettings.model_validate(settings)
        for document_id, pages in stored.items()
        for page_no, settings in pages.items()
    }


def remember_settings(
    store: Store, document_id: str, pages: Iterable[int], settings: PageSettings | None
) -> None:
    """Choose `settings` for these pages, in place of what was chosen before; None leaves them to the run."""
    chosen = dict(recall_settings(store))
    for page_no in pages:
        chosen.pop((document_id, page_no), None)
        if settings is not None:
            chosen[document_id, page_no] = settings
    store.remember(_NAME, told_settings(chosen))


def forget_settings(store: Store) -> None:
    """Leave every page to the run (`--fresh`)."""
    store.remember(_NAME, {})


def told_settings(chosen: Chosen) -> dict[str, dict[str, Any]]:
    """As JSON, for the store and run.json."""
    told: dict[str, dict[str, Any]] = {}
    for (document_id, page_no), settings in sorted(chosen.items()):
        told.setdefault(document_id, {})[str(page_no)] = settings.model_dump(exclude_none=True)
    return told


def settings_note(settings: PageSettings, page_no: int) -> Issue:
    """What the page's passport says of it."""
    return issue(
        "page_read_again",
        f"사람이 정한 설정({settings.words})으로 다시 읽은 쪽입니다.",
        f"This page was read again with settings that a person chose ({settings.words}).",
        page_no=page_no,
    )

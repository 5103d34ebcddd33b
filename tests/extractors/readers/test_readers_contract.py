"""Every reader keeps the contract of table.Reader."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from extractors.readers.render import RENDERERS, render
from extractors.readers.table import READERS
from schemas.errors import DocumentError, ErrorCode
from schemas.page import MediaType

SUFFIX: dict[MediaType, str] = {
    "application/pdf": ".pdf",
    "image/tiff": ".tif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/plain": ".txt",
    "text/markdown": ".md",
}


def _write(media_type: MediaType, folder: Path) -> Path:
    path = folder / f"sample{SUFFIX[media_type]}"
    if media_type == "application/pdf":
        canvas = Canvas(str(path), pagesize=(300, 400))
        canvas.drawString(50, 300, "Certification 2022")
        canvas.save()
    elif media_type.startswith("image/"):
        Image.new("RGB", (827, 1169), "white").save(path, dpi=(100, 100))
    else:
        path.write_text("# 인증\n", encoding="utf-8")
    return path


def test_there_is_a_reader_for_each_media_type() -> None:
    assert set(READERS) == set(get_args(MediaType)) == set(SUFFIX)


@pytest.mark.parametrize("media_type", READERS, ids=str)
def test_a_file_is_read_as_what_it_is_and_alike_each_time(media_type: MediaType, tmp_path: Path) -> None:
    path = _write(media_type, tmp_path)
    first = probe(path, Limits())
    assert first == probe(path, Limits())
    assert first.media_type == media_type
    assert first.document_id.startswith("sha256:")
    assert len(first.document_id) == 71
    if first.page_count is None:
        assert first.source_text
        assert not first.pages
    else:
        assert [page.page_no for page in first.pages] == list(range(1, first.page_count + 1))
        assert all(page.origin_reason for page in first.pages)


@pytest.mark.parametrize("media_type", READERS, ids=str)
def test_the_suffix_is_not_needed(media_type: MediaType, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copy(_write(media_type, tmp_path), bare)
    found = probe(bare, Limits()).media_type
    assert found == ("text/plain" if media_type == "text/markdown" else media_type)


@pytest.mark.parametrize("media_type", READERS, ids=str)
@pytest.mark.parametrize("suffix", sorted(set(SUFFIX.values())))
def test_a_wrong_suffix_is_told_with_the_right_one(
    media_type: MediaType, suffix: str, tmp_path: Path
) -> None:
    right = SUFFIX[media_type]
    if {suffix, right} <= {".txt", ".md"} or suffix == right:
        return
    wrong = tmp_path / f"wrong{suffix}"
    shutil.copy(_write(media_type, tmp_path), wrong)
    with pytest.raises(DocumentError) as caught:
        probe(wrong, Limits())
    assert caught.value.code is ErrorCode.TYPE_MISMATCH
    expected = ".txt" if media_type == "text/markdown" else right
    assert expected in caught.value.action.ko
    assert expected in caught.value.action.en


@pytest.mark.parametrize("media_type", READERS, ids=str)
def test_any_stretch_of_a_file_is_read_or_refused_as_a_document_error(
    media_type: MediaType, tmp_path: Path
) -> None:
    data = _write(media_type, tmp_path).read_bytes()
    cut = tmp_path / f"cut{SUFFIX[media_type]}"
    for share in range(1, 10):
        cut.write_bytes(data[: len(data) * share // 10] + b"\x00\xff" * (share % 3))
        with suppress(DocumentError):
            probe(cut, Limits())


@pytest.mark.parametrize("media_type", RENDERERS, ids=str)
def test_a_page_is_drawn_at_the_resolution_asked_for(media_type: MediaType, tmp_path: Path) -> None:
    path = _write(media_type, tmp_path)
    page = probe(path, Limits()).pages[0]
    image = render(path, media_type, 1, 50, Limits())
    assert image.shape[:2] == pytest.approx((page.height * 50 / 72, page.width * 50 / 72), abs=1)
    assert image.shape[2] == 3


def test_text_has_no_pages_to_draw(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="text/plain has no pages"):
        render(tmp_path / "a.txt", "text/plain", 1, 100, Limits())


@pytest.mark.parametrize("media_type", RENDERERS, ids=str)
def test_a_drawn_page_stays_under_the_pixel_limit(media_type: MediaType, tmp_path: Path) -> None:
    path = _write(media_type, tmp_path)
    image = render(path, media_type, 1, 1200, Limits(max_page_pixels=1_000_000))
    assert image.shape[0] * image.shape[1] <= 1_010_000

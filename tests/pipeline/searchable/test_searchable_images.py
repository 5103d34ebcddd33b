"""Page images in a PDF: shown as they are, their own streams kept where PDF has such streams, words behind them."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageOps

from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from pipeline.searchable.image_objects import page_image
from pipeline.searchable.image_pdf import ImagePdf
from pipeline.searchable.page_picture import profile_object
from pipeline.searchable.page_text import PageText
from schemas.errors import DocumentError, ErrorCode
from tests.pipeline.searchable.extracting import EXTRACTORS, rendered
from tests.pipeline.searchable.invented_images import (
    BITS,
    COLOURS,
    DEEP,
    HEIGHT,
    ICC,
    SAMPLES,
    SMOOTH,
    WIDTH,
    decoded,
    deep_tiff,
    grey,
    png,
    saved,
)
from tests.pipeline.searchable.invented_pdfs import words_at

LINE = words_at(("스마트도시", 4, 24, 6), ("인증", 28, 36, 6), height=5)
ORIENTATION = 0x0112
# What PDF has a stream for, so that the file's own bytes go into the copy.
KEPT = [
    name for name in SAMPLES
    if name.startswith("jpeg") or name in {"tiff group4 white 0", "tiff group4 black 0"}
    or (name.startswith("png") and "interlaced" not in name and "alpha" not in name)
]  # fmt: skip


def copied(folder: Path, suffix: str, data: bytes) -> bytes:
    """The copy of an image file; each page has LINE behind it."""
    path = folder / f"image{suffix}"
    path.write_bytes(data)
    found = probe(path, Limits())
    texts = [PageText(page.page_no, page.width, page.height, 0, 0.0, (LINE,)) for page in found.pages]
    buffer = io.BytesIO()
    pdf = ImagePdf(buffer, texts)
    for at, text in enumerate(texts):
        pdf.add_page(at, page_image(path, found.media_type, text.page_no))
    pdf.close(bytes(16))
    return buffer.getvalue()


def off(shown: np.ndarray, meant: np.ndarray) -> int:
    assert shown.shape == meant.shape
    return int(np.abs(shown.astype(int) - meant).max())


def picture_data(copy: bytes, page_no: int = 1) -> bytes:
    """The decoded samples of the page's only picture."""
    with closing(pypdfium2.PdfDocument(copy)) as document:
        (picture,) = document[page_no - 1].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        return bytes(picture.get_data(decode_simple=True))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_shows_the_pixels_of_the_image_and_has_the_words_at_their_places(
    name: str, tmp_path: Path
) -> None:
    sample = SAMPLES[name]
    copy = copied(tmp_path, sample.suffix, sample.data)
    assert copy == copied(tmp_path, sample.suffix, sample.data)
    assert off(rendered(copy), sample.shown) <= sample.near
    for extract in EXTRACTORS.values():
        found = extract(copy, 1)
        assert [text for text, _ in found] == [word.text for word in LINE]
        for (_, box), word in zip(found, LINE, strict=True):
            assert np.abs(np.array(box) - np.array(word.box.as_list())).max() < 0.2
    with pdfplumber.open(io.BytesIO(copy)) as document:
        assert [image["srcsize"] for image in document.pages[0].images] == [(WIDTH, HEIGHT)]


@pytest.mark.parametrize("name", KEPT)
def test_a_stream_that_pdf_has_too_is_the_files_own(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    copy = copied(tmp_path, sample.suffix, sample.data)
    first = copy.index(b"stream\n", copy.index(b"/Subtype/Image")) + len(b"stream\n")
    kept = copy[first : copy.index(b"\nendstream", first)]
    assert kept
    assert kept in sample.data


def test_a_fax_whose_bits_are_written_last_first_is_shown_as_well(tmp_path: Path) -> None:
    fax = Image.fromarray(BITS).convert("1")
    first, last = (saved(fax, "TIFF", compression="group4", tiffinfo={266: order}) for order in (1, 2))
    assert decoded(last).tobytes() == decoded(first).tobytes()
    assert _strip(last) != _strip(first)
    copy = copied(tmp_path, ".tiff", last)
    assert off(rendered(copy), grey(BITS)) == 0
    assert _strip(first) in copy


def _strip(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        at, count = _place(image)
    return data[at : at + count]


def _place(image: Image.Image) -> tuple[int, int]:
    """Offset and length of a TIFF frame's only strip."""
    (at,), (count,) = (image.tag_v2[tag] for tag in (273, 279))  # type: ignore[attr-defined]
    return at, count


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_sixteen_bits_stay_sixteen_also_where_the_rows_have_to_be_written_anew(
    suffix: str, tmp_path: Path
) -> None:
    fine = DEEP + np.arange(WIDTH, dtype=np.uint16)[None, :, None] // 2
    data = png(fine, bits=16, colour=2, interlaced=True) if suffix == ".png" else deep_tiff(fine)
    kept = picture_data(copied(tmp_path, suffix, data))
    assert kept == fine.astype(">u2").tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("kind", "mode", "more"),
    [
        ("JPEG", "RGB", {}),
        ("PNG", "RGB", {}),
        ("PNG", "RGBA", {}),
        ("TIFF", "1", {"compression": "group4"}),
        ("TIFF", "1", {"compression": "group3"}),
        ("TIFF", "RGB", {"compression": "jpeg"}),
        ("TIFF", "RGB", {"compression": "tiff_lzw"}),
    ],
    ids=str,
)
def test_an_image_is_shown_as_its_mark_of_orientation_says(
    kind: str, mode: str, more: dict[str, str], orientation: int, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turn: dict[str, object] = {"tiffinfo": {ORIENTATION: orientation}} if kind == "TIFF" else {"exif": exif}
    data = saved(Image.fromarray(SMOOTH).convert(mode), kind, **turn, **more)
    with Image.open(io.BytesIO(data)) as image:
        upright = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    suffix = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tiff"}[kind]
    assert off(rendered(copied(tmp_path, suffix, data)), upright) <= 2


@pytest.mark.parametrize(
    ("dpi", "points"),
    [(None, 841.7), ((200, 200), 842.0), ((1, 1), 841.7), ((0, 0), 841.7), ((9999, 9999), 841.7)],
    ids=str,
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_without_a_sound_resolution_the_page_is_as_long_as_a4(
    kind: str, dpi: tuple[int, int] | None, points: float, tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(buffer, kind, **({"dpi": dpi} if dpi else {}))
    copy = copied(tmp_path, {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tiff"}[kind], buffer.getvalue())
    with closing(pypdfium2.PdfDocument(copy)) as document:
        assert document[0].get_size()[1] == pytest.approx(points, abs=0.5)


@pytest.mark.parametrize(
    ("kind", "more"),
    [("JPEG", {}), ("PNG", {}), ("TIFF", {"compression": "jpeg"}), ("TIFF", {"compression": "tiff_lzw"})],
    ids=str,
)
def test_a_colour_profile_goes_along_once_for_all_pages(
    kind: str, more: dict[str, str], tmp_path: Path
) -> None:
    image, pages = Image.fromarray(SMOOTH), {"save_all": True, "append_images": [Image.fromarray(SMOOTH)]}
    data = saved(image, kind, icc_profile=ICC, **more, **(pages if kind == "TIFF" else {}))
    copy = copied(tmp_path, {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tiff"}[kind], data)
    profile = profile_object(ICC, 3)
    assert copy.count(profile) == 1
    assert copy.count(b"/ICCBased") == (2 if kind == "TIFF" else 1)
    assert off(rendered(copy), decoded(data)) <= 2


def test_a_profile_of_other_colours_or_none_at_all_is_left_out() -> None:
    assert profile_object(ICC, 3)
    assert not profile_object(ICC, 1)
    assert not profile_object(b"no profile" * 40, 3)
    assert not profile_object(None, 3)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_four_inks_stay_four_and_white_stays_white(kind: str, tmp_path: Path) -> None:
    inks = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    inks[:, WIDTH // 2 :] = (0, 0, 0, 255)
    image = Image.frombytes("CMYK", (WIDTH, HEIGHT), inks.tobytes())
    copy = copied(tmp_path, ".jpg" if kind == "JPEG" else ".tiff", saved(image, kind))
    assert b"/DeviceCMYK" in copy
    shown = rendered(copy)
    assert shown[:, : WIDTH // 2 - 8].min() >= 253
    assert shown[:, WIDTH // 2 + 8 :].max() <= 45  # black ink alone is no full black on paper
    if kind == "TIFF":
        assert picture_data(copy) == inks.tobytes()


def test_pages_of_one_tiff_may_be_of_different_kinds_and_a_broken_one_costs_itself(tmp_path: Path) -> None:
    fax = Image.fromarray(BITS).convert("1")
    data = saved(fax, "TIFF", compression="group4", save_all=True, append_images=[fax, fax])
    copy = copied(tmp_path, ".tiff", data)
    assert all(off(rendered(copy, page_no), grey(BITS)) == 0 for page_no in (1, 2, 3))
    path = tmp_path / "broken.tiff"
    frames = [Image.fromarray(COLOURS), fax]
    whole = saved(fax, "TIFF", save_all=True, append_images=frames, compression="tiff_deflate")
    with Image.open(io.BytesIO(whole)) as image:
        image.seek(1)
        at, count = _place(image)
    path.write_bytes(whole[:at] + bytes(count) + whole[at + count :])
    assert page_image(path, "image/tiff", 1).data
    assert page_image(path, "image/tiff", 3).data
    with pytest.raises(DocumentError) as told:
        page_image(path, "image/tiff", 2)
    assert told.value.code is ErrorCode.DAMAGED

"""The lines that the recogniser learns from: text it can write, glyphs where they are said to be, the same from the same seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
import yaml

from extractors.ocr.line_image import HEIGHT, STRIDE, column_scale, stretched, to_input
from extractors.ocr.training import numbers, sentences, typeset, words
from extractors.ocr.training.charset import FOLDED, charset, parts_of, syllables_of_standard
from extractors.ocr.training.faces import FONTS, Face
from extractors.ocr.training.shards import read_shard, sample, write_shard
from extractors.ocr.training.typeset import Setting, set_line
from extractors.ocr.training.wear import clean_crop, wear

TABLE = Path(words.__file__).with_name("faces.yaml")
GOTHIC = Face(FONTS / "truetype/nanum/NanumGothic.ttf", 0, "Nanum Gothic", "sans", 1.0, kept_out=False)
PLAIN = Setting(
    face=GOTHIC, latin=None, bold=None, size=32, stretch=1.0, tracking=0.0, blank=0.3, justified=False
)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> words.Words:
    """The project's own lexicon and a few words in place of the word lists of Debian."""
    lexicon = {
        name: tuple(text.split()) for name, text in yaml.safe_load(words._LEXICON.read_text("utf-8")).items()
    }
    found = words.Words(lexicon, ("가로등", "누리집"), ("lamp", "network"), ("가상시",), frozenset(charset()))
    for module in (numbers, sentences):
        monkeypatch.setattr(module, "words", lambda: found)
    for name in ("symbol_faces", "latin_faces"):
        monkeypatch.setattr(typeset, name, lambda: (GOTHIC,))  # the only package that every machine has
    return found


def test_every_line_of_text_can_be_written_by_the_recogniser(listed: words.Words) -> None:
    rng, letters = Random(3), set(charset())
    texts = [sentences.line_of_text(rng) for _ in range(2_000)]
    assert all(text and set(text) <= letters for text in texts)
    assert all(text == " ".join(text.split()) for text in texts)


def test_numbers_with_separators_doubled_digits_and_minus_signs_are_common(listed: words.Words) -> None:
    rng = Random(5)
    texts = [numbers.number(rng) for _ in range(2_000)]
    assert sum("," in text for text in texts) > 500
    assert sum("." in text for text in texts) > 400
    assert sum("△" in text or "▲" in text for text in texts) > 80
    assert sum("11" in text for text in texts) > 80


def test_no_character_stands_for_another_that_looks_the_same() -> None:
    assert set(FOLDED) & set(charset()) == set()
    assert set(FOLDED.values()) <= set(charset())


def test_further_syllables_are_none_of_the_standard() -> None:
    hangul = [letter for letter in charset() if parts_of(letter)]
    assert len(hangul) > len(syllables_of_standard())
    assert len(charset()) < 3_000


def test_each_glyph_lies_between_its_edges() -> None:
    line = set_line("시민 1,200명", PLAIN, Random(1))
    for letter, (left, right) in zip(line.text, line.spans.tolist(), strict=True):
        ink = (line.image[:, int(left) : int(right) + 1] < 128).any()
        assert ink != (letter == " ")
    covered = np.zeros(line.image.shape[1], dtype=bool)
    for left, right in line.spans.tolist():
        covered[int(left) : int(right) + 1] = True
    assert not (line.image[:, ~covered] < 128).any()


def test_full_height_glyphs_stand_in_the_middle_of_the_crop() -> None:
    crop = clean_crop(set_line("한를빛공", PLAIN, Random(1))).crop
    rows = np.flatnonzero((crop < 128).any(axis=1))
    assert abs((rows[0] + rows[-1]) / 2 - (crop.shape[0] - 1) / 2) <= 2
    assert 0.7 <= (rows[-1] - rows[0] + 1) / crop.shape[0] <= 0.85


def test_a_worn_line_keeps_the_order_of_its_edges_and_stays_inside() -> None:
    for seed in range(60):
        rng = Random(seed)
        worn = wear(set_line("△1,100백만원(’25년)", PLAIN, rng), rng.uniform(0.5, 1.1), rng)
        assert worn.spans.min() >= -1
        assert worn.spans.max() <= worn.crop.shape[1] + 1
        assert (np.diff(worn.spans[:, 0]) > -2).all()
        assert worn.crop.dtype == np.uint8


def test_the_input_has_forty_rows_whole_frames_and_full_contrast() -> None:
    crop = np.full((57, 311), 180, dtype=np.uint8)
    crop[20:40, 30:60] = 90
    image = to_input(crop)
    assert image.shape[0] == HEIGHT
    assert image.shape[1] % STRIDE == 0
    assert image.max() == 255
    assert image.min() == 0
    assert column_scale(crop) == pytest.approx(57 / HEIGHT, rel=0.01)


def test_a_blank_crop_stays_blank() -> None:
    assert stretched(np.full((30, 90), 200, dtype=np.uint8)).min() == 255


def test_a_shard_is_the_same_each_time_and_reads_back(listed: words.Words, tmp_path: Path) -> None:
    cv2.setNumThreads(1)
    assert (sample(Random(7), [GOTHIC]).image == sample(Random(7), [GOTHIC]).image).all()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_shard(tmp_path / name, 3, [GOTHIC], lines=6)
    first, second = (list(read_shard(tmp_path / name / "lines-00003.npz")) for name in ("a", "b"))
    assert len(first) == len(second) == 6
    assert all((one.image == other.image).all() for one, other in zip(first, second, strict=True))
    assert all(len(one.labels) == len(one.spans) for one in first)


def test_every_face_has_a_package_and_a_licence_and_two_families_are_kept_out() -> None:
    families = yaml.safe_load(TABLE.read_text(encoding="utf-8"))["families"]
    assert all(entry["package"] and entry["licence"] for entry in families)
    assert len([entry for entry in families if entry.get("kept_out")]) == 2
    listed = (
        (Path(__file__).parents[4] / ".ci" / "training-packages.txt").read_text(encoding="utf-8").split("\n")
    )
    assert {entry["package"] for entry in families} <= set(listed)

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.characters import PRIVATE_USE, shown
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from extractors.readers.texts import decode
from schemas.errors import DocumentError, ErrorCode


def _read(path: Path, data: bytes) -> tuple[str, list[str]]:
    path.write_bytes(data)
    found = probe(path, Limits())
    assert found.source_text is not None
    return found.source_text, [note.code for note in found.issues]


def test_marks_stay_and_line_ends_become_one_kind(tmp_path: Path) -> None:
    text, notes = _read(tmp_path / "a.md", "# 제목\r\n**굵게**\r끝\n".encode())
    assert text == "# 제목\n**굵게**\n끝\n"
    assert notes == []


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.txt", b"\xef\xbb\xbf" + "인증".encode())[0] == "인증"


def test_cp949_is_read_and_told(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.txt", "스마트도시 인증".encode("cp949")) == (
        "스마트도시 인증",
        ["encoding_guessed"],
    )


def test_utf_16_with_its_mark_is_read_and_told(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.txt", "인증".encode("utf-16")) == ("인증", ["encoding_guessed"])


def test_decomposed_hangul_is_composed(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.txt", unicodedata.normalize("NFD", "강릉시").encode())[0] == "강릉시"


def test_private_use_signs_become_what_they_show_and_are_told(tmp_path: Path) -> None:
    text, notes = _read(tmp_path / "a.txt", f"{chr(0xF02B3)} 항목 {chr(0xF007E)}".encode())
    assert text == "③ 항목 ☞"
    assert notes == ["private_use_mapped"]


def test_private_use_signs_that_nobody_knows_are_counted(tmp_path: Path) -> None:
    text, notes = _read(tmp_path / "a.txt", f"{chr(0xE123)}가".encode())
    assert text == "\ufffd가"
    assert notes == ["private_use_unknown"]


@pytest.mark.parametrize("data", [b"\x00" * 50, bytes(range(256)), "가\x00나".encode()])
def test_binary_junk_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        probe(tmp_path / "a.txt", Limits())
    assert caught.value.code is ErrorCode.DAMAGED


def test_a_file_of_blanks_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b" \n\t\n")
    with pytest.raises(DocumentError) as caught:
        probe(tmp_path / "a.txt", Limits())
    assert caught.value.code is ErrorCode.NO_TEXT


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_any_utf_8_text_is_decoded_as_it_is(text: str) -> None:
    assert decode("a.txt", text.encode("utf-8"))[0] == text.removeprefix("\ufeff")


@given(st.text())
def test_what_is_shown_holds_no_controls_and_no_private_use(text: str) -> None:
    result = shown(text)
    assert shown(result) == result
    assert not any(unicodedata.category(letter) in {"Co"} for letter in result)
    assert not any(ord(letter) < 32 and letter not in "\t\n\r" for letter in result)


@pytest.mark.parametrize("code", PRIVATE_USE)
def test_each_known_private_use_sign_shows_one_public_sign(code: int) -> None:
    shown_sign = PRIVATE_USE[code]
    assert len(shown_sign) == 1
    assert unicodedata.category(shown_sign) != "Co"

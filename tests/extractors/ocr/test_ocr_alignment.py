from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.alignment import words_from
from extractors.ocr.tesseract_tsv import Piece, pieces_from
from schemas.geometry import Box

TSV = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
4\t1\t1\t1\t1\t0\t0\t0\t90\t20\t-1\t
5\t1\t1\t1\t1\t1\t0\t0\t20\t20\t96.5\t산
5\t1\t1\t1\t1\t2\t22\t0\t20\t20\t41.0\t업
5\t1\t1\t1\t1\t3\t44\t0\t40\t22\t88.0\t단지
5\t1\t1\t1\t2\t1\t0\t30\t20\t20\t95.0\t\u0020"""


def _pieces(words: list[str]) -> list[Piece]:
    """Each syllable a piece of its own, as Tesseract often does."""
    pieces = []
    for line, word in enumerate(words):
        for at, letter in enumerate(word):
            pieces.append(
                Piece(letter, Box(10 * at, 20 * line, 10 * at + 9, 20 * line + 10), 0.9, (1, 1, line))
            )
    return pieces


def test_the_text_gives_the_word_and_the_pieces_its_box_and_least_confidence() -> None:
    (word,) = words_from("산업단지\n", pieces_from(TSV, 1.0))
    assert word.text == "산업단지"
    assert word.box == Box(0, 0, 84, 22)
    assert word.confidence == 0.41
    assert word.line_key == (1, 1, 1)


def test_a_piece_over_two_words_is_cut_by_its_characters() -> None:
    left, right = words_from("가 나다", [Piece("가나다", Box(0, 0, 30, 10), 0.8, (1, 1, 1))])
    assert (left.text, left.box.x1) == ("가", 10.0)
    assert (right.text, right.box.x0) == ("나다", 10.0)


def test_characters_that_no_piece_holds_are_left_out() -> None:
    words = words_from("가나 X 다", _pieces(["가나", "다"]))
    assert [word.text for word in words] == ["가나", "다"]


def test_a_token_over_two_lines_becomes_two_glued_words() -> None:
    words = words_from("가나다라", _pieces(["가나", "다라"]))
    assert [(word.text, word.glued) for word in words] == [("가나", False), ("다라", True)]


_TOKENS = st.lists(
    st.text(alphabet="가나다라마 12.()%", min_size=1).map(lambda t: t.replace(" ", "") or "가")
)


@given(_TOKENS)
def test_where_both_outputs_agree_the_words_are_those_of_the_text(tokens: list[str]) -> None:
    words = words_from("\n".join(tokens), _pieces(tokens))
    assert [word.text for word in words] == tokens
    assert all(word.box.area > 0 for word in words)


@given(_TOKENS, _TOKENS)
def test_no_word_is_made_of_characters_that_the_text_lacks(text: list[str], pieces: list[str]) -> None:
    words = words_from(" ".join(text), _pieces(pieces))
    assert "".join(word.text for word in words) in {"", *_subsequences("".join(text), words)}


def _subsequences(text: str, words: object) -> set[str]:
    """`text` reduced to the characters of the words, if they stand there in this order."""
    joined = "".join(word.text for word in words)  # type: ignore[attr-defined]
    rest = iter(text)
    return {joined} if all(letter in rest for letter in joined) else set()

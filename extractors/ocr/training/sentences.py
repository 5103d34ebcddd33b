"""Lines of text to train on: phrases in the manner of government papers, cells, Latin, and random syllables."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from extractors.ocr.training.charset import FOLDED, charset, hanja, syllables_of_standard, symbols
from extractors.ocr.training.numbers import amount, figures, number
from extractors.ocr.training.words import words

_BRACKETS: Final = (
    "()",
    "()",
    "()",
    "[]",
    "<>",
    "‘’",
    "“”",
    "''",
    '""',
    "「」",
    "『』",
    "〈〉",
    "《》",
    "【】",
    "〔〕",
    "{}",
)
_JOINTS: Final = "··,,/-~&:;+"
# Signs that stand free between words: the blanks beside them are the ones that a reader loses.
_FREE_JOINTS: Final = "///··-~&:+→=×|>–"


def line_of_text(rng: Random) -> str:
    """One line of at least one character, all of them in the charset."""
    makers, weights = zip(*_MAKERS, strict=True)
    while True:
        text = "".join(FOLDED.get(letter, letter) for letter in rng.choices(makers, weights)[0](rng))
        kept = " ".join("".join(letter for letter in text if letter in words().letters).split())
        if kept:
            return kept[: _length(rng)].strip()


def _length(rng: Random) -> int:
    return rng.choice((8, 12, 16, 20, 24, 30))


def _noun(rng: Random) -> str:
    listed = words()
    return (
        rng.choice(listed.korean)
        if rng.random() < 0.55
        else rng.choice(rng.choice((listed.lexicon["nouns"], listed.places)))
    )


def _compound(rng: Random) -> str:
    nouns = words().lexicon["nouns"]
    return rng.choice(("", " ", "", "·")).join(rng.choice(nouns) for _ in range(rng.randint(2, 3)))


def _unit_word(rng: Random) -> str:
    """A word with its particle, bracketed or joined now and then."""
    makers, weights = zip(*_UNIT_MAKERS, strict=True)
    made: str = rng.choices(makers, weights)[0](rng)
    return made


def _counted(rng: Random) -> str:
    return amount(rng) + rng.choice(("", "", "의", "을", "로", "에", "이"))


def _term(rng: Random) -> str:
    return rng.choice(words().lexicon["latin"]) + rng.choice(("", "", "를", " 기반", "와"))


def _verb(rng: Random) -> str:
    return rng.choice(words().lexicon["verbs"]) + rng.choice(words().lexicon["endings"])


def _adverb(rng: Random) -> str:
    return rng.choice(words().lexicon["adverbs"])


def _joined(rng: Random) -> str:
    return rng.choice(_JOINTS).join(_noun(rng) for _ in range(rng.randint(2, 4)))


def _joined_freely(rng: Random) -> str:
    """'행정 / 교통', '실증 → 확산', '구분: 국비'; now and then with a blank on one side only."""
    sign, chance = rng.choice(_FREE_JOINTS), rng.random()
    joint = f" {sign} " if chance < 0.7 else f"{sign} " if chance < 0.85 else f" {sign}"
    makers = (_noun, _noun, _compound, amount, number, _latin_word)
    return joint.join(rng.choice(makers)(rng) for _ in range(rng.randint(2, 3)))


def _quoted(rng: Random) -> str:
    """Several words in brackets or quotes, as titles of plans and projects are."""
    left, right = rng.choice(_BRACKETS)
    inside = " ".join(_noun(rng) for _ in range(rng.randint(1, 3)))
    return f"{left}{inside}{right}" + rng.choice(("", "", "은", "에", "을", " 사업", " 및"))


def _itemised(rng: Random) -> str:
    """'① 교통 ② 안전': numbered words along a line."""
    first, many = rng.randint(0, 16), rng.randint(2, 4)
    signs = rng.choice((_CIRCLED, _CIRCLED, "❶❷❸❹❺❻❼❽❾❿", "㉠㉡㉢㉣㉤", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"))
    chosen = signs[first % (len(signs) - many) :][:many]
    blank = rng.choice(("", " ", " "))
    return " ".join(f"{sign}{blank}{_noun(rng)}" for sign in chosen)


def _with_particle(rng: Random) -> str:
    word = _compound(rng) if rng.random() < 0.24 else _noun(rng)
    particle = rng.choice(words().lexicon["particles"]) if rng.random() < 0.6 else ""
    return word + particle + rng.choice(("", "", "", "", ",", "."))


def _bracketed(rng: Random) -> str:
    left, right = rng.choice(_BRACKETS)
    inside = rng.choice((_noun, amount, _latin_word, _compound, _noun, _random_word, _company, _hanja_word))(
        rng
    )
    before = rng.choice(("", _noun(rng)))
    return f"{before}{left}{inside}{right}" + rng.choice(("", "", "은", "에", "을"))


def _phrase(rng: Random) -> str:
    text = " ".join(_unit_word(rng) for _ in range(rng.randint(2, 7)))
    lexicon = words().lexicon
    if rng.random() < 0.35:
        text = f"{text} {rng.choice(lexicon['verbs'])}{rng.choice(lexicon['endings'])}" + rng.choice(
            ("", ".", ".", ".", ",")
        )
    if rng.random() < 0.3:
        text = f"{rng.choice(lexicon['bullets'])} {text}"
    if rng.random() < 0.06:
        text += rng.choice(("*", "**", "1)", "2)", "¹", "²", "†"))
    return _from_the_middle(text, rng)


def _from_the_middle(text: str, rng: Random) -> str:
    """A line of a paragraph begins and ends anywhere."""
    return text[rng.randint(0, 4) :] if rng.random() < 0.3 and len(text) > 12 else text


def _company(rng: Random) -> str:
    """'(주)', '(사)', '(재)': what stands in brackets before a name."""
    return rng.choice("주사재유")


def _cell(rng: Random) -> str:
    return rng.choice(_CELL_MAKERS)(rng)


def _lone(rng: Random) -> str:
    return rng.choice(_LONE)


def _unit_note(rng: Random) -> str:
    return f"(단위: {rng.choice(words().lexicon['units'])})"


def _two_numbers(rng: Random) -> str:
    return f"{number(rng)} {number(rng)}"


def _labelled(rng: Random) -> str:
    return f"{_noun(rng)} {number(rng)}"


def _headed(rng: Random) -> str:
    return f"{rng.choice(words().lexicon['bullets'])} {_noun(rng)}"


def _numbered(rng: Random) -> str:
    return f"[{_noun(rng)} {rng.randint(1, 20)}]"


def _contact(rng: Random) -> str:
    role = rng.choice(("과장", "팀장", "사무관", "주무관", "담당자", "책임자", "연구원"))
    name = "".join(rng.choice(syllables_of_standard()) for _ in range(3))
    return rng.choice(
        (
            f"{role} {name} ({amount(rng)})",
            f"담당 부서 {_noun(rng)}과",
            f"{_noun(rng)}과 {role} {name}",
            f"{rng.choice(words().lexicon['www'])}",
            f"{_noun(rng)}: {amount(rng)}, {_noun(rng)}: {amount(rng)}",
        )
    )


def _latin_word(rng: Random) -> str:
    listed = words()
    chance = rng.random()
    if chance < 0.35:
        return rng.choice(listed.lexicon["latin"])
    if chance < 0.85:
        word, second = rng.choice(listed.english), rng.choice(listed.english)
        joined = word.capitalize() + second.capitalize()
        return rng.choice((word, word, word, word.capitalize(), word.upper(), joined, f"{word}-{second}"))
    return "".join(
        rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./")
        for _ in range(rng.randint(2, 9))
    )


def _latin(rng: Random) -> str:
    return " ".join(
        rng.choice((_latin_word, _latin_word, _latin_word, amount, _noun))(rng)
        for _ in range(rng.randint(1, 5))
    ) + rng.choice(("", "", ".", ",", ")"))


def _hanja_word(rng: Random) -> str:
    return "".join(rng.choice(hanja()) for _ in range(rng.randint(1, 2)))


def _random_word(rng: Random) -> str:
    """Syllables drawn evenly: what no word list teaches."""
    pool = _EVEN
    return "".join(rng.choice(pool) for _ in range(rng.randint(1, 5)))


def _random_line(rng: Random) -> str:
    makers: tuple[Callable[[Random], str], ...] = (_random_word,) * 8 + (number, _sign, _hanja_word, _ascii)
    parts = [rng.choice(makers)(rng) for _ in range(rng.randint(1, 7))]
    return "".join(part + rng.choice((" ", " ", "")) for part in parts)


def _sign(rng: Random) -> str:
    # Consonants that stand alone are list marks: drawn anywhere they teach a net to see them in halves of syllables.
    sign = rng.choice(symbols())
    if sign in _CONSONANTS:
        return sign + rng.choice((". ", ".", ") ")) + _noun(rng)
    return rng.choice((sign, sign, f"{sign} {_noun(rng)}", f"{number(rng)}{sign}", f"{sign}{_noun(rng)}"))


def _ascii(rng: Random) -> str:
    return "".join(chr(rng.randint(0x21, 0x7E)) for _ in range(rng.randint(1, 6)))


_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_EVEN: Final = "".join(letter for letter in sorted(charset()) if "가" <= letter <= "힣")
_CONSONANTS: Final = "ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉ"
_LONE: Final = (
    *("-", "–", "○", "×", "◎", "△", "●", "√", "0", "1", "-", "·", "*", "″", "…", "계", "소계", "11", "1", "I", "N/A"), "해당없음",
)  # fmt: skip
_CELL_MAKERS: Final[tuple[Callable[[Random], str], ...]] = (
    number, number, amount, amount, _noun, _compound, _noun, _noun, _lone, _unit_note, _two_numbers, _labelled, _headed, _numbered,
)  # fmt: skip
_UNIT_MAKERS: Final[tuple[tuple[Callable[[Random], str], float], ...]] = (
    (_counted, 0.12), (_term, 0.06), (_verb, 0.12), (_adverb, 0.06), (_bracketed, 0.1), (_joined, 0.06), (_with_particle, 0.40),
    (_joined_freely, 0.05), (_quoted, 0.03),
)  # fmt: skip
_MAKERS: Final[tuple[tuple[Callable[[Random], str], float], ...]] = (
    (_phrase, 0.36), (_random_line, 0.26), (_cell, 0.15), (figures, 0.08), (_latin, 0.07), (_contact, 0.03),
    (_sign, 0.03), (_itemised, 0.02),
)  # fmt: skip

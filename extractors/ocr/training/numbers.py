"""Numbers, dates and amounts as government papers write them: where a lost separator costs most."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from extractors.ocr.training.words import words


def number(rng: Random) -> str:
    """A bare number: separators, decimals, doubled digits, △ for minus."""
    return rng.choice(_NUMBERS)(rng)


def amount(rng: Random) -> str:
    """A number with its unit, or a date, range, ratio, telephone or form number."""
    return rng.choice(_AMOUNTS)(rng)


def _grouped(rng: Random) -> str:
    return f"{rng.randrange(10 ** rng.randint(3, 8)):,}"


def _plain(rng: Random) -> str:
    return str(rng.randrange(10 ** rng.randint(1, 5)))


def _decimal(rng: Random) -> str:
    return f"{rng.random() * 10 ** rng.randint(0, 4):,.{rng.randint(1, 2)}f}"


def _doubled(rng: Random) -> str:
    """'1,111', '2200.11': digits that stand twice are the ones that a net loses."""
    digits = "".join(rng.choice("0123456789117") * rng.randint(1, 3) for _ in range(rng.randint(1, 3)))
    text = f"{int(digits):,}" if rng.random() < 0.6 else str(int(digits))
    return text + (f".{rng.choice('0123456789') * rng.randint(1, 2)}" if rng.random() < 0.3 else "")


def _signed(rng: Random) -> str:
    return rng.choice("△△△▲-+▽▼±") + rng.choice(("", "", " ")) + rng.choice((_grouped, _decimal, _plain))(rng)


def _bracketed(rng: Random) -> str:
    return f"({rng.choice((_grouped, _decimal, _plain, _signed))(rng)})"


_NUMBERS: Final[tuple[Callable[[Random], str], ...]] = (
    _grouped, _grouped, _plain, _decimal, _decimal, _doubled, _doubled, _signed, _bracketed,
)  # fmt: skip


def _measured(rng: Random) -> str:
    return number(rng) + rng.choice(("", "", "", " ")) + rng.choice(words().lexicon["units"])


def _surface(rng: Random) -> str:
    """Areas, volumes and lengths, whose units differ by a stroke: ㎡ and ㎥, ㏊ and ha, ㎞ and km."""
    return rng.choice((_grouped, _decimal, _plain))(rng) + rng.choice(("", "", " ")) + rng.choice(_SURFACES)


_SURFACES: Final = ("㎡", "㎡", "㎥", "㎥", "㏊", "ha", "㎢", "㎞", "km", "㎍/㎥")


def figures(rng: Random) -> str:
    """Several numbers in a row, as columns of a table run together: nothing but separators to tell them apart."""
    makers = (_grouped, _grouped, _decimal, _decimal, _doubled, _signed, _percent, _bracketed, _surface)
    return rng.choice((" ", " ", "  ", ", ", " / ", "/", " → ")).join(
        rng.choice(makers)(rng) for _ in range(rng.randint(1, 4))
    )


def _percent(rng: Random) -> str:
    return rng.choice((_decimal, _plain))(rng) + rng.choice(
        ("%", "%", "%p", " %", "‰", "％".replace("％", "%"))
    )


def _won(rng: Random) -> str:
    big, small = rng.randint(1, 9999), rng.randint(1, 9999)
    return rng.choice(
        (
            f"{big:,}억 {small:,}만원",
            f"{big:,}억원",
            f"{big:,}백만원",
            f"{small:,}만 원",
            f"{big}조 {small:,}억원",
            f"￦{big * small:,}",
        )
    )


def _date(rng: Random) -> str:
    year, month, day = rng.randint(1995, 2035), rng.randint(1, 12), rng.randint(1, 31)
    short, weekday = year % 100, rng.choice("월화수목금토일")
    forms = (
        f"{year}. {month}. {day}.", f"{year}.{month}.{day}.", f"{year}년 {month}월 {day}일", f"’{short:02}.{month}.{day}",
        f"‘{short:02}. {month}월", f"'{short:02}.{month:02}", f"{year}-{month:02}-{day:02}", f"{month}.{day}.({weekday})",
        f"{year}. {month}. {day}.({weekday})", f"{month}월 {day}일({weekday})", f"{year}년", f"{month}/{day}", f"’{short:02}년",
        f"{year}.{month:02}.{day:02}", f"{month}.{day}", f"({year}.{month}.)", f"{year}. {month}. {day}. ({weekday})",
    )  # fmt: skip
    return rng.choice(forms)


def _clock(rng: Random) -> str:
    hour, minute = rng.randint(0, 24), rng.randint(0, 59)
    return rng.choice(
        (
            f"{hour:02}:{minute:02}",
            f"{hour}시 {minute}분",
            f"{hour}:{minute:02}~{(hour + 2) % 24}:{minute:02}",
        )
    )


def _range(rng: Random) -> str:
    sign = rng.choice("~~~–-∼")
    low, high = (
        rng.choice((_plain, _decimal, _grouped, _date))(rng),
        rng.choice((_plain, _decimal, _grouped, _date))(rng),
    )
    blank = rng.choice(("", "", " "))
    return f"{low}{blank}{sign}{blank}{high}".replace("∼", "~")


def _telephone(rng: Random) -> str:
    area = rng.choice(("02", "031", "044", "051", "062", "070", "1588"))
    return rng.choice(
        (
            f"{area}-{rng.randint(100, 9999)}-{rng.randint(0, 9999):04}",
            f"({area}-{rng.randint(100, 999)}-{rng.randint(0, 9999):04})",
            f"☎ {rng.randint(1000, 9999)}",
        )
    )


def _ratio(rng: Random) -> str:
    a, b, c = rng.randint(0, 120), rng.randint(1, 200), rng.randint(1, 99)
    return rng.choice(
        (
            f"{a}/{b}",
            f"{a}:{b}",
            f"{a} → {b}",
            f"{a}×{b}×{c}",
            f"{a}+{b}",
            f"제{a}조",
            f"제{a}조제{c}항",
            f"{a}위",
            f"{a}-{c}",
            f"p.{b}",
            f"{a}쪽",
            f"- {c} -",
            f"-{c}-",
            f"{a}.{c}.{b}",
            f"{a}→{b}",
        )
    )


_AMOUNTS: Final[tuple[Callable[[Random], str], ...]] = (
    _measured, _measured, _measured, _surface, _percent, _percent, _won, _date, _date, _clock, _range, _telephone, _ratio,
)  # fmt: skip

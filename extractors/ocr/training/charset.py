"""The characters that the recogniser can write."""

from __future__ import annotations

from functools import cache
from typing import Final

# Syllables that KS X 1001 lacks and modern text has: loan words, names, dialect, common misspellings.
_FURTHER: Final = (
    "갂갗걀걥겄겆겟곘괍굥궸귯긱깄깈깕꺅꺠꺡꼇꼍꼐꽌꽜꾿꿩꿰뀜뀨끅낌냇냔냥넌넓넙녔놋놨뇸눼뉩늉늬늰닁닠"
    "댚덖덟뎄돠됀됑됬둚뒈뒝듀듸듷딮땋땟떄떢떱뗬똠똡똥뚠뚷뛔뛩뜌뜯뜽띡띤랖랙랬럤럿렜롕뢧뢴룄룅룔룝릐릔릿맆"
    "맥맬먄먈멕멤멥몃몇뫠뫼묏묭뮨뮬뮹믁믄믈믓밈밷밻뱡벳볓볘볻뵀뵈뵜뵬븅븐븝븟빈빕빱뺙뺭뻣뼘뽁뽈뽝뽠뾱쀼쁑삠샇샜섀섁섬셩션셰솅쇱쇳"
    "쇼쇽쉣쉬쉭슌슐슘슙슝싀싥싯싴쌉쌔쌘쌤쌰썅썡썪쎕쎘쏄쏙쏸쐈쑀쑈쑝쑬쓩쓷씌씐씽앍앴앵얄얏엪옄옇옌옙옜왘욉욋욯웁웤윾읎읩읭잌쟝쟤쟨쟵"
    "젇젓젔젼졈졋죵줆쥉쥰쥼즤즹짊쨉쨋쨔쩃쩝쪗쪘쭁쭉쭌쮸쯥찟챠챦쳇쳥촁춱췍췐츙칢칮칻칾캨캅캉캫컄컬켁켠켬콥콧쾃쾟쿄쿡쿰퀭큼킁킄킼탉탯턔턴텻톄톈툥튕튠튤튱틔틱팎팖팥퍄"
    "펐펲펳폄폈폼푱퓟픕픗픵핔핳햄햌햏햘햬헀헠헵혚홰홱횃횎훅훠훽휙휠휨흄흣힉힌힐힝힣"
)
_ASCII: Final = "".join(chr(code) for code in range(0x21, 0x7F))
_MARKS: Final = "·•‘’“”–—…‥′″〈〉《》「」『』【】〔〕※☎☏☞→←↑↓↔⇒⇨▶▷◀◁►▲△▼▽□■▪▫○●◎◉◦◇◆◈★☆✓✔☑☐♥♠♣♡"
_NUMBERS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄㉠㉡㉢㉣㉤㉮㉯㉰㉱㉲ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴ"
_UNITS: Final = (
    "㈜㈔㈎㈏㎡㎢㎥㎞㎝㎜㎏㎎㎍㎖㎘㎾㎿㎐㎒㎓㏊㏄℃℉‰°±×÷≤≥≒≠≡∞√∑∼²³¹½¼¾€£¥￦§¶†‡º®™©μαβγδΔΣΩπθλσφ∙"
)
_JAMO: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉ"
# Abbreviations in headlines of government releases.
_HANJA: Final = "北中美日韓英獨佛前現新舊故全無有大小對非反親脫高低最總各同第年月人社力上下內外間市道郡區會長金李朴生車地水火"
# Look-alikes that no reader tells apart on paper: each is written as the one that it maps to.
FOLDED: Final = {
    "∙": "·",
    "ㆍ": "·",
    "・": "·",
    "‧": "·",
    "∼": "~",
    "～": "~",
    "―": "—",
    "▸": "▶",
    "►": "▶",
    "㎛": "μ",
}

# Classes that print like another: they were learnt apart and are written as that one.
WRITTEN: Final = {"☐": "□", "➀": "①", "➁": "②", "➂": "③", "➃": "④"}


@cache
def syllables_of_standard() -> str:
    """The 2,350 syllables of KS X 1001, in its order.

    >>> len(syllables_of_standard())
    2350
    """
    rows = (bytes((first, second)) for first in range(0xB0, 0xC9) for second in range(0xA1, 0xFF))
    return "".join(code.decode("euc_kr") for code in rows)


@cache
def charset() -> str:
    """Every character, the blank between words first; the same string each time.

    >>> letters = charset()
    >>> letters[0], len(letters) == len(set(letters)), "앱" in letters, "㎡" in letters
    (' ', True, True, True)
    """
    groups = (" ", syllables_of_standard(), _FURTHER, _ASCII, _MARKS, _NUMBERS, _UNITS, _JAMO, _HANJA)
    found = dict.fromkeys("".join(groups))
    return "".join(letter for letter in found if letter not in FOLDED)


@cache
def symbols() -> str:
    """The characters that are neither Hangul syllables nor ASCII, each once."""
    return "".join(
        dict.fromkeys(letter for letter in _MARKS + _NUMBERS + _UNITS + _JAMO if letter not in FOLDED)
    )


def hanja() -> str:
    """The Chinese characters of headlines."""
    return _HANJA


def parts_of(letter: str) -> tuple[int, int, int] | None:
    """Initial, medial and final of a Hangul syllable; None for anything else.

    >>> parts_of("각"), parts_of("A")
    ((0, 0, 1), None)
    """
    code = ord(letter) - 0xAC00
    if not 0 <= code < 11172:
        return None
    return code // 588, code // 28 % 21, code % 28

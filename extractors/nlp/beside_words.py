"""What a paper says beside the doings that it tells of: how its form is filled in, riddles, corrections, readers' wishes, pledges."""

from __future__ import annotations

import re
from typing import Final

# "작성 안내", "바로잡습니다", "독자의 바람", "이달의 수수께끼": headings of what tells of no doing
_HEAD: Final = re.compile(
    r"(?:작성|기재|기입)\s?(?:안내|요령|방법|지침|예시|시\s?유의\s?사항)|^유의\s?사항$|일러\s?두기"
    r"|바로\s?잡(?:습니다|음)|^정정(?:합니다|\s?안내|\s?보도)?$|독자의?\s?(?:바람|한마디|편지|마당|글|의견|목소리|엽서)|수수께끼|퀴즈"
    r"|용어\s?(?:풀이|설명|해설)|^(?:점검표와\s)?서약(?:서|문)?$"
)
# "다른 기관의 인증이 취소된 일이 있습니까?", "부르는 버스가 웅천읍에도 오나요?"
_QUESTION: Final = re.compile(r"(?:니까|나요|까요|가요|는가|은가|인가)\s?\?\s*$")
# "위 내용은 사실과 다름없음을 확인합니다", "적은 내용이 사실과 다르면 인증이 취소될 수 있음을 알고 있으며"
_PLEDGE: Final = re.compile(
    r"사실과\s?(?:다르|다름|틀림|같음|상위)|(?:틀림|거짓)\s?없(?:음을|이|습니다)|(?:서약|선서)(?:합니다|함|하며)|^(?:위와\s같이|위의?\s내용|이상과\s같이)"
)
# "(보기) 가람시, 중앙로, 교차로 12곳", "(예시) 관제센터"
_EXAMPLE: Final = re.compile(
    r"^[\s○ㅇ*※-]{0,4}[(\[<]\s?(?:보기|예시?|작성\s?예시?)\s?[)\]>]|\(\s?(?:보기|예시|작성\s?예)\s?\)\s"
)


def is_beside(text: str, section: tuple[str, ...]) -> bool:
    """Whether words under some headings tell of no doing of whom the paper is about.

    >>> is_beside("교차로 12곳, 운영 중", ("1. 개요", "작성 안내")), is_beside("교차로 12곳, 운영 중", ("1. 개요",))
    (True, False)
    >>> is_beside("인증이 취소된 일이 있습니까?", ()), is_beside("위 내용은 사실과 다름없음을 확인합니다.", ())
    (True, True)
    """
    return any(map(_HEAD.search, section[-1:])) or any(
        pattern.search(text) for pattern in (_QUESTION, _PLEDGE, _EXAMPLE)
    )

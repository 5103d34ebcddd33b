"""What a person's name looks like beside an office, and what only looks like one."""

from __future__ import annotations

import re

from extractors.nlp.status_words import words

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추"
    "도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상갈단견당"
)
"""First syllables of Korean family names, by frequency."""
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")

TITLES = (
    "장관", "차관", "시장", "부시장", "구청장", "부구청장", "군수", "부군수", "도지사", "지사", "부지사", "청장", "처장",
    "총리", "부총리", "대통령", "수석", "국장", "과장", "실장", "팀장", "단장", "부장", "차장", "계장", "소장", "원장",
    "본부장", "센터장", "정책관", "도시정책관", "담당관", "심의관", "기획관", "협력관", "조정관", "사무관", "서기관",
    "이사관", "부이사관", "주무관", "주사", "연구관", "연구사", "연구위원", "전문위원", "전문관", "행정관", "조사관",
    "교수", "박사", "대표", "대표이사", "이사장", "위원장", "회장", "의장", "의원", "사장", "부사장", "총장", "학장",
    "대리", "주임", "담당자", "책임자", "작성자", "총괄", "보좌관", "비서관", "사무국장", "그룹장", "파트장", "상무", "전무",
)  # fmt: skip
"""Offices and ranks that stand before or after a name."""

WORDS_TOO = frozenset(
    {
        "대표",
        "총괄",
        "수석",
        "책임자",
        "담당자",
        "작성자",
        "의장",
        "시장",
        "소장",
        "단장",
        "교수",
        "박사",
        "주임",
        "대리",
        "지사",
    }
)
"""Titles that are common words as well: what follows them must be a proper noun to be a name."""

# What follows an office and begins like a name: "장관 표창", "시장 규모", "과장 전결", "구청장 공약".
NOT_NAMES = words(
    "연락처 전화 주소 소속 이메일 전자우편 공보실 민원실 상황실 사무실 사무국 사무처 비서실 기획실 감사실 홍보실 "
    "표창 표창장 상장 명의 명패 규모 규제 조성 조사 조정 조례 선점 선도 선정 선출 선거 주재 주관 주도 주민 주차 전결 "
    "전용 전략 전국 전체 전문 공약 공모 공고 공동 공공 공무 공무원 공사 인증 인사 인터뷰 임명 임기 임용 지시 지정 "
    "지침 지원 지역 지방 직속 이상 이하 이용 이용자 이사 이번 이후 이날 이전 간담 간담회 주요 정책 정부 정보 정례 "
    "정기 정례회 안전 안내 신규 신청 신년 강화 구축 고시 고도 고도화 국내 국가 국무 도시 도입 성과 문화 문제 최종 "
    "최고 최초 최우수 추진 추천 한국 현장 현황 현안 홍보 하반기 상반기 당선 당선인 당부 위촉 위원 위원회 연설 연구 "
    "연석 연임 유치 우수 우수상 방문 방침 방안 변경 변동 배출 배치 결재 기자 기획 기준 기념 경제 경선 경쟁 경력 예정 "
    "예산 동향 단독 단체 감사 감사패 개최 개방 개척 개정 특별 특보 회의 회담 상당 상황 승인 승진 전달 전환 전경 점유 "
    "점유율 여러분 진입 진출 질서 가격 가치 원장 원칙 수상 수여 수요 어린이 여건 여부 허가 형성 은퇴 부재 부문 부처 사진 "
    "사업 사항 서명 서비스 서울 석상 성명 성장 소속 소관 송년 인근 인하 인상 주최 주변 제공 제도"
)

_SPACE = r"[ \u00a0\u3000]{0,3}"
# "홍길동", "홍 길 동", "남궁민수": two to four syllables; letter-spaced ones need three.
NAME = (
    rf"(?:(?:{'|'.join(DOUBLE_SURNAMES)})[가-힣]{{1,2}}|[{SURNAMES}]{_SPACE}[가-힣]{_SPACE}[가-힣](?![가-힣])"
    rf"|[{SURNAMES}][가-힣]{{1,2}})"
)
_LETTER = re.compile(r"\s+")


def spaced(word: str) -> str:
    """A pattern for `word`, also letter-spaced: '과장', '과 장', '과  장'."""
    return r"[ \u00a0\u3000]{0,3}".join(map(re.escape, word))


def any_title() -> str:
    """A pattern for every title, the longest first; a 주차장 is no 차장."""
    titles = (spaced(title) for title in sorted(TITLES, key=lambda t: (-len(t), t)))
    return "(?:" + "|".join(f"(?<!주){title}" if title.startswith("차") else title for title in titles) + ")"


def joined(written: str) -> str:
    """The name without the blanks of letter-spacing."""
    return _LETTER.sub("", written)


def may_be_name(written: str) -> bool:
    """Whether the letters can be a person's name and are no common word or title.

    >>> may_be_name("홍길동"), may_be_name("표창"), may_be_name("사무관")
    (True, False, False)
    """
    name = joined(written)
    if name in NOT_NAMES or any(name.startswith(title) for title in TITLES):
        return False
    return 2 <= len(name) <= 4


def begins_common(name: str) -> bool:
    """Whether the name begins like a common word: '최고은' like 최고."""
    return any(name.startswith(word) for word in NOT_NAMES)

"""The nouns of acting that govern a clause in the prose of officials, by what a bare use of them claims."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A set of words written with blanks between them.

    >>> sorted(words("구축 개발"))
    ['개발', '구축']
    """
    return frozenset(text.split())


COMPLETED = words(
    "구축 개발 도입 설치 조성 제정 개정 개소 개통 개관 개장 개설 개원 출범 출시 신설 설립 창설 수립 확보 체결 선정 "
    "지정 선발 인증 획득 취득 수상 완공 준공 착공 완성 완료 마련 구성 제작 배치 보급 확충 증설 설계 통합 전환 교체 "
    "개편 개선 공포 채택 발급 등록 달성 감축 절감 단축 감소 증가 적용 완화 해소 정비 매입 도출 의결 승인 발주 계약 "
    "이전 편성 구비 배포 설정 정립 개방 공개 채용 위촉 임명 접수 수행 구현 탑재 장착 부착 연동 이관 포함 수령 수여 "
    "고시 제출 배정 투입 투자 지급 가동 상용화 표준화 일원화 디지털화 데이터화 전산화 완비 도달 기록 선언 발족 복원 "
    "재개관 재정비 리모델링 업그레이드 론칭"
)
"""Acts with an end: '…을 구축하고' in a description says that it was built."""

ACTIVITY = words(
    "운영 제공 활용 지원 관리 연계 수집 분석 제어 관제 대응 개최 실시 시행 공유 안내 검색 결제 예약 홍보 교육 "
    "모니터링 점검 감시 예측 처리 산정 측정 연결 협력 참여 기여 예방 제시 표출 전송 이용 사용 발굴 발행 발간 조사 "
    "평가 심사 순찰 배송 상담 단속 감지 탐지 파악 시각화 고도화 다양화 효율화 지능화 자동화 활성화 최소화 극대화 "
    "최적화 제고 강화 향상 보호 양성 육성 창출 해결 반영 확산 확대 유치 협의 논의 공모 순환 회수 배출 저장 생산 충전 "
    "대여 반납 개시 시작 착수 진행 추진 검토 준비 지속 유지 보수 유지보수 유지관리 통합관리 통합운영 조회 알림 통보 "
    "신고 접속 인식 판별 추적 기획 계획 연구 실증 시험 검증 설명 강조 발표 선도 주도 견인 촉진 도모 조정 배분 판매 "
    "구매 납부 응답 호출 운행 주행 이동 수거 절약 개량 보완 보강 발견 방문 예보 경보 파견 배정 유도 촬영 진단 치료 "
    "출동 대피 복구 정화 재활용 훈련 모집 참석 수출 계측 이송 입주 임대 고용 해설 번역 송출 관람 관찰 관측 분류 산출 "
    "활동 조치 축적 전달 전파 게시 공급 순회 조절 제한 의뢰 위탁 수탁 참가 인정 선별 결정 판단 융합 결합 접목 도움 "
    "방지 차단 억제 연장"
)
"""Acts without a natural end."""

ACTIONS = COMPLETED | ACTIVITY

SETTLED = words(
    "선정 지정 체결 인증 획득 취득 수상 제정 개정 개소 개통 개관 개장 개원 출범 출시 설립 준공 완공 완료 선발 위촉"
)
"""Events that are over when they are told, also before a clause about work under way."""

LIGHT = words(
    "추진 완료 진행 실시 시행 착수 시작 개시 준비 검토 계획 예정 중단 보류 무산 취소 마무리 모색 논의 협의 확대 재개 지연 연기 종료"
)
"""Verbs that say how far another act has come: 설계를 완료, 유치를 추진."""

ENDING_VERBS = words("마치 끝내 끝나 멈추 미루 늦추 앞두 시작하")
"""Native verbs that do the same: 설치를 마칠 계획."""

ENTERING_VERBS = words("들어가 들어서 나서 돌입 돌입하")
"""Verbs of setting out on an act: 운영에 들어갔다, 확대에 나선다."""

PREPARATION = words("설계 계획 기본계획 실시설계 기본설계 용역 조사 타당성조사 협약 공모 발주 착공 기획 연구")
"""Acts that go before the thing: a finished design is no building."""

CEASED = words(
    "중단 무산 보류 취소 폐지 철회 백지화 불발 폐쇄 유보 반려 탈락 부결 해지 좌초 미비 전무 부재 불가"
)
"""Nouns that deny or end the thing they govern."""

PLANS = words("예정 계획 방침 전망 목표 구상 복안 추진계획")
"""Nouns that turn the verb before them into a plan: 구축할 계획, 도입 예정."""

FUNCTION_VERBS = words(
    "통하 대하 관하 의하 따르 인하 비롯하 더불 함께하 관련하 기반하 걸치 의거하 향하 대비하 말미암"
)
"""Verbs that serve as particles (…을 통해, …에 따라)."""

UNDER_WAY = words("추진 진행 준비 협의 논의 검토 조율")
"""Acts that say by themselves that the thing is not there yet."""

EVENTS = (
    COMPLETED - words("적용 통합 탑재 구현 포함 연동 장착 부착 설정 완화 해소 감소 증가 통합 표준화 일원화")
) | words("시작 착수 개시 시행 개최 유치 투입")
"""Past events that a relative clause tells for themselves: 구축한 센터; '인공지능을 적용한 …' only describes."""

FUTURE = words("내년 내년도 내후년 향후 앞으로 추후 연내 장차 장래 차년도 조만간 금년중 올해중")
"""Words of time that make a present or a bare noun a plan: 향후 확대, 내년 운영한다."""

OUTCOMES = words("성과 실적 결과 공로 점 사례 경험 공적")
"""Nouns after a past clause that say it happened: 확산한 성과."""

BUILDING = words(
    "구축 개발 도입 설치 조성 제정 개정 설립 창설 수립 확보 구성 제작 확충 증설 설계 전환 교체 개편 정비 이전 착공 "
    "리모델링"
)
"""Acts whose going on means that the thing is not there yet: 구축하고 있다."""

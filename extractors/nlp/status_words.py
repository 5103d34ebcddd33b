"""The nouns of acting that govern a clause in the prose of officials, by what a bare use of them claims."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A set of words written with blanks between them.

    >>> sorted(words("구축 개발"))
    ['개발', '구축']
    """
    return frozenset(text.split())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """A noun and its verb, set apart by commas.

    >>> _pairs("문 닫, 막 내리")
    (('문', '닫'), ('막', '내리'))
    """
    return tuple((noun, verb) for noun, verb in (pair.split() for pair in text.split(",")))


COMPLETED = words(
    "구축 개발 도입 설치 조성 제정 개정 개소 개통 개관 개장 개설 개원 출범 출시 신설 설립 창설 수립 확보 체결 선정 지정 선발 인증 "
    "획득 취득 수상 완공 준공 착공 완성 완료 마련 구성 제작 배치 보급 확충 증설 설계 통합 전환 교체 개편 개선 공포 채택 발급 등록 "
    "달성 감축 절감 단축 감소 증가 적용 완화 해소 정비 매입 도출 의결 승인 발주 계약 이전 편성 구비 배포 설정 정립 개방 공개 채용 "
    "위촉 임명 접수 수행 구현 탑재 장착 부착 연동 이관 포함 수령 수여 고시 제출 배정 투입 투자 지급 가동 상용화 표준화 일원화 "
    "디지털화 데이터화 전산화 완비 도달 기록 선언 발족 복원 건립 건설 신축 증축 개축 건조 매설 포설 시공 재개관 재정비 리모델링 "
    "업그레이드 론칭 오픈 해단 수료 폐막 개막 구입 납품 구매 조달 부설 배선 거치 인입 가결 상정 기증 기부 입고 개교 창단 창업 "
    "재편 재배치 재구축 확장 증원 양산 출간 편입 분양 이설 통폐합 재가동 정상화 국산화 내재화"
)
"""Acts with an end: '…을 구축하고' in a description says that it was built."""

ACTIVITY = words(
    "운영 제공 활용 지원 관리 연계 수집 분석 제어 관제 대응 개최 실시 시행 공유 안내 검색 결제 예약 홍보 교육 모니터링 점검 감시 "
    "예측 처리 산정 측정 연결 협력 참여 기여 예방 제시 표출 전송 이용 사용 발굴 발행 발간 조사 평가 심사 순찰 배송 상담 단속 감지 "
    "탐지 파악 시각화 고도화 다양화 효율화 지능화 자동화 활성화 최소화 극대화 최적화 제고 강화 향상 보호 양성 육성 창출 해결 반영 "
    "확산 확대 유치 협의 논의 공모 순환 회수 배출 저장 생산 충전 대여 반납 개시 시작 착수 진행 추진 검토 준비 지속 유지 보수 "
    "유지보수 유지관리 통합관리 통합운영 조회 알림 통보 신고 접속 인식 판별 추적 기획 계획 연구 실증 시험 검증 설명 강조 발표 "
    "선도 주도 견인 촉진 도모 조정 배분 판매 구매 납부 응답 호출 운행 주행 이동 수거 절약 개량 보완 보강 발견 방문 예보 경보 파견 "
    "배정 유도 촬영 진단 치료 출동 대피 복구 정화 재활용 훈련 모집 참석 수출 계측 이송 입주 임대 고용 해설 번역 송출 관람 관찰 "
    "관측 분류 산출 활동 조치 축적 전달 전파 게시 공급 순회 조절 제한 의뢰 위탁 수탁 참가 인정 선별 결정 판단 융합 결합 접목 도움 "
    "방지 차단 억제 연장 발송 회신 적립 환급 정산 추출 판독 대조 송신 수신 상영 전시 배부 증정 방역 소독 살포 방제 제설 세척 수선 "
    "수리 갱신 교환 중개 알선 검진 검사 접종 우회 통제 감면 면제 부과 징수 환불 인하 인상 매각 보상 예매 발권 감량 개보수 신청 "
    "확인 입력 취합 집계 시연 감독 대체 응대 수렴 공표 공지 고지 통지 우대 장려 독려 권장 극복 변경 변환 정리 정착 운용 시운전 "
    "시공 입찰 배차 증차 증편 등재 저감 경감 상향 하향 공고 보고 자문 컨설팅 이월 순연 비치 수록 토론 숙의 경청 답변 견학 답사 "
    "교류 소각 매립 여과 정수 급수 배수 방류 수확 개폐 격리 후송 구조 진압 봉쇄 해제 점등 소등 지연 발의 협찬 후원 임차 이식 병행 "
    "전수 타진 모색 조율 협상 교섭 물색 손질 강구 진출 협업 게재 도전 출고 출원"
)
"""Acts without a natural end."""

ACTIONS = COMPLETED | ACTIVITY

SETTLED = words(
    "선정 지정 체결 인증 획득 취득 수상 제정 개정 개소 개통 개관 개장 개원 출범 출시 설립 준공 완공 완료 선발 위촉"
)
"""Events that are over when they are told, also before a clause about work under way."""

LIGHT = words(
    "추진 완료 진행 실시 시행 착수 시작 개시 준비 검토 계획 예정 중단 보류 무산 취소 마무리 모색 논의 협의 확대 재개 지연 연기 "
    "종료 돌입 이월 순연 대기 유예"
)
"""Verbs that say how far another act has come: 설계를 완료, 유치를 추진."""

CEASING_VERBS = words(
    "그만두 관두 멈추 멈춰서 접 걷어내 뜯어내 떼어내 치우 허물 헐 끊기 엎어지 어그러지 틀어지 깨지 무너지 밀려나 미끄러지 주저앉 "
    "돌려보내 멎 물러서 물러나 끊어지 꺼지 가로막히 꺾이 깎이 잘려나가 없애 없어지 사라지 잠들 썩 녹슬 스러지 시들 시들해지 "
    "흐지부지되 흐지부지하 나자빠지 엎 뒤엎 뒤엎어지 뒤집히 무르 물리치 내치 내팽개치 팽개치 내던지 놓치 잃 잃어버리 빼먹 빠뜨리 "
    "잊히 막히 틀어막히 발묶이 뜯기 헐리 걷히 걷어치우 집어치우 때려치우 동나 바닥나 거덜나 결딴나 망가지 부서지 부러지 고장나 "
    "뒷걸음치 뒷걸음질치 주저앉히 가라앉 끊 저버리 등지 외면하 불타 타버리 쓸려가 떠내려가 얼어붙 멈춰세우"
)
"""Native verbs of ending a thing, or of its coming to nothing: 운영을 그만두었다, 사업을 접었다."""

DELAYING_VERBS = words("미루 미루어지 늦추 늦추어지 늦어지")
"""Native verbs of putting off."""

ENDING_VERBS = words("마치 끝내 끝나 앞두 시작하") | CEASING_VERBS | DELAYING_VERBS
"""Native verbs that do the same: 설치를 마칠 계획."""

ENTERING_VERBS = words("들어가 들어서 나서 돌입 돌입하")
"""Verbs of setting out on an act: 운영에 들어갔다, 확대에 나선다."""

PREPARATION = words("설계 계획 기본계획 실시설계 기본설계 용역 조사 타당성조사 협약 공모 발주 착공 기획 연구")
"""Acts that go before the thing: a finished design is no building."""

CEASED = words(
    "중단 중지 정지 무산 보류 취소 폐지 철회 백지화 불발 폐쇄 유보 반려 탈락 부결 해지 해산 해체 철거 좌초 좌절 실패 포기 제외 "
    "배제 누락 유찰 파기 방치 미비 전무 부재 불가 불가능 불허 불승인 불참 불채택 불이행 부적합 철수 퇴출 거부 거절 기각 각하 결렬 "
    "와해 소멸 유예 불요 불필요 미정 폐업 폐선 폐원 폐장 폐교 폐간 폐강 폐관 폐점 휴관 휴업 폐기 금지 파손 훼손 붕괴 단념 체념 "
    "단절 절단 낙오 해약 해촉 해고 해임 해소불가 실효 만료 실종 소실 유실 멸실 소진 고장 두절 먹통 불통 마비 파행 파산 도산 부도 "
    "사장 사문화 유명무실 무효 무효화 운휴 결항 휴장 휴원 휴교 종영 종방 낙선 낙방 불합격 부적격 무응찰 반품 반송 실격 미승인 미선정 불용 "
    "부적정 시기상조 "
    "미달 공전 중도하차 이탈 탈퇴 절판 단종 단수 단전 결손 불발탄 전면중단 무기한연기 원천무효 잠정중단 전량회수 삭제 제척 사절 "
    "함구 도태 퇴역 퇴거 회항 반송 압류 몰수 백지 공실 오작동 미작동 미가동 미운영 미설치 미도입 미구축 미개통 미착공 미시행 "
    "미실시 미추진 미수립 미확보 미제정 미연계 미활용 미이행 미준수 미보유 미지원 미제공 미반영 미배정 미집행 미완료 미참여 미등록 "
    "미편성 미지정 미공개 미사용 미납품 미연결 미탑재 미검증 미배치 미채택 미부착 미이관 미상정 미체결 미취득 미인증 미신청 미발주 "
    "미교체 미정비 미조치 미달성 미충족 미수집 미측정 미운행 미개소 미개발 미조성 미공급 미출시"
)
"""Nouns that deny or end the thing they govern."""

PLANS = words("예정 계획 방침 전망 목표 구상 복안 추진계획")
"""Nouns that turn the verb before them into a plan: 구축할 계획, 도입 예정."""

INTENTIONS = words(
    "생각 뜻 의사 의지 작정 각오 포부 입장 방안 로드맵 청사진 안 채비 준비 궁리 태세 심산 요량 참 셈 기세 공산"
)
"""Nouns that plan as those do where a verb says what is meant: 늘릴 생각, 도입하겠다는 뜻."""

ENDING_IDIOMS = _pairs(
    "문 닫, 금지령 내려지, 금지령 내리, 중단령 내려지, 중지령 내려지, 막 내리, 손 떼, 발 빼, "
    "간판 내리, 자취 감추, 고배 마시, 고배 들, 고배 맞, 쓴잔 마시, 물 건너가, 벽 부딪히, 벽 막히, "
    "발목 잡히, 뒷전 밀리, 백기 들, 종지부 찍, 마침표 찍, 암초 만나, 꼬리 내리, 원점 돌아가, "
    "원점 돌리, 백지 돌아가, 무위 돌아가, 제자리 돌아가, 백지 돌리, 휴지 되, 문 잠그, 문 걸, 셔터 내리, 막 닫, 창고 들어가, "
    "창고 쌓이, 창고 두, 창고 갇히, 서랍 들어가, 서랍 넣, 먼지 쌓이, 먼지 쓰, 손 놓, 손 털, "
    "일손 놓, 제동 걸리, 브레이크 걸리, 발 묶이, 발목 묶이, 덜미 잡히, 불 꺼지, 전원 내리, 빛 바래, "
    "바람 맞, 물 먹, 낭패 보, 허탕 치, 헛물 켜, 헛바퀴 돌, 자물쇠 채우, 자물쇠 걸리, 녹 슬, "
    "수명 다하, 명 다하, 기억 잊히, 숨 거두, 깃발 내리, 현판 내리, 간판 떼, 짐 싸, 보따리 싸, "
    "명맥 끊기, 맥 끊기, 대 끊기, 자리 비, 자리 내주, 뜻 접, 꿈 접, 문턱 걸리, 벽 막, 빈손 돌아서, "
    "빈손 돌아오, 무릎 꿇, 퇴짜 맞, 퇴짜 놓, 딱지 맞, 죽 쑤, 미역국 먹, 없던 되, 그림 떡, 말 그치, "
    "구호 그치, 계획 그치, 탁상공론 그치, 수면 가라앉, 제동 걸, 브레이크 걸, 찬물 끼얹, 퇴짜 놓"
)
"""Noun and verb that together tell an end or a failure: 문을 닫았다, 고배를 마셨다."""

STARTING_IDIOMS = _pairs(
    "삽 뜨, 첫발 떼, 첫발 내딛, 첫걸음 떼, 첫걸음 내딛, 닻 올리, 막 오르, 막 올리, 신호탄 쏘, 시동 걸, "
    "상량식 올리, 상량식 열, 기공식 열, 기공식 가지, 기공식 치르, 착공식 열, 착공식 가지, 착공식 치르"
)
"""Noun and verb that together tell a beginning: 첫 삽을 뜬다."""

MIDWAY_IDIOMS = _pairs(
    "반환점 돌, 반환점 지나, 능선 넘, 능선 오르, 고비 넘, 중반 접어들, 중반 들어서, 종반 접어들, 후반 접어들, 막바지 접어들, "
    "막바지 이르, 막바지 들어서, 골조 올라가, 골조 서, 골조 오르, 골조 세워지, 뼈대 올라가, 뼈대 서, 철골 올라가, 철골 서, 철골 세워지, "
    "벽체 올라가, 기둥 서, 기둥 올라가"
)
"""Noun and verb that together tell works half done: 공사가 반환점을 돌았다, 골조가 올라갔다."""

EFFORT_IDIOMS = _pairs("속도 내, 박차 가하, 총력 기울이, 힘 쏟, 공 들이")
"""Noun and verb that together tell work that goes on: 개편에 속도를 내고 있다."""

ANNOUNCING = words("밝히 발표 알리 공표")
"""Verbs of an office that makes something known: 확대한다고 밝혔다."""

NUISANCES = words(
    "불편 대기 사각지대 혼잡 정체 격차 오류 민원 낭비 위험 사고 걱정 부담 번거로움 장벽 문턱 칸막이 차별 쓰레기 악취 소음 먼지 "
    "불안 체증 누수 갈등 오해 의심 편견 관행 규제 누락 중복 공백"
)
"""What everybody is glad to be rid of: '불편을 없앴다' ends no service."""

STAGES = words(
    "확정 작성 접수 선정 심사 계약 협약 발주 입찰 공모 공고 인허가 승인 예타 타진 모집 마무리 막바지 시험 운전 시운전 설계 구상 "
    "기획 검토 협의 협상 준비 실증 초기 계획 논의 공사 걸음마 연구 개발 심의 시공 공정"
)
"""What stands before 단계 where a thing is on its way: 마무리 단계에 접어들었다."""

MUSING_IDIOMS = _pairs(
    "염두 두, 머리 맞대, 밑그림 그리, 그림 그리, 눈독 들이, 가닥 잡, 셈 하, 운 띄우, 군불 때, "
    "눈 돌리, 기회 엿보, 승부수 띄우, 출사표 던지, 도전장 내밀, 도전장 내, 계산기 두드리, 손 꼽, "
    "저울 올리, 주판알 튕기, 입맛 다시, 고개 들, 말 나오, 얘기 나오, 이야기 나오, 목소리 나오, "
    "목소리 높, 시선 돌리, 욕심 내, 구애 보내, 러브콜 보내, 물망 오르, 하마평 오르, 밑그림 나오, "
    "윤곽 드러나, 윤곽 나오, 윤곽 잡히, 가닥 잡히, 방향 잡, 방향 정하, 방향 틀, 첫걸음 준비하, 운 떼, "
    "무게 두, 무게 싣, 쪽 기울"
)
"""Noun and verb that together tell a thing that is thought of: 전환을 염두에 두고 있다."""

STALLED = words(
    "계류 답보 표류 난항 제자리걸음 지지부진 교착 공회전 헛걸음 암중모색 진통 산고 막바지조율 안갯속 오리무중 미지수 불투명"
)
"""Nouns of a thing that gets no further."""

DOCUMENTS = words("기본 종합 세부 실행 추진 시행 중장기 중기 장기 개년 운영 관리 사업 도시 수립 활용")
"""What stands before 계획 where it names a document, and nothing that is to come."""

PROPOSAL = "안"
"""'설치안이 예산에 담겼다': an act with this behind it is a proposal."""

TELLING = words(
    "세우 수립 발표 밝히 내놓 내걸 갖 가지 공개 제시 확정 굳히 알리 전하 담 담기 짜 잡 마련 설명 강조 공표 보고 통과 제출 상정 하 "
    "서두르 갖추 마치 끝내"
)
"""Verbs that tell, make or carry a plan: 늘린다는 계획을 세웠다."""

DECIDING = words(
    "결정 확정 약속 예고 공언 천명 선언 합의 장담 호언 자신 다짐 확언 공약 언약 서약 맹세 시사 암시"
)
"""Acts that settle another act before it is done: 도입을 결정했다."""

ASKING = words("요청 건의 제안 요구 촉구 신청 주문 당부 권고 희망 호소 청원")
"""Acts that ask somebody for another act: 지정을 요청했다 says nothing of a designation."""

WEIGHING = words("검토 협의 논의 조율 타진 모색 저울질")
"""Acts of weighing another act: 도입을 검토했다 is no introduction."""

SETTLING = words("정리 결론 결정 확정 합의 의결 가닥 의견 결론짓 매듭짓")
"""What is done about '도입하는 것': it is settled, and lies ahead."""

AIMS = words("목적 취지 명목 차원")
"""Nouns that make a purpose of what stands before them: 예방 목적으로, 확보 차원에서."""

UNCEASING = words("쉬 멈추 끊이 끊기 그치 빠지 빠뜨리 가리 아끼 거르 놓치 미루")
"""Verbs whose denial tells how, not that nothing is done: 쉬지 않고 돌린다."""

FOUNDING = words("짓 세우 만들 들여오 닦 꾸미 깔 뚫 쌓 선보이 내놓 들어서 열 그리 엮 빚")
"""Native verbs of bringing something about that was not there: 새로 지을 청사, 짓고 있다."""

WIDENING = words(
    "넓히 늘리 옮기 바꾸 고치 갈 갈아끼우 합치 묶 다듬 손보 뜯어고치 갖추 꾸리 들이 달 놓 심 얹 파 뽑 끼우 묻"
)
"""Native verbs that a thing is changed or fitted out by: whose going on means that it is not done, '넓히는 중이다'."""

PLACED = words(
    "놓이 깔리 세워지 지어지 만들어지 열리 달리 심기 걸리 붙 묻히 실리 꾸며지 놓 달 들이 심 갖추 갖추어지 설 서 생기 나오"
)
"""Native verbs of placing and being placed: what 놓일 describes is not there yet."""

STARTING = words("시작 착수 개시 돌입")
"""Acts of setting out: told in the present, they lie ahead."""

APPEARING = words("들여오 늘리 넓히 선보이 내놓 깔 열 띄우 짓 세우 달 들어서 생기")
"""Native verbs of one moment: told in the present without '매달', they lie ahead: 새 노선을 선보인다."""

OPENINGS = words("오픈 개소 개통 개관 개장 개원 개교 출범 출시 준공 완공 착공")
"""Acts of one day: 내년에 개통되는 노선 is not there yet."""

HABITS = words("매일 매주 매달 매월 매년 매번 항상 늘 상시 수시 수시로 정기 정기적 주기 주기적 평소 하루")
"""Words that make a custom of a present: 매달 공개한다."""

PERIODS = words("분 시간 일 주 달 월 해 년 날 밤 낮 아침 저녁 평일 주말 분기 학기 반기 계절 회기 개월")
"""Stretches of time that 마다 makes a custom of: 분기마다 연다."""

FUNCTION_VERBS = words(
    "통하 대하 관하 의하 따르 인하 비롯하 더불 함께하 관련하 기반하 걸치 의거하 향하 대비하 말미암"
)
"""Verbs that serve as particles (…을 통해, …에 따라)."""

UNDER_WAY = words(
    "추진 진행 준비 협의 논의 의논 상의 담판 절충 검토 재검토 재논의 물밑조율 실무협의 줄다리기 신경전 저울질 조율 시운전 "
    "시공 입찰 심의 협상 교섭 예고 타진 모색 고심 고민 물색 궁리 기획 채비 강구"
)
"""Acts that say by themselves that the thing is not there yet."""

FORMALITIES = words(
    "검수 시험 실험 검증 선정 공모 신청 출원 심사 발주 계약 조달 납품 보상 감리 실사 상정 공고 용역 설계 제작 교섭 심의 결재 인허가 수립 "
    "편성"
)
"""Acts of offices on the way to a thing: 국비 신청 중, 장비 조달 중."""

OPINIONS = words("의견 제안 요구 건의 목소리 수요 여론 민원 결과 불만 바람 요청 아이디어 생각 성과")
"""What is heard, and not built, where a plan takes it up: 주민 의견을 계획에 반영했다."""

EVENTS = (
    COMPLETED - words("적용 통합 탑재 구현 포함 연동 장착 부착 설정 완화 해소 감소 증가 표준화 일원화")
) | words("시작 착수 개시 시행 개최 유치 투입")
"""Past events that a relative clause tells for themselves: 구축한 센터; '인공지능을 적용한 …' only describes."""

GRANTING = words("받아들이 수용 반영 들어주 따르 수렴")
"""Verbs of those who do what they were asked for."""

RELUCTANT = words("꺼리 망설이 마다하 주저 외면 반대 기피 난색 회의적 부정적")
"""Words of those who do not want a thing: 도입을 꺼리고 있다."""

LATER = words("다음 차기 후순위 이후 뒤 나중 회기 임시회 정례회 추경")
"""Where something goes that is put off: 다음으로 넘겼다, 후순위로 밀렸다."""

FUTURE = words(
    "내년 내년도 내후년 향후 앞으로 추후 연내 장차 장래 차년도 조만간 머지않아 금년중 올해중 올봄 올여름 올가을 올겨울 명년 훗날 "
    "내달 내주 곧 이듬해 차기 다음달 차회"
)
"""Words of time that make a present or a bare noun a plan: 향후 확대, 내년 운영한다."""

OUTCOMES = words("성과 실적 결과 공로 점 사례 경험 공적")
"""Nouns after a past clause that say it happened: 확산한 성과."""

BUILDING = words(
    "구축 개발 도입 설치 조성 제정 개정 설립 창설 수립 확보 구성 제작 확충 증설 설계 전환 교체 개편 정비 이전 착공 리모델링 건립 "
    "건설 신축 증축 개축 건조 매설 포설 시공 손질 마련"
)
"""Acts whose going on means that the thing is not there yet: 구축하고 있다."""

UNFINISHED = words("준공 완공 공사 공정 납품 시공 제작 건립 건설 구축")
"""Acts that have begun where their end is put off: 준공이 미뤄졌다."""

GATES = words(
    "승인 허가 인가 인허가 예산 국비 도비 사업비 재원 준공 완공 개통 개소 동의 심의 특례 규제 협약 사업자 투자자 조례 부지 착공 "
    "출범 정식 본사업 특구 개정 공모"
)
"""What in a condition has to come first: '예산이 확보되면'."""

"""How Korean offices write dates: one pattern for each form, with the kind of phrase it is for."""

from __future__ import annotations

import re

# Blanks that OCR puts anywhere inside a date; never a line end or a tab.
_B = r"[ \u00a0\u3000]{0,2}"
_NOT_INSIDE = r"(?<![\d.,:A-Za-z])"
# "2022. 4. 12대": a count stands where the day would.
_NO_COUNT = r"(?![대개건명곳회종면%배분초만천억단차호기공])"
_YEAR = rf"(?:(?P<year>(?:19|20)\d{{2}})(?!\d)|'{_B}(?P<short>\d{{2}})(?!\d))"
_WEEKDAY = rf"(?:{_B}\({_B}(?P<weekday>[월화수목금토일]){_B}(?:요일)?{_B}\))?"
_CLOCK = (
    rf"(?:{_B}(?:(?P<half>오전|오후){_B})?(?P<hour>[01]?\d|2[0-4])"
    rf"(?:{_B}:{_B}(?P<minute>[0-5]\d)(?!\d)|{_B}시(?![가-힣]*간)(?:{_B}(?P<minute2>[0-5]?\d){_B}분)?))?"
)
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])(?!\d)", r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
_RELATIVE = r"(?P<relative>재작년|내후년|올해|금년|지난해|작년|내년|전년도|올(?=[ \u00a0]{1,2}(?:[1-4]분기|[상하]반기|\d{1,2}월)))"

# "2022. 9. 29.(목)", "2022년 9월 30일(금)", "’22. 4. 1.", "2022-09-29", "2022.9.29. 11:00"
FULL = re.compile(
    rf"{_NOT_INSIDE}{_YEAR}{_B}(?:[.\-/]|년){_B}{_MONTH}{_B}(?:[.\-/]|월){_B}{_DAY}{_NO_COUNT}"
    rf"{_B}(?:일|\.)?{_WEEKDAY}{_CLOCK}"
)
# "10월 5일", "9월 30일(금) 14시", "올해 10월 5일": the year comes from the word, the text before, or the release.
DAY_IN_WORDS = re.compile(
    rf"{_NOT_INSIDE}(?:{_RELATIVE}{_B})?{_MONTH}{_B}월{_B}{_DAY}{_B}일(?!간){_WEEKDAY}{_CLOCK}"
)
# "5월 11일부터 22일까지", "2026년 5월 11일~22일", "5월 11~22일": days of one month
DAY_RANGE = re.compile(
    rf"{_NOT_INSIDE}(?:{_YEAR}{_B}년{_B})?{_MONTH}{_B}월{_B}{_DAY}{_B}일?{_WEEKDAY}{_B}(?:부터|[~\-]){_B}"
    rf"(?P<day_to>3[01]|[12]\d|0?[1-9])(?!\d){_B}일(?!간)(?:{_B}까지)?"
)
# "9. 29.(목) 11:00": only with its weekday, for "1. 5." may be anything.
DAY_IN_POINTS = re.compile(
    rf"{_NOT_INSIDE}{_MONTH}\.{_B}{_DAY}{_B}\.?{_B}\({_B}(?P<weekday>[월화수목금토일]){_B}\){_CLOCK}"
)
# "…를 열었다(4. 21.)", "(5. 20.~22.)", a cell "5. 20.~6. 2.": in brackets or alone, with a point behind the day; "(4.5)" is a number
DAY_ALONE = re.compile(
    rf"(?:(?<=\()|^){_B}{_MONTH}\.{_B}{_DAY}\."
    rf"(?P<range>{_B}[~\-]{_B}(?:(?P<month_to>1[0-2]|0?[1-9])\.{_B})?(?P<day_to>3[01]|[12]\d|0?[1-9])\.)?(?={_B}(?:\)|$))"
)
# "’13~’15", "2021~2023년", "2021년부터 2023년까지", "’21년 ~ ’23년", "2020-22년"
YEAR_RANGE = re.compile(
    rf"{_NOT_INSIDE}(?:(?P<from>(?:19|20)\d{{2}})(?!\d)|'{_B}(?P<from2>\d{{2}})(?!\d)){_B}년?{_B}"
    rf"(?:[~\-]|(?P<since>부터)){_B}"
    rf"(?:(?P<to>(?:19|20)\d{{2}})(?!\d)|'{_B}(?P<to2>\d{{2}})(?!\d)|(?P<to3>\d{{2}})(?={_B}년))"
    rf"(?P<tail>{_B}년(?![간대]))?(?P<until>{_B}까지)?(?!{_B}[.\-/]\d|\d)"
)
# "2021. 3. ~ 2022. 2.", "’21.3~’22.2월", "2021년 3월 ~ 2022년 2월", "2022년 3월~5월"
MONTH_RANGE = re.compile(
    rf"{_NOT_INSIDE}{_YEAR}{_B}(?:\.|년){_B}{_MONTH}{_B}(?:\.|월)?{_B}(?:~|-|(?P<since>부터)){_B}"
    rf"(?:(?:(?P<year_to>(?:19|20)\d{{2}})|'{_B}(?P<short_to>\d{{2}})){_B}(?:\.|년){_B})?"
    rf"(?P<month_to>1[0-2]|0?[1-9])(?!\d){_B}(?P<tail>\.(?!\d)|월)?(?!{_B}\d)(?P<until>{_B}까지)?"
)
# Two dates with this between them are one period: "2021. 3. 2. ~ 2022. 2. 28.", "6월 28일부터 8월 19일까지".
JOIN = re.compile(rf"{_B}(?:~|-|(?P<since>부터)){_B}")
UNTIL = re.compile(rf"{_B}까지")
# "2022년 4월", "’22. 4월", "2022. 4."
MONTH_ONLY = re.compile(
    rf"{_NOT_INSIDE}{_YEAR}{_B}"
    rf"(?:년{_B}{_MONTH}{_B}월(?!{_B}\d{{1,2}}{_B}(?:일|[.~\-]))"
    rf"|\.{_B}(?P<month2>1[0-2]|0?[1-9])(?!\d){_B}(?:월|\.(?!{_B}\d)|\.(?={_B}\d{{1,2}}(?:단계|차|호|개|명|곳))|(?={_B}\)))(?!{_B}\d{{1,2}}(?!\d|단|차|호|개|명|곳)))"
)
# "올해 4월", "지난해 12월부터", "오는 10월", "지난 3월"
RELATIVE_MONTH = re.compile(
    rf"(?<![가-힣])(?:{_RELATIVE}|(?P<side>오는|지난)){_B}{_MONTH}{_B}월(?!{_B}\d{{1,2}}{_B}(?:일|[.~\-]))"
)
# "2024년 4월 설명회를 열고 같은 해 7월", "이듬해 3월 2일": the year comes from the date before it
SAME_YEAR = re.compile(
    rf"(?<![가-힣])(?:(?P<same>같은{_B}해|그{_B}해|동년)|(?P<next>이듬해|다음{_B}해)){_B}{_MONTH}{_B}월"
    rf"(?:{_B}{_DAY}{_B}일)?"
)
# "구축은 하반기에 시작한다": the half of the release's year
BARE_HALF = re.compile(
    r"(?<![가-힣\d'])(?<!년 )(?<!해 )(?P<half_year>[상하])반기(?=에|로|부터|까지| [가-힣])"
)
# "12월 중", "11월 말까지", "9월부터", "9월에 끝났고", "12월 준공을": a month alone, with what makes it a time; "매년 9월" is none;
# "설치 완료(3월)"
BARE_MONTH = re.compile(
    rf"(?<![\d.,:A-Za-z'~\-])(?<!\d )(?<!년)(?<!년 )(?<!마다 )(?<!매월 ){_MONTH}{_B}월"
    rf"(?={_B}(?:중|말|초|하순|중순|상순|경|부터|까지)(?:[가-힣]{{0,3}})(?:[\s,.)]|$)|(?:에|로)(?:는|도)?(?:[\s,.)]|$)| [가-힣]{{2}}"
    r"|(?<=\(\d월)\)|(?<=\(\d\d월)\))"
)
# "10월" as the whole of a cell
MONTH_ALONE = re.compile(rf"\s*{_MONTH}{_B}월\s*")
# "2022년 3분기", "’22년 상반기", "올해 하반기", "2022. 4/4분기"
PART_OF_YEAR = re.compile(
    rf"(?:{_NOT_INSIDE}{_YEAR}{_B}(?:년도?|\.)?|(?<![가-힣]){_RELATIVE}){_B}"
    rf"(?:(?P<quarter>[1-4])(?:{_B}/{_B}4)?{_B}분기|(?P<half_year>[상하])반기)"
)
# "2022년", "’21년부터", "(’20)", "2022년도": a bare 92년 is no year, a bare 2022 neither, nor are the 1990년대.
YEAR_ONLY = re.compile(
    rf"{_NOT_INSIDE}(?:(?P<year>(?:19|20)\d{{2}}){_B}년(?:도)?|'{_B}(?P<short>\d{{2}})(?![\d'])(?:{_B}년(?:도)?)?)"
    rf"(?!{_B}[간대])"
)
# "올해 첫 시행", "지난해보다", "내년까지"
RELATIVE_YEAR = re.compile(rf"(?<![가-힣]){_RELATIVE}")
# "10년", "3개월", "2주간", "5개년": how long, not when. A bare number above 19 before 년 may be a year ("92년").
DURATION = re.compile(
    rf"(?<![\d.,:A-Za-z'\-~])(?<!\d )(?P<number>\d{{1,3}}){_B}"
    rf"(?P<unit>개년|개{_B}월|년|주간|주(?=[간 ,.)]|$)|일간|일(?={_B}(?:이내|동안|이상|간|이하|만에)))"
    rf"(?!차|도(?!안)|생|대|산|식|형)(?P<tail>{_B}(?:간|이내|이상|이하|미만|초과|동안|만에|여|째))?"
)

"""An explanation as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.why_words import CHANGED, KINDS, STATUS_BY, bound, note

Told = Mapping[str, Any]
MOST_CHARACTERS = 160


def why_lines(told: Told) -> Iterator[str]:
    """Yield the lines of what `why` gave."""
    yield from _record_lines(told) if told["kind"] == "record" else _fact_lines(told)


def _record_lines(told: Told) -> Iterator[str]:
    explained, record = told["explained"], told["record"]
    notice = f" · {told['notice']}" if told["notice"] else ""
    yield f"{explained['indicator_id']} {explained['indicator_name']} · {explained['subject_name']}"
    yield f"  기록 / record {record['record_id']} · {explained['catalogue']}{notice}"
    yield f"  정의 / definition: {explained['definition']}"
    yield f"  {_outcome(record)}"
    yield from (f"  ! {CHANGED[one]}" for one in told["changed"])
    rule = explained["rule"]
    if rule is not None:
        catalogue = (told["catalogue_sha256"] or "")[:12]
        yield f"  규칙 / rule: {rule['basis']}, sha256 {rule['sha256'][:12]}…, 목록 / catalogue sha256 {catalogue}…"
    yield from (f"  · {note(one)}" for one in explained["notes"] if not one.startswith("claim:"))
    for number, place in enumerate(explained["places"], 1):
        yield ""
        yield from place_lines(f"{number}. ", place, told["documents"])
    if explained["places_left_out"]:
        yield f"  … 외 {explained['places_left_out']}곳 / and {explained['places_left_out']} more places"
    yield from _together(explained)
    yield from _claim_lines(explained["claims"], told["documents"])
    if not explained["places"] and not explained["claims"]:
        yield (
            "  이 지표를 말하는 곳이 없습니다. 가까운 문장은 / no place speaks for it; the nearest ones: "
            f"jipyo why-not DIR --indicator {explained['indicator_id']}"
        )


def _outcome(record: Told) -> str:
    value = "" if record["value"] is None else f" · 값 / value {shown_value(record)}"
    status = f" · 실현 / status {record['status']}" if record["status"] else ""
    strength = f" · 세기 / strength {record['strength']}" if record["fact_ids"] else ""
    return f"상태 / state {record['state']}{value}{status}{strength}"


def shown_value(row: Told) -> str:
    """A value with its unit."""
    return f"{row['value']} {row['unit']}" if row["unit"] else str(row["value"])


def quoted(characters: Told) -> str:
    """Characters with where they stand; a long sentence is cut."""
    quote = characters["quote"]
    cut = quote if len(quote) <= MOST_CHARACTERS else quote[:MOST_CHARACTERS] + "…"
    start, end = characters["span"]
    return f"“{' '.join(cut.split())}” [{start}–{end}]"


def page(characters: Told) -> str:
    """The page of some characters, where there are pages."""
    number = characters["page_no"]
    return "" if number is None else f", {number}쪽 / p. {number}"


def place_lines(number: str, place: Told, sources: Mapping[str, str]) -> Iterator[str]:
    """One place, with everything that was asked of it."""
    name = sources.get(place["document_id"], place["document_id"])
    yield f"{number}{name}{page(place['sentence'])} → {place['shows'] or '세지 않음 / does not count'}"
    yield f"   {quoted(place['sentence'])}"
    if place["section"]:
        yield f"   제목 / under: {' › '.join(place['section'])}"
    yield from (f"   {cue_line(cue)}" for cue in place["cues"])
    yield from _status_lines(place["status"], place["event"])
    subject = place["subject"]
    yield (
        f"   대상 / subject: {subject['name']} ({subject['kind']}), {subject['basis']} 에서 / by {subject['basis']}, "
        f"{subject['confidence']} ≥ {subject['least']}"
    )
    yield from _value_lines(place["value"])
    if place["needs"]:
        met = len(place["needs_met"])
        yield f"   정의가 요구하는 말 / words the definition asks for: {met} of {', '.join(place['needs'])}"
    yield f"   세기 / strength: {strength_sum(place['strength'])}"
    yield from (f"   · {note(one)}" for one in place["doubts"])
    for fact in place["facts"]:
        yield (
            f"   사실 / fact {fact['fact_id']} {fact['field']} ({fact['rule_id']}): {quoted(fact['characters'])}"
            f"{page(fact['characters'])}"
        )
    if place["shared_with"]:
        others = ", ".join(f"{one['indicator_id']} {one['name']}" for one in place["shared_with"])
        yield f"   같은 곳의 다른 지표 / shares the place with: {others}"


def cue_line(cue: Told) -> str:
    """A cue with its characters and what the rule asked for."""
    near = f" + 가까이 / near {cue['near']}" if cue["near"] else ""
    where = "제목에서 / in the headings" if cue["characters"] is None else quoted(cue["characters"])
    misread = f" (고쳐 읽음 / corrected: {cue['derivation']})" if cue["derivation"] else ""
    return f"{KINDS[cue['kind']]}: {where} ← {cue['pattern']}{near}{misread}"


def _status_lines(status: Told, event: str | None) -> Iterator[str]:
    predicate = quoted(status["predicate"]) if status["predicate"] else "–"
    rule = f" {status['status_rule']}" if status["status_rule"] else ""
    only = f" ({status['preparation']})" if status["preparation"] else ""
    told = f", 규칙의 사건 / event of the rule: {event}" if event else ""
    yield f"   서술어 / predicate: {predicate} → {status['status']}, {STATUS_BY[status['by']]}{rule}{only}{told}"
    parts = [f"×{factor:g} {one}" for one, factor in status["downgraded"].items()]
    rejected = ", ".join(status["rejected"])
    yield f"   인정하는 상태 / counts: {', '.join(status['required'])}; {', '.join(parts)}; 아님 / not: {rejected}"


def _value_lines(value: Told) -> Iterator[str]:
    if value["wanted"] == "presence":
        return
    tests = f" ({'; '.join(value['tests'])})" if value["tests"] else ""
    taken = "없음 / none" if value["value"] is None else f"{shown_value(value)} ← {value['fact_id']}"
    how = [word for word in ("converted", "is_difference") if value[word]]
    unit = value["unit_wanted"] or ""
    yield f"   값 / value: {value['wanted']} {unit}{tests} → {taken}{' '.join(['', *how])}"


def strength_sum(strength: Told) -> str:
    """The sum as it can be redone by hand."""
    terms = "".join(
        f" {'−' if one['weight'] < 0 else '+'} {abs(one['weight']):g}×{one['count']} {one['name']}"
        for one in strength["terms"]
    )
    return (
        f"{strength['bias']:g}{terms} = {strength['sum']:g} → 1/(1+e^−x) = {strength['score']:g}"
        f" × {strength['status_factor']:g} status × {strength['subject_confidence']:g} subject = {strength['total']:g}"
    )


def _together(explained: Told) -> Iterator[str]:
    if len(explained["combined"]) > 1:
        product = " ".join(f"(1−{one:g})" for one in explained["combined"])
        yield f"  합침 / together: 1 − {product} = {explained['strength']:g}"


def _claim_lines(claims: list[Told], sources: Mapping[str, str]) -> Iterator[str]:
    for claim in claims:
        proof = f", 증빙 / proof p. {claim['proof_page']}" if claim["proof_page"] else ""
        name = f" ({claim['claimed_name']})" if claim["claimed_name"] else ""
        source = sources.get(claim["document_id"], claim["document_id"])
        yield (
            f"  신청서의 주장 / claim {claim['fact_id']} {claim['field']}: {claim['claimed']}{name}{proof}, {source}"
            f"{page(claim['characters'])} {quoted(claim['characters'])}; {bound(claim['bound_by'])}"
        )


def _fact_lines(told: Told) -> Iterator[str]:
    fact = told["fact"]
    measure = f" · {fact['measure']}" if fact["measure"] else ""
    yield f"{fact['field']}{measure}: {shown_value(fact)}"
    yield f"  사실 / fact {fact['fact_id']} · {told['documents'].get(fact['document_id'], '')} · 규칙 / rule {fact['rule_id']}"
    for evidence in fact["evidence"]:
        yield f"  근거 / evidence: {quoted(evidence)}{page(evidence)}, {evidence['origin']}, {fact['alignment']}"
    derivation = f": {fact['derivation']}" if fact["derivation"] else ""
    yield f"  값의 뒷받침 / value supported: {fact['value_supported']}{derivation}"
    subject = fact["subject"]
    yield f"  대상 / subject: {subject['name']} ({subject['kind']}), {subject['basis']} 에서 / by {subject['basis']}"
    yield f"  확신 / confidence: {', '.join(f'{step} {value:g}' for step, value in fact['confidence'].items())}"
    for place in told["places"]:
        yield f"  문장 / sentence: {quoted(place['sentence'])}"
        if place["section"]:
            yield f"    제목 / under: {' › '.join(place['section'])}"
        clause = place["clause"]
        if clause is not None:
            yield f"    서술어 / predicate: {clause['predicate'] or '–'} → {clause['status']} ({clause['status_rule']})"
    yield f"  상태 / status: {fact['status']}"
    for record in told["records"]:
        yield (
            f"  기록 / record {record['record_id']} {record['indicator_id']} · {record['subject']} · {record['state']} "
            f"{record['strength']}"
        )
    if not told["records"]:
        yield "  이 사실에 기댄 기록은 없습니다 / no record rests on it"

"""The command line. Commands only parse, call and print; what they call is imported when they run."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Literal

import typer

from pipeline.catalogue_commands import catalogues
from pipeline.command_guard import PARTLY_DONE, Folder, guarded, of_a_second

app = typer.Typer(
    name="jipyo",
    help="스마트도시 인증 문서에서 근거가 있는 사실을 찾습니다 / evidence-linked facts from certification documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(catalogues, name="catalogue")


@app.command("run")
def run_command(  # noqa: PLR0917 (one parameter for each option of the contract)
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="파일이나 폴더 / files or folders")
    ],
    out: Annotated[Path, typer.Option("--out", help="결과 폴더 / where to write")],
    catalogue: Annotated[
        list[str] | None, typer.Option("--catalogue", help="지표 목록(반복 가능) / catalogue, repeatable")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="동시 쪽 수 / pages at once")
    ] = None,
    keep_pii: Annotated[
        bool | None, typer.Option("--keep-pii", help="이름·전화번호를 가리지 않음 / do not mask")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="저장된 결과를 버림 / discard stored results")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="날짜 없는 문서의 기준일 / date for undated documents")
    ] = None,
    engine: Annotated[
        Literal["auto", "jipyo", "tesseract"] | None,
        typer.Option("--engine", help="문자 인식기 / OCR engine"),
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", help="설정 파일(TOML) / settings file")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="진행 표시 없음 / say nothing")] = False,
    log_json: Annotated[Path | None, typer.Option("--log-json", help="진행 기록 파일 / JSON lines")] = None,
) -> None:
    """문서를 읽어 사례·사실·지표 기록을 씁니다 / read documents, write cases, facts and records."""
    with guarded(resumes=True):
        from pipeline.config import load_config
        from pipeline.progress import open_progress
        from pipeline.run import run

        overrides = {
            "catalogues": tuple(catalogue) if catalogue else None,
            "workers": workers,
            "keep_pii": keep_pii,
            "as_of": as_of,
            "ocr_engine": engine,
        }
        settings = load_config(config, overrides)
        with open_progress(quiet=quiet, log_json=log_json) as progress:
            summary = run(inputs, out, settings, progress, fresh=fresh)
        if not quiet:
            _say_summary(summary)
    raise typer.Exit(summary.exit_code)


@app.command("read")
def read_command(  # noqa: PLR0917 (one parameter for each option of the contract)
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    output: Annotated[Literal["json", "text", "markdown"], typer.Option("--format")] = "json",
    pages: Annotated[str | None, typer.Option("--pages", help="예 / such as: 1-3,7")] = None,
    ocr: Annotated[Literal["auto", "always", "never"], typer.Option("--ocr")] = "auto",
    engine: Annotated[
        Literal["auto", "jipyo", "tesseract"] | None,
        typer.Option("--engine", help="문자 인식기 / OCR engine"),
    ] = None,
    keep_pii: Annotated[bool, typer.Option("--keep-pii", help="가리지 않음 / do not mask")] = False,
) -> None:
    """문서 하나를 읽어 출력합니다 / read one document and print it."""
    with guarded():
        from pipeline.config import load_config
        from pipeline.read import parse_pages, printed, read_document

        settings = load_config(None, {"ocr": ocr, "ocr_engine": engine})
        found = read_document(file, settings, parse_pages(pages))
        sys.stdout.write(printed(found.understanding, output, keep_pii=keep_pii))
        failures = (*([found.unjudged] if found.unjudged else ()), *found.failed_pages)
        _say_failed_pages(failures)
    raise typer.Exit(PARTLY_DONE if failures else 0)


@app.command("searchable")
def searchable_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="PDF, TIFF, JPEG, PNG")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="사본의 이름 / the copy's name")],
    engine: Annotated[
        Literal["auto", "jipyo", "tesseract"] | None,
        typer.Option("--engine", help="문자 인식기 / OCR engine"),
    ] = None,
    keep_pii: Annotated[
        bool,
        typer.Option(
            "--keep-pii", help="숨은 글자의 이름·전화번호를 가리지 않음 / do not mask the hidden text"
        ),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="진행 표시 없음 / say nothing")] = False,
) -> None:
    """스캔의 검색되는 사본(PDF)을 씁니다 / write a searchable copy of a scan.

    그림은 그대로 두고 글자를 보이지 않게 겹칩니다. 참된 글자 층이 있는 쪽은 그대로 둡니다 / the page image stays as it
    is, with its words behind it; pages with a true text layer are left alone.
    """
    with guarded():
        from pipeline.config import load_config
        from pipeline.progress import open_progress
        from pipeline.searchable.searchable import write_searchable

        settings = load_config(None, {"ocr_engine": engine, "keep_pii": keep_pii})
        with open_progress(quiet=quiet, log_json=None) as progress:
            copied = write_searchable(file, out, settings, progress)
        _say_copied(copied, out, quiet=quiet)
    raise typer.Exit(PARTLY_DONE if copied.failed else 0)


@app.command("redo")
def redo_command(  # noqa: PLR0917 (one parameter for each option of the contract)
    folder: Folder,
    document: Annotated[
        str, typer.Option("--document", help="문서 id 나 그 앞부분 / document id, or the beginning of one")
    ],
    pages: Annotated[str, typer.Option("--pages", help="예 / such as: 3,7")],
    engine: Annotated[
        Literal["auto", "jipyo", "tesseract"] | None,
        typer.Option("--engine", help="문자 인식기 / OCR engine"),
    ] = None,
    psm: Annotated[
        int | None,
        typer.Option("--psm", min=0, max=13, help="Tesseract 의 쪽 나누기 방식 / Tesseract's page mode"),
    ] = None,
    dpi: Annotated[
        int | None, typer.Option("--dpi", min=72, max=600, help="읽는 해상도 / resolution to read at")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="진행 표시 없음 / say nothing")] = False,
) -> None:
    """쪽을 다른 설정으로 다시 읽습니다 / read pages again with other settings; without any, as the run does.

    설정은 폴더에 남아 다음 'jipyo run' 에도 쓰이고, --fresh 가 지웁니다. --psm 은 Tesseract 만의 설정이므로
    그 쪽은 Tesseract 로 읽습니다 / the settings stay with the folder until --fresh. --psm is Tesseract's alone,
    so such pages are read by Tesseract.
    """
    with guarded(resumes=True):
        from pipeline.progress import open_progress
        from pipeline.read import parse_pages
        from pipeline.redo import redo, wish_of

        wish = wish_of(document, parse_pages(pages) or frozenset(), engine=engine, psm=psm, dpi=dpi)
        with open_progress(quiet=quiet, log_json=None) as progress:
            summary = redo(folder, wish, progress)
        if not quiet:
            _say_summary(summary)
    raise typer.Exit(summary.exit_code)


@app.command("map")
def map_command(
    folder: Folder,
    catalogue: Annotated[list[str], typer.Option("--catalogue", help="지표 목록 / catalogue")],
) -> None:
    """저장된 사실을 다른 지표 목록에 다시 연결합니다 / map stored facts onto another catalogue."""
    with guarded():
        from pipeline.remap import remap

        summary = remap(folder, tuple(catalogue))
        _say_summary(summary)
    raise typer.Exit(summary.exit_code)


@app.command("index")
def index_command(folder: Folder, out: Annotated[Path, typer.Option("--out", help=".html | .xlsx")]) -> None:
    """조견표를 씁니다 / write the cross-reference table."""
    with guarded():
        from pipeline.index import write_index

        write_index(folder, out)
        typer.echo(f"{out}")


@app.command("why")
def why_command(
    folder: Folder,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="record_id, fact_id 나 그 앞부분 / record or fact id, or its beginning"
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="프로그램을 위한 JSON / for programs")] = False,
) -> None:
    """기록이나 사실이 어떻게 나왔는지 보입니다 / what led to a record or a fact."""
    with guarded(), of_a_second():
        from pipeline.json_lines import printed_json
        from pipeline.why import why
        from pipeline.why_text import why_lines

        told = why(folder, wanted)
        typer.echo(printed_json(told) if as_json else "\n".join(why_lines(told)))


@app.command("why-not")
def why_not_command(
    folder: Folder,
    indicator: Annotated[str, typer.Option("--indicator", help="지표 id / indicator id")],
    document: Annotated[
        str | None,
        typer.Option("--document", help="문서 id 나 그 앞부분 / document id, or the beginning of one"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="프로그램을 위한 JSON / for programs")] = False,
) -> None:
    """빈 지표에 가장 가까운 문장과 모자란 것을 보입니다 / what came nearest to a gap, and what it lacked."""
    with guarded(), of_a_second():
        from pipeline.json_lines import printed_json
        from pipeline.why_not import why_not
        from pipeline.why_not_text import why_not_lines

        told = why_not(folder, indicator, document)
        typer.echo(printed_json(told) if as_json else "\n".join(why_not_lines(told)))


@app.command("score")
def score_command(
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", help="JSON")],
    rubric: Annotated[Path | None, typer.Option("--rubric", help="배점표(YAML) / points")] = None,
) -> None:
    """시험 산정(비공식): 기록만으로 점수를 셈합니다 / the reference scoring step."""
    with guarded():
        from pipeline.scoring import write_score

        typer.echo(write_score(folder, rubric, out))


@app.command("eval")
def eval_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="정답 파일이나 폴더 / gold file or folder")],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="'jipyo run' 이 쓴 폴더 / folder of a run; none for sentences"),
    ] = None,
    sums: Annotated[
        bool, typer.Option("--sums", help="문서의 글은 보이지 않고 합계만 / sums only, no word of a document")
    ] = False,
) -> None:
    """사람이 만든 정답과 견줍니다 / precision, recall and F1 against gold.

    DIR 없이는 문장 정답(status_sentences, place_sentences)을 채점합니다 / without DIR, sets of sentences are scored.
    """
    with guarded():
        if folder is None:
            from pipeline.evaluate_sentences import sentence_page

            typer.echo(sentence_page(gold))
            return
        from pipeline.evaluate_page import evaluation_page

        typer.echo(evaluation_page(gold, folder, sums_only=sums))


@app.command("status")
def status_command(folder: Folder) -> None:
    """무엇이 되었고, 실패했고, 남았는지 / what is done, failed, waiting."""
    with guarded():
        from pipeline.status import status_lines

        for line in status_lines(folder):
            typer.echo(line)


def _say_summary(summary: Any) -> None:
    typer.echo(
        f"문서 {summary.documents_done}건, 기록 {summary.records}건, 오류 {summary.errors}건 / "
        f"{summary.documents_done} documents, {summary.records} records, {summary.errors} errors\n"
        f"→ {summary.out / 'report.html'} 부터 여세요 / open this first"
    )
    if summary.errors:
        typer.echo(f"→ {summary.out / 'errors.jsonl'} 에 읽지 못한 것이 있습니다 / what could not be read")


def _say_failed_pages(failures: Any) -> None:
    for failure in failures:
        place = f"{failure.page_no}쪽/page: " if failure.page_no else ""
        typer.echo(
            f"jipyo: {place}{failure.message.ko} {failure.action.ko} / "
            f"{failure.message.en} {failure.action.en}",
            err=True,
        )


def _say_copied(copied: Any, out: Path, *, quiet: bool) -> None:
    _say_failed_pages(copied.failed)
    if quiet:
        return
    left = copied.pages - len({*copied.layered, *(failure.page_no for failure in copied.failed)})
    typer.echo(
        f"→ {out}: {copied.pages}쪽 가운데 {len(copied.layered)}쪽에 글자를 넣었습니다 / "
        f"words were put behind {len(copied.layered)} of {copied.pages} pages"
    )
    if left:
        typer.echo(
            f"나머지 {left}쪽은 참된 글자 층이 있거나 글자가 없어 그대로 두었습니다 / "
            f"the other {left} have a true text layer, or no text, and stay as they were"
        )
    if copied.is_masked:
        typer.echo(
            "넣은 글자에서 이름·전화번호 등은 ● 입니다. 그림에는 그대로 보이니, 가린 사본이 아닙니다 (--keep-pii: 글자도 그대로) / "
            "personal data is ● in the words; the pictures still show it, so this is no redacted copy (--keep-pii: as read)",
        )


def _tell_bug(kind: type[BaseException], _error: BaseException, _: TracebackType | None) -> None:
    """The last resort: one line for the user, who can do nothing with a traceback."""
    sys.stderr.write(
        f"jipyo: 프로그램 오류({kind.__name__})입니다. 결과 폴더의 기록은 남아 있으니 다시 실행해 보고, "
        "되풀이되면 알려 주세요 / a fault of the program; stored work is kept: run again, and report it if it stays.\n"
    )


def main() -> None:
    """Entry of the `jipyo` command."""
    command = typer.main.get_command(app)  # calling `app` itself would put typer's excepthook in place
    sys.excepthook = _tell_bug
    command()


if __name__ == "__main__":
    main()

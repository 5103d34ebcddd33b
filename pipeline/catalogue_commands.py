"""The commands of `jipyo catalogue`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.command_guard import NOTHING_DONE, guarded

catalogues = typer.Typer(help="지표 목록과 규칙 / indicator catalogues and rules.", no_args_is_help=True)


@catalogues.command("list")
def catalogue_list_command() -> None:
    """지표 목록의 이름 / the names of the catalogues."""
    with guarded():
        from pipeline.catalogue_pages import catalogue_lines

        for line in catalogue_lines():
            typer.echo(line)


@catalogues.command("show")
def catalogue_show_command(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """지표 목록 하나를 보입니다 / show one catalogue."""
    with guarded():
        from pipeline.catalogue_pages import catalogue_page

        typer.echo(catalogue_page(name))


@catalogues.command("check")
def catalogue_check_command(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """목록이나 규칙 파일을 검사하고 예문을 모두 실행합니다 / check a file, run every example."""
    with guarded():
        from pipeline.catalogue_pages import check_file

        findings = check_file(file)
        for finding in findings:
            typer.echo(finding)
        if not findings:
            typer.echo(f"{file.name}: 이상 없음 / no findings")
    raise typer.Exit(NOTHING_DONE if findings else 0)


@catalogues.command("import")
def catalogue_import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX, YAML")],
    *,
    scheme: Annotated[Literal["city", "service"] | None, typer.Option(help="인증 종류 / scheme")] = None,
    year: Annotated[int | None, typer.Option(help="인증 연도 / year", min=2000, max=2100)] = None,
    name: Annotated[str | None, typer.Option(help="목록의 이름 / name of the catalogue")] = None,
    status: Annotated[
        Literal["official", "user"], typer.Option(help="공식 또는 자체 / whose it is")
    ] = "official",
    replace: Annotated[bool, typer.Option("--replace", help="같은 이름을 바꿈 / replace")] = False,
) -> None:
    """공식 지표표(CSV, XLSX)나 자체 목록·규칙(YAML)을 들여옵니다 / take in an official table, or rules."""
    with guarded():
        from pipeline.catalogue_import import TableWish, import_file
        from pipeline.catalogue_pages import imported_lines

        wish = TableWish(scheme=scheme, year=year, name=name, status=status, replace=replace)
        imported = import_file(file, wish)
        for line in imported_lines(imported):
            typer.echo(line, err=bool(imported.problems))
    raise typer.Exit(NOTHING_DONE if imported.problems else 0)


@catalogues.command("diff")
def catalogue_diff_command(
    before: Annotated[
        str, typer.Argument(metavar="A", help="지표 목록이나 규칙 파일 / catalogue, or file of rules")
    ],
    after: Annotated[
        str, typer.Argument(metavar="B", help="지표 목록이나 규칙 파일 / catalogue, or file of rules")
    ],
    folder: Annotated[
        Path, typer.Option("--on", metavar="DIR", help="'jipyo run' 이 쓴 폴더 / folder of a run")
    ],
) -> None:
    """규칙이나 목록을 바꾸면 기록이 어떻게 달라지는지 보입니다 / what a change of rules changes."""
    with guarded():
        from pipeline.catalogue_diff import diff_lines

        for line in diff_lines(before, after, folder):
            typer.echo(line)


@catalogues.command("report")
def catalogue_report_command(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="지표 목록이나 규칙 파일 / catalogue, or file of rules")
    ],
    folder: Annotated[
        Path, typer.Option("--on", metavar="DIR", help="'jipyo run' 이 쓴 폴더 / folder of a run")
    ],
    gold: Annotated[
        Path | None, typer.Option("--gold", help="정답 파일이나 폴더 / gold file or folder")
    ] = None,
) -> None:
    """규칙마다 몇 번 쓰였고 맞았는지, 쓰이지 않은 것은 무엇인지 보입니다 / how often each rule fired, and which never."""
    with guarded():
        from pipeline.rule_report import report_lines

        for line in report_lines(name, folder, gold):
            typer.echo(line)

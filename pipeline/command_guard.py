"""What every command does with errors of ours and with an interruption, and the arguments that several share."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from extractors.collector import uncollected

# The values of schemas.errors.ExitCode, which brings pydantic: `--help` must not wait for it.
NOTHING_DONE, WRONG_USAGE, PARTLY_DONE, INTERRUPTED = 1, 2, 3, 130

_RESUMED = (
    "jipyo: 중단했습니다. 같은 명령을 다시 실행하면 이어서 합니다 / "
    "interrupted; the same command goes on from here."
)
_BEGUN_ANEW = (
    "jipyo: 중단했습니다. 다시 실행하면 처음부터 합니다 / interrupted; run again, this command starts anew."
)

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="'jipyo run' 이 쓴 폴더 / the folder that a run wrote")
]


@contextmanager
def guarded(*, resumes: bool = False) -> Iterator[None]:
    """Errors of ours end the command with their message and exit code; an interruption with 130.

    `resumes` says that the command, run again, goes on where it stopped.
    """
    from schemas.errors import JipyoError

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except JipyoError as error:
        typer.echo(f"jipyo: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:
        raise  # whoever reads our output has seen enough
    except OSError as error:
        typer.echo(
            f"jipyo: {error.filename or ''}: {error.strerror}. 경로와 권한을 확인하세요 / check the path and its permissions.",
            err=True,
        )
        raise typer.Exit(WRONG_USAGE) from error
    except KeyboardInterrupt as error:
        typer.echo(_RESUMED if resumes else _BEGUN_ANEW, err=True)
        raise typer.Exit(INTERRUPTED) from error


@contextmanager
def of_a_second() -> Iterator[None]:
    """For commands of a second: nothing that they load is garbage before they end, so the collector only costs time.

    Frozen, it is not gone through at the end of the process either.
    """
    with uncollected():
        try:
            yield
        finally:
            gc.freeze()

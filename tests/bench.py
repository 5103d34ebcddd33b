"""`make bench`: CPU seconds and memory beside what a user would pick instead, in one run.

Times on a shared machine are noisy: read the ratios, not the seconds.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import bench_nlp

_ROOT = Path(__file__).resolve().parent.parent
_JIPYO = str(_ROOT / ".venv/bin/jipyo")
_RUNS = 3
_BORN_DIGITAL = ("press_release/press_release_2022.pdf", "application/city_application.pdf")
_SCANNED = ("scanned/press_release_2022.200dpi.tiff", "scanned/city_application.200dpi.tiff")

_BARE_PDFPLUMBER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words(); page.extract_tables(); page.close()
"""
_BARE_TESSERACT = """
import sys, pytesseract
from PIL import Image, ImageSequence
for path in sys.argv[1:]:
    for frame in ImageSequence.Iterator(Image.open(path)):
        pytesseract.image_to_string(
            frame.convert("RGB"), lang="Hangul", config="--psm 4 -c preserve_interword_spaces=1"
        )
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """One command: CPU seconds of it and all its children, and its largest process in MiB."""

    cpu_s: float
    peak_mib: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command in a process of our own, so that its children are counted and no others."""
    script = (
        "import resource, subprocess, sys;"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode;"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
        env={"PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT)},
    )
    code, cpu_s, peak = done.stdout.split()
    if int(code) not in {0, 3}:
        raise RuntimeError(f"{command[0]} ended with {code}")
    return Cost(float(cpu_s), float(peak))


def median_of(make: Callable[[], Sequence[str]]) -> Cost:
    """The median of several runs; `make` gives the command anew, so that nothing is found done."""
    costs = [cost_of(make()) for _ in range(_RUNS)]
    return Cost(
        statistics.median(cost.cpu_s for cost in costs), statistics.median(cost.peak_mib for cost in costs)
    )


def _paths(names: Sequence[str]) -> list[str]:
    return [str(_ROOT / "fixtures" / name) for name in names]


def _run_cost(paths: Sequence[str]) -> dict[str, float]:
    """CPU seconds of one run by stage, as its workers count them; a sandbox hides them from the outside."""
    with tempfile.TemporaryDirectory(prefix="jipyo-bench-") as folder:
        log = Path(folder) / "log"
        words = ["run", *paths, "--out", f"{folder}/out", "--workers", "1", "--quiet", "--log-json", str(log)]
        main_process = cost_of([_JIPYO, *words]).cpu_s
        spent: dict[str, float] = {"main process": main_process}
        for line in log.read_text("utf-8").splitlines():
            event = json.loads(line)
            if event["event"] == "step":
                spent[event["stage"]] = spent.get(event["stage"], 0.0) + event["cpu_s"]
    return spent


def _pages(paths: Sequence[str]) -> int:
    from extractors.readers.limits import Limits
    from extractors.readers.probe import probe

    return sum(probe(Path(path), Limits()).page_count or 0 for path in paths)


def _compare(title: str, names: Sequence[str], bare: str, bare_name: str) -> None:
    paths = _paths(names)
    pages = _pages(paths)
    runs = [_run_cost(paths) for _ in range(_RUNS)]
    stages = {stage: statistics.median(run.get(stage, 0.0) for run in runs) for stage in runs[0]}
    ours = sum(stages.values())
    theirs = median_of(lambda: [sys.executable, "-c", bare, *paths])
    print(f"{title} ({pages} pages, median of {_RUNS})")
    print(f"  jipyo run, the whole line    {ours / pages:7.3f} CPU s/page")
    for stage, seconds in stages.items():
        print(f"    {stage:26s} {seconds / pages:7.3f}")
    reading = stages.get("probe", 0.0) + stages.get("ocr", 0.0)
    print(f"  {bare_name:28s} {theirs.cpu_s / pages:7.3f} CPU s/page   {theirs.peak_mib:6.0f} MiB")
    print(f"  ratio of reading {reading / theirs.cpu_s:.2f}, of the whole line {ours / theirs.cpu_s:.2f}")


def _reading_of(path: Path) -> dict[str, float]:
    """CPU seconds of one reading by step, beside pdfplumber's words and tables, in this process."""
    import pdfplumber

    from extractors.layout.lay_out import lay_out
    from extractors.readers.limits import Limits
    from extractors.readers.probe import probe

    start = time.process_time()
    found = probe(path, Limits())
    probed = time.process_time()
    lay_out(found.pages, document_id=found.document_id, source_name=path.name, media_type=found.media_type)
    laid_out = time.process_time()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
    spent = {"text layer and ink": probed - start, "layout": laid_out - probed}
    return spent | {"pdfplumber": time.process_time() - laid_out}


def _compare_reading() -> None:
    """Our reading in shares of pdfplumber's CPU seconds, document by document."""
    import cv2

    from fixtures.layout_documents import layout_documents

    cv2.setNumThreads(1)
    print(f"born-digital reading in shares of pdfplumber's words and tables (median of {_RUNS})")
    with tempfile.TemporaryDirectory(prefix="jipyo-bench-") as folder:
        laid_out = [document.pdf for document in layout_documents(Path(folder))]
        for path in [*map(Path, _paths(_BORN_DIGITAL)), *laid_out]:
            runs = [_reading_of(path) for _ in range(_RUNS)]
            ours, theirs = list(runs[0])[:-1], statistics.median(run["pdfplumber"] for run in runs)
            shares = {step: statistics.median(run[step] for run in runs) / theirs for step in ours}
            told = ", ".join(f"{step} {share:.2f}" for step, share in shares.items())
            print(f"  {path.name:28s} {sum(shares.values()):.2f} ({told})")


def _worker_starts() -> None:
    """What a run pays once: loading OpenCV in one kind of worker, the language model in the other."""
    for name in ("reading", "understanding"):
        script = f"import pipeline.{name}_tasks as tasks; tasks.warm_up()"
        cost = median_of(lambda script=script: [sys.executable, "-c", script])  # type: ignore[misc]
        print(f"start of a worker for {name:14s} {cost.cpu_s:6.2f} CPU s   {cost.peak_mib:6.0f} MiB")


_PROBE = """
import sys
from pathlib import Path
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
probe(Path(sys.argv[1]), Limits())
"""


def _memory_of_reading() -> None:
    """The peak of a first look at a short and a long file: pages are closed one by one."""
    from pypdf import PdfReader, PdfWriter

    source = PdfReader(_paths(_BORN_DIGITAL[:1])[0])
    print("memory of the first look")
    for times in (2, 50):
        writer = PdfWriter()
        for _ in range(times):
            writer.append(source)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            writer.write(file)
            file.flush()
            cost = cost_of([sys.executable, "-c", _PROBE, file.name])
        pages = times * len(source.pages)
        print(f"  {pages:4d} pages   {cost.cpu_s / pages:7.3f} CPU s/page   {cost.peak_mib:6.0f} MiB")


def main() -> None:
    """Print the figures."""
    start = median_of(lambda: [_JIPYO, "--help"])
    print(f"jipyo --help: {start.cpu_s:.2f} CPU s, {start.peak_mib:.0f} MiB (asked: under 0.3 s)")
    _worker_starts()
    _memory_of_reading()
    _compare_reading()
    for line in bench_nlp.lines():
        print(line)
    _compare("born-digital", _BORN_DIGITAL, _BARE_PDFPLUMBER, "bare pdfplumber")
    _compare("scanned, 200 dpi", _SCANNED, _BARE_TESSERACT, "bare Tesseract, same recipe")


if __name__ == "__main__":
    main()

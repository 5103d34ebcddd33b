"""The collector is off only inside, and what is read inside holds no garbage that only it would free."""

from __future__ import annotations

import gc

from extractors.collector import uncollected
from fixtures.documents import ROOT
from pipeline.requests import UnderstandRequest
from pipeline.understanding_tasks import understand, warm_up


def test_the_collector_is_off_inside_and_as_before_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_reading_the_facts_of_a_document_leaves_no_circles() -> None:
    text = (ROOT / "snippets" / "weekly_news.txt").read_text("utf-8")
    warm_up()
    understand(_request(text[:2000]))  # what is loaded at first use
    gc.collect()
    with uncollected():
        understand(_request(text))
        assert gc.collect() == 0


def _request(text: str) -> UnderstandRequest:
    return UnderstandRequest("sha256:0", "first.txt", "text/plain", (), text, (), None)

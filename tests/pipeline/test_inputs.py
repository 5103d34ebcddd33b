"""What is named becomes files with an identity, or failures with words for people."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.inputs import gather


def test_a_folder_is_walked_and_its_files_are_named_below_it(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "one.txt").write_text("1")
    (tmp_path / "a.txt").write_text("2")
    assert [item.source for item in gather([tmp_path]).inputs] == ["a.txt", "b/c/one.txt"]


def test_the_order_of_arguments_does_not_matter(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("x.txt", "y.txt", "z.txt")]
    for name in names:
        name.write_text(name.name)
    assert gather(names) == gather(names[::-1])


def test_the_same_content_twice_is_one_document_with_two_sources(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("같은 글")
    found = gather([tmp_path])
    assert [item.source for item in found.inputs] == ["one.txt", "two.txt"]
    assert [item.source for item in found.documents().values()] == ["one.txt"]


def test_a_missing_file_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text("x")
    found = gather([tmp_path / "gone.pdf", tmp_path / "here.txt"])
    assert [(item.source, str(item.failure.code)) for item in found.failures] == [
        ("gone.pdf", "missing_file")
    ]
    assert len(found.inputs) == 1


def test_a_folder_without_documents_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert [str(item.failure.code) for item in gather([tmp_path / "empty"]).failures] == ["no_documents"]


def test_links_and_pipes_are_refused_and_hidden_files_left_alone(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / ".hidden").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    found = gather([tmp_path])
    assert [item.source for item in found.inputs] == ["real.txt"]
    assert [(item.source, str(item.failure.code)) for item in found.failures] == [
        ("link.txt", "not_a_file"),
        ("pipe", "not_a_file"),
    ]


def test_every_failure_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    (failure,) = gather([tmp_path / "gone.pdf"]).failures
    assert "gone.pdf" in failure.failure.message.ko
    assert "gone.pdf" in failure.failure.message.en
    assert failure.failure.action.ko
    assert failure.failure.action.en


def test_a_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xb0\xa1.txt", "w") as stream:  # noqa: PTH123 (the name is bytes)
        stream.write("x")
    assert [item.source for item in gather([tmp_path]).inputs] == ["\\udcb0\\udca1.txt"]

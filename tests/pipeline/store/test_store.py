"""The store keeps finished work, and only under the key it was done for."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.lock import locked
from pipeline.store import store as stores
from pipeline.store.store import FILE_NAME, Finished, open_existing, open_store
from schemas.errors import FolderBusyError, UsageError

DONE = Finished("sha256:a", "page", 3, "key", "done", b'{"text":"\xea\xb0\x80"}')


def test_finished_work_is_found_after_the_store_was_closed(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.finish(DONE)
    with open_store(tmp_path) as store:
        assert store.find("sha256:a", "page", "key", page_no=3) == DONE


def test_work_under_another_key_is_not_found(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.finish(DONE)
        assert store.find("sha256:a", "page", "other", page_no=3) is None
        assert store.find("sha256:a", "probe", "key") is None


def test_the_later_end_of_a_step_replaces_the_earlier(tmp_path: Path) -> None:
    later = Finished("sha256:a", "page", 3, "key 2", "failed", b"{}")
    with open_store(tmp_path) as store:
        store.finish(DONE)
        store.finish(later)
        assert store.steps_of("sha256:a") == [later]


def test_fresh_discards_all_finished_work(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.finish(DONE)
        store.discard_work()
        assert store.steps_of("sha256:a") == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=st.binary(max_size=5000), page_no=st.integers(0, 2000))
def test_any_payload_comes_back_as_it_was(tmp_path: Path, payload: bytes, page_no: int) -> None:
    finished = Finished("sha256:b", "page", page_no, "key", "done", payload)
    with open_store(tmp_path) as store:
        store.finish(finished)
        assert store.find("sha256:b", "page", "key", page_no=page_no) == finished


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.remember("state", {"한글": [1, None]})
        assert store.recall("state") == {"한글": [1, None]}
        assert store.recall("nothing") is None


def test_only_the_owner_can_read_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path):
        mode = (tmp_path / FILE_NAME).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_folder_without_a_run_is_said_to_hold_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no run"):
        open_existing(tmp_path)


def test_a_second_run_on_a_folder_is_told_who_holds_it(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(FolderBusyError, match="another run"), locked(tmp_path):
        pass


def test_a_lock_ends_with_its_block(tmp_path: Path) -> None:
    with locked(tmp_path):
        pass
    with locked(tmp_path):
        assert (tmp_path / ".lock").read_text().isdigit()


def test_an_output_folder_that_cannot_be_written_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="--out"), locked(tmp_path / "file"):
        pass


def test_a_store_at_the_last_migration_is_opened_without_alembic(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.finish(DONE)
    script = ScriptDirectory(str(Path(stores.__file__).with_name("migrations")))
    assert script.get_current_head() == stores.newest_revision()

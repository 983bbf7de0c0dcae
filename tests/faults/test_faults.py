"""Faults really done to a ledger: killed writers, full disks, damaged files, clocks. Nothing that was told is lost."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from tests.readings import make_article, make_reading
from typer.testing import CliRunner

from zufolge.api import Ledger
from zufolge.cli.app import app
from zufolge.ledger import connection as ledger_connection
from zufolge.ledger.connection import open_engine
from zufolge.ledger.errors import LedgerError
from zufolge.ledger.schema import LATEST_REVISION, REVISION_TABLE

KILLS = int(os.environ.get("ZUFOLGE_KILLS", "12"))
"""`ZUFOLGE_KILLS=200 python -m pytest tests/faults -k killed` is the long run."""

WRITER = """
import sys
from tests.readings import make_article, make_reading
from zufolge.api import Ledger
with Ledger(sys.argv[1]) as ledger:
    print("open", flush=True)
    for number in range(100_000):
        ledger.add(make_reading(make_article(article_id=f"a{number}")))
        print(f"a{number}", flush=True)
"""
ROOT = Path(__file__).parent.parent.parent


def stored(path: Path) -> list[str]:
    """The ids of the articles in the file, after SQLite found it whole."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        half = "SELECT count(*) FROM articles a WHERE 1 <> (SELECT count(*) FROM claims c WHERE c.article = a.number)"
        assert connection.execute(half).fetchone() == (0,)
        return [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY number")]


def test_a_killed_writer_loses_nothing_that_it_told(tmp_path: Path) -> None:
    """Killed at random moments, also while it makes the ledger: whole articles, each once, none lost."""
    chance = random.Random(7)
    path = tmp_path / "press.db"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    for turn in range(KILLS):
        if turn % 4 == 0:
            for file in tmp_path.glob("press.db*"):
                file.unlink()
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
        )
        assert writer.stdout is not None
        if turn % 4 != 1:
            writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.9))
        writer.send_signal(signal.SIGKILL)
        told = [line.strip() for line in writer.stdout.readlines()]
        writer.stdout.close()
        writer.wait()
        if path.exists() and path.stat().st_size:
            Ledger(path).close()
            kept = stored(path)
            assert len(kept) == len(set(kept))
            assert set(told) - {"open"} <= set(kept)


def test_a_full_disk_is_told_and_keeps_what_stands(tmp_path: Path) -> None:
    """When no byte more fits, the article at hand is refused in one sentence, and all earlier ones stay."""
    path = tmp_path / "press.db"
    with Ledger(path) as ledger:
        ledger.add(make_reading())
    code = "import resource, sys, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + WRITER.replace(
        'print("open", flush=True)', "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, env=environment, check=False
    )
    assert "LedgerError: There is no room" in done.stderr or "LedgerError: The ledger" in done.stderr
    told = done.stdout.split()
    assert set(told) <= set(stored(path))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 400_000


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    """A ledger on a read-only file system says so and changes nothing."""
    path = tmp_path / "press.db"
    Ledger(path).close()
    if os.geteuid() == 0:
        with pytest.raises(LedgerError, match="cannot be opened; check that its folder exists and may be written to"):
            Ledger("/proc/press.db")
        return
    tmp_path.chmod(0o500)
    path.chmod(0o400)
    with Ledger(path) as ledger, pytest.raises(LedgerError, match=r"may not be written to|cannot be opened"):
        ledger.add(make_reading())
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0005"])
def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path, revision: str) -> None:
    """Whatever version made the tables, opening the ledger leads to those of today."""
    path = tmp_path / "old.db"
    migrate_to(path, revision)
    with Ledger(path) as ledger:
        assert ledger.add(make_reading()) == "new"
    with sqlite3.connect(path) as connection:
        assert connection.execute(f"SELECT version_num FROM {REVISION_TABLE}").fetchone() == (LATEST_REVISION,)


def migrate_to(path: Path, revision: str) -> None:
    """Make a ledger as an older zufolge made it."""
    engine = ledger_connection._create_engine(ledger_connection.locate_ledger(str(path)), 1.0)
    config = Config()
    folder = Path(ledger_connection.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    with ledger_connection.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_an_interrupted_migration_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that breaks off leaves the ledger as it was; the next opening finishes it."""
    path = tmp_path / "old.db"
    migrate_to(path, "0002")
    before = tables(path)

    def upgrade_and_break_off(config: Config, revision: str) -> None:
        command_upgrade(config, revision)
        raise KeyboardInterrupt

    command_upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", upgrade_and_break_off)
        with pytest.raises(KeyboardInterrupt):
            open_engine(str(path))
    assert tables(path) == before
    with Ledger(path) as ledger:
        assert ledger.add(make_reading()) == "new"


def tables(path: Path) -> list[str]:
    """The names of all tables in the file."""
    with sqlite3.connect(path) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM sqlite_master ORDER BY name")]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of sixty articles in one file."""
    path = tmp_path_factory.mktemp("filled") / "press.db"
    with Ledger(path) as ledger:
        for number in range(60):
            ledger.add(make_reading(make_article(article_id=f"a{number}")))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_ledger_is_told_or_answers(tmp_path: Path, filled: Path, seed: int) -> None:
    """Truncated, or with flipped bits: asking and adding work or end with a sentence, never with a traceback."""
    path = Path(shutil.copy(filled, tmp_path / "press.db"))
    damage(path, seed)
    for _ in range(2):
        try:
            with Ledger(path, must_exist=True) as ledger:
                ledger.stats()
                list(ledger.claims())
                ledger.add(make_reading(make_article(article_id="new")))
        except LedgerError as error:
            assert str(error).endswith(".")  # noqa: PT017 -- some of the damaged ledgers still answer


def damage(path: Path, seed: int) -> None:
    """Cut the end off, or overwrite some bytes."""
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    if seed % 3 == 0:
        del content[chance.randrange(len(content) // 2, len(content)) :]
    else:
        for _ in range(chance.choice((1, 30, 300))):
            content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def test_salvage_rescues_what_can_be_read(tmp_path: Path, filled: Path) -> None:
    """A page of nonsense in the middle of the articles costs the articles on it; the rest comes into a new ledger."""
    path = tmp_path / "press.db"
    shutil.copy(filled, path)
    content = path.read_bytes()
    text = b"Nordfalk greift nach Alpenwerk\nHamburg"
    place = content.index(text, content.index(text) + 20_000) // 4096 * 4096
    path.write_bytes(content[:place] + b"\xa5" * 4096 + content[place + 4096 :])
    done = CliRunner().invoke(app, ["salvage", str(path), "--into", str(tmp_path / "new.db")])
    with Ledger(tmp_path / "new.db", must_exist=True) as ledger:
        rescued = ledger.stats().articles
    lost = done.stderr.count("is lost")
    assert (done.exit_code, 40 <= rescued < 60, rescued + lost) == (1, True, 60)


def test_a_clock_set_back_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of the ledger is that of its numbers, whatever the clock says in between."""
    with Ledger(tmp_path / "press.db") as ledger:
        ledger.add(make_reading(make_article(article_id="a1")))
        monkeypatch.setattr(time, "time", lambda: 1.0)
        assert ledger.add(make_reading(make_article(article_id="a2"))) == "new"
        ledger.catch_up()
        assert ledger.stats().articles == 2

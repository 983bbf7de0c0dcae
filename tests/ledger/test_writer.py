"""Writing readings into a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.readings import TEXT, changed, make_article, make_claim, make_reading

from zufolge.api import Ledger
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.model import Reading, Span

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is made."""
    return tmp_path / "press.db"


def count(path: Path, table: str) -> int:
    """How many rows a table of the ledger has."""
    with open_engine(str(path)).connect() as connection:
        return int(connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


READ = (
    schema.articles,
    schema.blocks,
    schema.sentences,
    schema.notes,
    schema.origins,
    schema.entities,
    schema.mentions,
    schema.claims,
    schema.claim_times,
    schema.fillers,
    schema.attributions,
    schema.links,
    schema.sources,
)


def test_the_same_article_twice_changes_nothing(path: Path) -> None:
    """A second reading of the same article leaves every table as it is."""
    tables = sorted(schema.metadata.tables)
    with Ledger(path) as ledger:
        first = ledger.add(make_reading())
        counts = {table: count(path, table) for table in tables}
        second = ledger.add(make_reading())
    assert (first, second) == ("new", "known")
    assert {table: count(path, table) for table in tables} == counts
    assert all(counts[table.name] for table in READ), counts


def test_a_changed_text_becomes_a_new_version(path: Path) -> None:
    """The old version stays, and the claims asked for are those of the new one."""
    with Ledger(path) as ledger:
        ledger.add(make_reading())
        how = ledger.add(changed(make_reading(), TEXT + " Der Preis ist neu."))
        versions = [kept.version for kept in ledger.claims()]
    assert (how, count(path, "articles"), count(path, "claims"), versions) == ("new_version", 2, 2, [2])


def test_an_older_version_that_arrives_later_is_not_the_current_one(path: Path) -> None:
    """Which version counts depends on the publication, not on the order of reading."""
    corrected = changed(make_reading(), TEXT + " Korrigiert.", published="2024-03-07")
    with Ledger(path) as ledger:
        ledger.add(corrected)
        ledger.add(make_reading())
        texts = [kept.article.text for kept in ledger.claims()]
    assert texts == [corrected.text]


def test_the_address_of_the_page_tells_articles_apart(path: Path) -> None:
    """Two ids with the same address are versions of one article; a fragment does not count."""
    first = replace(make_article(), url="https://kurier.example/news/1")
    again = replace(make_article(article_id="b7"), url="https://kurier.example/news/1#comments")
    with Ledger(path) as ledger:
        answers = [ledger.add(make_reading(first)), ledger.add(make_reading(again))]
    assert answers == ["new", "known"]


def test_files_of_one_name_in_two_folders_are_two_articles(path: Path) -> None:
    """Every folder may hold an index.html; the same text found again elsewhere is known all the same."""
    one, other, copy = (
        replace(make_article(text, "index"), path=f"/press/{folder}/index.html")
        for folder, text in (("a", TEXT), ("b", TEXT + " Anders."), ("c", TEXT))
    )
    with Ledger(path) as ledger:
        answers = [ledger.add(make_reading(article)) for article in (one, other, copy)]
    assert answers == ["new", "new", "known"]


def test_what_was_written_cannot_be_changed(path: Path) -> None:
    """Articles and claims are append-only: the database itself refuses to change or delete them."""
    with Ledger(path) as ledger:
        ledger.add(make_reading())
    engine = open_engine(str(path))
    for table in ("articles", "claims"):
        for change in (f"UPDATE {table} SET id = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sa.exc.IntegrityError, match="append-only"), writing(engine) as connection:
                connection.execute(sa.text(change))


def test_a_crash_loses_the_article_in_hand_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing breaks off, nothing of that article stays, and the one before is whole."""
    second = make_reading(make_article(article_id="a2"))
    with Ledger(path) as ledger:
        ledger.add(make_reading())
    engine = open_engine(str(path))

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zufolge.ledger.writer._Writer._write_claim", break_off)
    with pytest.raises(KeyboardInterrupt), writing(engine) as connection:
        add_reading(connection, second)
    assert (count(path, "articles"), count(path, "claims"), count(path, "blocks")) == (1, 1, 2)


def test_a_killed_program_leaves_a_whole_ledger(path: Path) -> None:
    """After a hard end in the middle of the third article, two are whole, and reading again adds the rest."""
    code = (
        "import os, sys\n"
        "from tests.readings import make_article, make_reading\n"
        "import zufolge.ledger.writer as writer\n"
        "from zufolge.api import Ledger\n"
        "write = writer._Writer._write_claim\n"
        "def die_at_third(self, *arguments):\n"
        "    write(self, *arguments)\n"
        "    if self._reading.article.id == 'a3': os._exit(9)\n"
        "writer._Writer._write_claim = die_at_third\n"
        "ledger = Ledger(sys.argv[1])\n"
        "for number in range(1, 5): ledger.add(make_reading(make_article(article_id=f'a{number}')))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False, env=with_sources())
    counts = (count(path, "articles"), count(path, "claims"), count(path, "mentions"))
    assert (ended.returncode, counts) == (9, (2, 2, 4))
    with Ledger(path) as ledger:
        readings = [make_reading(make_article(article_id=f"a{number}")) for number in range(1, 5)]
        assert [ledger.add(reading) for reading in readings] == ["known", "known", "new", "new"]


def with_sources() -> dict[str, str]:
    """The environment, with our sources on Python's path."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def test_a_claim_found_twice_is_kept_once(path: Path) -> None:
    """Two claims with one id are one row."""
    with Ledger(path) as ledger:
        ledger.add(make_reading(claims=(make_claim(), replace(make_claim(), confidence=0.1))))
    assert count(path, "claims") == 1


def test_claims_come_back_as_they_went_in(path: Path) -> None:
    """Roles, numbers, chain, cue and time survive the ledger unchanged."""
    empty_span = replace(make_claim(), type="talks", attribution=(), time=None, trigger=Span(0, 0), about=(Span(1, 3),))
    reading: Reading = make_reading(claims=(make_claim(), empty_span))
    with Ledger(path) as ledger:
        ledger.add(reading)
        found = {kept.claim.type: kept for kept in ledger.claims()}
    assert {kind: kept.claim for kind, kept in found.items()} == {
        "acquisition": make_claim(),
        "talks": empty_span,
    }
    assert found["talks"].article == reading.article

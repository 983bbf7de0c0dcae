"""What files know of names, and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.connect.named import entities, ledger_of, reading_of

from zufolge.ask.entities import AskedEntities, list_entities
from zufolge.connect.catch_up import rebuild
from zufolge.connect.knowledge_files import read_knowledge
from zufolge.connect.merging import Signature, import_knowledge, split_name
from zufolge.model import Reading, ZufolgeError

NOW = "2024-03-05T10:00:00+00:00"
CSV = "name,also,isin,lei\nKorvent Energie AG,Korv|KE Holding,DE000KRV0001,\nTarvo,TV,,529900TARVO000000001\n"
ENTITY = (
    '{"id": "x-1", "schema": "Company", "properties": {"name": ["Korvent Energie AG"], "alias": ["Korv"], '
    '"isinCode": ["DE000KRV0001"]}}\n'
    '{"id": "x-2", "schema": "Address", "properties": {"full": ["Jena"]}}\n'
)


@pytest.fixture
def readings() -> list[Reading]:
    """Articles that use aliases which no text explains."""
    names = ("Korv", "Korvent Energie", "Tarvo", "TV")
    return [reading_of(name, f"[{name}|company] wächst.") for name in names]


@pytest.mark.parametrize(("file", "content"), [("names.csv", CSV), ("names.jsonl", ENTITY)])
def test_aliases_join_names(tmp_path: Path, readings: list[Reading], file: str, content: str) -> None:
    """Names of one subject are one entity, whatever legal form the file gives; identifiers are shown with it."""
    path = tmp_path / file
    path.write_text(content, encoding="utf-8")
    with ledger_of(readings) as connection:
        import_knowledge(connection, str(path), NOW)
        assert ["Korv", "Korvent Energie"] in entities(connection)
        (found,) = list_entities(connection, AskedEntities("Korvent"))
        assert found.identifiers == (("isin", "DE000KRV0001"),)


def test_importing_twice_changes_nothing(tmp_path: Path, readings: list[Reading]) -> None:
    """The second time nothing is new; articles read later, and a rebuild, know the aliases, too."""
    path = tmp_path / "names.csv"
    path.write_text(CSV, encoding="utf-8")
    with ledger_of(readings[:1]) as connection:
        first = import_knowledge(connection, str(path), NOW)
        second = import_knowledge(connection, str(path), NOW)
        assert (first.subjects, first.aliases, first.identifiers) == (2, 5, 2)
        assert (second.subjects, second.aliases, second.identifiers) == (2, 0, 0)
        rebuild(connection)


def test_an_alias_of_two_subjects_joins_nobody(tmp_path: Path) -> None:
    """Who is meant by it, nobody knows."""
    path = tmp_path / "names.csv"
    path.write_text("name,also\nKorvent,TV\nTarvo,TV\n", encoding="utf-8")
    names = ("Korvent", "Tarvo", "TV")
    with ledger_of([reading_of(name, f"[{name}|company] wächst.") for name in names]) as connection:
        import_knowledge(connection, str(path), NOW)
        assert entities(connection) == []


def test_people_count_more_than_files(tmp_path: Path, readings: list[Reading]) -> None:
    """A split holds against what was imported."""
    path = tmp_path / "names.csv"
    path.write_text(CSV, encoding="utf-8")
    with ledger_of(readings) as connection:
        import_knowledge(connection, str(path), NOW)
        split_name(connection, "Korvent Energie", "Korv", Signature("Ute Rau", NOW))
        import_knowledge(connection, str(path), NOW)
        assert entities(connection) == [["TV", "Tarvo"]]


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("x.csv", "name,alias\nA,B\n", "unknown column alias; known columns are name, also, kind"),
        ("x.csv", "also\nB\n", "no column name"),
        ("x.csv", "name,kind\nA,spaceship\n", "line 2: a row needs a name, a kind that names have"),
        ("x.jsonl", "nonsense\n", "line 1 is no JSON"),
        ("x.jsonl", "{}\n", "line 1 is no followthemoney entity: it needs id, schema and properties"),
        ("x.txt", "", "is neither CSV nor JSON lines"),
        (None, None, "There is no file"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, file: str | None, content: str | None, complaint: str) -> None:
    """The error names file, line and what would be right."""
    path = tmp_path / (file or "missing.csv")
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ZufolgeError, match=complaint):
        list(read_knowledge(str(path))[1])

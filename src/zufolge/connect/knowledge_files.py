"""Reads files that know aliases and identifiers: CSV, followthemoney entities, and the package pytickersymbols."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from zufolge.connect.knowledge import Subject
from zufolge.connect.name_forms import Family, family_of
from zufolge.model import ZufolgeError

PACKAGE: Final = "pytickersymbols"
COLUMNS: Final = ("name", "also", "kind", "isin", "lei", "wikidata", "ticker", "id")
SCHEMES: Final = ("isin", "lei", "wikidata", "ticker")
BETWEEN: Final = "|"
NAMES_OF_ENTITIES: Final = ("name", "alias", "previousName", "abbreviation")
SCHEMES_OF_ENTITIES: Final = {"isinCode": "isin", "leiCode": "lei", "wikidataId": "wikidata", "ticker": "ticker"}
FAMILIES_OF_SCHEMAS: Final[Mapping[str, Family]] = {
    "Company": "organised",
    "Organization": "organised",
    "PublicBody": "organised",
    "LegalEntity": "organised",
    "Person": "person",
}


def read_knowledge(source: str) -> tuple[str, Iterator[Subject]]:
    """What to call the source, and what it knows: a CSV file, followthemoney entities one a line, or a package.

    Raises ZufolgeError where it is none of these.
    """
    if source == PACKAGE:
        return PACKAGE, _of_package()
    path = Path(source)
    if not path.is_file():
        raise ZufolgeError(f"There is no file {source}; give a .csv, a .json or .jsonl file, or {PACKAGE}.")
    if path.suffix == ".csv":
        return path.name, _of_csv(path)
    if path.suffix in (".json", ".jsonl", ".ijson", ".ndjson"):
        return path.name, _of_entities(path)
    raise ZufolgeError(f"{source} is neither CSV nor JSON lines; call it .csv or .jsonl.")


def _of_csv(path: Path) -> Iterator[Subject]:
    """Columns `name`, and if wanted `also` (aliases between bars), `kind`, identifiers, and an `id`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        columns = rows.fieldnames or ()
        unknown = [column for column in columns if column not in COLUMNS]
        if unknown or "name" not in columns:
            wrong = f"unknown column {', '.join(unknown)}" if unknown else "no column name"
            raise ZufolgeError(f"{path}: {wrong}; known columns are {', '.join(COLUMNS)}.")
        for row in rows:
            yield _subject_of_row(row, f"{path}, line {rows.line_num}", path.name)


def _subject_of_row(row: Mapping[str, str | None], where: str, file: str) -> Subject:
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    family = family_of(values["kind"] or "company")
    if not values["name"] or family is None or None in row:
        raise ZufolgeError(f"{where}: a row needs a name, a kind that names have (or none), and no more columns.")
    also = tuple(alias.strip() for alias in values["also"].split(BETWEEN) if alias.strip())
    identifiers = tuple((scheme, values[scheme]) for scheme in SCHEMES if values[scheme])
    return Subject(f"{file}#{values['id'] or values['name']}", family, (values["name"], *also), identifiers)


def _of_entities(path: Path) -> Iterator[Subject]:
    """Entities of followthemoney, one JSON object a line; those that are neither people nor bodies are left out."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                subject = _subject_of_entity(_parse(line, f"{path}, line {number}"), path.name)
                if subject is not None:
                    yield subject


def _parse(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ZufolgeError(f"{where} is no JSON: {error}; give one followthemoney entity a line.") from error
    if not isinstance(found, dict) or not isinstance(found.get("properties"), dict) or "schema" not in found:
        raise ZufolgeError(f"{where} is no followthemoney entity: it needs id, schema and properties.")
    return found


def _subject_of_entity(entity: dict[str, Any], file: str) -> Subject | None:
    family = FAMILIES_OF_SCHEMAS.get(entity["schema"])
    properties = entity["properties"]
    names = tuple(str(name) for key in NAMES_OF_ENTITIES for name in properties.get(key, ()))
    if family is None or not names:
        return None
    identifiers = tuple(
        (scheme, str(value)) for key, scheme in SCHEMES_OF_ENTITIES.items() for value in properties.get(key, ())
    )
    return Subject(f"{file}#{entity.get('id') or names[0]}", family, names, identifiers)


def _of_package() -> Iterator[Subject]:
    """Listed companies with their ticker symbols; the package gives no aliases."""
    try:
        from pytickersymbols import PyTickerSymbols  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        raise ZufolgeError(f"{PACKAGE} is not installed; run `pip install {PACKAGE}`.") from error
    stocks: Iterable[Mapping[str, Any]] = PyTickerSymbols().get_all_stocks()
    for stock in sorted(stocks, key=lambda stock: str(stock["name"])):
        symbols = sorted({str(s["yahoo"]) for s in stock.get("symbols", ()) if s.get("yahoo")})
        name = str(stock["name"])
        yield Subject(f"{PACKAGE}#{name}", "organised", (name,), tuple(("ticker", symbol) for symbol in symbols))

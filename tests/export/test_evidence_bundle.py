"""Evidence as files to hand on."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.ask.affair import ARTICLES, ledger_of, reading_of

import zufolge
from zufolge.ask.evidence import Evidence
from zufolge.export.evidence_bundle import evidence_as_json, write_bundle
from zufolge.model import Reading, ZufolgeError

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


class Page(HTMLParser):
    """The elements of a page, its links, and the JSON inside it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.values = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and what it leads to."""
        self.tags.append(tag)
        self._inside = tag == "script"
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        """Keep what stands in the script element."""
        if self._inside:
            self.values += data


def gather(*readings: Reading) -> Evidence:
    """The evidence of the one deal of these articles."""
    with zufolge.Ledger(":memory:") as ledger:
        for reading in readings:
            ledger.add(reading)
        return ledger.evidence(next(ledger.deals()).deal.id)


def gather_affair() -> Evidence:
    """The evidence of the whole affair."""
    with ledger_of(*ARTICLES) as ledger:
        return ledger.evidence(next(ledger.deals()).deal.id)


def test_a_zip_holds_page_values_and_hashes(tmp_path: Path) -> None:
    """The hashes are right, and the same evidence gives the same bytes."""
    for name in ("one.zip", "two.zip"):
        write_bundle(gather_affair(), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert set(files) == {"evidence.html", "evidence.json"}


def test_values_name_chain_quote_and_hash() -> None:
    """Everything needed to check a claim stands beside it."""
    values = evidence_as_json(gather_affair())
    rumour = values["claims"][0]
    assert rumour["quote"]["text"] == ARTICLES["rumour"][2]
    assert rumour["source"]["sha256"] == hashlib.sha256(ARTICLES["rumour"][2].encode()).hexdigest()
    assert rumour["attribution"][0]["sources"][0]["text"] == "Insidern"
    assert (values["deal"]["origins"]["independent"], len(values["claims"])) == (3, 4)


def test_a_page_carries_its_values_along(tmp_path: Path) -> None:
    """One file that opens offline: no script that runs, nothing to load."""
    write_bundle(gather_affair(), tmp_path / "deal.html")
    page = Page((tmp_path / "deal.html").read_text(encoding="utf-8"))
    assert json.loads(page.values) == json.loads(json.dumps(evidence_as_json(gather_affair())))
    assert page.tags.count("script") == 1
    assert page.addresses == []
    assert "article" in page.tags


def test_texts_are_escaped(tmp_path: Path) -> None:
    """What an article says is shown, never run; only addresses of the web become links."""
    reading = reading_of("rumour")
    for url, links in (
        ("javascript:alert(3)", []),
        ("https://example.org/a?b=1&c=2", ["https://example.org/a?b=1&c=2"]),
    ):
        article = replace(reading.article, title=EVIL, publisher=EVIL, text=reading.text + EVIL, url=url)
        write_bundle(gather(replace(reading, article=article)), tmp_path / "evil.html")
        page = Page((tmp_path / "evil.html").read_text(encoding="utf-8"))
        assert "img" not in page.tags
        assert page.tags.count("script") == 1
        assert page.addresses == links
        assert json.loads(page.values)["claims"][0]["source"]["title"] == EVIL


def test_only_known_endings_are_written(tmp_path: Path) -> None:
    """The message says which."""
    with pytest.raises(ZufolgeError, match=r"ends in \.zip or \.html"):
        write_bundle(gather_affair(), tmp_path / "deal.txt")


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """The file is named, and nothing half is left behind."""
    with pytest.raises(ZufolgeError, match="cannot be written"):
        write_bundle(gather_affair(), tmp_path / "no" / "deal.zip")
    assert list(tmp_path.iterdir()) == []

"""The words of the pages in German and English, from `words/LANGUAGE.toml`; which language a reader wants."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("de", "en")


@dataclass(frozen=True)
class Wording:
    """The words of one language, a table for each sort of thing."""

    language: str
    tables: Mapping[str, Mapping[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """The words of the page for `key`, with the values in their places."""
        words = self.tables["page"][key]
        return words.format(**values) if values else words

    def name(self, table: str, key: str | None) -> str:
        """What a type, role, status, kind … is called; a key without a name as it is."""
        return self.tables[table].get(key or "", (key or "").replace("_", " "))

    def day(self, published: str | None) -> str:
        """A day as readers write it."""
        try:
            day = date.fromisoformat((published or "")[:10])
        except ValueError:
            return self("undated")
        month = self.tables["months"][str(day.month)]
        return f"{day.day}. {month} {day.year}" if self.language == "de" else f"{day.day} {month} {day.year}"

    def number(self, value: float | int) -> str:
        """A number with the marks of the language.

        >>> wording("de").number(1234567.5), wording("en").number(1234567.5)
        ('1.234.567,5', '1,234,567.5')
        """
        written = f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
        return written.translate(str.maketrans(",.", ".,")) if self.language == "de" else written

    def quote(self, said: str) -> str:
        """Somebody's words in the quotation marks of the language.

        >>> wording("de").quote("Insider"), wording("en").quote("Insider")
        ('„Insider“', '“Insider”')
        """
        return f"„{said}“" if self.language == "de" else f"“{said}”"

    def count(self, number: int, key: str) -> str:
        """A number with its noun, in the singular or the plural."""
        return f"{self.number(number)} {self(key if number == 1 else key + '_many')}"


@cache
def wording(language: str) -> Wording:
    """The words of `language`."""
    place = files("zufolge.serve").joinpath("words", f"{language}.toml")
    return Wording(language, tomllib.loads(place.read_text(encoding="utf-8")))


def choose_language(asked: str | None, kept: str | None, accepted: str) -> str:
    """The language of the address, else the one chosen before, else the first of the browser's that we have.

    >>> choose_language(None, None, "fr, en-GB;q=0.8, de;q=0.7"), choose_language("de", "en", "")
    ('en', 'de')
    """
    for wanted in (asked, kept, *(part.split(";")[0].strip()[:2].lower() for part in accepted.split(","))):
        if wanted in LANGUAGES:
            return wanted
    return "de"

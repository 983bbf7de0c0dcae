"""The stories as they stand in the files: articles, and the deals and contradictions to expect of them.

A file has these keys; any other is refused:

    story = "one sentence that says what is hard about it"
    [[article]]        id, text, and optionally published, publisher, title, url (two with one url: versions of a page)
    [[deal]]           type (or several that would do), parties = { role = "name" or ["names"] }, articles;
                       optionally may (articles that could belong as well), stage, as_of = { "DATE" = "stage" },
                       independent (how many origins); a deal with no articles but `may` is one that is not judged
    [[contradiction]]  type, between and `and` (articles on either side), optionally kind, and may = true where telling
                       it or not are both right

What is left out is not judged.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TEST_EVERY = 5

_KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "story": (frozenset({"story", "article"}), frozenset({"deal", "contradiction"})),
    "article": (frozenset({"id", "text"}), frozenset({"published", "publisher", "title", "url"})),
    "deal": (frozenset({"type", "parties", "articles"}), frozenset({"may", "stage", "as_of", "independent"})),
    "contradiction": (frozenset({"type", "between", "and"}), frozenset({"kind", "may"})),
}


class StoryError(ValueError):
    """A file that tells no story we could score: which, and what to mend."""


@dataclass(frozen=True, slots=True)
class ExpectedDeal:
    """An undertaking that the articles tell of; None = not judged."""

    types: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    articles: frozenset[str]
    may: frozenset[str] = frozenset()
    stage: str | None = None
    as_of: tuple[tuple[str, str], ...] = ()
    independent: int | None = None

    @property
    def name(self) -> str:
        """Short, for people: `acquisition Nordfalk + Alpenwerk`."""
        return f"{self.types[0]} {' + '.join(name for _, name in self.parties)}"


@dataclass(frozen=True, slots=True)
class ExpectedContradiction:
    """Articles that contradict those on the other side; with `may` it need not be told, but is not wrong."""

    type: str
    sides: tuple[frozenset[str], frozenset[str]]
    kind: str | None = None
    may: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its articles as JSON objects for the reader, and what to expect of them."""

    name: str
    told: str
    articles: tuple[Mapping[str, str], ...]
    deals: tuple[ExpectedDeal, ...]
    contradictions: tuple[ExpectedContradiction, ...]
    is_kept_apart: bool = False


def load_stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """All stories in the order of their numbers; each fifth is kept apart."""
    paths = sorted(folder.glob("*.toml"))
    return tuple(load_story(path, number % TEST_EVERY == 0) for number, path in enumerate(paths, 1))


def load_story(path: Path, is_kept_apart: bool = False) -> Story:
    """The story in one file. Raises StoryError where keys are unknown or missing, or articles do not exist."""
    with path.open("rb") as file:
        found = tomllib.load(file)
    _check_keys(path, "story", found)
    articles = tuple(_article(path, entry) for entry in found["article"])
    story = Story(
        name=path.stem,
        told=found["story"],
        articles=articles,
        deals=tuple(_deal(path, entry) for entry in found.get("deal", ())),
        contradictions=tuple(_contradiction(path, entry) for entry in found.get("contradiction", ())),
        is_kept_apart=is_kept_apart,
    )
    _check_articles(path, story)
    return story


def _article(path: Path, entry: dict[str, Any]) -> Mapping[str, str]:
    _check_keys(path, "article", entry)
    return {**entry, "text": entry["text"].strip()}


def _deal(path: Path, entry: dict[str, Any]) -> ExpectedDeal:
    _check_keys(path, "deal", entry)
    return ExpectedDeal(
        types=_several(entry["type"]),
        parties=tuple((role, name) for role, names in entry["parties"].items() for name in _several(names)),
        articles=frozenset(entry["articles"]),
        may=frozenset(entry.get("may", ())),
        stage=entry.get("stage"),
        as_of=tuple(sorted(entry.get("as_of", {}).items())),
        independent=entry.get("independent"),
    )


def _contradiction(path: Path, entry: dict[str, Any]) -> ExpectedContradiction:
    _check_keys(path, "contradiction", entry)
    sides = (frozenset(entry["between"]), frozenset(entry["and"]))
    return ExpectedContradiction(entry["type"], sides, entry.get("kind"), entry.get("may", False))


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_keys(path: Path, what: str, found: dict[str, Any]) -> None:
    needed, possible = _KEYS[what]
    for key in sorted(found.keys() - needed - possible):
        raise StoryError(f"{path.name}: a {what} has no key {key!r}; known are {', '.join(sorted(needed | possible))}.")
    for key in sorted(needed - found.keys()):
        raise StoryError(f"{path.name}: a {what} needs the key {key!r}.")


def _check_articles(path: Path, story: Story) -> None:
    ids = [article["id"] for article in story.articles]
    if len(set(ids)) < len(ids):
        raise StoryError(f"{path.name}: two articles have the same id.")
    named = [name for deal in story.deals for name in (*deal.articles, *deal.may)]
    named += [name for expected in story.contradictions for side in expected.sides for name in side]
    for name in sorted(set(named) - set(ids)):
        raise StoryError(f"{path.name}: there is no article {name!r}; there are {', '.join(ids)}.")

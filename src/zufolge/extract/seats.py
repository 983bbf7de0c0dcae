"""Where companies sit, from adjectives of place and "aus": "der Münchner Autobauer X", "die X AG aus Bremen"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from zufolge.claim_types import read_toml, refuse_unknown
from zufolge.extract.cues import is_of_class
from zufolge.extract.fillers import mention_filler
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form
from zufolge.model import Claim, Filler, Mention, Role, Span

_FILE = "organisation/places.de.toml"
_CLASSES = ("not_seats", "agents", "large", "companies")
_FIRMS = ("company", "organisation")
_MAX_WORDS_BETWEEN = 4


@cache
def load_places() -> dict[str, tuple[str, ...]]:
    """The words that tell seats from other places."""
    content = read_toml(_FILE)
    refuse_unknown(content, _CLASSES, _FILE)
    return {name: tuple(content.get(name, ())) for name in _CLASSES}


def find_seats(view: Clauses, number: int) -> Iterator[Claim]:
    """The headquarters claims of a sentence that rest on an adjective of place or on "aus"."""
    for i in range(view.first[number], view.last[number]):
        if view.words[i].endswith("er") and _is_place_adjective(view, i):
            company = _company_after(view, i)
            if company is not None:
                yield _claim(view, company, _adjective_filler(view, i), view.spans[i], "place-adjective")
        elif view.words[i].lower() == "aus":
            yield from _from_place(view, i)


def _is_place_adjective(view: Clauses, i: int) -> bool:
    word = view.words[i]
    return (
        len(word) > 4
        and word[0].isupper()
        and (view.pos[i] == "ADJ" or _follows_article(view, i))
        and word.lower() not in load_places()["not_seats"]
        and not is_of_class(word.lower(), load_places()["agents"])
    )


def _follows_article(view: Clauses, i: int) -> bool:
    """Whether an article stands right before a word that the parse calls a name."""
    return i > 0 and view.pos[i] == "PROPN" and view.pos[i - 1] == "DET" and not view.mentions[i]


def _company_after(view: Clauses, i: int) -> Mention | None:
    """The company that the adjective describes: the noun phrase runs on to its name, or stands for it."""
    stop = min(view.range_of(i).stop, i + 2 + _MAX_WORDS_BETWEEN)
    for j in range(i + 1, stop):
        found = _firm_at(view, j)
        if found is not None:
            return found if found.form == "name" or _describes_company(view, j) else None
        if view.pos[j] == "NOUN":
            if not _describes_company(view, j):
                return None
        elif view.pos[j] not in ("ADJ", "PUNCT", "X") or view.words[j] in ",;:.()":
            return None
    return None


def _firm_at(view: Clauses, j: int) -> Mention | None:
    """The firm whose name begins at token `j`, or the nominal that ends there."""
    for mention in view.mentions[j]:
        if mention.kind not in _FIRMS or mention.entity is None:
            continue
        if mention.form == "name" and mention.span.start == view.spans[j].start:
            return mention
        if mention.form == "nominal" and mention.span.end == view.spans[j].end:
            return _name_after(view, j) or mention
    return None


def _name_after(view: Clauses, j: int) -> Mention | None:
    following = j + 1
    if following >= len(view.words):
        return None
    return next(
        (
            m
            for m in view.mentions[following]
            if m.form == "name" and m.kind in _FIRMS and m.entity and m.span.start == view.spans[following].start
        ),
        None,
    )


def _describes_company(view: Clauses, j: int) -> bool:
    return is_of_class(base_form(view.words[j]), load_places()["companies"])


def _adjective_filler(view: Clauses, i: int) -> Filler:
    """The place behind the adjective, with its part in front ("Bad Homburger" → "Bad Homburg")."""
    start = i - 1 if i > 0 and view.words[i - 1] in ("Bad", "New", "San", "Sankt", "St") else i
    span = Span(view.spans[start].start, view.spans[i].end)
    return Filler(span.of(view.text), span, entity=place_of(span.of(view.text)), kind="place")


def place_of(adjective: str) -> str:
    """The place that an adjective in -er comes from.

    >>> [place_of(word) for word in ("Berliner", "Münchner", "Bremer", "Zürcher", "Darmstädter", "Münsteraner")]
    ['Berlin', 'München', 'Bremen', 'Zürich', 'Darmstadt', 'Münster']
    """
    if adjective in _IRREGULAR:
        return _IRREGULAR[adjective]
    if adjective.endswith("städter"):
        return adjective.removesuffix("städter") + "stadt"
    if adjective.endswith("eraner"):
        return adjective.removesuffix("aner")
    return adjective[:-2]


_IRREGULAR = {
    "Münchner": "München",
    "Münchener": "München",
    "Bremer": "Bremen",
    "Zürcher": "Zürich",
    "Basler": "Basel",
    "Dresdner": "Dresden",
    "Essener": "Essen",
    "Göttinger": "Göttingen",
    "Gießener": "Gießen",
    "Hannoveraner": "Hannover",
    "Mailänder": "Mailand",
    "Römer": "Rom",
    "Londoner": "London",
    "Wiener": "Wien",
    "Emder": "Emden",
    "Dortmunder": "Dortmund",
    "Badener": "Baden",
    "Zuger": "Zug",
    "St. Galler": "St. Gallen",
    "Sankt Galler": "Sankt Gallen",
    "Lübecker": "Lübeck",
    "Haller": "Halle",
    "Hallenser": "Halle",
    "Jenaer": "Jena",
    "Jenenser": "Jena",
    "Moskauer": "Moskau",
    "Prager": "Prag",
    "Warschauer": "Warschau",
    "Brüsseler": "Brüssel",
    "Genfer": "Genf",
    "Lausanner": "Lausanne",
    "Karlsruher": "Karlsruhe",
    "Hallesche": "Halle",
    "Verdener": "Verden",
    "Konstanzer": "Konstanz",
    "Solothurner": "Solothurn",
    "Winterthurer": "Winterthur",
    "Pekinger": "Peking",
    "Tokioter": "Tokio",
    "Aalener": "Aalen",
}


def _from_place(view: Clauses, i: int) -> Iterator[Claim]:
    """ "die X AG aus Bremen": a place right after "aus", a company right before it."""
    following = i + 1
    if i == view.first[view.sentence[i]] or following >= view.range_of(i).stop:
        return
    place = next((m for m in view.mentions[following] if m.kind == "place" and m.form == "name"), None)
    company = next(
        (
            m
            for m in view.mentions[i - 1]
            if m.kind == "company" and m.form == "name" and m.entity and m.span.end >= view.spans[i - 1].end
        ),
        None,
    )
    if place is None or company is None or place.text.lower() in load_places()["large"]:
        return
    yield _claim(view, company, mention_filler(place), view.spans[i], "from-place")


def _claim(view: Clauses, company: Mention, place: Filler, trigger: Span, cue: str) -> Claim:
    evidence = Span(min(company.span.start, place.span.start), max(company.span.end, place.span.end))
    return Claim(
        type="headquarters",
        roles=(Role("company", (mention_filler(company),)), Role("place", (place,))),
        evidence=evidence,
        trigger=trigger,
        by=f"cue:{cue}",
        confidence=0.75,
    )

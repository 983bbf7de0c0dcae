"""Which names of one article mean the same: aliases, short forms, genitives. Across articles: connect/."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from zufolge.ground.anaphora import resolve_nominals
from zufolge.ground.nominals import class_of, is_common_noun, names_place, tokens_at
from zufolge.ground.quoted_media import with_quoted_media
from zufolge.languages import load_entries, load_words
from zufolge.model import Mention, Reading, Token
from zufolge.recognise.repair import legal_forms, tokens_inside

ORGANISED = ("company", "organisation", "authority", "medium", "agency")
ALSO_PEOPLE = frozenset(  # nouns that describe firms and people alike
    [
        "bauer",
        "händler",
        "macher",
        "partner",
        "entwickler",
        "spezialist",
        "produzent",
        "brauer",
        "rivale",
        "mutter",
        "start",
    ]
)
ADJECTIVE_FIRST = re.compile(r"^([A-ZÄÖÜ]\w*(?:sch|lich|ig|einigt|nternational|ational))en(?= [A-ZÄÖÜ])")
WORD = re.compile(r"[^\W_]+(?:[&.'’][^\W_]+)*")


def resolve_entities(reading: Reading) -> Reading:
    """`reading` whose mentions carry their entity, with nominals and pronouns added."""
    reading = with_firms_described(with_quoted_media(reading))
    reading = replace(reading, mentions=tuple(m for m in reading.mentions if not describes_only(reading, m)))
    canonical = canonical_names(reading)
    mentions = tuple(
        Mention(m.span, m.text, m.kind, canonical.get((m.text, group(m)))) if m.form == "name" else m
        for m in reading.mentions
    )
    return resolve_nominals(replace(reading, mentions=mentions))


def describes_only(reading: Reading, mention: Mention) -> bool:
    """Whether the words of a name are a noun that describes ("die Reederei"); it is read again as a nominal."""
    if mention.form != "name" or mention.kind not in ("company", "organisation", "person") or " " in mention.text:
        return False
    return is_common_noun(reading, tokens_at(reading, mention.span))


def with_firms_described(reading: Reading) -> Reading:
    """`reading` where a name right behind a noun that only firms bear is a firm's ("der Baukonzern Velmar")."""
    firms = {m.text for m in reading.mentions if m.kind in ("person", "place", "thing") and _is_firm(reading, m)}
    people = {m.text.split()[-1] for m in reading.mentions if m.kind == "person" and " " in m.text}
    named = firms - people
    if not named:
        return reading
    mentions = tuple(
        replace(m, kind="company", form="name") if m.text in named and m.kind in ("person", "place", "thing") else m
        for m in reading.mentions
    )
    return replace(reading, mentions=mentions)


def _is_firm(reading: Reading, mention: Mention) -> bool:
    """Whether a name follows a noun that describes a firm, or begins with it ("das Küchenhaus Wessling")."""
    words = mention.text.split()
    inside = tokens_at(reading, mention.span)
    if len(words) == 2 and mention.kind == "thing" and len(inside) == 2:
        describing, name = inside
    elif len(words) == 1 and len(inside) == 1 and inside[0] > 0:
        describing, name = inside[0] - 1, inside[0]
    else:
        return False
    noun, own = reading.tokens[describing], reading.tokens[name]
    if noun.sentence != own.sentence or not noun.text[:1].isupper() or own.pos not in ("PROPN", "NOUN"):
        return False
    stem = noun.text.lower()
    found = class_of(stem)
    is_place = mention.kind == "place" and names_place(own.text)
    is_for_people = found is None or found.id in ("board", "subsidiary") or stem in ALSO_PEOPLE
    return found is not None and found.kinds[0] == "company" and not is_for_people and not is_place


def group(mention: Mention) -> str:
    """Names of one group can be the same entity: all organised bodies are one group."""
    return "organised" if mention.kind in ORGANISED else mention.kind


def canonical_names(reading: Reading) -> dict[tuple[str, str], str]:
    """The canonical name of each surface form and group in the article."""
    out: dict[tuple[str, str], str] = {}
    names = [m for m in reading.mentions if m.form == "name"]
    for kind in sorted({group(m) for m in names}):
        forms = Counter(m.text for m in names if group(m) == kind)
        bases = {f: base_form(f, forms, reading, kind) for f in forms}
        chosen = choose_canonical(list(forms), bases, kind)
        for form in forms:
            out[form, kind] = chosen[form]
    return out


def base_form(form: str, forms: Iterable[str], reading: Reading, kind: str) -> str:
    """The form without quotes, line breaks and the genitive's s."""
    told = next((m.entity for m in reading.mentions if m.text == form and m.kind == "medium" and m.entity), None)
    plain = told or uninflected(re.sub(r"\s+", " ", form).strip("\"'„“”«»‚‘ "))
    if kind == "place" and plain in german_places():
        return german_places()[plain]
    plain = _without_genitive_noun(plain, form, reading) if kind == "organised" else plain
    if told or kind == "position" or not plain.endswith(("s", "'", "’")) or len(plain) < 4:
        return plain
    stem = plain.rstrip("'’") if plain.endswith(("'", "’")) else plain[:-1].rstrip("'’")
    if stem in set(forms) or plain.endswith(("'s", "’s")):
        return stem
    if (
        plain.endswith("s")
        and plain not in names_with_s()
        and not plain.endswith(("ss", "us", "is", "as", "os", "ys", "ers"))
        and all(is_genitive(reading, m) for m in reading.mentions if m.text == form and m.form == "name")
    ):
        return stem
    return plain


def _without_genitive_noun(name: str, form: str, reading: Reading) -> str:
    """ "(des) Sägewerks Tannreuth": a name that begins with a noun, without the genitive of the noun."""
    first, _, rest = name.partition(" ")
    if not rest or not first.endswith("s") or first in names_with_s():
        return name
    places = [tokens_at(reading, m.span)[0] for m in reading.mentions if m.text == form and m.form == "name"]
    if not any(i > 0 and reading.tokens[i - 1].text.lower() in ("des", "eines") for i in places):
        return name
    return f"{first[:-2] if first.endswith(('ses', 'ßes', 'zes')) else first[:-1]} {rest}"


def uninflected(name: str) -> str:
    """A name whose first word is an adjective, without the ending of the dative or genitive.

    >>> uninflected("Deutschen Bank"), uninflected("Europäischen Zentralbank"), uninflected("Essen")
    ('Deutsche Bank', 'Europäische Zentralbank', 'Essen')
    """
    return ADJECTIVE_FIRST.sub(r"\1e", name)


@cache
def names_with_s() -> frozenset[str]:
    """Well-known names that end in s by themselves."""
    return frozenset(load_words("names_with_s"))


def is_genitive(reading: Reading, mention: Mention) -> bool:
    """Whether the name stands bare before the noun it owns ("Korvents Umsatz") or after one ("der Chef Korvents")."""
    inside = tokens_inside(reading.tokens, mention.span)
    if not inside:
        return False
    last = reading.tokens[inside[-1]]
    after = _token(reading, inside[-1] + 1)
    before = _token(reading, inside[0] - 1)
    if before is not None and before.pos in ("ADP", "DET"):
        return False
    owns = after is not None and after.pos in ("NOUN", "ADJ", "NUM") and after.sentence == last.sentence
    owned = before is not None and before.pos == "NOUN" and last.relation in ("nmod", "nmod:poss")
    return owned or (owns and last.relation in ("nmod", "nmod:poss", "det:poss", "compound"))


def _token(reading: Reading, index: int) -> Token | None:
    return reading.tokens[index] if 0 <= index < len(reading.tokens) else None


def choose_canonical(forms: list[str], bases: dict[str, str], kind: str) -> dict[str, str]:
    """For each form the fullest base of its cluster; a short form joins the first full form that it can mean."""
    fulls: list[str] = []
    home: dict[str, str] = {}
    order = sorted(dict.fromkeys(bases.values()), key=lambda b: -len(content_words(b)))
    for base in order:
        match = next((f for f in fulls if same_entity(base, f, kind)), None)
        if match is None:
            fulls.append(base)
        home[base] = match or base
    return {f: home[bases[f]] for f in forms}


def content_words(name: str) -> list[str]:
    """The words of a name without legal forms, in lower case."""
    words = list(WORD.findall(name))
    kept = [w.lower() for w in words if w.rstrip(".") not in legal_forms()]
    return kept or [w.lower() for w in words]


def has_legal_form(name: str) -> bool:
    """Whether a name says its legal form; then it is whole, and a longer whole name is another firm.

    >>> has_legal_form("Korvent GmbH"), has_legal_form("Korvent")
    (True, False)
    """
    return len(content_words(name)) < len(WORD.findall(name))


def same_entity(short: str, full: str, kind: str) -> bool:
    """Whether `short` can be a short form of `full` in the same article.

    >>> same_entity("Tata", "Tata Motors", "organised"), same_entity("Krzanich", "Brian Krzanich", "person")
    (True, True)
    >>> same_entity("Deutsche", "Deutsche Bank", "organised"), same_entity("VW", "Volkswagen", "organised")
    (False, True)
    >>> same_entity("Korvent GmbH", "Korvent Energie GmbH", "organised")
    False
    """
    a, b = content_words(short), content_words(full)
    if a == b or aliases().get(" ".join(a), " ".join(a)) == aliases().get(" ".join(b), " ".join(b)):
        return True
    if kind == "person":
        return a[-1:] == b[-1:] and (len(a) == 1 or a[0] == b[0])
    if kind != "organised":
        return False
    if len(a) < len(b) and a == b[: len(a)]:
        return a[-1] not in too_common() and not (has_legal_form(short) and has_legal_form(full))
    initials = "".join(w[0] for w in b)
    return len(b) > 1 and len(a) == 1 and len(a[0]) > 1 and a[0] == initials and short.isupper()


@cache
def german_places() -> dict[str, str]:
    """German names of places by the names that texts use beside them."""
    return {a: e["name"] for e in load_entries("exonyms", "exonym", ("name", "also")) for a in e["also"]}


@cache
def too_common() -> frozenset[str]:
    """First words that many firms share and that name none by themselves."""
    return frozenset(w.lower() for w in load_words("too_common"))


@cache
def aliases() -> dict[str, str]:
    """Short names that everybody knows, by their content words."""
    entries = load_entries("aliases", "alias", ("name", "also"))
    return {
        " ".join(content_words(a)): " ".join(content_words(e["name"])) for e in entries for a in (*e["also"], e["name"])
    }

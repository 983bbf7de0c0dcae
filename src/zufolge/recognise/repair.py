"""Repairs the names of one article: one kind per surface form, missed repeats, legal forms, kinds by list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from functools import cache

from zufolge.ground.nominals import NominalClass, class_of, countries, is_people, names_place
from zufolge.languages import load_tables, load_words
from zufolge.languages.names import kind_of_name
from zufolge.model import Mention, Reading, Span, Token
from zufolge.model.mention import NameKind
from zufolge.recognise.borders import with_borders
from zufolge.recognise.listed_names import dateline_places, place_adjectives, signed_agencies
from zufolge.recognise.name_bearers import kinds_as_told

GROUPS = ("company", "organisation", "person")
MIN_LETTERS_TO_REPEAT = 3
LETTERS_BEFORE = 100
ARTICLES = frozenset(["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"])
CONTRACTED = frozenset(["im", "am", "zum", "zur", "vom", "beim", "in", "an"])
REPORTS = re.compile(r"\b(?:berichtete?n?|schrieb|schreibt|meldete?) (?:der|die|das) [„“\"»«]\Z")
JOINED_KINDS = ("place", "person")
DESCRIBING_CLASSES = ("generic", "airline", "car", "insurance")
ADJECTIVAL = ("e", "en", "er", "es", "em")
WORDS_BEFORE = tuple(re.compile(rf"(?:[A-ZÄÖÜ][\w.]*[ -]){{{count}}}\Z") for count in (1, 2))
ABBREVIATED = re.compile(r"(?:\b\w|Inc|Corp|Co|Ltd|Bros|S\.A|N\.V)\.$")
EVERYWHERE = ("weit", "weite", "weiten", "weiter", "weites")
DOCTORATE = re.compile(r"(?<!\w)(?:Prof\. )?Dr\. ?\Z")


@cache
def _tables() -> dict[str, frozenset[str]]:
    names = ("not_names", "titles", "authority_endings", "authorities")
    return {k: frozenset(v) for k, v in load_tables("descriptors", names).items()}


@cache
def legal_forms() -> frozenset[str]:
    """Words that end a company's full name."""
    return frozenset(load_words("legal_forms"))


def repair_names(reading: Reading, raw: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The article's names and phrases, in the order of the text, without overlaps among names."""
    names = [m for m in (trimmed(m, reading.text) for m in raw if m.form == "name") if m is not None]
    names = [m for m in with_borders(names, reading.text) if not is_description(m, reading.tokens)]
    names = [behind_what_it_is(without_common_part(m, reading.tokens), reading.tokens) for m in names]
    names = [with_legal_form(m, reading) for m in names]
    names = [as_listed(without_place(m, names), reading) for m in names]
    names = joined_neighbours([with_title(m, reading.text) for m in names], reading.text)
    names = one_kind_a_surface(names)
    names = [with_kind(m, kind_by_list(m)) for m in names]
    names = kinds_as_told(reporting_media(names, reading.text), reading.text)
    names = without_overlaps(with_listed(names, reading))
    names = without_overlaps(names + missed_repeats(reading, [m for m in names if m.kind != "position"]))
    named = {name.span for name in names}
    phrases = [m for m in map(without_article, raw) if m is not None and m.span not in named]
    return tuple(sorted(names + phrases, key=lambda m: (m.span.start, m.span.end, m.form)))


def with_kind(mention: Mention, kind: NameKind) -> Mention:
    """The mention as one of `kind`."""
    return mention if mention.kind == kind else replace(mention, kind=kind)


def with_listed(names: list[Mention], reading: Reading) -> list[Mention]:
    """The names and those that only print or a list gives, where the engine saw nothing."""
    listed = [*signed_agencies(reading.text), *dateline_places(reading.text), *place_adjectives(reading)]
    return names + [m for m in listed if not any(m.span.overlaps(n.span) for n in names)]


def without_article(phrase: Mention) -> Mention | None:
    """A phrase from its first capital or number on ("Kauf" of "einen Kauf"); None if there is no noun in it."""
    if phrase.form != "phrase":
        return None
    words = list(re.finditer(r"\S+", phrase.text))
    while words and words[0].group().lower() in ARTICLES | CONTRACTED:
        del words[0]
    if not any(w.group()[0].isupper() for w in words):
        return None
    end = words[-1].end()
    while words[-1].group().lower() in ("und", "oder", ",", "sowie"):
        del words[-1]
        end = words[-1].end()
    span = Span(phrase.span.start + words[0].start(), phrase.span.start + end)
    return replace(phrase, span=span, text=phrase.text[words[0].start() : end])


def trimmed(mention: Mention, text: str) -> Mention | None:
    """The mention without marks at its edges; None if nothing that can name anything remains."""
    start, end = mention.span.start, mention.span.end
    while start < end and not (text[start].isalnum() or (mention.kind == "product" and text[start] == ".")):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "!.)"):
        end -= 1
    words = text[start:end].rstrip(".")
    if mention.text.endswith(".") and not ABBREVIATED.search(text[start:end]):
        end = start + len(words)
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    words = text[start:end]
    if not any(c.isalpha() for c in words) or (len(words) < 2 and mention.kind != "company"):
        return None
    if mention.kind != "position" and (words in _tables()["not_names"] or words.lower().endswith(EVERYWHERE)):
        return None
    if mention.kind in GROUPS and words.isalpha() and words.islower() and kind_of_name(words) is None:
        return None
    if len(words) == len(mention.text):
        return mention
    return replace(mention, span=Span(start, end), text=words)


def with_legal_form(mention: Mention, reading: Reading) -> Mention:
    """A company's name takes in the legal form that follows it ("Korvent AG")."""
    if mention.kind not in ("company", "organisation"):
        return mention
    ahead = re.compile(r"[  \n]((?:[A-Z][A-Za-z.]*|& Co\.?(?: KG(?:aA)?)?))(?![\w])").match(
        reading.text, mention.span.end
    )
    if ahead and ahead.group(1).rstrip(".") in legal_forms():
        span = Span(mention.span.start, ahead.end())
        return replace(mention, span=span, text=span.of(reading.text), kind="company")
    return mention


def without_common_part(mention: Mention, tokens: tuple[Token, ...]) -> Mention:
    """A firm's name without the common noun that a hyphen ties to it ("Tarvo" of "Tarvo-Werks")."""
    if mention.kind not in ("company", "organisation") or "-" not in mention.text:
        return mention
    inside = [tokens[i] for i in tokens_inside(tokens, mention.span)]
    if len(inside) < 3 or inside[-2].text != "-" or inside[-1].pos != "NOUN" or inside[-1].text.isupper():
        return mention
    span = Span(mention.span.start, inside[-3].span.end)
    return replace(mention, span=span, text=mention.text[: len(span)])


def behind_what_it_is(mention: Mention, tokens: tuple[Token, ...]) -> Mention:
    """A firm's name without the noun before it that says what the firm is ("den Gerüstbauer Tarvo")."""
    inside = tokens_inside(tokens, mention.span)
    if mention.kind != "company" or len(inside) < 2 or tokens[inside[1]].pos != "PROPN":
        return mention
    noun = class_of(tokens[inside[0]].text.lower())
    is_noun = tokens[inside[0]].pos == "NOUN" and noun is not None and _is_common_noun(inside[0], noun, tokens)
    if not is_noun or tokens[inside[1]].relation != "appos":
        return mention
    start = tokens[inside[1]].span.start
    span = Span(start, mention.span.end)
    return replace(mention, span=span, text=mention.text[start - mention.span.start :])


def is_description(mention: Mention, tokens: tuple[Token, ...]) -> bool:
    """Whether what the engine takes for a firm only describes one ("Ludwigshafener Chemiekonzern", "die Chinesen")."""
    if mention.kind not in ("company", "organisation"):
        return False
    inside = tokens_inside(tokens, mention.span)
    noun = class_of(tokens[inside[-1]].text.lower()) if inside else None
    if " " not in mention.text:
        before = tokens[inside[0] - 1].text.lower() if inside and inside[0] else ""
        return (before in ("die", "den") and is_people(mention.text)) or (
            len(inside) == 1 and noun is not None and _is_common_noun(inside[0], noun, tokens)
        )
    if noun is None or noun.id not in DESCRIBING_CLASSES:
        return False
    words = [tokens[i].text for i in inside]
    first, last = words[0], words[-1]
    if "- und " in mention.text or any(w.islower() and w.endswith(ADJECTIVAL) and len(w) > 4 for w in words[:-1]):
        return True
    if noun.generic and tokens[inside[-1]].pos == "NOUN" and first.endswith(("er", "e", "en")) and names_place(first):
        return True
    return len(words) == 2 and first.endswith("er") and last.isalpha() and last[1:].islower()


def _is_common_noun(index: int, noun: NominalClass, tokens: tuple[Token, ...]) -> bool:
    """Whether a word behind an article is a noun of its class, not a name that ends like one ("Postbank")."""
    word = tokens[index]
    is_noun = word.pos == "NOUN" or word.text.lower().endswith(tuple(e for e in noun.endings if len(e) > 4))
    if not is_noun or noun.id not in DESCRIBING_CLASSES or "-" in word.text or names_place(word.text):
        return False
    while index > 0 and tokens[index - 1].sentence == word.sentence:
        index -= 1
        if tokens[index].text.lower() in (ARTICLES | CONTRACTED) - {"in", "an"}:
            return True
        if tokens[index].pos != "ADJ":
            return False
    return False


def tokens_inside(tokens: tuple[Token, ...], span: Span) -> range:
    """Indices of the tokens that lie wholly inside a span."""
    first = bisect_left(tokens, span.start, key=lambda token: token.span.start)
    return range(first, bisect_right(tokens, span.end, lo=first, key=lambda token: token.span.end))


def without_place(mention: Mention, names: list[Mention]) -> Mention:
    """A name without the place before it, where the article also has it without ("Frankfurter Maple Bank")."""
    first, _, rest = mention.text.partition(" ")
    if mention.kind not in ("company", "organisation") or not rest or not first.endswith("er"):
        return mention
    if not any(n.text == rest and n.kind in ("company", "organisation") for n in names):
        return mention
    return replace(mention, span=Span(mention.span.end - len(rest), mention.span.end), text=rest)


def as_listed(mention: Mention, reading: Reading) -> Mention:
    """A medium's name in full where the engine cut its beginning off ("Wall" of "Wall Street Journal")."""
    if mention.kind not in GROUPS or kind_of_name(mention.text) is not None:
        return mention
    near = max(0, mention.span.start - LETTERS_BEFORE)
    for words_before in WORDS_BEFORE:
        before = words_before.search(reading.text[near : mention.span.start])
        if before is not None and kind_of_name(reading.text[near + before.start() : mention.span.end]) is not None:
            span = Span(near + before.start(), mention.span.end)
            return replace(mention, span=span, text=span.of(reading.text), kind="organisation")
    return mention


def with_title(mention: Mention, text: str) -> Mention:
    """A person's name takes in the doctorate before it ("Dr. Jan Rau")."""
    if mention.kind != "person":
        return mention
    before = DOCTORATE.search(text, max(0, mention.span.start - 16), mention.span.start)
    if before is None:
        return mention
    span = Span(before.start(), mention.span.end)
    return replace(mention, span=span, text=span.of(text))


def joined_neighbours(names: list[Mention], text: str) -> list[Mention]:
    """Two parts of one place or person that the engine set apart ("Los", "Angeles") are one name."""
    out: list[Mention] = []
    for m in names:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == m.kind in JOINED_KINDS
            and text[last.span.end : m.span.start] in (" ", "\u00a0")
        ):
            span = Span(last.span.start, m.span.end)
            if last.text[0].isupper() and m.text[0].isupper() and not last.text.endswith(m.text):
                out[-1] = replace(last, span=span, text=span.of(text))
                continue
        out.append(m)
    return out


def one_kind_a_surface(names: list[Mention]) -> list[Mention]:
    """Each surface form gets the kind that most of its mentions in the article have."""
    votes: dict[str, Counter[NameKind]] = {}
    for m in names:
        votes.setdefault(m.text, Counter())[m.kind] += 1
    best = {text: max(c, key=lambda k: (c[k], k == "company", k)) for text, c in votes.items()}
    last_names = {m.text.split()[-1] for m in names if best[m.text] == "person" and " " in m.text}
    firms = {m.text.split()[-1] for m in names if best[m.text] == "company" and " " in m.text} - last_names
    best |= {text: "person" for text, kind in best.items() if kind in GROUPS and text in last_names}
    best |= {text: "company" for text, kind in best.items() if kind == "person" and text in firms}
    return [with_kind(m, best[m.text]) if m.kind != "position" else m for m in names]


def reporting_media(names: list[Mention], text: str) -> list[Mention]:
    """A name in quotation marks that reports is a medium, wherever the article names it."""
    reports = {m.text for m in names if REPORTS.search(text[max(0, m.span.start - 40) : m.span.start])}
    return [replace(m, kind="medium") if m.text in reports and m.kind in GROUPS[:2] else m for m in names]


def kind_by_list(mention: Mention) -> NameKind:
    """Media, agencies and authorities are told by lists and endings; the engine knows only organisations."""
    table = _tables()
    if mention.kind == "place" and mention.text.isupper() and mention.text in table["authorities"]:
        return "authority"
    if mention.kind not in ("company", "organisation"):
        return mention.kind
    if mention.text in countries() or mention.text.removesuffix("s") in countries():
        return "place"
    listed = kind_of_name(mention.text)
    if listed is not None:
        return listed
    if mention.text in table["authorities"]:
        return "authority"
    words = re.findall(r"[^\W\d_]+", mention.text.lower())
    ends = tuple(table["authority_endings"])
    if mention.kind == "organisation" and any(w.endswith(ends) for w in words):
        return "authority"
    if words and words[0].endswith(("kartellamt", "staatsanwaltschaft", "gericht", "ministerium")):
        return "authority"
    return mention.kind


def missed_repeats(reading: Reading, names: list[Mention]) -> list[Mention]:
    """Names that stand elsewhere in the article untagged, also as the first part of a hyphen compound."""
    first: dict[str, list[tuple[tuple[str, ...], NameKind]]] = {}
    for m in names:
        inside = tokens_inside(reading.tokens, m.span) if m.kind in GROUPS else ()
        words = tuple(reading.tokens[i].text for i in inside)
        is_long = len(m.text) >= MIN_LETTERS_TO_REPEAT and (m.text[0].isupper() or m.text[0].isdigit())
        if words and is_long and (words, m.kind) not in first.setdefault(words[0], []):
            first[words[0]].append((words, m.kind))
    taken = {i for m in names for i in range(m.span.start, m.span.end)}
    found = []
    for index, token in enumerate(reading.tokens):
        if token.span.start in taken or token.text not in first:
            continue
        for words, kind in sorted(first[token.text], key=lambda w: -len(w[0])):
            if _stands_at(reading.tokens, index, words) and not _is_common_word(reading.tokens, index, words):
                span = Span(token.span.start, reading.tokens[index + len(words) - 1].span.end)
                found.append(Mention(span, span.of(reading.text), kind))
                break
    return found


def _stands_at(tokens: tuple[Token, ...], index: int, words: tuple[str, ...]) -> bool:
    return tuple(t.text for t in tokens[index : index + len(words)]) == words


def _is_common_word(tokens: tuple[Token, ...], index: int, words: tuple[str, ...]) -> bool:
    """Whether a one-word form is used as an ordinary word here ("Bild", "Welt", "Post")."""
    if len(words) > 1:
        return False
    token = tokens[index]
    starts = index == 0 or tokens[index - 1].sentence != token.sentence
    return token.pos not in ("PROPN", "NOUN", "X") or (starts and token.pos != "PROPN" and len(token.text) < 5)


def without_overlaps(names: list[Mention]) -> list[Mention]:
    """The longer of two overlapping names stays."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for m in sorted(names, key=lambda m: (m.kind == "position", -len(m.span), m.span.start)):
        rest = after_names(m, kept) if m.kind == "position" else m
        if rest is not None and taken.isdisjoint(range(rest.span.start, rest.span.end)):
            kept.append(rest)
            taken.update(range(rest.span.start, rest.span.end))
    return sorted(kept, key=lambda m: (m.span.start, m.span.end))


def after_names(position: Mention, names: list[Mention]) -> Mention | None:
    """What remains of a position behind the names inside it: "Chef" of "Tarvo-Chef"."""
    start = max((n.span.end + 1 for n in names if n.span.overlaps(position.span)), default=position.span.start)
    if start >= position.span.end:
        return None
    return replace(position, span=Span(start, position.span.end), text=position.text[start - position.span.start :])

"""From corpora to examples for names and grammar; claims are read in claim_examples.py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.labels import NAME_TAGS, RELATIONS, UPOS
from zufolge.segment.tokens import _TOKEN as TOKEN

ANY = tuple(range(len(NAME_TAGS)))
OUTSIDE = (0,)


@dataclass
class Example:
    """A stretch of text as words, with what is known about each; None = not annotated.

    `names[i]` are the tags that word i may have; `heads[i]` is a word index (its own = root), -1 = unknown.
    """

    words: list[str]
    spaced: list[bool]
    sentence: list[int]
    names: list[tuple[int, ...]] | None = None
    pos: list[int] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    weight: float = 1.0
    claims: ClaimTargets | None = None


@dataclass
class ClaimTargets:
    """What the claim heads shall find; see claim_examples.py."""

    triggers: list[tuple[int, int]] = field(default_factory=list)  # word, type
    ignored: list[tuple[int, int]] = field(default_factory=list)
    candidates: list[tuple[int, int, int]] = field(default_factory=list)  # first word, last word, kind
    measures: list[tuple[int, int, int]] = field(default_factory=list)  # candidate, measure class, measure word or -1
    anchors: list[tuple[int, int]] = field(default_factory=list)  # word, anchor type
    arcs: list[tuple[int, int, int, float]] = field(default_factory=list)  # anchor, candidate, role, target (-1 ignore)
    variants: list[tuple[int, int]] = field(default_factory=list)  # anchor, variant class


def tag(kind: str, first: bool) -> int:
    """The index of a BIO tag."""
    return NAME_TAGS.index(("B-" if first else "I-") + kind)


def either(kinds: tuple[str, ...], first: bool) -> tuple[int, ...]:
    """The tags of any of several kinds."""
    return tuple(tag(k, first) for k in kinds)


def words_of(text: str) -> tuple[list[str], list[bool], list[tuple[int, int]]]:
    """Words, whether white space stands before each, and their spans."""
    words, spaced, spans = [], [], []
    for m in TOKEN.finditer(text):
        words.append(m.group())
        spaced.append(m.start() == 0 or text[m.start() - 1].isspace())
        spans.append(m.span())
    return words, spaced, spans


SMARTDATA_KINDS = {
    "ORGANIZATION_COMPANY": "company", "ORGANIZATION": "organisation", "PERSON": "person", "LOCATION": "place",
    "LOCATION_CITY": "place", "LOCATION_STREET": "route", "LOCATION_ROUTE": "route", "LOCATION_STOP": "route",
    "ORG_POSITION": "position",
}  # fmt: skip


def name_tags(
    spans: list[tuple[int, int]], mentions: list[tuple[int, int, str]], rest: tuple[int, ...]
) -> list[tuple[int, ...]]:
    """Tags for words at `spans`, given names as (start, end, kind); other words may have the tags in `rest`."""
    tags = [rest] * len(spans)
    for start, end, kind in mentions:
        inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
        for number, i in enumerate(inside):
            tags[i] = (tag(kind, number == 0),)
    return tags


def smartdata(path: Path) -> Iterator[tuple[dict[str, Any], Example]]:
    """SmartData texts with names; products and free things are not annotated there, so words outside may be those."""
    rest = (0, *either(("product", "thing", "position"), True), *either(("product", "thing", "position"), False))
    for line in path.open(encoding="utf8"):
        d = json.loads(line)
        words, spaced, spans = words_of(d["text"])
        known = [
            (m["start"], m["end"], SMARTDATA_KINDS[m["type"]]) for m in d["mentions"] if m["type"] in SMARTDATA_KINDS
        ]
        tags = name_tags(spans, known, rest)
        tags = [t if t is not rest or not w.islower() else OUTSIDE for t, w in zip(tags, words, strict=True)]
        yield d, Example(words, spaced, [0] * len(words), tags)


GERMEVAL_KINDS = {
    "PER": ("person",),
    "ORG": ("company", "organisation"),
    "LOC": ("place",),
    "LOCderiv": ("place",),
    "OTH": ("product", "thing"),
}


def germeval(path: Path) -> Iterator[Example]:
    """GermEval sentences; ORG may be company or organisation, `part` and most `deriv` tokens may be anything."""
    for line in path.open(encoding="utf8"):
        d = json.loads(line)
        words: list[str] = []
        spaced: list[bool] = []
        names: list[tuple[int, ...]] = []
        for token, label in zip(d["tokens"], d["tags"], strict=True):
            kinds = GERMEVAL_KINDS.get(label[2:])
            for number, m in enumerate(TOKEN.finditer(token)):
                words.append(m.group())
                spaced.append(number == 0 and token not in ",.;:!?)")
                if label == "O":
                    names.append(
                        (
                            0,
                            *either(("thing", "position", "product"), True),
                            *either(("thing", "position", "product"), False),
                        )
                        if token[:1].isupper()
                        else OUTSIDE
                    )
                elif kinds is None:
                    names.append(ANY)
                else:
                    tags = either(kinds, label[0] == "B" and number == 0)
                    names.append((*tags, 0) if label[2:] == "OTH" else tags)
        if words:
            yield Example(words, spaced, [0] * len(words), names)


def conllu_sentences(path: Path) -> Iterator[list[list[str]]]:
    """Rows of each sentence of a CoNLL-U file."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [r.split("\t") for r in block.splitlines() if r and not r.startswith("#")]
        if rows:
            yield rows


def dependencies(path: Path) -> Iterator[Example]:
    """Sentences with parts of speech and dependency trees, over our words (hyphen compounds come apart)."""
    for rows in conllu_sentences(path):
        example = one_tree(rows)
        if example:
            yield example


def surface(rows: list[list[str]]) -> list[tuple[str, list[int], bool]]:
    """(form, ids of its syntactic words, white space follows) of each surface token."""
    tokens: list[tuple[str, list[int], bool]] = []
    covered: set[int] = set()
    for r in rows:
        space = "SpaceAfter=No" not in r[9]
        if "-" in r[0]:
            a, b = map(int, r[0].split("-"))
            tokens.append((r[1], list(range(a, b + 1)), space))
            covered |= set(range(a, b + 1))
        elif r[0].isdigit() and int(r[0]) not in covered:
            tokens.append((r[1], [int(r[0])], space))
    return tokens


def one_tree(rows: list[list[str]]) -> Example | None:
    """A tree over our words. "im" stands as its preposition; "Xiaomi" in "Xiaomi-Chef" hangs on "Chef" as compound."""
    syntax = {int(r[0]): r for r in rows if r[0].isdigit()}
    words: list[str] = []
    spaced: list[bool] = []
    owner: dict[int, int] = {}
    kept: list[tuple[int | None, int]] = []  # (syntactic id, or None and the offset to its compound head)
    space = True
    for form, ids, after in surface(rows):
        pieces = [m.group() for m in TOKEN.finditer(form)]
        if not pieces:
            continue
        main = max((i for i, p in enumerate(pieces) if p[-1].isalnum()), default=0)
        base = len(words)
        for number, piece in enumerate(pieces):
            words.append(piece)
            spaced.append(space and number == 0)
            kept.append((ids[0], 0) if number == main else (None, base + main))
        for i in ids:
            owner[i] = base + main
        space = after
    pos, heads, relations = [], [], []
    for index, (ident, target) in enumerate(kept):
        if ident is None:
            mark = not words[index][-1].isalnum()
            pos.append(UPOS.index("PUNCT" if mark else "PROPN" if words[index][0].isupper() else "X"))
            heads.append(target)
            relations.append(RELATIONS.index("punct" if mark else "compound"))
            continue
        row = syntax[ident]
        head = int(row[6])
        while head and owner.get(head) == index:
            head = int(syntax[head][6])
        relation = row[7] if row[7] in RELATIONS else row[7].split(":")[0]
        pos.append(UPOS.index(row[3]) if row[3] in UPOS else UPOS.index("X"))
        heads.append(index if head == 0 else owner.get(head, index))
        relations.append(RELATIONS.index(relation) if relation in RELATIONS else RELATIONS.index("dep"))
    return Example(words, spaced, [0] * len(words), None, pos, heads, relations) if words else None


def joined(examples: list[Example]) -> Example:
    """Several examples of one kind as one, sentence by sentence."""
    out = Example([], [], [])
    first = examples[0]
    out.names = [] if first.names is not None else None
    out.pos, out.heads, out.relations = ([], [], []) if first.pos is not None else (None, None, None)
    for number, e in enumerate(examples):
        base = len(out.words)
        out.words += e.words
        out.spaced += e.spaced
        out.sentence += [number] * len(e.words)
        if out.names is not None and e.names is not None:
            out.names += e.names
        if (
            out.pos is not None
            and e.pos
            and e.heads
            and e.relations
            and out.heads is not None
            and out.relations is not None
        ):
            out.pos += e.pos
            out.heads += [h + base for h in e.heads]
            out.relations += e.relations
    return out


def grouped(examples: Iterator[Example], words: int) -> Iterator[Example]:
    """Short examples joined up to about `words` words."""
    pack: list[Example] = []
    for e in examples:
        if pack and sum(len(p.words) for p in pack) + len(e.words) > words:
            yield joined(pack)
            pack = []
        pack.append(e)
    if pack:
        yield joined(pack)


def plain_key(text: str) -> str:
    """The first letters of a text, to tell whether two files hold the same article."""
    return re.sub(r"\W+", "", text)[:150]

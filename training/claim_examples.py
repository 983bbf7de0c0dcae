"""From annotated claims to targets for the claim heads, over the same mentions that the product will see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.annotations import Annotated, corpus_texts, locate, read_annotations, read_standoff, sentence_around
from training.corpora import ANY, OUTSIDE, ClaimTargets, Example, either, plain_key, tag
from training.labels import (
    ANCHOR_TYPES,
    CANDIDATE_KINDS,
    CLAIM_TYPES,
    MEASURE_CLASSES,
    RELATIONS,
    ROLE_NAMES,
    ROLES,
    VARIANT_CLASSES,
    VARIANT_ROLE,
)
from zufolge.extract.pairs import head_word
from zufolge.extract.pairs import pair_features as features
from zufolge.ground.entities import content_words
from zufolge.model import Article, Reading, Span
from zufolge.pipeline import MENTION_STAGES

TEXTS = Path(__file__).parent / "texts"
STANDOFF = Path(__file__).parent / "smartdata-claims.jsonl"
FREE = {
    "asset",
    "unit",
    "subject",
    "matter",
    "scope",
    "product",
    "position",
    "market",
    "venue",
    "name",
    "share",
    "device",
    "venture",
}
NAME_OF_ROLE = {
    "person": ("person",),
    "persons": ("person",),
    "place": ("place",),
    "product": ("product", "thing"),
    "position": ("position",),
}
ORGANISED_KINDS = ("company", "organisation")
ENTITY_KINDS = frozenset("company organisation person place nominal pronoun product count money percent".split())
METRIC = ANCHOR_TYPES.index("metric")
TEST_EVERY = 5


@dataclass
class Tree:
    """What pair features need of an example."""

    heads: np.ndarray
    relations: np.ndarray
    candidates: np.ndarray


TREES: dict[int, Tree] = {}


def roles_of(kind: int) -> list[int]:
    """The role indices that an anchor type can have (and `same_as` never)."""
    names = ROLES[ANCHOR_TYPES[kind]].split()
    return [ROLE_NAMES.index(r) for r in names if r in ROLE_NAMES]


def gold_articles(shared: Path, name: str) -> Iterator[Annotated]:
    """The shared gold files in the form of our own annotations."""
    articles = {d["id"]: d for d in map(json.loads, (shared / f"gold/{name}-articles.jsonl").open(encoding="utf8"))}
    items = {i: Annotated(i, d["text"], d.get("published"), False) for i, d in articles.items()}
    for line in (shared / f"gold/{name}.jsonl").open(encoding="utf8"):
        d = json.loads(line)
        item = items[d["article"].removesuffix(".txt")]
        claim = located(d, item.text)
        if claim:
            item.claims.append(claim)
    yield from items.values()


def located(d: dict[str, Any], text: str) -> dict[str, Any] | None:
    """A gold line with spans instead of strings; None where its evidence does not stand in the text."""
    evidence = locate(text, d["evidence"], None)
    trigger = locate(text, d.get("trigger") or "", evidence) if d.get("trigger") else None
    if evidence is None and trigger:
        evidence = sentence_around(text, trigger[0])
    if evidence is None:
        return None
    roles: dict[str, list[dict[str, Any]]] = {}
    for role, value in d["roles"].items():
        values = value if isinstance(value, list) else [value]
        words = d.get("mentions", {}).get(role, [])
        for number, v in enumerate(values):
            name = v.get("value") if isinstance(v, dict) else v
            filler: dict[str, Any] = {"name": str(name)}
            span = locate(text, words[number], evidence) if number < len(words) else None
            if span:
                filler["span"] = span
            roles.setdefault(role, []).append(filler)
    keys = ("type", "status", "polarity", "core", "source")
    return {**{k: d.get(k) for k in keys}, "roles": roles, "evidence": evidence, "trigger": trigger or evidence}


def all_annotated(shared: Path, apart: set[str], test: bool = False) -> Iterator[Annotated]:
    """Every text with claims that may be learned from; with `test` the fifths of our own texts that are kept apart."""
    if not test:
        for name in ("train", "train-written"):
            yield from (a for a in gold_articles(shared, name) if plain_key(a.text) not in apart)
        further = read_standoff(STANDOFF, corpus_texts(shared))
        yield from (a for a in further if plain_key(a.text) not in apart)
    corpus = corpus_texts(shared)
    for path in sorted(TEXTS.glob("*.txt")):
        for number, item in enumerate(read_annotations(path, corpus)):
            if item.problems:
                print("left out:", item.problems[0], flush=True)
                continue
            if (number % TEST_EVERY == TEST_EVERY - 1) == test and plain_key(item.text) not in apart:
                yield item


def mentions_read(item: Annotated) -> Reading:
    """The article as the product reads it, up to mentions with entities."""
    reading = Reading(article=Article(id=item.id, text=item.text, published=(item.published or "")[:10] or None))
    for stage in MENTION_STAGES:
        reading = stage(reading)
    return reading


@dataclass
class Draft:
    """One article on its way to an example."""

    reading: Reading
    candidates: list[tuple[int, int, str]] = field(default_factory=list)
    entities: list[str | None] = field(default_factory=list)

    def words(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """First and last word that overlap a span of the text."""
        inside = [i for i, t in enumerate(self.reading.tokens) if t.span.overlaps(Span(*span))]
        return (inside[0], inside[-1]) if inside else None

    def add(self, span: Span, kind: str, entity: str | None) -> None:
        """Adds a candidate unless one with the same words and entity is there."""
        words = self.words((span.start, span.end))
        if words and (*words, kind) not in self.candidates:
            self.candidates.append((*words, kind))
            self.entities.append(entity)


def drafted(reading: Reading) -> Draft:
    """The candidates of a reading, as extract/by_model.py gathers them."""
    from zufolge.extract.candidates import candidates_of

    draft = Draft(reading)
    for c in candidates_of(reading):
        draft.candidates.append((c.first, c.last, c.kind))
        draft.entities.append(c.entity)
    return draft


def same_name(a: str, b: str | None) -> bool:
    """Whether two names share their content words, or all of the shorter one's."""
    if not b:
        return False
    x, y = set(content_words(a)), set(content_words(b))
    if x and y and (x <= y or y <= x):
        return True
    return len(x & y) * 2 > min(len(x), len(y)) and bool(x & y)


def claim_example(item: Annotated) -> Example:
    """One annotated article as an example with all claim targets."""
    draft = drafted(mentions_read(item))
    tokens = draft.reading.tokens
    for claim in item.claims:
        for role, fillers in claim["roles"].items():
            for f in fillers:
                if "span" in f:
                    cover_gold(draft, role, tuple(f["span"]), f["name"])
    targets = ClaimTargets(candidates=[(a, b, CANDIDATE_KINDS.index(k)) for a, b, k in draft.candidates])
    heads = np.array([t.head for t in tokens])
    anchors: dict[tuple[int, int], int] = {}
    measured: dict[int, tuple[int, int]] = {}
    arcs: dict[tuple[int, int, int], float] = {}
    for claim in item.claims:
        add_claim(claim, draft, targets, heads, (anchors, measured, arcs))
    quantities = [i for i, c in enumerate(draft.candidates) if c[2] in ("money", "percent", "count", "rank", "other")]
    headline = repeated_words(draft)
    targets.measures = [
        (i, *measured.get(i, (0, -1))) for i in quantities if i in measured or draft.candidates[i][0] not in headline
    ]
    told = {CLAIM_TYPES.index(c["type"]) for c in item.claims if c["type"] in CLAIM_TYPES}
    targets.ignored += [(w, kind) for w in headline for kind in told]
    targets.anchors = list(anchors)
    targets.arcs = [(a, c, r, t) for (a, c, r), t in arcs.items()]
    example = Example(
        [t.text for t in tokens],
        [t.span.start == 0 or item.text[t.span.start - 1].isspace() for t in tokens],
        [t.sentence for t in tokens], name_targets(item, draft), claims=targets,
    )  # fmt: skip
    relations = np.array([RELATIONS.index(t.relation or "dep") for t in tokens])
    TREES[id(targets)] = Tree(heads, relations, np.array([(a, b) for a, b, _ in draft.candidates]).reshape(-1, 2))
    return example


def repeated_words(draft: Draft) -> set[int]:
    """Words of headlines: what they repeat of the body is not annotated, so silence there says nothing."""
    sentences = draft.reading.sentences
    return {i for i, t in enumerate(draft.reading.tokens) if sentences[t.sentence].block in ("headline", "subhead")}


def cover_gold(draft: Draft, role: str, span: tuple[int, int], name: str) -> None:
    """Adds a candidate for gold words that no candidate stands for."""
    words = draft.words(span)
    if words is None:
        return
    inside = [
        c
        for c in draft.candidates
        if (words[0] <= c[0] and c[1] <= words[1]) or (c[0] <= words[0] and words[1] <= c[1])
    ]
    if role in FREE:
        wanted = ("thing", "product", "position", "place", "company", "organisation")
        if not any(c[2] in wanted and abs(c[0] - words[0]) + abs(c[1] - words[1]) <= 2 for c in inside):
            draft.add(Span(*span), "thing", name)
    elif (role not in ROLES["metric"].split() or role == "company") and not any(c[2] in ENTITY_KINDS for c in inside):
        draft.add(Span(*span), "nominal", name)


def add_claim(
    claim: dict[str, Any], draft: Draft, targets: ClaimTargets, heads: np.ndarray, books: tuple[dict, dict, dict]
) -> None:
    """One claim's trigger or quantity, its closed choice, and its arcs."""
    anchors, measured, arcs = books
    if claim["type"] == "metric":
        key = metric_anchor(claim, draft, measured)
        if key is None:
            return
    else:
        words = draft.words(tuple(claim["trigger"]))
        if words is None:
            return
        kind = CLAIM_TYPES.index(claim["type"])
        at = head_word(words[0], words[1], heads)
        if words[1] - words[0] > 6:
            return
        targets.triggers.append((at, kind))
        targets.ignored += [(w, kind) for w in range(words[0], words[1] + 1) if w != at]
        key = (at, ANCHOR_TYPES.index(claim["type"]))
    anchor = anchors.setdefault(key, len(anchors))
    add_variant(claim, anchor, targets)
    for role, fillers in claim["roles"].items():
        name = "company" if role == "market" and claim["type"] == "metric" else role
        if name not in ROLE_NAMES or (claim["type"] == "metric" and name in ("unit", "value")):
            continue
        for f in fillers:
            add_arcs(f, (anchor, ROLE_NAMES.index(name), key[0]), draft, arcs)


def metric_anchor(claim: dict[str, Any], draft: Draft, measured: dict[int, tuple[int, int]]) -> tuple[int, int] | None:
    """The quantity that a metric hangs on: its value, else its change."""
    measure = claim["roles"].get("measure", [{"name": "other"}])[0]["name"]
    for role in ("value", "change"):
        for f in claim["roles"].get(role, []):
            words = draft.words(tuple(f["span"])) if "span" in f else None
            for i, (a, b, kind) in enumerate(draft.candidates):
                if words and kind in ("money", "percent", "count", "rank", "other") and a <= words[1] and words[0] <= b:
                    measured.setdefault(i, (MEASURE_CLASSES.index(measure), measure_word(claim, draft, (a, b))))
                    return len(draft.reading.tokens) + i, METRIC
    return None


def measure_word(claim: dict[str, Any], draft: Draft, quantity: tuple[int, int]) -> int:
    """The word that says what is measured, if it stands in the quantity's sentence; else -1."""
    tokens = draft.reading.tokens
    for f in claim["roles"].get("measure", []):
        words = draft.words(tuple(f["span"])) if "span" in f else None
        if words and tokens[words[0]].sentence == tokens[quantity[0]].sentence:
            return head_word(words[0], words[1], np.array([t.head for t in tokens]))
    return -1


def add_variant(claim: dict[str, Any], anchor: int, targets: ClaimTargets) -> None:
    """The closed choice of a claim's type, where the annotation gives one."""
    role = VARIANT_ROLE.get(claim["type"])
    given = claim["roles"].get(role, []) if role else []
    if claim["type"] == "investment" and not given:
        given = [{"name": "unknown"}]
    label = f"{claim['type']}:{given[0]['name']}" if given else ""
    if label in VARIANT_CLASSES:
        targets.variants.append((anchor, VARIANT_CLASSES.index(label)))


def add_arcs(
    filler: dict[str, Any], at: tuple[int, int, int], draft: Draft, arcs: dict[tuple[int, int, int], float]
) -> None:
    """Arcs from an anchor to the candidate that stands for the filler; other mentions of it are left open."""
    anchor, role, position = at
    words = draft.words(tuple(filler["span"])) if "span" in filler else None
    same = [i for i, e in enumerate(draft.entities) if same_name(filler["name"], e)]
    for i in same:
        arcs.setdefault((anchor, i, role), -1.0)
    chosen = best_candidates(draft, words, same) if words else []
    if not chosen and same:
        tokens = len(draft.reading.tokens)
        here = position if position < tokens else draft.candidates[position - tokens][0]
        chosen = [min(same, key=lambda i: (draft.candidates[i][0] > here, abs(draft.candidates[i][0] - here)))]
    for i in chosen:
        arcs[anchor, i, role] = 1.0


def best_candidates(draft: Draft, words: tuple[int, int], same: list[int]) -> list[int]:
    """The candidates that stand for the words: the named one inside if there is one, else the best overlap."""
    overlap = [i for i, (a, b, _) in enumerate(draft.candidates) if a <= words[1] and words[0] <= b]
    inside = [
        i for i in overlap if i in same and words[0] <= draft.candidates[i][0] and draft.candidates[i][1] <= words[1]
    ]
    pool = inside or overlap

    def fit(i: int) -> float:
        a, b, _ = draft.candidates[i]
        return (min(b, words[1]) - max(a, words[0]) + 1) / (max(b, words[1]) - min(a, words[0]) + 1)

    if not pool:
        return []
    best = max(fit(i) for i in pool)
    return [i for i in pool if fit(i) >= best - 1e-9]


def name_targets(item: Annotated, draft: Draft) -> list[tuple[int, ...]]:
    """Name tags from the fillers of the claims; other words may be any name, but no thing (those are annotated)."""
    never = {tag(k, f) for k in ("thing", "route") for f in (True, False)}
    rest = tuple(i for i in ANY if i not in never)
    tags: list[tuple[int, ...]] = [
        OUTSIDE if t.text.islower() and len(t.text) > 2 else rest for t in draft.reading.tokens
    ]
    for claim in item.claims:
        for role, fillers in claim["roles"].items():
            for f in fillers:
                words = draft.words(tuple(f["span"])) if "span" in f else None
                kinds = filler_kinds(role, f, item.text)
                if words and role == "position":
                    words = (last_part(draft, words), words[1])
                if words and kinds and all(tags[i] in (rest, OUTSIDE) for i in range(words[0], words[1] + 1)):
                    paint(tags, words, kinds)
    if not item.own and item.id.startswith(("train_", "smartdata:")):
        overrule_with_corpus(item, tags, draft)
    return tags


def last_part(draft: Draft, words: tuple[int, int]) -> int:
    """The first word after the last hyphen of a range: of "Tarvo-Chef" only "Chef" is a position."""
    tokens = draft.reading.tokens
    return max((i + 1 for i in range(words[0], words[1]) if tokens[i].text == "-"), default=words[0])


def filler_kinds(role: str, filler: dict[str, Any], text: str) -> tuple[str, ...]:
    """The kinds of name that a filler's words can be; none where they only stand for a name."""
    if "span" not in filler or role in ("share", "scope"):
        return ()
    if role in NAME_OF_ROLE:
        words = text[slice(*filler["span"])]
        return NAME_OF_ROLE[role] if same_name(words, filler["name"]) or role == "position" else ()
    if role in FREE:
        return ("thing", "product") if role in ("asset", "product", "device") else ("thing",)
    words = text[slice(*filler["span"])]
    is_name = set(content_words(words)) <= set(content_words(filler["name"])) and words[:1].isupper()
    return ("company", "organisation", "person") if is_name and role in NAMED_ROLES else ()


NAMED_ROLES = frozenset(
    [
        "parties",
        "buyer",
        "target",
        "seller",
        "holder",
        "company",
        "investor",
        "supplier",
        "customer",
        "provider",
        "carrier",
        "owner",
        "parent",
        "union",
        "plaintiff",
        "defendant",
        "authority",
        "accuser",
        "party",
        "licensor",
        "licensee",
        "founder",
    ]
)


CORPUS_NAMES: dict[str, list[tuple[int, int, str]]] = {}


def overrule_with_corpus(item: Annotated, tags: list[tuple[int, ...]], draft: Draft) -> None:
    """The corpus's own names where the text is SmartData's."""
    known = CORPUS_NAMES.get(plain_key(item.text))
    if known is None:
        return
    free = {tag(k, f) for k in ("thing", "product", "position") for f in (True, False)}
    for i, t in enumerate(tags):
        if len(t) > 2 or not set(t) & free:
            tags[i] = OUTSIDE
    for start, end, kind in known:
        paint(tags, draft.words((start, end)), (kind,))


def paint(tags: list[tuple[int, ...]], words: tuple[int, int] | None, kinds: tuple[str, ...]) -> None:
    """Sets the tags of a word range."""
    if words:
        for i in range(words[0], words[1] + 1):
            tags[i] = either(kinds, i == words[0])


def pair_features(example: Example) -> Tensor:
    """[anchors, candidates, 2] of an example; see zufolge.extract.pairs."""
    c = example.claims
    assert c is not None
    tree = TREES[id(c)]
    count = len(example.words)
    ends = [(w, w) if w < count else tuple(tree.candidates[w - count]) for w, _ in c.anchors]
    return torch.from_numpy(
        features(np.array(ends), tree.candidates, np.array(example.sentence), tree.heads, tree.relations)
    )


def corpus_names(shared: Path) -> None:
    """Loads SmartData's names, to be used for the texts that also have claims."""
    from training.corpora import SMARTDATA_KINDS

    for line in (shared / "data/names/smartdata-train.jsonl").open(encoding="utf8"):
        d = json.loads(line)
        known = [
            (m["start"], m["end"], SMARTDATA_KINDS[m["type"]]) for m in d["mentions"] if m["type"] in SMARTDATA_KINDS
        ]
        CORPUS_NAMES[plain_key(d["text"])] = known


def claim_examples(shared: Path, apart: set[str]) -> list[Example]:
    """All examples with claims, cut to what the encoder takes in one pass."""
    corpus_names(shared)
    return [claim_example(item) for item in all_annotated(shared, apart)]

"""Mends dependency trees with what clauses and noun phrases show: arcs leave a clause through its verb only."""

from __future__ import annotations

from zufolge.extract.phrases import (
    Mended,
    mend_compounds,
    mend_coordination,
    mend_names,
    mend_phrases,
    mend_side_remarks,
)
from zufolge.extract.segments import Segment, Words, find_segments

_INSIDE_NOUN = frozenset(
    [
        "det",
        "det:poss",
        "amod",
        "case",
        "compound",
        "flat",
        "flat:name",
        "appos",
        "nummod",
        "nmod",
        "nmod:poss",
        "conj",
        "cc",
        "punct",
        "fixed",
        "advmod",
        "mark",
        "compound:prt",
    ]
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
_FAR = 9


def mend_trees(columns: Words, heads: list[int], bounds: list[tuple[int, int]]) -> Mended:
    """The trees of all sentences, mended; `bounds` are their first and last-plus-one tokens."""
    mended = Mended(len(heads))
    mended.heads = list(heads)
    mended.relations = list(columns.relations)
    for start, stop in bounds:
        if start < stop and columns.pos[start]:
            _mend_sentence(columns, mended, start, stop)
    return mended


def _mend_sentence(columns: Words, mended: Mended, start: int, stop: int) -> None:
    offset = len(mended.segments)
    segments = find_segments(columns, start, stop)
    for segment in segments:
        segment.parent = None if segment.parent is None else segment.parent + offset
        segment.shares = None if segment.shares is None else segment.shares + offset
    mended.segments.extend(segments)
    for number, segment in enumerate(segments, offset):
        for i in segment.tokens:
            mended.clause[i] = number
    mend_compounds(columns, mended, start, stop)
    mend_phrases(columns, mended, start, stop)
    mend_names(columns, mended, start, stop)
    for segment in segments:
        mend_side_remarks(columns, mended, segment, stop)
    mend_coordination(columns, mended, start, stop)
    for number, segment in enumerate(segments, offset):
        if segment.main is None:
            segment.main = _predicate(columns, mended, segment)
        for i in segment.tokens:
            mended.main[i] = segment.main
        if segment.kind == "topic":
            _cut_off(mended, segment)
        _mend_clause(columns, mended, segment, number)
    for segment in segments:
        _link(columns, mended, segment)
    _break_circles(mended, start, stop)


def _cut_off(mended: Mended, segment: Segment) -> None:
    """Leaves the words before a headline's colon without a place in the clause after it."""
    inside = set(segment.tokens)
    for i in segment.tokens:
        if mended.heads[i] not in inside:
            mended.heads[i], mended.relations[i] = i, "root"


def _break_circles(mended: Mended, start: int, stop: int) -> None:
    """Hangs a word on the verb of its clause, or on itself, where following the heads leads back to it."""
    safe: set[int] = set()
    for i in range(start, stop):
        path: list[int] = []
        here = i
        while here not in safe and here not in path and mended.heads[here] != here:
            path.append(here)
            here = mended.heads[here]
        if here in path:
            main = mended.main[here]
            if main is not None and main not in path:
                mended.heads[here], mended.relations[here] = main, "dep"
            else:
                mended.heads[here] = here
        safe.update(path)
        safe.add(here)


def _predicate(columns: Words, mended: Mended, segment: Segment) -> int | None:
    """The predicate of a clause whose only verb is a copula: what the parse ties it to, or the verb itself."""
    if not segment.verbs:
        return None
    for verb in segment.verbs:
        head = mended.heads[verb]
        if columns.relations[verb] == "cop" and mended.clause[head] == mended.clause[verb] and head != verb:
            return head
    return segment.verbs[-1]


def _mend_clause(columns: Words, mended: Mended, segment: Segment, number: int) -> None:
    main = segment.main
    if main is None:
        return
    for i in segment.tokens:
        head, relation = mended.heads[i], mended.relations[i]
        if i == main:
            continue
        if i in segment.verbs:
            if columns.pos[i] == "AUX" and relation != "cop":
                mended.heads[i] = main
                mended.relations[i] = relation if relation in ("aux", "aux:pass") else "aux"
            elif columns.pos[i] == "VERB":
                mended.heads[i], mended.relations[i] = main, "aux"
            else:
                mended.heads[i] = main
            continue
        near = mended.clause[head] == number and abs(head - i) <= _FAR and head != i
        low, high = (head, i) if head < i else (i, head)
        if near and any(low < verb < high for verb in segment.verbs):
            near = False
        if relation in _INSIDE_NOUN and near and relation != "compound:prt":
            continue
        if near and mended.relations[head] == "amod" and i < head:
            continue
        if relation == "compound:prt":
            _mend_particle(columns, mended, segment, i)
        elif columns.pos[i] in _NOUNS:
            mended.heads[i] = main
            mended.relations[i] = _outer_relation(columns, mended, segment, i, relation)
        elif not near:
            mended.heads[i] = main


def _mend_particle(columns: Words, mended: Mended, segment: Segment, i: int) -> None:
    """A split particle belongs to the nearest full verb of its clause on its left."""
    left = [v for v in segment.verbs if v < i and columns.pos[v] == "VERB"]
    if left:
        mended.heads[i] = left[-1]


def _outer_relation(columns: Words, mended: Mended, segment: Segment, i: int, relation: str) -> str:
    """How a noun hangs on the clause's verb."""
    has_case = any(mended.heads[j] == i and mended.relations[j] == "case" for j in range(max(0, i - 8), i))
    if has_case:
        return relation if relation in ("obl", "obl:agent", "obl:arg", "obl:tmod") else "obl"
    if relation in ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:tmod", "csubj"):
        return relation
    return "dep"


def _link(columns: Words, mended: Mended, segment: Segment) -> None:
    """Ties the verb of a clause to the clause it depends on, or whose subject it shares."""
    main = segment.main
    if main is None:
        return
    relation = mended.relations[main]
    if segment.shares is not None and mended.segments[segment.shares].main is not None:
        mended.heads[main], mended.relations[main] = mended.segments[segment.shares].main or main, "conj"
    elif segment.kind == "main":
        mended.heads[main], mended.relations[main] = main, "root"
    elif segment.kind == "infinitive" and segment.parent is not None:
        above = mended.segments[segment.parent].main
        if above is not None and not (
            relation == "acl" and mended.heads[main] in mended.segments[segment.parent].tokens
        ):
            mended.heads[main], mended.relations[main] = above, "xcomp"
    elif segment.kind == "sub" and segment.parent is not None:
        _link_subordinate(columns, mended, segment)


def _link_subordinate(columns: Words, mended: Mended, segment: Segment) -> None:
    main = segment.main
    if main is None or segment.parent is None:
        return
    first = next((i for i in segment.tokens if columns.words[i][:1].isalpha()), segment.tokens[0])
    opener = first if columns.pos[first] != "ADP" else first + 1
    above = mended.segments[segment.parent]
    if columns.words[opener].lower() in (
        "der",
        "die",
        "das",
        "den",
        "dem",
        "deren",
        "dessen",
        "denen",
    ) or columns.words[opener].lower().startswith("welch"):
        nouns = [i for i in above.tokens if i < first and columns.pos[i] in ("NOUN", "PROPN")]
        if nouns:
            mended.heads[main] = _phrase_head(mended, nouns[-1], above)
            mended.relations[main] = "acl:relcl"
            return
    if above.main is not None:
        mended.heads[main] = above.main
        mended.relations[main] = "advcl" if columns.words[opener].lower() not in ("dass", "daß", "ob") else "ccomp"


def _phrase_head(mended: Mended, noun: int, above: Segment) -> int:
    """The noun that a relative clause after `noun` most likely describes: a name's own head, not a place inside it."""
    while (
        mended.relations[noun] in ("flat", "flat:name", "appos")
        and mended.heads[noun] < noun
        and noun - mended.heads[noun] <= 3
    ):
        noun = mended.heads[noun]
    return noun

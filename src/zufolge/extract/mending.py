"""Mends dependency trees with what clauses and noun phrases show: arcs leave a clause through its verb only."""

from __future__ import annotations

from zufolge.extract.segments import Segment, Words, find_segments
from zufolge.extract.words import clause_words

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
_PASSED = frozenset({"DET", "ADJ", "NUM", "ADV", "PART", "PRON"})


class Mended:
    """The mended columns of an article, with the clause of every token."""

    __slots__ = ("clause", "heads", "main", "relations", "segments")

    def __init__(self, count: int) -> None:
        self.heads = list(range(count))
        self.relations = [""] * count
        self.clause = [-1] * count
        self.main: list[int | None] = [None] * count
        self.segments: list[Segment] = []


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
    _mend_compounds(columns, mended, start, stop)
    _mend_phrases(columns, mended, start, stop)
    _mend_names(columns, mended, start, stop)
    for segment in segments:
        _mend_side_remarks(columns, mended, segment, stop)
    _mend_coordination(columns, mended, start, stop)
    for number, segment in enumerate(segments, offset):
        if segment.main is None:
            segment.main = _predicate(columns, mended, segment)
        for i in segment.tokens:
            mended.main[i] = segment.main
        _mend_clause(columns, mended, segment, number)
    for segment in segments:
        _link(columns, mended, segment)
    _break_circles(mended, start, stop)


def _break_circles(mended: Mended, start: int, stop: int) -> None:
    """Makes a word its own head where following the heads leads back to it."""
    safe: set[int] = set()
    for i in range(start, stop):
        path: list[int] = []
        here = i
        while here not in safe and here not in path and mended.heads[here] != here:
            path.append(here)
            here = mended.heads[here]
        if here in path:
            mended.heads[here] = here
        safe.update(path)
        safe.add(here)


def _mend_phrases(columns: Words, mended: Mended, start: int, stop: int) -> None:
    """Ties prepositions and articles to the noun that follows them."""
    for i in range(start, stop):
        if _describes_next(columns, i, stop):
            noun = _noun_after(columns, i, stop)
            if noun is not None:
                mended.heads[i], mended.relations[i] = noun, "amod"
                _mend_bracket(mended, i, noun, start)
        if _opens_phrase(columns, i, stop) and mended.relations[i] != "det:poss":
            mended.relations[i] = "det"
        if mended.relations[i] == ("case" if columns.pos[i] == "ADP" else "det") or mended.relations[i] == "det:poss":
            noun = _noun_after(columns, i, stop)
            if noun is not None:
                mended.heads[i] = noun
                _tie_amount(columns, mended, i, noun)


def _opens_phrase(columns: Words, i: int, stop: int) -> bool:
    """Whether an article stands before a word that it can belong to."""
    return columns.pos[i] == "DET" and i + 1 < stop and columns.pos[i + 1] in ("NOUN", "PROPN", "ADJ", "NUM")


def _describes_next(columns: Words, i: int, stop: int) -> bool:
    """Whether an inflected adjective stands right before a noun or a name."""
    return (
        columns.pos[i] == "ADJ"
        and i + 1 < stop
        and columns.pos[i + 1] in ("NOUN", "PROPN")
        and columns.words[i][:1].islower()
        and columns.words[i].endswith(("e", "en", "er", "es", "em"))
    )


def _mend_bracket(mended: Mended, i: int, noun: int, start: int) -> None:
    """What stands between the article and an adjective belongs to the adjective ("die 2010 gegründete X AG")."""
    article = next(
        (
            j
            for j in range(i - 1, max(start - 1, i - 10), -1)
            if mended.relations[j] == "det" and mended.heads[j] == noun
        ),
        None,
    )
    if article is None:
        return
    for j in range(article + 1, i):
        if not article <= mended.heads[j] <= noun:
            mended.heads[j] = i
            mended.relations[j] = mended.relations[j] if mended.relations[j] in ("advmod", "obl") else "obl"


def _tie_amount(columns: Words, mended: Mended, i: int, noun: int) -> None:
    """An amount after "von" belongs to the noun right before ("eine Spritze in Höhe von 1 Million Euro")."""
    before = i - 1
    if columns.words[i].lower() == "von" and before >= 0 and columns.counted[noun] and columns.pos[before] == "NOUN":
        mended.heads[noun], mended.relations[noun] = before, "nmod"


def _mend_compounds(columns: Words, mended: Mended, start: int, stop: int) -> None:
    """Ties the parts of hyphen compounds and of amounts to their last part."""
    for i in range(start, stop - 1):
        if columns.words[i + 1] in "-–" and columns.glued[i + 1] and i + 2 < stop and columns.glued[i + 2]:
            mended.heads[i], mended.relations[i] = i + 2, "compound"
            mended.heads[i + 1] = i + 2
        elif columns.words[i].lower() in clause_words("magnitudes") and columns.pos[i + 1] in (
            "NOUN",
            "PROPN",
            "SYM",
            "X",
        ):
            mended.heads[i], mended.relations[i] = _end_of_chain(columns, i + 1, stop), "compound"


def _end_of_chain(columns: Words, i: int, stop: int) -> int:
    """The last part of the hyphen compound that begins at token `i`."""
    while i + 2 < stop and columns.words[i + 1] in "-–" and columns.glued[i + 2]:
        i += 2
    return i


def _mend_names(columns: Words, mended: Mended, start: int, stop: int) -> None:
    """A name right after a noun stands in apposition to it; "wie" and "in Höhe von" go on with the noun before."""
    for i in range(start, stop):
        name = columns.names[i]
        if name is not None and name.start == i and len(name) > 1 and _is_plain_name(columns, name):
            _tie_name(mended, name)
    for i in range(start + 1, stop):
        before = i - 1
        if _stands_beside(columns, mended, i):
            mended.heads[i], mended.relations[i] = before, "appos"
        elif columns.words[i].lower() == "wie" and columns.pos[before] in ("NOUN", "PROPN"):
            noun = _noun_after(columns, i, stop)
            if noun is not None and noun - i <= 6:
                mended.heads[i], mended.relations[i] = noun, "case"
                mended.heads[noun], mended.relations[noun] = before, "nmod"
        elif columns.words[i] == "Höhe" and before > start and columns.pos[before - 1] in ("NOUN", "PROPN"):
            mended.heads[i], mended.relations[i] = before - 1, "nmod"


def _tie_name(mended: Mended, name: range) -> None:
    """Makes the first word of a name its head; it takes over the one arc that leaves the name."""
    first = name.start
    leaving = next((i for i in name if mended.heads[i] not in name), None)
    if mended.heads[first] in name and leaving is not None:
        mended.heads[first], mended.relations[first] = mended.heads[leaving], mended.relations[leaving]
    for i in name[1:]:
        mended.heads[i], mended.relations[i] = first, "flat"


def _is_plain_name(columns: Words, name: range) -> bool:
    """Whether a name is words in a row, without hyphens inside or after it."""
    after = name.stop
    return not any(columns.words[i] in "-–" for i in name) and not (
        after < len(columns.words) and columns.words[after] in "-–" and columns.glued[after]
    )


def _stands_beside(columns: Words, mended: Mended, i: int) -> bool:
    """Whether a name begins at token `i` right after the noun that says what it is."""
    before, name = i - 1, columns.names[i]
    if columns.pos[before] != "NOUN" or columns.counted[before] or columns.counted[i]:
        return False
    if columns.names[before] is not None or mended.relations[before] == "compound":
        return False
    if name is not None:
        return name.start == i and _is_plain_name(columns, name)
    return columns.pos[i] == "PROPN" and mended.relations[i] not in ("compound", "flat")


def _mend_coordination(columns: Words, mended: Mended, start: int, stop: int) -> None:
    """What follows "und" after a noun is coordinated with that noun, unless it begins a clause of its own."""
    for i in range(start + 1, stop - 1):
        if columns.words[i].lower() not in ("und", "oder", "sowie", "&") or columns.pos[i - 1] not in (
            "NOUN",
            "PROPN",
            "X",
        ):
            continue
        right = _noun_after(columns, i, stop)
        if right is None or mended.clause[right] != mended.clause[i - 1] or _is_settled(columns, mended, i - 1, right):
            continue
        if columns.pos[i + 1] == "ADP" or any(columns.pos[j] == "ADP" for j in range(i, right)):
            continue
        left = i - 1
        if mended.relations[left] in ("flat", "flat:name", "compound") and mended.heads[left] < left:
            left = mended.heads[left]
        if left != right and mended.heads[left] != right:
            mended.heads[right], mended.relations[right] = left, "conj"


def _is_settled(columns: Words, mended: Mended, left: int, right: int) -> bool:
    """Whether a noun is coordinated already, and not with something else than the name before it."""
    are_names = columns.pos[left] == columns.pos[right] == "PROPN"
    return mended.relations[right] == "conj" and not are_names


def _mend_side_remarks(columns: Words, mended: Mended, segment: Segment, stop: int) -> None:
    """A noun phrase between commas stands in apposition to the noun before it; a bare name goes on with a list."""
    for first in segment.fragments:
        before = first - 2
        if before < 0 or columns.words[first - 1] not in (",", "(") or columns.pos[before] not in ("NOUN", "PROPN"):
            continue
        if columns.pos[first] not in ("NOUN", "DET", "ADJ", "PROPN"):
            continue
        noun = first if columns.pos[first] in ("NOUN", "PROPN") else _noun_after(columns, first, stop)
        if noun is None:
            continue
        while mended.relations[noun] == "compound" and mended.heads[noun] > noun:
            noun = mended.heads[noun]
        left = before
        while mended.relations[left] in ("flat", "flat:name") and mended.heads[left] < left:
            left = mended.heads[left]
        is_list = columns.pos[first] == "PROPN" and columns.pos[before] == "PROPN" and columns.words[first - 1] == ","
        mended.heads[noun], mended.relations[noun] = left, "conj" if is_list else "appos"


def _noun_after(columns: Words, i: int, stop: int) -> int | None:
    """The head of the noun phrase that begins after token `i`."""
    j = i + 1
    while j < stop:
        if columns.pos[j] in ("NOUN", "PROPN", "X") or (columns.pos[j] == "PRON" and j == i + 1):
            j = _end_of_chain(columns, j, stop)
            if (
                columns.words[j].lower() in clause_words("magnitudes")
                and j + 1 < stop
                and columns.pos[j + 1] in ("NOUN", "PROPN", "SYM")
            ):
                j = _end_of_chain(columns, j + 1, stop)
            return j
        if columns.pos[j] not in _PASSED and columns.words[j] not in "\"„“”»«'-":
            return None
        j += 1
    return None


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

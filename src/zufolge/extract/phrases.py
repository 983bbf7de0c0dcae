"""Mends the inside of noun phrases in dependency trees: articles, prepositions, compounds, names, lists, asides."""

from __future__ import annotations

from zufolge.extract.segments import Segment, Words, is_attribute
from zufolge.extract.words import clause_words

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


def mend_phrases(columns: Words, mended: Mended, start: int, stop: int) -> None:
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
                _tie_genitive(columns, mended, i, noun)


def _opens_phrase(columns: Words, i: int, stop: int) -> bool:
    """Whether an article stands before a word that it can belong to."""
    return columns.pos[i] == "DET" and i + 1 < stop and columns.pos[i + 1] in ("NOUN", "PROPN", "ADJ", "NUM")


def _describes_next(columns: Words, i: int, stop: int) -> bool:
    """Whether an inflected adjective stands right before a noun or a name."""
    return (
        columns.pos[i] in ("ADJ", "VERB")
        and i + 1 < stop
        and columns.pos[i + 1] in ("NOUN", "PROPN")
        and (columns.pos[i] == "ADJ" or is_attribute(columns, i))
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


def _tie_genitive(columns: Words, mended: Mended, i: int, noun: int) -> None:
    """A phrase with "der" or "des" right after a noun is its genitive, never an apposition."""
    before = i - 1
    is_genitive = before >= 0 and columns.words[i].lower() in ("der", "des") and columns.pos[before] == "NOUN"
    if is_genitive and mended.heads[noun] == before and mended.relations[noun] in ("appos", "flat", "dep"):
        mended.relations[noun] = "nmod"
    is_name = columns.names[noun] is not None and columns.pos[noun] == "PROPN" and not columns.counted[before]
    if is_genitive and is_name and mended.relations[noun] == "nsubj":
        mended.heads[noun], mended.relations[noun] = before, "nmod"  # no firm is "der" where it is a subject


def _tie_amount(columns: Words, mended: Mended, i: int, noun: int) -> None:
    """An amount after "von" belongs to the noun right before ("eine Spritze in Höhe von 1 Million Euro")."""
    before = i - 1
    if columns.words[i].lower() == "von" and before >= 0 and columns.counted[noun] and columns.pos[before] == "NOUN":
        mended.heads[noun], mended.relations[noun] = before, "nmod"


def mend_compounds(columns: Words, mended: Mended, start: int, stop: int) -> None:
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


def mend_names(columns: Words, mended: Mended, start: int, stop: int) -> None:
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


def mend_coordination(columns: Words, mended: Mended, start: int, stop: int) -> None:
    """What follows "und" after a noun is coordinated with that noun, unless it begins a clause of its own."""
    for i in range(start + 1, stop - 1):
        joins = columns.words[i].lower() in ("und", "oder", "sowie", "&")
        if not joins or columns.names[i] is not None or not (_is_nominal(columns, i - 1) or columns.pos[i - 1] == "X"):
            continue
        right = _noun_after(columns, i, stop)
        if right is None or mended.clause[right] != mended.clause[i - 1] or _is_settled(columns, mended, i - 1, right):
            continue
        if columns.pos[i + 1] == "ADP" or any(columns.pos[j] == "ADP" for j in range(i, right)):
            continue
        known = columns.names[i - 1]
        left = i - 1 if known is None else known.start
        if mended.relations[left] in ("flat", "flat:name", "compound") and mended.heads[left] < left:
            left = mended.heads[left]
        if left != right and mended.heads[left] != right:
            mended.heads[right], mended.relations[right] = left, "conj"


def _is_settled(columns: Words, mended: Mended, left: int, right: int) -> bool:
    """Whether a noun is coordinated already, and not with something else than the name before it."""
    are_names = columns.pos[left] == columns.pos[right] == "PROPN"
    return mended.relations[right] == "conj" and not are_names


def _tie_comparison(columns: Words, mended: Mended, first: int, stop: int) -> None:
    """What "wie" compares between marks ("X – wie andere Dienste auch – …") belongs to the noun before them."""
    noun = _noun_after(columns, first, stop)
    left = first - 1
    while left >= 0 and columns.pos[left] == "PUNCT":
        left -= 1
    if noun is not None and left >= 0 and columns.pos[left] in ("NOUN", "PROPN"):
        mended.heads[first], mended.relations[first] = noun, "case"
        mended.heads[noun], mended.relations[noun] = left, "nmod"


def mend_side_remarks(columns: Words, mended: Mended, segment: Segment, stop: int) -> None:
    """A noun phrase between commas stands in apposition to the noun before it; a bare name goes on with a list."""
    for first in segment.fragments:
        if columns.words[first].lower() == "wie":
            _tie_comparison(columns, mended, first, stop)
            continue
        before = first - 2
        if before < 0 or columns.words[first - 1] not in (",", "(") or not _is_nominal(columns, before):
            continue
        if columns.pos[first] not in ("NOUN", "DET", "ADJ", "PROPN"):
            continue
        noun = first if columns.pos[first] in ("NOUN", "PROPN") else _noun_after(columns, first, stop)
        if noun is None:
            continue
        while mended.relations[noun] == "compound" and mended.heads[noun] > noun:
            noun = mended.heads[noun]
        known = columns.names[before]
        left = before if known is None else known.start
        while mended.relations[left] in ("flat", "flat:name") and mended.heads[left] < left:
            left = mended.heads[left]
        begins_name = columns.pos[first] == "PROPN" or (columns.pos[first] == "DET" and noun == first + 1)
        is_list = begins_name and _is_named(columns, noun) and _is_named(columns, before)
        is_list = is_list and columns.words[first - 1] == ","
        if _goes_on_with_articles(columns, first, stop):
            left, is_list = _described(columns, mended, left), True
        mended.heads[noun], mended.relations[noun] = left, "conj" if is_list else "appos"


def _is_named(columns: Words, i: int) -> bool:
    return columns.pos[i] == "PROPN" or columns.names[i] is not None


def _is_nominal(columns: Words, i: int) -> bool:
    return columns.pos[i] == "NOUN" or _is_named(columns, i)


def _goes_on_with_articles(columns: Words, first: int, stop: int) -> bool:
    """ "Den Händler A, den Verlag B und die Werft C": a phrase with its article, before another with its own."""
    if columns.pos[first] != "DET":
        return False
    for i in range(first + 1, stop - 1):
        if columns.pos[i] in ("VERB", "AUX", "PUNCT") and columns.names[i] is None and columns.words[i] != "-":
            return False
        if columns.words[i].lower() in ("und", "sowie", "oder"):
            return columns.pos[i + 1] == "DET"
    return False


def _described(columns: Words, mended: Mended, name: int) -> int:
    """The noun that a name stands in apposition to ("den Händler Nordfalk"), or the name itself."""
    head = mended.heads[name]
    is_apposed = mended.relations[name] in ("appos", "flat", "nmod") and name - 3 < head < name
    return head if is_apposed and columns.pos[head] == "NOUN" else name


def _noun_after(columns: Words, i: int, stop: int) -> int | None:
    """The head of the noun phrase that begins after token `i`."""
    j = i + 1
    while j < stop:
        if columns.pos[j] in ("NOUN", "PROPN", "X") or (columns.pos[j] == "PRON" and j == i + 1):
            j = _end_of_chain(columns, j, stop)
            if columns.pos[j] == "ADJ":
                j += 1
                continue
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

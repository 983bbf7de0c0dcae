"""The clauses of a sentence by marks, openers and verbs: German marks them well, so this holds where a parse fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zufolge.extract.words import base_form, clause_words

ClauseKind = Literal["main", "sub", "infinitive", "topic"]

_MARKS = frozenset({",", ";", ":", "–", "—", "(", ")"})
_INFLECTED_PARTICIPLE = ("te", "ten", "ter", "tes", "tem", "ene", "enen", "ener", "enes", "enem")


@dataclass(slots=True)
class Segment:
    """A clause: its tokens (it may have gaps), its verbs, and how it hangs on the others.

    `fragments` are the first tokens of pieces between marks that have no verb of their own,
    `main` is the token of its full verb or predicate, `parent` the index of the clause it depends on,
    `shares` the index of the coordinated clause whose subject it may share.
    """

    tokens: list[int]
    verbs: list[int]
    kind: ClauseKind
    main: int | None = None
    parent: int | None = None
    shares: int | None = None
    fragments: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """The columns that clause finding needs.

    `glued` tells which tokens touch the one before, `counted` which belong to a time or a quantity,
    `names` the tokens of the name that a token is part of.
    """

    words: list[str]
    pos: list[str]
    relations: list[str]
    glued: list[bool]
    counted: list[bool]
    names: list[range | None]


def find_segments(columns: Words, start: int, stop: int) -> list[Segment]:
    """The clauses of the tokens from `start` to `stop`, in the order in which they begin."""
    pieces = _pieces(columns, start, stop)
    topic = _topic(columns, pieces)
    merged = _merge(columns, pieces[1:] if topic else pieces)
    return topic + _shifted(_split_coordinated(columns, merged), len(topic))


def _topic(columns: Words, pieces: list[list[int]]) -> list[Segment]:
    """ "Nordfalk: Belmora kauft Werk": what stands before a colon is no part of the clause after it.

    It is where that clause begins with its verb ("Nordfalk: Kauft Werk").
    """
    if len(pieces) < 2 or columns.words[pieces[0][-1] + 1] != ":":
        return []
    if any(is_verb(columns, i) for i in pieces[0]) or is_verb(columns, pieces[1][0]):
        return []
    if not any(is_verb(columns, i) for i in pieces[1]):
        return []
    return [Segment(pieces[0], [], "topic")]


def _shifted(segments: list[Segment], by: int) -> list[Segment]:
    """The segments with their references to others moved on."""
    for segment in segments:
        segment.parent = None if segment.parent is None else segment.parent + by
        segment.shares = None if segment.shares is None else segment.shares + by
    return segments


def is_verb(columns: Words, i: int) -> bool:
    """Whether token `i` acts as a verb of a clause; participles before nouns do not."""
    if columns.pos[i] != "VERB":
        return columns.pos[i] == "AUX"
    is_lower = columns.words[i][:1].islower()
    return is_lower and columns.relations[i] != "amod" and not is_attribute(columns, i)


def is_attribute(columns: Words, i: int) -> bool:
    """Whether a word that the parse may call a verb is an inflected participle before a noun ("die gegründete AG")."""
    if columns.pos[i] != "VERB" or i + 1 >= len(columns.words) or columns.pos[i + 1] not in ("NOUN", "PROPN", "ADJ"):
        return False
    word = columns.words[i].lower()
    if not word.endswith(_INFLECTED_PARTICIPLE) or "ge" not in word[:6]:
        return False
    return not base_form(word).startswith("ge")


def _pieces(columns: Words, start: int, stop: int) -> list[list[int]]:
    pieces: list[list[int]] = [[]]
    for i in range(start, stop):
        word = columns.words[i]
        if word in _MARKS or (word == "-" and columns.pos[i] == "PUNCT" and _is_dash(columns, i)):
            pieces.append([])
        else:
            pieces[-1].append(i)
    return [piece for piece in pieces if piece]


def _is_dash(columns: Words, i: int) -> bool:
    """Whether a hyphen stands alone or in a row of them; between parts of a compound it touches a word."""
    following = i + 1
    touches_before = columns.glued[i] and columns.words[i - 1] != "-"
    touches_after = following < len(columns.words) and columns.glued[following] and columns.words[following] != "-"
    return not touches_before and not touches_after


def _opens_subordinate(columns: Words, piece: list[int], verbs: list[int]) -> bool:
    letters = [i for i in piece if columns.words[i][:1].isalpha()][:4]
    if not letters:
        return False
    first = letters[0]
    if columns.words[first].lower() in ("und", "oder", "aber", "sondern") and len(letters) > 1:
        letters = letters[1:]
        first = letters[0]
    if columns.pos[first] == "ADP" and len(letters) > 1 and columns.words[first].lower() not in ("um", "ohne", "statt"):
        first = letters[1]
        return (
            columns.words[first].lower() in clause_words("relatives")
            and columns.pos[first] == "PRON"
            and _ends_in_verb(columns, piece)
        )
    word = columns.words[first].lower()
    if word in clause_words("openers"):
        return word not in ("als", "wie", "um", "seit", "bis", "ohne", "statt", "während") or _ends_in_verb(
            columns, piece
        )
    return word in clause_words("relatives") and _ends_in_verb(columns, piece) and _is_relative(columns, letters)


def _is_relative(columns: Words, letters: list[int]) -> bool:
    if columns.pos[letters[0]] == "PRON":
        return True
    return len(letters) > 1 and columns.pos[letters[1]] not in ("NOUN", "ADJ", "PROPN", "NUM")


def _ends_in_verb(columns: Words, piece: list[int]) -> bool:
    letters = [i for i in piece if columns.words[i][:1].isalnum()]
    return bool(letters) and is_verb(columns, letters[-1])


def _is_infinitive(columns: Words, piece: list[int], verbs: list[int]) -> bool:
    """Whether the only verbs of a piece are infinitives with "zu"."""
    with_zu = any(columns.words[i].lower() == "zu" and columns.pos[i] == "PART" for i in piece) or any(
        _has_zu_inside(columns.words[i].lower()) for i in verbs
    )
    return with_zu and not any(_is_finite(columns.words[i].lower()) for i in verbs)


def _has_zu_inside(word: str) -> bool:
    return "zu" in word[1:] and word.endswith("n") and word != base_form(word)


def _is_finite(word: str) -> bool:
    """Whether a verb form is neither an infinitive nor a past participle, by its looks."""
    if word == base_form(word) or _has_zu_inside(word):
        return False
    return not ("ge" in word[:6] and word.endswith(("t", "en")))


def _merge(columns: Words, pieces: list[list[int]]) -> list[Segment]:
    segments: list[Segment] = []
    main: int | None = None
    last: int | None = None
    waiting: int | None = None
    for piece in pieces:
        verbs = [i for i in piece if is_verb(columns, i)]
        if not verbs:
            last, main, waiting = _take_fragment(columns, segments, piece, (last, main, waiting))
            continue
        subordinate = _opens_subordinate(columns, piece, verbs)
        if subordinate or _is_infinitive(columns, piece, verbs):
            kind: ClauseKind = "sub" if subordinate else "infinitive"
            segments.append(Segment(piece, verbs, kind, parent=last))
            last = len(segments) - 1
        elif waiting is not None:
            segments[waiting].tokens.extend(piece)
            segments[waiting].verbs.extend(verbs)
            last, waiting = waiting, None
        else:
            segments.append(Segment(piece, verbs, "main", shares=main if _joins(columns, piece) else None))
            main = last = len(segments) - 1
    return segments


_Places = tuple[int | None, int | None, int | None]


def _take_fragment(columns: Words, segments: list[Segment], piece: list[int], places: _Places) -> _Places:
    """Adds a piece without a verb to the clause it belongs to, or opens a clause that waits for its verb."""
    last, main, waiting = places
    first = next((i for i in piece if columns.words[i][:1].isalpha()), piece[0])
    opens_sub = columns.words[first].lower() in ("dass", "daß", "weil", "ob", "nachdem", "obwohl", "wenn", "da")
    if last is None or (opens_sub and len(piece) > 1):
        kind: ClauseKind = "sub" if opens_sub and last is not None else "main"
        segments.append(Segment(list(piece), [], kind, parent=last if kind == "sub" else None))
        here = len(segments) - 1
        return here, (here if kind == "main" else main), here
    target = waiting if waiting is not None else last
    segments[target].tokens.extend(piece)
    segments[target].fragments.append(piece[0])
    return last, main, waiting


def _joins(columns: Words, piece: list[int]) -> bool:
    """Whether a piece goes on with a verb right at its front, so that its subject stands before."""
    return is_verb(columns, piece[0]) or columns.words[piece[0]].lower() in clause_words("joiners")


def _split_coordinated(columns: Words, segments: list[Segment]) -> list[Segment]:
    """Cuts clauses at "und" where both sides have a full verb."""
    out: list[Segment] = []
    moved: dict[int, int] = {}
    for number, segment in enumerate(segments):
        if segment.parent is not None:
            segment.parent = moved.get(segment.parent, segment.parent)
        if segment.shares is not None:
            segment.shares = moved.get(segment.shares, segment.shares)
        parts = _parts(columns, segment)
        first = len(out)
        for n, tokens in enumerate(parts):
            inside = set(tokens)
            verbs = [v for v in segment.verbs if v in inside]
            shares = segment.shares if n == 0 else len(out) - 1
            fragments = [i for i in segment.fragments if i in inside]
            out.append(Segment(tokens, verbs, segment.kind, parent=segment.parent, shares=shares, fragments=fragments))
        moved[number] = first if len(parts) == 1 else len(out) - 1
    for segment in out:
        segment.main = _main_verb(columns, segment)
    return out


def _parts(columns: Words, segment: Segment) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for n, i in enumerate(segment.tokens):
        if (
            columns.words[i].lower() in clause_words("joiners")
            and columns.pos[i] == "CCONJ"
            and _cuts(columns, parts[-1], segment.tokens[n + 1 :])
        ):
            parts.append([])
        parts[-1].append(i)
    return parts


def _cuts(columns: Words, left: list[int], right: list[int]) -> bool:
    left_verbs = [i for i in left if is_verb(columns, i)]
    right_verbs = [i for i in right if is_verb(columns, i)]
    full = [i for i in left_verbs if columns.pos[i] == "VERB"]
    if not right_verbs or not left_verbs:
        return False
    if full and base_form(columns.words[full[-1]]) in clause_words("with_infinitive"):
        return False
    ends_in_verb = bool(left) and left[-1] in left_verbs and len(left) > 1
    return bool(full) or ends_in_verb or any(columns.pos[i] == "AUX" and i == right[0] for i in right_verbs)


def _main_verb(columns: Words, segment: Segment) -> int | None:
    full = [i for i in segment.verbs if columns.pos[i] == "VERB"]
    weighty = [i for i in full if base_form(columns.words[i]) not in clause_words("modals")]
    candidates = weighty or full
    return candidates[-1] if candidates else None

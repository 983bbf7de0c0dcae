"""What neighbouring quantities owe each other: ranges, left-out magnitudes and units, converted amounts."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from zufolge.recognise.numbers_lexer import Lexed
from zufolge.recognise.numbers_lexicon import any_word, word_list
from zufolge.recognise.quantities_atoms import Atom

_MAX_GAP = 6
_THOUSAND, _MILLION, _SENTENCE = 1000, 1_000_000, 160
_SENTENCE_END = re.compile(r"(?<!Mio)(?<!Mrd)[.!?]\s+(?=[A-ZÄÖÜ])|\n")


def link_atoms(atoms: list[Atom], lexed: Lexed) -> list[Atom]:
    """The quantities with ranges closed, ellipses filled and conversions folded into their originals."""
    _inherit_after_brackets(atoms, lexed)
    for left, right in reversed(list(pairwise(atoms))):
        _inherit_from_right(left, right, _gap(left, right, lexed), _word_before(left, lexed))
    for left, right in pairwise(atoms):
        _inherit_from_left(left, right, _gap(left, right, lexed), lexed)
    linked: list[Atom] = []
    for atom in atoms:
        previous = linked[-1] if linked else None
        if previous is not None and _join(previous, atom, _gap(previous, atom, lexed), lexed):
            continue
        linked.append(atom)
    return linked


def _gap(left: Atom, right: Atom, lexed: Lexed) -> list[str]:
    """The words between two quantities in lower case; a list of one odd word where they are far apart."""
    if not 0 <= right.first - left.last - 1 <= _MAX_GAP:
        return ["…", "…"]
    between = lexed.lexemes[left.last + 1 : right.first]
    return [lexed.text[x.start : x.end].lower() for x in between]


def _word_before(atom: Atom, lexed: Lexed) -> str:
    """The word right before a quantity in lower case."""
    before = lexed.lexemes[atom.first - 1] if atom.first else None
    return lexed.text[before.start : before.end].lower() if before else ""


def _inherit_from_right(left: Atom, right: Atom, gap: list[str], before: str) -> None:
    """ "von 1,72 auf 1,85 Milliarden Dollar": the first number takes what only the second says."""
    plain = [word for word in gap if word not in word_list("link_adverb")]
    if len(plain) > 1 or (plain and plain[0] not in word_list("link")) or left.kind == "rank":
        return
    if not plain and right.sign is None:
        return
    if left.unit is None and right.unit is not None and right.kind != "rank":
        if left.kind != "count" or left.pattern == "factor":
            return
        _take(left, right)
    elif left.is_bare and right.unit is None and right.magnitude is not None and left.value < _THOUSAND:
        if plain == ["und"] and before != "zwischen":
            return
        left.magnitude, left.value = right.magnitude, left.value * right.magnitude


def _inherit_from_left(left: Atom, right: Atom, gap: list[str], lexed: Lexed) -> None:
    """ "615 Millionen Franken nach 290,4 im Vorjahr", "auf den Plätzen drei und vier"."""
    if left.kind == "rank" and right.kind == "count" and right.is_bare and gap in (["und"], ["/"], ["oder"]):
        if right.value <= 100 and left.pattern == "rank-after-noun":
            right.kind, right.unit, right.pattern = "rank", "rank", left.pattern
        return
    if right.unit is not None or right.kind != "count" or left.kind not in ("money", "percent", "other"):
        return
    end = lexed.lexemes[right.last].end
    if gap in (["nach"], ["nach", "zuvor"]) and _AS_BEFORE.match(lexed.text, end):
        _take(right, left)


_AS_BEFORE = re.compile(
    r"\s*(?:im (?:Vor\w+|gleichen|selben|Jahr)|ein Jahr|vor einem|zuvor|in der Vor\w+|Mio|[.,;)]|Ende|\d{4})"
)


def share_nouns(atoms: list[Atom], lexed: Lexed) -> None:
    """ "12 von 80 Mitgliedern": the first number counts what the second counts."""
    for left, right in reversed(list(pairwise(atoms))):
        gap = [w for w in _gap(left, right, lexed) if w not in word_list("link_adverb")]
        is_pair = (len(gap) == 1 and gap[0] in word_list("link") - {","}) or (
            0 < len(gap) < 3 and gap[0] in ("von", "der")
        )
        if left.kind == right.kind == "count" and left.noun is None and right.noun and is_pair:
            left.noun = right.noun


def infer_money(atoms: list[Atom], lexed: Lexed) -> None:
    """Give "402 Millionen" the currency of the money before it, where its sentence speaks of money."""
    units = [a.unit for a in atoms if a.kind == "money" and a.unit]
    last = units[0] if len(set(units)) == 1 else None
    for atom in atoms:
        if atom.kind == "money":
            last = atom.unit or last
            atom.unit = atom.unit or last
        elif (
            atom.kind == "count" and atom.magnitude is not None and atom.noun is None and _speaks_of_money(atom, lexed)
        ):
            atom.kind, atom.unit = "money", last


def _speaks_of_money(atom: Atom, lexed: Lexed) -> bool:
    start, end = lexed.lexemes[atom.first].start, lexed.lexemes[atom.last].end
    before, after = lexed.text[max(0, start - _SENTENCE) : start], lexed.text[end : end + _SENTENCE // 4]
    sentence = _SENTENCE_END.split(before)[-1] + " " + _SENTENCE_END.split(after)[0]
    if not word_list("speaks_of_number").isdisjoint(re.findall(r"\w+", sentence)):
        return False
    return atom.magnitude is not None and atom.magnitude >= _MILLION and bool(_money_words().search(sentence))


@cache
def _money_words() -> re.Pattern[str]:
    return re.compile(rf"(?i:{any_word('speaks_of_money')})")


def _take(receiver: Atom, giver: Atom) -> None:
    """Give `receiver` the unit of `giver`, and its magnitude where the receiver has none."""
    receiver.kind, receiver.unit = giver.kind, giver.unit
    if receiver.magnitude is None and giver.magnitude is not None and receiver.value < _THOUSAND:
        receiver.magnitude, receiver.value = giver.magnitude, receiver.value * giver.magnitude


def _inherit_after_brackets(atoms: list[Atom], lexed: Lexed) -> None:
    """ "8,4 (Vorjahr: 7,9) Millionen Euro" and "8,4 Millionen Euro (Vorjahr: 7,9)"."""
    for left, right in pairwise(atoms):
        gap = _gap(left, right, lexed)
        if "(" not in gap or gap[0] != "(" or right.unit is not None or right.kind != "count":
            continue
        if not (word_list("says_previous") & set(gap)) and "minus" not in gap and right.sign is None:
            continue
        if left.is_bare and right.is_bare:
            _take_behind(left, right, lexed)
        elif left.unit is not None and left.kind in ("money", "percent", "other"):
            _take(right, left)


def _take_behind(left: Atom, right: Atom, lexed: Lexed) -> None:
    """Magnitude and unit that stand behind the closing bracket belong to both numbers."""
    index = right.last + 1
    lexemes = lexed.lexemes
    if index >= len(lexemes) or lexemes[index].kind != "close":
        return
    magnitude: float | None = None
    for lexeme in lexemes[index + 1 : index + 5]:
        if lexeme.kind == "magnitude":
            magnitude = float(lexeme.value)
        elif lexeme.kind in ("currency", "percent"):
            kind = "money" if lexeme.kind == "currency" else "percent"
            unit = str(lexeme.value) if kind == "money" else "percent"
            for atom in (left, right):
                atom.kind, atom.unit = ("money" if kind == "money" else "percent"), unit
            break
        elif lexeme.kind != "dot":
            break
    for atom in (left, right):
        if magnitude is not None:
            atom.magnitude, atom.value = magnitude, atom.value * magnitude


def _join(left: Atom, right: Atom, gap: list[str], lexed: Lexed) -> bool:
    """Fold `right` into `left` where both are one quantity; whether that was so."""
    if _is_range(left, right, gap, lexed):
        left.value_max, left.last = right.value, right.last
        left.approx = left.approx if left.approx != "up_to" else None
        left.unit, left.kind = right.unit, right.kind
        return True
    if _is_tolerance(left, right, gap):
        left.value, left.value_max = left.value - right.value, left.value + right.value
        left.last = right.last
        return True
    if gap[:1] == ["("] and (right.sign == 0 or "plus" in gap):
        left.approx = left.approx or "about"
        return False
    if _is_conversion(left, right, gap):
        left.converted = right
        return True
    return False


def _is_range(left: Atom, right: Atom, gap: list[str], lexed: Lexed) -> bool:
    if left.kind != right.kind or left.unit != right.unit or left.value >= right.value or right.sign:
        return False
    if left.kind == "rank" or right.approx not in (None, left.approx) or left.value_max is not None:
        return False
    if gap in (["bis"], ["–"], ["-"], ["—"], ["‑"]):
        return left.pattern != "factor"
    return gap == ["und"] and _word_before(left, lexed) == "zwischen"


def _is_tolerance(left: Atom, right: Atom, gap: list[str]) -> bool:
    return not gap and right.sign == 0 and left.unit == right.unit and right.value < left.value


def _is_conversion(left: Atom, right: Atom, gap: list[str]) -> bool:
    if left.kind != "money" or right.kind != "money" or left.unit == right.unit or not gap:
        return False
    if left.value_max is not None and right.value_max is None:
        return False
    return gap[0] == "(" and all(word in word_list("says_converted") for word in gap[1:])

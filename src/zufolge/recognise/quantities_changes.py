"""Whether a quantity is a change ("um 7 Prozent"), and its sign, from the words of its clause."""

from __future__ import annotations

import re
from functools import cache

from zufolge.recognise.numbers_lexer import Lexed
from zufolge.recognise.numbers_lexicon import load_tables, refuse_unknown_keys
from zufolge.recognise.quantities_atoms import Atom

_REACH = 140
_CLAUSE_END = re.compile(r"[;:!?\n]|\.\s+(?=[A-ZÄÖÜ„\"»(])|,\s")
_LEVEL_BEFORE = frozenset(("auf", "bei", "von", "mit", "aus", "für", "über", "hält", "halten", "besitzt", "an", "in"))
_KEYS = {"id", "example", "gives", "words", "particle"}
_NOUN_BEFORE = re.compile(
    r"(?:plus|minus|anstieg|zuwachs|wachstum|steigerung|rückgang|einbruch|zunahme|abnahme|verlust|einbußen|abschlag"
    r"|aufschlag|senkung|erhöhung|kürzung|verringerung|reduzierung|kursgewinn|prämie|rabatt|gewinn)s?"
    r"\s+(?:\w+\s+){0,2}(?:von|um|in höhe von)?\s*$",
    re.I,
)
_COMPARED_AFTER = re.compile(
    r"\s*(?:\w+\s+)?(?:mehr|weniger|höher\w*|niedriger\w*|geringer\w*|teurer\w*|billiger\w*|fester|leichter|schwächer|"
    r"über (?:dem )?Vorjahr\w*|unter (?:dem )?Vorjahr\w*|im Plus|im Minus|gegenüber)\b"
)


@cache
def _signs() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, int], ...]:
    """The words of change_words.toml as regular expressions, with particle and sign."""
    rules = []
    for entry in load_tables("change_words")["change"]:
        refuse_unknown_keys(f"change_words.toml, {entry.get('id')}", entry, _KEYS)
        stems = "|".join(re.escape(w) for w in sorted(entry["words"], key=len, reverse=True))
        particle = entry.get("particle")
        flags = re.I if entry["id"].endswith(("noun", "comparative")) else 0
        first = rf"\b(?:{stems})" if "verb" in entry["id"] else rf"(?:\b|(?<=[a-zäöüß]))(?:{stems})\b"
        behind = re.compile(rf"\b{particle}(?=[\s,.;!?]|$)") if particle else None
        rules.append((re.compile(first, flags), behind, int(entry["gives"])))
    return tuple(rules)


def mark_changes(atoms: list[Atom], lexed: Lexed) -> None:
    """Set `is_change` and `sign` where the text presents a quantity as a difference."""
    for atom in atoms:
        if atom.kind == "rank" or atom.pattern == "factor":
            continue
        start, end = lexed.lexemes[atom.first].start, lexed.lexemes[atom.last].end
        before, after = lexed.text[max(0, start - _REACH) : start], lexed.text[end : end + _REACH]
        if atom.sign:
            atom.is_change = atom.kind == "percent" or bool(re.search(r"\bum\s+$", before))
            continue
        if _is_change(atom, before, after):
            atom.is_change = True
            atom.sign = find_sign(before, after)


def _is_change(atom: Atom, before: str, after: str) -> bool:
    word = before.split()[-1].lower() if before.split() else ""
    if word == "um" and before[-1:].isspace():
        return True
    if _NOUN_BEFORE.search(before):
        return True
    if atom.kind == "percent" and _COMPARED_AFTER.match(after):
        return True
    if atom.kind == "count" and atom.noun is None and re.match(r"\s*(?:mehr|weniger)\b", after):
        return True
    is_free = atom.kind == "percent" and word not in _LEVEL_BEFORE and atom.pattern == "amount-with-unit"
    return is_free and _moves_right_here(before, after)


_MOVES = re.compile(
    r"\b(?:stieg|stiegen|fiel|fielen|sank|sanken|verlor|verloren|gewann|gewannen|legte|legten|gab|gaben|kletterte|rutschte"
    r"|verteuerte sich|verbilligte sich|notierte|büßte|schrumpfte|wuchs)\b[^.,;]{0,60}$"
)


def _moves_right_here(before: str, after: str) -> bool:
    """Whether a verb of movement stands right before a bare percentage: "stieg zuletzt 3 Prozent"."""
    return bool(_MOVES.search(before)) and not re.match(r"\s*(?:der|des|aller|seiner|ihrer|an)\b", after)


def find_sign(before: str, after: str) -> int | None:
    """+1 or -1 by the nearest word of change in the clause around a quantity, or None.

    >>> find_sign("Der Umsatz sank um ", " auf 27 Euro."), find_sign("Die Aktie legte um ", " zu.")
    (-1, 1)
    """
    cuts = [m.end() for m in _CLAUSE_END.finditer(before)]
    left = before[cuts[-1] :] if cuts else before
    cut = _CLAUSE_END.search(after)
    right = after[: cut.start()] if cut else after
    return _nearest(left, right) or _nearest(before[cuts[-2] :] if len(cuts) > 1 else before, right)


def _nearest(left: str, right: str) -> int | None:
    """The sign of the nearest word of change; a verb with its particle counts before all."""
    found: list[tuple[int, int]] = []
    for rule, particle, sign in _signs():
        if particle is not None:
            if particle.search(right) and rule.search(left + right):
                found.append((0, sign))
            continue
        for match in rule.finditer(left):
            found.append((len(left) - match.end() + 1, sign))
        if match_right := rule.search(right):
            found.append((match_right.start() + 1, sign))
    return min(found)[1] if found else None

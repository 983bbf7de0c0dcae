"""Whether a quantity is a change ("um 7 Prozent"), and its sign, from the words of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zufolge.recognise.numbers_lexer import Lexed
from zufolge.recognise.numbers_lexicon import any_word, load_tables, refuse_unknown_keys, word_list
from zufolge.recognise.quantities_atoms import Atom

_REACH = 140
_CLAUSE_END = re.compile(
    r"[;:!?]|\n\s*\n|(?<!Mio)(?<!Mrd)(?<!Tsd)(?<!ca)(?<!Nr)(?<!St)(?<!bzw)\.\s+(?=[A-ZÄÖÜ„\"»(])|,\s"
)
_AND = re.compile(r"\b(?:und|während|nachdem)\s")
_KEYS = {"id", "example", "kind", "gives", "words", "particle"}


@dataclass(frozen=True, slots=True)
class _Signals:
    """The surroundings of a quantity that make it a change, compiled from quantity_words.toml."""

    by: re.Pattern[str]
    noun_before: re.Pattern[str]
    level_noun: re.Pattern[str]
    moves_before: re.Pattern[str]
    moved_after: re.Pattern[str]
    compared_after: re.Pattern[str]


@cache
def _signals() -> _Signals:
    nouns = rf"(?:{any_word('change_noun')})e?s?(?:\s+\w+){{0,2}}\s+(?:von|um|in höhe von)\s+(?:\w+\s+)?$"
    return _Signals(
        re.compile(rf"\bum\s+(?:(?:{any_word('adverb_after_by')}|im Schnitt|im Mittel)\s+)?$"),
        re.compile(rf"{nouns}|\b(?:plus|minus)\s+$", re.I),
        re.compile(any_word("level_noun"), re.I),
        re.compile(rf"\b(?:{any_word('moves')})\b[^.,;]{{0,60}}$"),
        re.compile(rf"[^.,;:]{{0,60}}\b(?:{any_word('moved')})\b"),
        re.compile(rf"\s*(?:\w+\s+)?(?:{any_word('compared')})\w*"),
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    """One entry of change_words.toml, compiled."""

    kind: str
    sign: int
    words: re.Pattern[str]
    particle: re.Pattern[str] | None


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for entry in load_tables("change_words")["change"]:
        refuse_unknown_keys(f"change_words.toml, {entry.get('id')}", entry, _KEYS)
        stems = "|".join(re.escape(w.lower()) for w in sorted(entry["words"], key=len, reverse=True))
        ending = {"verb": "", "noun": r"(?:en|s|es)?\b", "comparative": r"\b"}[entry["kind"]]
        particle = entry.get("particle")
        rules.append(
            _Rule(
                entry["kind"],
                int(entry["gives"]),
                re.compile(f"(?:{stems}){ending}"),
                re.compile(rf"\b{particle}(?=[\s,.;!?]|$)") if particle else None,
            )
        )
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
            atom.sign = find_sign(before, after)
            atom.is_change = atom.kind == "percent" or atom.sign is not None


def _is_change(atom: Atom, before: str, after: str) -> bool:
    word = before.split()[-1].lower() if before.split() else ""
    if _signals().by.search(before):
        return True
    if noun := _signals().noun_before.search(before):
        return atom.kind == "percent" or not _signals().level_noun.search(noun.group())
    if atom.kind == "percent" and _signals().compared_after.match(after):
        return True
    if atom.kind == "count" and atom.noun is None and re.match(r"\s*(?:mehr|weniger)\b", after):
        return True
    is_free = atom.kind == "percent" and word not in word_list("level_before") and atom.pattern == "amount-with-unit"
    if atom.pattern == "fraction" and word not in word_list("level_before") and _signals().moved_after.match(after):
        return True
    return is_free and (_moves_right_here(before, after) or bool(_signals().moved_after.match(after)))


def _moves_right_here(before: str, after: str) -> bool:
    """Whether a verb of movement stands right before a bare percentage: "stieg zuletzt 3 Prozent"."""
    return bool(_signals().moves_before.search(before)) and not re.match(
        r"\s*(?:der|des|aller|seiner|ihrer|an)\b", after
    )


def find_sign(before: str, after: str) -> int | None:
    """+1 or -1 by the words of change around a quantity, or None.

    A comparative right after it decides, then a noun right before it, then the verb of the clause.

    >>> find_sign("Der Umsatz sank um ", " auf 27 Euro."), find_sign("Die Aktie legte um ", " zu.")
    (-1, 1)
    """
    compared, noun = _signals().compared_after.match(after), _signals().noun_before.search(before)
    if compared and (sign := _nearest("", compared.group(), ("comparative", "noun"))):
        return sign
    if noun and (sign := _nearest(noun.group(), "", ("noun",))):
        return sign
    cuts = [m.end() for m in _CLAUSE_END.finditer(before)]
    left = before[cuts[-1] :] if cuts else before
    cuts_after = [m.start() for m in (_CLAUSE_END.search(after), _AND.search(after)) if m]
    right = after[: min(cuts_after, default=len(after))]
    wider = before[cuts[-2] :] if len(cuts) > 1 else before
    return (
        _nearest(left, right, ("verb",))
        or _nearest(left, right, ("noun", "comparative"))
        or _nearest(wider, right, ("verb", "noun", "comparative"))
    )


def _nearest(left: str, right: str, kinds: tuple[str, ...]) -> int | None:
    """The sign of the nearest word of change; a verb with its particle counts before all."""
    left, right = left.lower(), right.lower()
    found: list[tuple[int, int]] = []
    for rule in _rules():
        if rule.kind not in kinds:
            continue
        if rule.particle is not None:
            if rule.particle.search(right) and next(_words_of(rule, left + right), None):
                found.append((0, rule.sign))
            continue
        found.extend((len(left) - match.end() + 1, rule.sign) for match in _words_of(rule, left))
        if match_right := next(_words_of(rule, right), None):
            found.append((match_right.start() + 1, rule.sign))
    return min(found)[1] if found else None


def _words_of(rule: _Rule, text: str) -> Iterator[re.Match[str]]:
    """Where words of a rule stand; the pattern begins with its letters, which is fast, so words are cut here."""
    for match in rule.words.finditer(text):
        start = match.start()
        if rule.kind == "noun" or not start or not text[start - 1].isalpha():
            yield match

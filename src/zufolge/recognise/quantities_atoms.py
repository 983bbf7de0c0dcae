"""Single quantities as the grammar finds them, before ranges, ellipses and changes are put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from zufolge.model.mention import Approx, QuantityKind
from zufolge.recognise.numbers_grammar import Found
from zufolge.recognise.numbers_lexicon import word_list

_COMPANY_HEADS_LOOK_AHEAD = 6


@dataclass(slots=True)
class Atom:
    """A quantity in the making. `first` and `last` are the tokens of its span.

    `magnitude` and `unit` are None where the text leaves them out.
    """

    first: int
    last: int
    kind: QuantityKind
    value: float
    magnitude: float | None = None
    unit: str | None = None
    approx: Approx | None = None
    sign: int | None = None
    value_max: float | None = None
    is_change: bool = False
    noun: str | None = None
    converted: Atom | None = None
    pattern: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether the text gives neither magnitude nor unit with the number."""
        return self.magnitude is None and self.unit is None


AtomReader = Callable[[Found], Atom | None]


def approx_of(found: Found) -> Approx | None:
    """The last approximator of the span: "mindestens rund 5" is about 5."""
    words = found.all("approximator")
    return cast(Approx, words[-1].value) if words else None


def figure_of(found: Found) -> float | None:
    """The number itself, with "halbe" and "dreiviertel"."""
    lexeme = found.get("day", "year", "number", "numword", "clock", "one")
    value = 1.0 if lexeme is None else _number(str(lexeme.value))
    if half := found.get("half"):
        if lexeme is not None and lexeme.kind != "one":
            return None if value is None else value + 0.5
        return float(half.value)
    if quarters := found.get("quarters"):
        return float(quarters.value)
    return value if lexeme is not None else None


def _number(text: str) -> float | None:
    if ":" in text:
        return None
    return float(text)


def amount(found: Found) -> Atom | None:
    """A number with or without magnitude and unit."""
    value = figure_of(found)
    if value is None:
        return None
    atom = Atom(found.first, found.last, "count", value, approx=approx_of(found), pattern=found.pattern.id)
    atom.magnitude = _magnitude(found)
    if atom.magnitude is not None:
        atom.value = value * atom.magnitude
    if found.lexemes[-1].kind == "numword" and atom.magnitude is not None:
        atom.value += float(found.lexemes[-1].value)
    sign = found.get("sign")
    atom.sign = int(sign.value) if sign is not None else _hyphen_sign(found)
    _add_unit(atom, found)
    if atom.kind == "count" and atom.magnitude is not None and _heads_compound(found):
        if found.get("one"):
            return None
        atom.kind = "money"
    _take_dot(atom, found)
    _mind_the_preposition(atom, found)
    return atom


def _mind_the_preposition(atom: Atom, found: Found) -> None:
    """ "ab 499 Dollar" is a lower bound; in "ein Kredit über 20 Millionen Euro" nothing is approximate."""
    first, before = found.lexemes[0], found.word_before()
    if found.text.lower().startswith("über ") and before.endswith(tuple(word_list("noun_with_over"))):
        atom.first += 1
        others = [x for x in found.all("approximator") if x != first]
        atom.approx = cast(Approx, others[-1].value) if others else None
    elif atom.kind == "money" and atom.approx is None:
        atom.approx = _PREPOSITIONS_OF_MONEY.get(before)


def _heads_compound(found: Found) -> bool:
    """Whether a hyphen ties the number to a noun: "25-Millionen-Auftrag"."""
    last = found.lexemes[-1]
    return found.lexed.text[last.end : last.end + 1] == "-"


def _take_dot(atom: Atom, found: Found) -> None:
    """Put the dot of an abbreviated magnitude into the span."""
    last, text = found.lexemes[-1], found.lexed.text
    if (
        last.kind == "magnitude"
        and text[last.start : last.end] in _ABBREVIATED
        and text[last.end : last.end + 1] == "."
    ):
        atom.last += 1


_PREPOSITIONS_OF_MONEY: dict[str, Approx] = {"ab": "at_least", "gegen": "nearly"}
_ABBREVIATED = ("Mio", "Mrd", "Tsd", "Mill", "Bio", "Md", "MIO", "MRD", "mio", "mrd")
_HYPHEN_SIGN = re.compile(r"(?:^|[\s(:])[-–]$|\([-–]\s$")


def _hyphen_sign(found: Found) -> int | None:
    """-1 where a hyphen stands right before the number as its minus sign."""
    start = found.lexemes[0].start
    return -1 if _HYPHEN_SIGN.search(found.lexed.text[max(0, start - 3) : start]) else None


def _magnitude(found: Found) -> float | None:
    factors = [float(x.value) for x in found.all("magnitude")]
    if not factors:
        return None
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _add_unit(atom: Atom, found: Found) -> None:
    """Kind and unit of an amount from the unit word of its span."""
    if found.get("percent", "percent_adjective"):
        atom.kind, atom.unit = "percent", "percent"
    elif found.get("percentage_point"):
        atom.kind, atom.unit = "percent", "percentage_points"
    elif currency := found.get("currency"):
        atom.kind, atom.unit = "money", str(currency.value)
    elif coin := found.get("coin"):
        atom.kind, atom.unit, atom.value = "money", str(coin.value), atom.value / 100
        atom.magnitude = (atom.magnitude or 1) / 100
    elif measure := found.get("measure"):
        atom.kind, atom.unit = "other", str(measure.value)


def coins(found: Found) -> Atom | None:
    """Whole units and hundredths: "2 Euro und 50 Cent"."""
    numbers = found.all("day", "year", "number", "numword", "clock", "one")
    currency = found.get("currency")
    if len(numbers) != 2 or currency is None:
        return None
    value = float(numbers[0].value) + float(numbers[1].value) / 100
    atom = Atom(found.first, found.last, "money", value, 1, str(currency.value), approx_of(found))
    atom.pattern = found.pattern.id
    return atom


def fraction(found: Found) -> Atom | None:
    """ "ein Drittel" in percent; with a magnitude an amount: "zwei Drittel Milliarden"."""
    word = found.get("fraction")
    part = 0.5 if word is None else float(word.value)
    figure = found.get("day", "numword", "number", "year") if word else None
    value = part * (float(figure.value) if figure else 1)
    if found.get("magnitude"):
        atom = amount(found)
        if atom is not None and atom.magnitude is not None:
            atom.value = value * atom.magnitude
        return atom
    if word is not None and value > 1:
        return None
    atom = Atom(found.first, found.last, "percent", round(value * 100, 1), unit="percent", approx=approx_of(found))
    atom.pattern = "fraction"
    return atom


def digits(found: Found) -> Atom | None:
    """ "ein zweistelliger Millionenbetrag": from 10 to 99 millions."""
    word, sum_word = found.get("digits"), found.get("sum", "magnitude")
    if word is None or sum_word is None:
        return None
    factor = float(sum_word.value)
    low = 10.0 ** (int(word.value) - 1) * factor
    high = (10.0 ** int(word.value) - 1) * factor
    unit = found.get("currency")
    atom = Atom(found.first, found.last, "money", low, factor, None, "at_least", value_max=high)
    atom.unit = str(unit.value) if unit else None
    atom.pattern = "digits"
    return atom


def rank(found: Found) -> Atom | None:
    """A place in an order."""
    word = found.get("rank_adjective", "rank_word", "superlative", "ordinal") or found.get(
        "day", "numword", "number", "year"
    )
    if word is None or (word.kind == "rank_adjective" and _is_plural(found)):
        return None
    value = float(word.value)
    if not value.is_integer() or value < 1:
        return None
    atom = Atom(found.first, found.last, "rank", value, unit="rank", approx=approx_of(found))
    atom.pattern = found.pattern.id
    return atom


def top(found: Found) -> Atom | None:
    """ "Top Ten": at least that rank."""
    word = found.get("ten", "day", "numword", "number")
    if word is None:
        return None
    value = float(word.value)
    return Atom(found.first, found.last, "rank", value, unit="rank", approx="at_least", pattern="top")


def factor(found: Found) -> Atom | None:
    """A verb that holds its change: "verdoppelte" is +100 percent."""
    word = found.get("factor")
    if word is None:
        return None
    value = float(word.value)
    atom = Atom(found.first, found.last, "percent", abs(value), unit="percent", approx=approx_of(found))
    atom.is_change, atom.sign, atom.pattern = True, 1 if value > 0 else -1, "factor"
    return atom


def superlative(found: Found) -> Atom | None:
    """ "Europas größter": rank 1, unless it stands for the larger part of a whole."""
    text, last = found.lexed.text, found.lexemes[-1]
    word = text[last.start : last.end]
    before = found.word_before()
    is_scoped = found.first > 0 and _is_genitive(found)
    if word.lower().startswith("führend") and not (is_scoped or before in ("weltweit", "global", "der", "die", ",")):
        return None
    if _heads_no_firm(found) or _is_plural(found) or before.isdigit():
        return None
    if before in ("am", "mit", "sehr") or found.word_before(2) in ("einer", "eine", "eines", "zu", "unter", "mit"):
        return None
    return rank_one(found)


def _is_plural(found: Found) -> bool:
    """Whether several share the rank: "die größten Banken", "der größten Hersteller"."""
    if not found.text.endswith("en") or found.word_before() not in ("die", "der"):
        return False
    if found.word_before() == "die":
        return True
    lexemes, text = found.lexed.lexemes, found.lexed.text
    following = lexemes[found.last + 1 : found.last + _COMPANY_HEADS_LOOK_AHEAD]
    nouns = [text[x.start : x.end] for x in following if text[x.start].isupper()]
    return bool(nouns) and nouns[0].endswith(("er", "en", "ern"))


def rank_one(found: Found) -> Atom:
    """Rank 1 at the span."""
    return Atom(found.first, found.last, "rank", 1, unit="rank", pattern=found.pattern.id)


def _is_genitive(found: Found) -> bool:
    lexeme = found.lexed.lexemes[found.first - 1]
    word = found.lexed.text[lexeme.start : lexeme.end]
    return word[:1].isupper() and word.endswith("s")


def _heads_no_firm(found: Found) -> bool:
    """Whether the noun after a superlative names no firm, product or market: "größter Teil"."""
    lexemes, text = found.lexed.lexemes, found.lexed.text
    for lexeme in lexemes[found.last + 1 : found.last + _COMPANY_HEADS_LOOK_AHEAD]:
        word = text[lexeme.start : lexeme.end]
        if word[:1].isupper():
            lowered = word.lower()
            return lowered.startswith(tuple(word_list("no_firm")))
        if not word[:1].isalpha() and word != "-":
            return True
    return True


def every_nth(found: Found) -> Atom | None:
    """ "jede fünfte Stelle" in percent."""
    ordinal = found.get("ordinal")
    if ordinal is None or int(ordinal.value) < 2:
        return None
    value = round(100 / float(ordinal.value), 1)
    return Atom(found.first, found.last, "percent", value, unit="percent", approx=approx_of(found), pattern="fraction")


def among(found: Found) -> Atom | None:
    """ "zu den fünf größten": rank 5 or better."""
    number = found.get("day", "numword", "number")
    if number is None:
        return None
    return Atom(found.first, found.last, "rank", float(number.value), unit="rank", approx="up_to", pattern="among")


def majority(found: Found) -> Atom | None:
    """ "die Mehrheit" is over 50 percent, "sämtliche Anteile" are 100."""
    word = found.get("majority")
    if word is None:
        return None
    value = 100.0 if word.value == "all" else 50.0
    approx = None if word.value == "all" else cast(Approx, word.value)
    return Atom(found.first, found.last, "percent", value, unit="percent", approx=approx, pattern="majority")


def nothing(found: Found) -> Atom | None:
    """Words that look like a quantity and are none."""
    return None


ATOM_READERS: dict[str, AtomReader] = {
    reader.__name__: reader
    for reader in (amount, coins, fraction, digits, rank, top, factor, superlative, every_nth, among, majority, nothing)
}

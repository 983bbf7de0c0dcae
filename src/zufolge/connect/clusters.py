"""Groups names into entities by decisions about pairs, and chooses what an entity is called. Pure: no ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zufolge.connect.decisions import PEOPLE, Decision
from zufolge.connect.name_forms import NameForm, is_written_out
from zufolge.languages.names import canonical_name

Pair = tuple[str, str]


def cluster_names(names: Iterable[str], decisions: Iterable[Decision]) -> list[tuple[str, ...]]:
    """The entities among `names`, each as its names in alphabetical order.

    The strongest decisions come first; one that would bring together what a stronger one keeps apart is left out.
    Of what people judged, the earlier comes first, so that keeping two names apart undoes the last merge between them.

    >>> same = Decision("A", "B", "positive", "same-name", "", 10)
    >>> cluster_names(["A", "B", "C"], [same])
    [('A', 'B'), ('C',)]
    >>> cluster_names(["A", "B"], [same, Decision("A", "B", "negative", "judgement", "", 100)])
    [('A',), ('B',)]
    """
    home: dict[str, tuple[str, ...]] = {name: (name,) for name in sorted(names)}
    last = strongest(decisions)
    apart = {pair: decision for pair, decision in last.items() if decision.verdict == "negative"}
    joining = [decision for decision in last.values() if decision.verdict == "positive"]
    for decision in sorted(joining, key=lambda d: (-d.strength, d.turn, d.one, d.other)):
        one, other = home.get(decision.one), home.get(decision.other)
        if one is None or other is None or one == other or _is_forbidden(one, other, apart, decision):
            continue
        joined = tuple(sorted({*one, *other}))
        home |= dict.fromkeys(joined, joined)
    return sorted(set(home.values()))


def strongest(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """The decision that holds for each pair: the strongest, and of equally strong ones the last."""
    held: dict[Pair, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.strength, d.turn, d.verdict, d.rule, d.reason)):
        held[decision.one, decision.other] = decision
    return held


def _is_forbidden(
    one: tuple[str, ...], other: tuple[str, ...], apart: dict[Pair, Decision], decision: Decision
) -> bool:
    """Whether a decision that is not weaker keeps a name of the one and a name of the other apart."""
    if not apart:
        return False
    for a in one:
        for b in other:
            against = apart.get((a, b) if a < b else (b, a))
            if against and (against.strength >= PEOPLE or decision.strength < PEOPLE):
                return True
    return False


def choose_name(forms: Sequence[NameForm]) -> NameForm:
    """The name that an entity goes by: the fullest, without legal form, in ordinary letters.

    >>> from zufolge.connect.name_forms import form_of
    >>> choose_name([form_of(n, "organised") for n in ("VW", "Volkswagen AG", "VOLKSWAGEN", "Volkswagen")]).spelling
    'Volkswagen'
    """
    return min(forms, key=_plainness)


def _plainness(form: NameForm) -> tuple[object, ...]:
    bare = form.bare
    return (
        not is_written_out(form),
        canonical_name(bare) != bare,
        -len(form.words),
        form.compact.endswith("s"),
        bare.isupper() and len(bare) > 4,
        not bare[:1].isupper() and not bare[:1].isdigit(),
        form.spelling != bare,
        len(form.spelling),
        form.spelling,
    )

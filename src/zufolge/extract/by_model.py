"""Claims by the trained heads: triggers and quantities as anchors, roles chosen among the article's mentions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, product

import numpy as np
import numpy.typing as npt

from zufolge.claim_types import RoleDeclaration, load_claim_types
from zufolge.extract.candidates import Candidate, candidates_of
from zufolge.extract.cues import is_of_class
from zufolge.extract.fillers import mention_filler, quantity_filler, time_filler
from zufolge.extract.leadership import load_positions
from zufolge.extract.measures import load_measures, measure_of_noun, takes_kind
from zufolge.extract.pairs import Ints, pair_features
from zufolge.extract.reach import MAX_SENTENCES_AHEAD, MAX_SENTENCES_BACK, in_reach, trees_of
from zufolge.extract.seats import place_of
from zufolge.extract.words import base_form
from zufolge.model import Claim, Filler, Quantity, Reading, Role, Span, Time
from zufolge.recognise.digests import read_checked
from zufolge.recognise.engine import WEIGHTS, Floats, labels, matrices
from zufolge.recognise.heads import FORBIDDEN, linear, mean_states

MOST_FILLERS = 6
MOST_WORDS_APART = 12
OPPOSED_ROLES = frozenset(
    [
        "buyer",
        "target",
        "seller",
        "holder",
        "company",
        "supplier",
        "customer",
        "owner",
        "parent",
        "unit",
        "licensor",
        "licensee",
        "plaintiff",
        "defendant",
        "authority",
        "investor",
        "accuser",
        "union",
    ]
)
ONE_IN_TWO_ROLES = ("bundling", "founding", "leadership", "renaming")
MEASURED_KINDS = ("money", "percent", "count", "rank", "other")
VARIANT_ROLE = {
    "leadership": "change",
    "facility": "change",
    "ruling": "decision",
    "investment": "kind",
    "personal_relation": "kind",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that announces a claim, or (for metrics) the quantity that it hangs on.

    Only metrics have `measure`, `quantity` and `measure_word`, the token that says what is measured.
    """

    first: int
    last: int
    type: str
    probability: float
    measure: str | None = None
    quantity: Quantity | None = None
    measure_word: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate chosen for a role, with its probability."""

    role: str
    candidate: Candidate
    probability: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least probabilities, tuned on text that was not learned from; written beside the weights."""

    trigger: dict[str, float]
    measure: float
    role: float
    second: float


@cache
def thresholds() -> Thresholds:
    """The thresholds that belong to the weights."""
    path = WEIGHTS / "thresholds.json"
    if not path.exists():
        return Thresholds({}, 0.5, 0.5, 0.5)
    return Thresholds(**json.loads(read_checked(path.name)))


@cache
def units() -> dict[str, str]:
    """What a bare number of a measure counts: people for headcount."""
    return {m.value: m.unit for m in load_measures() if m.unit is not None}


def find_claims_by_model(reading: Reading) -> Reading:
    """`reading` with the claims that the model finds (status still open)."""
    if reading.states is None:
        return reading
    candidates = candidates_of(reading)
    anchors = [*trigger_anchors(reading), *metric_anchors(reading, candidates)]
    if not anchors or not candidates:
        return reading
    trees = trees_of(reading)
    claims: list[Claim] = []
    for some, near in in_reach(reading, anchors, candidates):
        scores = role_probabilities(reading, trees, some, near)
        claims += (c for row, a in enumerate(some) for c in claims_of(reading, a, near, scores[row]))
    return replace(reading, claims=reading.claims + tuple(claims))


def sigmoid(x: Floats) -> Floats:
    """The logistic function."""
    out: Floats = (1 / (1 + np.exp(-x))).astype(np.float32)
    return out


def trigger_states(states: Floats) -> Floats:
    """[words, 256]: what the trigger and variant heads read."""
    return np.maximum(linear(states, "trigger_in"), 0)


def trigger_anchors(reading: Reading) -> Iterator[Anchor]:
    """Words of the news whose trigger probability is high enough, the best of each run."""
    assert reading.states is not None
    known, limits = labels().claim_types, thresholds()
    p = sigmoid(linear(trigger_states(reading.states), "trigger"))
    least = np.array([limits.trigger.get(t, limits.trigger.get("any", 0.5)) for t in known], np.float32)
    for word, kind in np.argwhere(p >= least).tolist():
        token = reading.tokens[word]
        if not reading.sentences[token.sentence].is_news:
            continue
        near = p[max(0, word - 2) : word + 3, kind]
        if p[word, kind] >= near.max():
            yield Anchor(word, word, known[kind], float(p[word, kind]))


def metric_anchors(reading: Reading, candidates: tuple[Candidate, ...]) -> Iterator[Anchor]:
    """Quantities that measure a company, each with the word that says what it measures."""
    assert reading.states is not None
    rows = [c for c in candidates if isinstance(c.filler, Quantity) and c.kind in MEASURED_KINDS]
    rows = [c for c in rows if reading.sentences[reading.tokens[c.first].sentence].is_news]
    if not rows:
        return
    scores, pointed = measure_scores(reading, rows)
    scores = np.where(admitted(rows), scores, FORBIDDEN)
    odds = np.exp(scores - scores.max(1, keepdims=True))
    p = odds / odds.sum(1, keepdims=True)
    for c, row, word in zip(rows, p, pointed, strict=True):
        best = int(row[1:].argmax()) + 1
        named = measure_of_noun(base_form(reading.tokens[word].text))
        if named is not None and takes_kind(named.value, c.kind):
            best = labels().measures.index(named.value)
        if 1 - row[0] >= thresholds().measure and isinstance(c.filler, Quantity):
            yield Anchor(
                c.first,
                c.last,
                "metric",
                float(1 - row[0]) * float(max(row[best], 0.5 * (named is not None))),
                labels().measures[best],
                c.filler,
                word,
            )


def admitted(rows: list[Candidate]) -> npt.NDArray[np.bool_]:
    """[rows, measures]: which measures each quantity can have; "none" is always one."""
    return np.array([_measures_of_kind(c.kind) for c in rows])


@cache
def _measures_of_kind(kind: str) -> tuple[bool, ...]:
    """For each measure whether a quantity of this kind can have it."""
    return tuple(measure == "none" or takes_kind(measure, kind) for measure in labels().measures)


def measure_scores(reading: Reading, rows: list[Candidate]) -> tuple[Floats, list[int]]:
    """[rows, measures], and for each quantity the word of its sentence that it attends to most."""
    assert reading.states is not None
    states = mean_states(reading.states, np.array([(c.first, c.last) for c in rows]))
    query, key = linear(states, "measure_query"), linear(reading.states, "measure_key")
    context, pointed = np.empty_like(states), list[int]()
    sentences = np.array([t.sentence for t in reading.tokens])
    for sentence, group in groupby(range(len(rows)), lambda row: sentences[rows[row].first]):
        some = list(group)
        first, stop = np.searchsorted(sentences, (sentence, sentence + 1)).tolist()
        scores = query[some] @ key[first:stop].T / np.sqrt(np.float32(query.shape[1]))
        weights = np.exp(scores - scores.max(1, keepdims=True))
        context[some] = (weights / weights.sum(1, keepdims=True)) @ reading.states[first:stop]
        pointed += (first + scores.argmax(1)).tolist()
    mixed = np.maximum(linear(np.concatenate([states, context], axis=1), "measure_mix"), 0)
    return linear(mixed, "measure"), pointed


def role_probabilities(
    reading: Reading, trees: tuple[Ints, Ints, Ints], anchors: list[Anchor], candidates: tuple[Candidate, ...]
) -> Floats:
    """[anchors, candidates, roles]: how well each candidate fills each role; 0 for what is too far away."""
    assert reading.states is not None
    m, known = matrices(), labels()
    ends = np.array([(a.first, a.last) for a in anchors])
    ranges = np.array([(c.first, c.last) for c in candidates])
    pairs = pair_features(ends, ranges, *trees)
    a, c = mean_states(reading.states, ends), mean_states(reading.states, ranges)
    types = [known.anchor_types.index(x.type) for x in anchors]
    kinds = [known.candidate_kinds.index(x.kind) for x in candidates]
    z = linear(a, "role_left")[:, None] * linear(c, "role_right")[None]
    z += (linear(a, "role_anchor") + m["role_type.weight"][types])[:, None]
    z += (linear(c, "role_candidate") + m["role_kind.weight"][kinds])[None]
    z += m["role_distance.weight"][pairs[..., 0]] + m["role_path.weight"][pairs[..., 1]]
    p = sigmoid(np.maximum(z, 0, out=z) @ m["role.weight"].T + m["role.bias"])
    return np.where(_within_reach(ends, ranges, trees[0])[..., None], p, 0).astype(np.float32)


def _within_reach(anchors: Ints, candidates: Ints, sentences: Ints) -> npt.NDArray[np.bool_]:
    step = sentences[candidates[:, 0]][None] - sentences[anchors[:, 0]][:, None]
    out: npt.NDArray[np.bool_] = (step >= -MAX_SENTENCES_BACK) & (step <= MAX_SENTENCES_AHEAD)
    return out


def claims_of(reading: Reading, anchor: Anchor, candidates: tuple[Candidate, ...], scores: Floats) -> Iterator[Claim]:
    """The claims that an anchor makes: one a combination of single fillers; none where a needed role stays empty."""
    columns, limit = role_columns(), thresholds().role
    single: list[list[Choice | None]] = []
    many: list[Choice] = []
    taken: set[str] = set()
    best = dict(zip(labels().roles, scores.max(0).tolist(), strict=True))
    likely = [role for role in open_roles(anchor) if best[role.name] >= limit or role.least]
    if any(best[role.name] < limit for role in likely):
        return  # nobody can fill a role that the claim cannot do without
    for role in sorted(likely, key=lambda r: -best[r.name]):
        is_opposed = role.name in OPPOSED_ROLES and anchor.type not in ONE_IN_TWO_ROLES
        free = [c.entity is None or not is_opposed or c.entity not in taken for c in candidates]
        chosen = choose(role, candidates, np.where(free, scores[:, columns[role.name]], 0), anchor)
        taken |= {c.candidate.entity for c in chosen if is_opposed and c.candidate.entity is not None}
        if role.is_many:
            many += chosen
        else:
            single.append([*chosen] or [None])
    for combination in product(*single):
        claim = build(reading, anchor, [c for c in combination if c is not None] + many)
        if is_complete(claim):
            yield claim


@cache
def role_columns() -> dict[str, int]:
    """The column of each role in the scores of the role head."""
    return {name: column for column, name in enumerate(labels().roles)}


def open_roles(anchor: Anchor) -> Iterator[RoleDeclaration]:
    """The roles of an anchor's type that candidates fill: not those with closed values, nor a metric's own number."""
    for role in load_claim_types()[anchor.type].roles:
        is_number = anchor.quantity is not None and role.name in ("value", "unit")
        if not role.values and role.name in labels().roles and not is_number:
            yield role


def is_complete(claim: Claim) -> bool:
    """Whether every role that the claim cannot do without is filled, each by an entity of its own."""
    for role in load_claim_types()[claim.type].roles:
        if len({f.entity or f.text for f in claim.fillers(role.name)}) < role.least:
            return False
    if claim.type == "leadership" and _is_office_of_state(claim):
        return False
    names = [f.entity for r in claim.roles for f in r.fillers if f.entity and r.name in OPPOSED_ROLES]
    return len(names) == len(set(names)) or claim.type in ONE_IN_TWO_ROLES


def _is_office_of_state(claim: Claim) -> bool:
    """Whether a minister or mayor is said to serve a firm, which is nobody's office."""
    words = [base_form(f.text.split()[-1]) for f in claim.fillers("position") if f.text]
    is_state = any(is_of_class(word, load_positions()["politics"]) for word in words)
    return is_state and any(f.kind == "company" for f in claim.fillers("company"))


def choose(role: RoleDeclaration, candidates: tuple[Candidate, ...], scores: Floats, anchor: Anchor) -> list[Choice]:
    """The candidates that fill a role, best first: all good ones of a many-role, else the best and its equals."""
    limits = thresholds()
    ranked = sorted(((float(scores[i]), -i) for i in np.flatnonzero(scores >= limits.role).tolist()), reverse=True)
    chosen: list[Choice] = []
    for score, negative in ranked:
        c = candidates[-negative]
        if not can_fill(c, role) or c.filler == anchor.quantity or any(same_filler(c, k.candidate) for k in chosen):
            continue
        if chosen and not role.is_many and (score < limits.second or not stand_together(c, chosen[0].candidate)):
            continue
        chosen.append(Choice(role.name, c, score))
        if len(chosen) >= MOST_FILLERS:
            break
    return chosen


def stand_together(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates stand near enough to be coordinated ("Tarvo und Lianbo")."""
    return abs(a.first - b.first) <= MOST_WORDS_APART


def same_filler(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates stand for the same: one entity, or overlapping words."""
    if a.entity is not None and b.entity is not None:
        return a.entity == b.entity
    return a.first <= b.last and b.first <= a.last


def can_fill(candidate: Candidate, role: RoleDeclaration) -> bool:
    """Whether a candidate is of a kind that the role takes; open nominals name nobody."""
    filler = candidate.filler
    if isinstance(filler, Quantity):
        return filler.kind in role.takes or "number" in role.takes
    if isinstance(filler, Time):
        return "time" in role.takes
    if filler.form == "phrase":
        return "phrase" in role.takes
    if filler.form != "name" and filler.entity is None:
        return False
    if filler.kind in ("medium", "agency") and role.is_many:
        return False  # papers tell of talks and partnerships; they hardly ever hold them
    return filler.kind in role.takes or (filler.kind in ("product", "position") and "phrase" in role.takes)


def filler_of(candidate: Candidate) -> Filler:
    """A filler that stands for a candidate."""
    if isinstance(candidate.filler, Quantity):
        return quantity_filler(candidate.filler)
    if isinstance(candidate.filler, Time):
        return time_filler(candidate.filler)
    return mention_filler(candidate.filler)


def seat(reading: Reading, candidate: Candidate, filler: Filler) -> Filler:
    """The place behind an adjective in -er ("Ludwigshafener" says Ludwigshafen)."""
    word = reading.tokens[candidate.last]
    is_adjective = filler.kind == "place" and filler.text.endswith("er") and word.relation in ("amod", "compound")
    return replace(filler, entity=place_of(filler.text)) if is_adjective else filler


def build(reading: Reading, anchor: Anchor, choices: list[Choice]) -> Claim:
    """A claim with its fillers in the order of the text."""
    roles: dict[str, list[Filler]] = {}
    for choice in sorted(choices, key=lambda c: (c.candidate.first, c.candidate.last)):
        roles.setdefault(choice.role, []).append(seat(reading, choice.candidate, filler_of(choice.candidate)))
    trigger = Span(reading.tokens[anchor.first].span.start, reading.tokens[anchor.last].span.end)
    if anchor.measure_word is not None:
        trigger = reading.tokens[anchor.measure_word].span
    add_closed_roles(reading, anchor, roles, trigger)
    declared = load_claim_types()[anchor.type]
    weights = [anchor.probability, *(c.probability for c in choices if c.role in declared.key_roles)]
    return Claim(
        type=anchor.type,
        roles=tuple(Role(r.name, tuple(roles[r.name])) for r in declared.roles if r.name in roles),
        evidence=reading.sentences[reading.tokens[anchor.first].sentence].span,
        trigger=trigger,
        by="model",
        confidence=round(float(np.prod(weights)), 3),
    )


def add_closed_roles(reading: Reading, anchor: Anchor, roles: dict[str, list[Filler]], trigger: Span) -> None:
    """Roles with a closed vocabulary: the measure and value of a metric, the change of a leadership."""
    assert reading.states is not None
    words = trigger.of(reading.text)
    quantity = anchor.quantity
    if quantity is not None:
        roles["measure"] = [Filler(words, trigger, value=anchor.measure)]
        filler = quantity_filler(quantity)
        roles["change" if quantity.is_change else "value"] = [
            replace(filler, unit=filler.unit or units().get(anchor.measure or ""))
        ]
        return
    role = VARIANT_ROLE.get(anchor.type)
    if role is None:
        return
    known = labels().variants
    scores = linear(trigger_states(reading.states[anchor.first : anchor.first + 1]), "variant")[0]
    group = [(float(scores[i]), v.split(":")[1]) for i, v in enumerate(known) if v.split(":")[0] == anchor.type]
    value = max(group)[1]
    if value != "unknown":
        roles[role] = [Filler(words, trigger, value=value)]

"""The closed vocabularies that the heads choose from; written beside the weights, so that decoding knows them."""

from __future__ import annotations

from training.annotations import MEASURES, ROLES

NAME_KINDS = ("company", "organisation", "person", "place", "product", "position", "thing", "route")
NAME_TAGS = ("O", *(f"{prefix}-{kind}" for kind in NAME_KINDS for prefix in "BI"))
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = tuple(
    "root acl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj csubj:pass dep "
    "det det:poss discourse expl expl:pv fixed flat iobj mark nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent "
    "orphan parataxis punct reparandum vocative xcomp goeswith list dislocated".split()
)
CLAIM_TYPES = tuple(sorted(t for t in ROLES if t != "metric"))
ANCHOR_TYPES = (*CLAIM_TYPES, "metric")
MEASURE_CLASSES = ("none", *sorted(MEASURES))
ROLE_NAMES = ("same_as", *sorted({r for roles in ROLES.values() for r in roles.split()} - {
    "measure", "change", "unit", "approx", "decision", "kind", "mutual", "value_max", "value", "market",
}), "unit", "change", "value_max")  # fmt: skip
CANDIDATE_KINDS = (
    "company", "organisation", "person", "place", "product", "position", "thing", "nominal", "pronoun",
    "money", "percent", "count", "rank", "duration", "other", "time",
)  # fmt: skip
VARIANTS = {
    "leadership": ("holds", "held", "appointed", "leaves"),
    "facility": ("opened", "expanded", "paused", "relocated"),
    "ruling": ("approved", "blocked", "ordered", "other"),
    "investment": ("unknown", "equity", "loan", "capital_increase", "bond", "grant"),
    "personal_relation": ("friends", "spouses", "relatives"),
}
VARIANT_ROLE = {
    "leadership": "change",
    "facility": "change",
    "ruling": "decision",
    "investment": "kind",
    "personal_relation": "kind",
}
VARIANT_CLASSES = tuple(f"{t}:{v}" for t, vs in VARIANTS.items() for v in vs)

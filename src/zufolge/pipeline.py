"""START HERE: the way of an article, stage by stage; each stage takes a Reading and returns a richer one."""

from __future__ import annotations

from collections.abc import Callable

from zufolge.attribute.attributions import find_attributions
from zufolge.attribute.claims import attribute_claims
from zufolge.attribute.origins import find_origins
from zufolge.extract.answers import answer_claims
from zufolge.extract.by_cue import find_claims_by_cue
from zufolge.extract.by_model import find_claims_by_model
from zufolge.extract.confidence import weigh_claims
from zufolge.extract.details import detail_claims
from zufolge.extract.merge import merge_claims, without_repeats
from zufolge.extract.refusals import refuse_claims
from zufolge.extract.status import judge_claims
from zufolge.ground.claim_times import time_claims
from zufolge.ground.entities import resolve_entities
from zufolge.model import Article, Reading
from zufolge.recognise.names import find_names
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times
from zufolge.segment.stage import segment_article

Stage = Callable[[Reading], Reading]

MENTION_STAGES: tuple[Stage, ...] = (
    segment_article,  # blocks, sentences, tokens
    find_times,  # TIMEX3
    find_quantities,  # money, percent, counts, ranks
    find_names,  # one encoder pass: names, phrases, parts of speech, trees
    resolve_entities,  # which names and nominals mean the same
)

STAGES: tuple[Stage, ...] = (
    *MENTION_STAGES,
    find_origins,  # where the article itself comes from
    find_attributions,  # source, cue, content
    find_claims_by_cue,  # the plain forms, word by word explained
    find_claims_by_model,  # what no cue foresees: triggers, figures, roles
    refuse_claims,  # what the words around a claim rule out; sides set right
    merge_claims,  # what both say of a sentence is one claim
    detail_claims,  # what the words around a claim add: period, scope, place, office
    weigh_claims,  # calibrated confidence; what is likely wrong is dropped
    attribute_claims,  # each claim's chain of sources
    judge_claims,  # status and polarity, as the outermost source puts it
    time_claims,  # when it holds or happens
    without_repeats,  # headline and lead that agree are one claim
    answer_claims,  # denials and confirmations that point back, and what silence is about
)


def read_article(article: Article) -> Reading:
    """Everything zufolge finds in `article`."""
    reading = Reading(article=article)
    for stage in STAGES:
        reading = stage(reading)
    return reading

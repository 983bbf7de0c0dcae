"""What each claim says of how far an undertaking has come, and who says it. Putting that in order: see `stages`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from zufolge.connect.declarations import Telling
from zufolge.connect.family_words import denies, intends, is_open, is_recounted, reports
from zufolge.connect.passages import Passage
from zufolge.connect.stage_cues import RANKS, Stage, StageCue, find_stage_cue, split_words, stands_by
from zufolge.connect.undertakings import Names, Posts, Undertaking, meet
from zufolge.connect.voices import speaks_for_all, voice_of
from zufolge.languages.names import kind_of_name
from zufolge.model import Link, Source

Speaker = Literal["party", "other", "hearsay", "article"]
_DONE: Final = ("agreed", "approved", "closed")
_UNSURE: Final = ("rumoured", "speculated")
_OPEN: Final = ("possible", "expected")
_HEARSAY: Final = ("anonymous", "medium", "agency", "research")


@dataclass(frozen=True, slots=True)
class Sign:
    """What one claim says of the stage. `named` are sources that stand for it under their name."""

    day: str | None
    moment: str
    stage: Stage
    speaker: Speaker
    named: Names
    stands_by: bool
    claim: str
    article: str


def read_signs(members: Sequence[Undertaking], parties: Names, posts: Posts | None = None) -> tuple[Sign, ...]:
    """What the claims say of the stage of an undertaking of `parties`, in their order.

    What an article tells in its own voice is hearsay where everything else that it tells of the undertaking is;
    who negotiates about something has not decided it yet.
    """
    known_posts = posts or {}
    speakers = {one: who_speaks(one.known.claim.attribution, parties, known_posts) for one in members}
    by_article: dict[str, set[Speaker]] = {}
    for one in members:
        by_article.setdefault(one.known.article, set()).add(speakers[one])
    signs = []
    for one in members:
        speaker = speakers[one]
        if speaker == "article" and by_article[one.known.article] == {"article", "hearsay"}:
            speaker = "hearsay"
        sign = _read_sign(one, speaker)
        if sign is not None:
            signs.append(replace(sign, stage="talks") if _only_negotiates(one, sign, members) else sign)
    return without_asides(signs)


def without_asides(signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """The signs without what a party rules out in the article in which it tells what it does."""
    telling = {s.article for s in signs if s.speaker == "party" and RANKS.get(s.stage, -1) >= RANKS["planned"]}
    return tuple(s for s in signs if s.stage != "denied" or s.speaker != "party" or s.article not in telling)


def read_passage(passage: Passage, telling: Telling, parties: Names, is_alone: bool) -> Sign | None:
    """What a sentence that tells of the undertaking says of its stage; None where its words do not tell.

    Where claims of its article tell of it, too (it is not alone), only plain words count.
    """
    speaker = who_speaks(passage.chain, parties, {})
    stage = _stage_of_passage(passage, telling, speaker, is_alone)
    if stage is None:
        return None
    named = frozenset(s.entity for link in passage.chain for s in link.sources if s.entity is not None)
    return Sign(
        day=passage.day,
        moment=passage.published or "",
        stage=stage,
        speaker=speaker,
        named=named,
        stands_by=stands_by(passage.text),
        claim="",
        article=passage.article,
    )


def _stage_of_passage(passage: Passage, telling: Telling, speaker: Speaker, is_alone: bool) -> Stage | None:
    family = telling.family.name
    words = split_words(passage.text)
    if denies(words):
        return None if speaker in ("hearsay", "other") else "denied"
    if speaker in ("hearsay", "other"):
        return "rumoured"
    cue = find_stage_cue(passage.text, family)
    if cue is not None and not is_open(words) and (is_alone or cue.gives not in ("announced", "planned")):
        return cast(Stage, cue.gives)
    if speaker != "party" or not is_alone:
        return None
    if intends(words):
        return cast(Stage, telling.planned)
    return None if is_open(words) else cast(Stage, telling.asserted)


def _only_negotiates(one: Undertaking, sign: Sign, members: Iterable[Undertaking]) -> bool:
    """Whether the same words tell of talks about what the claim tells as decided."""
    if one.shape.type == "talks" or sign.stage not in ("planned", "announced"):
        return False
    evidence = one.known.claim.evidence
    return any(
        other.shape.type == "talks"
        and other.known.article == one.known.article
        and (other.known.evidence == one.known.evidence or other.known.claim.evidence.overlaps(evidence))
        for other in members
    )


def _read_sign(told: Undertaking, speaker: Speaker) -> Sign | None:
    known = told.known
    stage = _stage(told, speaker)
    if stage is None:
        return None
    named = frozenset(s.entity for link in known.claim.attribution for s in link.sources if s.entity is not None)
    return Sign(
        day=known.day,
        moment=known.published or "",
        stage=stage,
        speaker=speaker,
        named=named,
        stands_by=stands_by(known.evidence),
        claim=known.id,
        article=known.article,
    )


def who_speaks(chain: Sequence[Link], parties: Names, posts: Posts) -> Speaker:
    """Whether a party, somebody else who gives a name, hearsay or the article itself tells it."""
    sources = [source for link in chain[-1:] for source in link.sources]
    if not sources:
        return "article"
    if any(_is_party(source, parties) for source in sources):
        return "party"
    words = [link.cue.text for link in chain[-1:] if link.cue is not None] + [source.text for source in sources]
    outer = [source for link in chain[:-1] for source in link.sources]
    is_retold = any(s.kind in _HEARSAY for s in outer) and all(s.kind in ("company", "group") for s in sources)
    if is_retold or reports(split_words(" ".join(words))):
        return "hearsay"
    kinds = [_speaker(source, parties, posts) for source in sources]
    if "party" in kinds:
        return "party"
    return "other" if "other" in kinds else "hearsay"


def _is_party(source: Source, parties: Names) -> bool:
    return source.kind not in _HEARSAY and source.entity is not None and meet(frozenset((source.entity,)), parties)


def _speaker(source: Source, parties: Names, posts: Posts) -> Speaker:
    if source.entity is not None and kind_of_name(source.entity) is not None:
        return "hearsay"
    if source.kind == "authority":
        return "party"
    if source.kind == "person":
        bodies = posts.get(source.entity or "", frozenset())
        return "party" if not bodies or meet(bodies, parties) else "other"
    if speaks_for_all(source.text) or _is_body(source):
        return "party"
    return "hearsay" if source.entity is None else "other"


def _is_body(source: Source) -> bool:
    """Whether a source is a firm, or words without a name stand for who speaks for one."""
    return source.kind == "company" or (source.entity is None and voice_of(source.text) == "body")


def _stage(told: Undertaking, speaker: Speaker) -> Stage | None:
    claim, family = told.known.claim, told.shape.telling.family.name
    if claim.polarity == "negative":
        is_denial = speaker in ("party", "other") or (speaker == "article" and denies(split_words(told.known.evidence)))
        return "denied" if is_denial else None
    if claim.status == "failed":
        return "failed"
    cue = find_stage_cue(told.known.evidence, family)
    if claim.type == "ruling":
        return _ruling(told, cue)
    if speaker in ("hearsay", "other") or claim.status in _UNSURE or (speaker == "article" and claim.status in _OPEN):
        return "failed" if cue is not None and cue.gives == "failed" and speaker == "other" else "rumoured"
    given = cue.gives if cue is not None else None
    if claim.status in ("planned", *_OPEN):
        return cast(Stage, given if given in ("announced", "talks") else told.shape.telling.planned)
    return cast(Stage, given or told.shape.telling.asserted)


def _ruling(told: Undertaking, cue: StageCue | None) -> Stage | None:
    """What an authority decided; a consent that is still to come is none."""
    claim = told.known.claim
    decisions = {filler.value for filler in claim.fillers("decision")}
    takeover = find_stage_cue(told.known.evidence, "takeover")
    cues = [one.gives for one in (cue, takeover) if one is not None]
    if claim.status not in ("asserted", None) or "announced" in cues:
        return None
    if "blocked" in decisions or "failed" in cues:
        return None if is_recounted(split_words(told.known.evidence)) else "failed"
    done = [given for given in cues if given in _DONE]
    return cast(Stage, done[0]) if done else None


def asserts(sign: Sign) -> bool:
    """Whether the claim says that something is under way."""
    return sign.stage in RANKS

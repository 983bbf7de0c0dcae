"""Denials and confirmations that only point back ("Das dementierte ein Sprecher"), and what silence is about.

Which words answer is in answer_cues.py; here they meet the claims before them. What an answer says anew has
been found and judged before, as any claim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zufolge.attribute.anaphora import resolved
from zufolge.attribute.claims import chain_of
from zufolge.attribute.sources import sources_at
from zufolge.extract.answer_cues import FoundAnswer, find_answers
from zufolge.extract.answer_links import HEARSAY, entities_of, link_answers, without_figures
from zufolge.extract.merge import has_same_content, in_text_order
from zufolge.extract.place import sentences_with
from zufolge.extract.status import judge
from zufolge.extract.status_cues import cue_at
from zufolge.languages.de.grammar import words
from zufolge.model import Claim, Cue, Link, Reading, Role, Span
from zufolge.model.claim import Status
from zufolge.segment.clauses import Words

_SURENESS = 0.9
_REACH = 3
_REACH_OF_STRANGERS = 1
_AFFILIATIONS = {
    "leadership": ("person", "company"),
    "ownership": ("owner", "company"),
    "founding": ("founder", "company"),
}
_PROCEEDINGS: Mapping[str, Mapping[str, str]] = {
    "lawsuit": {"plaintiff": "accuser", "defendant": "target", "matter": "matter"},
    "investigation": {"target": "target", "matter": "matter"},
    "fine": {},
    "ruling": {},
}
"""Proceedings, and the roles of the reproach that is behind them; none where the accused cannot deny anything."""
_SPEAKERS = ("person", "company", "authority", "group", "anonymous", "document")


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer where it stands: its sentence, who gives it, and the names that they speak for."""

    found: FoundAnswer
    sentence: Words
    number: int
    chain: tuple[Link, ...]
    names: frozenset[str]

    @property
    def span(self) -> Span:
        """The clause of the answer."""
        return self.sentence.span(self.found.clause.start, self.found.clause.end)

    @property
    def trigger(self) -> Span:
        """The telling word of the answer: the longest of its cue."""
        return max((self.sentence.tokens[i].span for i in self.found.words), key=len)

    @property
    def sums_up(self) -> bool:
        """Whether the answer hangs on its own sentence ("…, was ein Sprecher bestreitet")."""
        return self.sentence.lower[self.found.clause.start] in words("summing_up")

    @property
    def whole(self) -> Span:
        """The sentence of the answer, without a space or mark around it."""
        return self.sentence.span(0, len(self.sentence.tokens))


def answer_claims(reading: Reading) -> Reading:
    """`reading` with a claim for each denial and confirmation that points back, and with what answers are about."""
    if not reading.claims:
        return reading
    placed = sentences_with(reading)
    claims = list(reading.claims)
    for number, sentence in enumerate(placed.sentences):
        for answer in _answers_of(reading, sentence, number):
            claims = [claim for claim in claims if not _is_silence_in(claim, answer)]
            for claim in _answered(claims, answer, placed.starts):
                claims[claims.index(claim)] = _without_answerer(claim, answer)
                new = _answering(reading, answer, claim)
                if not _is_told(new, claims):
                    claims.append(new)
    return link_answers(replace(reading, claims=in_text_order(claims)))


def _answers_of(reading: Reading, sentence: Words, number: int) -> Iterator[_Answer]:
    for found in find_answers(sentence):
        chain = _chain(reading, sentence, found)
        if chain:
            yield _Answer(found, sentence, number, chain, _names(reading, chain))


def _chain(reading: Reading, sentence: Words, found: FoundAnswer) -> tuple[Link, ...]:
    """Who answers: the subject of the verb, or whoever the words are laid into the mouth of."""
    spans = tuple(sentence.tokens[i].span for i in found.words)
    if found.source is None:
        stub = Claim("", (), spans[0], spans[0], "", 1.0)
        return chain_of(stub, reading.attributions)
    named = sources_at(reading, sentence.span(*found.source))
    around = [a for a in reading.attributions if a.content[0].end <= spans[0].start and a.chain[-1].sources]
    sources = tuple(resolved(reading, sentence, one, around[-1].chain if around else ()) for one in named)
    if sources[0].entity is None and found.source[1] - found.source[0] == 1 and sentence.kinds[found.source[0]] in "DR":
        return ()
    cue = Cue(" … ".join(span.of(reading.text) for span in spans), spans)
    return (Link(sources, cue, "reported"),)


def _names(reading: Reading, chain: tuple[Link, ...]) -> frozenset[str]:
    """The entities that the answerers are or belong to."""
    sources = [source for link in chain for source in link.sources if source.kind in _SPEAKERS]
    names = {source.entity for source in sources if source.entity}
    names |= {
        mention.entity
        for mention in reading.mentions
        if mention.entity and any(source.span.overlaps(mention.span) for source in sources)
    }
    return frozenset(names | {company for person, company in _affiliations(reading.claims) if person in names})


def _affiliations(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Who belongs to which company, by the claims that say so."""
    for claim in claims:
        if claim.type in _AFFILIATIONS:
            belongs, to = (claim.fillers(role) for role in _AFFILIATIONS[claim.type])
            yield from ((a.entity, b.entity) for a in belongs for b in to if a.entity and b.entity)


def _is_silence_in(claim: Claim, answer: _Answer) -> bool:
    """Whether a claim takes the answer for silence."""
    return claim.type == "no_comment" and answer.span.covers(claim.trigger)


def _without_answerer(claim: Claim, answer: _Answer) -> Claim:
    """`claim` as it was told before the answer, which its chain may have been given."""
    links = tuple(one for one in claim.attribution if one.cue is None or not answer.whole.covers(one.cue.spans[0]))
    return replace(claim, attribution=links)


def _answered(claims: Sequence[Claim], answer: _Answer, starts: tuple[int, ...]) -> list[Claim]:
    """The claims that the answer is about: of the nearest sentence that tells of those who answer, or of its like."""
    before: dict[int, list[Claim]] = {}
    for claim in claims:
        number = bisect_right(starts, claim.trigger.start) - 1
        if answer.number - _REACH <= number <= answer.number and _can_be_answered(claim, answer):
            before.setdefault(number, []).append(claim)
    for number in sorted(before, reverse=True):
        own = [claim for claim in before[number] if entities_of(claim) & answer.names]
        if own:
            return without_figures(own)
    reach = 0 if answer.sums_up else _REACH_OF_STRANGERS
    nearest = max(before, default=-1)
    return without_figures(before[nearest]) if nearest >= 0 and answer.number - nearest <= reach else []


def _can_be_answered(claim: Claim, answer: _Answer) -> bool:
    """Whether a claim before the answer is open to doubt, and not what those who answer have said themselves."""
    if claim.trigger.end > answer.span.start or claim.polarity == "negative" or claim.type == "no_comment":
        return False
    concerned = entities_of(claim) & answer.names
    if claim.type == "allegation":
        return answer.found.cue.gives == "denial" and bool(concerned or not answer.names)
    if claim.type in _PROCEEDINGS:
        return answer.found.cue.gives == "denial" and _is_accused(claim, answer)
    if answer.found.pointer == "accusation":
        return False
    if claim.status in HEARSAY:
        return True
    told_by = {source.entity or source.text for link in claim.attribution for source in link.sources}
    by_others = bool(told_by) and not told_by & (answer.names | entities_of(claim))
    return answer.found.cue.gives == "denial" and by_others


def _is_accused(claim: Claim, answer: _Answer) -> bool:
    """Whether those who answer are whom a lawsuit or investigation is against, for something that it names."""
    roles = _PROCEEDINGS[claim.type]
    accused = {f.entity for name, part in roles.items() if part == "target" for f in claim.fillers(name)}
    return bool(accused & answer.names) and bool(claim.fillers("matter"))


def _answering(reading: Reading, answer: _Answer, claim: Claim) -> Claim:
    """The claim that the answer makes of `claim`."""
    found = answer.found
    denies = found.cue.gives == "denial"
    return replace(
        _reproach_of(claim) if claim.type in _PROCEEDINGS else claim,
        evidence=answer.whole,
        trigger=answer.trigger,
        by=f"answer:{found.cue.id}",
        confidence=round(claim.confidence * _SURENESS, 3),
        status="asserted" if denies else _confirmed_status(reading, claim),
        polarity="negative" if denies else "positive",
        attribution=answer.chain,
    )


def _reproach_of(claim: Claim) -> Claim:
    """The reproach behind a lawsuit or investigation: that, not the proceeding, is what the accused deny."""
    names = _PROCEEDINGS[claim.type]
    roles = [Role(names[role.name], role.fillers) for role in claim.roles if role.name in names]
    return replace(claim, type="allegation", roles=tuple(sorted(roles, key=lambda role: role.name)))


def _confirmed_status(reading: Reading, claim: Claim) -> Status:
    """The status that the words of a claim have without its sources: a plan stays a plan, hearsay becomes so."""
    place = sentences_with(reading).place_of(claim.trigger)
    cue = cue_at(place.sentence, place.start, place.clause, claim.type)
    if cue is not None and cue.id == "spoken-of":
        return cue.gives
    alone = judge(replace(claim, attribution=(), status=None), place)
    return "planned" if alone.status == "planned" else "asserted"


def _is_told(new: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the answer's sentence denies something in words of its own, or it or a later one says the same."""
    for claim in claims:
        if claim.polarity != new.polarity or claim.status in HEARSAY or claim.by == new.by:
            continue
        if new.polarity == "negative" and new.evidence.covers(claim.trigger):
            return True
        if claim.evidence.end > new.evidence.start and has_same_content(claim, new):
            return True
    return False

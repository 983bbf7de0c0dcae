"""Who says what, after PARC: contents with their sources and cues. Article origins are in origins.py."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from zufolge.attribute.anaphora import resolved
from zufolge.attribute.chains import cited_source, medium_told, verbatim_cue
from zufolge.attribute.found import Found
from zufolge.attribute.frames import find_by_frame
from zufolge.attribute.noun_phrases import Range, source_after
from zufolge.attribute.reports import named_reports
from zufolge.attribute.sources import is_speechless, source_at, sources_at
from zufolge.attribute.speakers import paper_in
from zufolge.attribute.speech import find_by_verb
from zufolge.attribute.subjects import main_subject, subject_before
from zufolge.languages import load_words
from zufolge.languages.de.grammar import words
from zufolge.model import Attribution, Cue, Link, Reading, Source, Span
from zufolge.model.attribution import Mode, SourceKind
from zufolge.segment.clauses import Words, has_konjunktiv, has_second_konjunktiv, sentences_of

NEWS = ("headline", "paragraph", "subhead")
_SPOKEN_WORDS = 7
_TAKE_UP: tuple[SourceKind, ...] = ("person", "authority", "medium", "agency", "research")
_LISTS = re.compile(r"ranking|rangliste", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Voice:
    """Whoever spoke last, as a chain, and how the sentence before stood to them; `silent` = nobody spoke in it."""

    chain: tuple[Link, ...] = ()
    carried: bool = False
    content: Span | None = None
    ranking: tuple[Link, ...] = ()
    silent: Words | None = None


def find_attributions(reading: Reading) -> Reading:
    """`reading` with every attribution of its headline, subheads and paragraphs, in the order of the text."""
    news = [s for s in sentences_of(reading) if s.block in NEWS]
    attributions: list[Attribution] = []
    voice = _Voice()
    previous: Span | None = None
    for number, sentence in enumerate(news):
        before = voice
        found, voice = _read_sentence(reading, sentence, voice, previous, attributions)
        attributions.extend(found)
        attributions.extend(_verbatim(reading, sentence, before.chain or voice.chain, news[number + 1 :]))
        previous = sentence.span(0, len(sentence.tokens))
    ordered = sorted(named_reports(attributions), key=lambda a: (a.content[0].start, -a.content[-1].end))
    return replace(reading, attributions=tuple(ordered))


def _verbatim(reading: Reading, sentence: Words, chain: tuple[Link, ...], rest: list[Words]) -> list[Attribution]:
    """A release that the article prints word for word: all that follows is its sender's."""
    cue = verbatim_cue(sentence)
    if cue is None or not rest or not chain:
        return []
    whole = Span(rest[0].tokens[0].span.start, rest[-1].tokens[-1].span.end)
    link = Link(chain[-1].sources, _cue(reading, sentence, tuple(range(*cue))), "reported")
    return [Attribution((whole,), (link,))]


def _read_sentence(
    reading: Reading, sentence: Words, voice: _Voice, previous: Span | None, earlier: list[Attribution]
) -> tuple[list[Attribution], _Voice]:
    attributions = []
    speaking = voice.chain
    for one in [*find_by_verb(sentence), *find_by_frame(sentence)]:
        if _is_only_time(sentence, one) and not speaking:
            continue
        attribution = _attribution(reading, sentence, one, speaking, previous)
        if is_speechless(attribution.chain[-1].sources):
            continue
        if not one.earlier and attribution.chain[-1].sources:
            speaking = attribution.chain
        if one.mode != "reported" or one.verb is None or one.verb.reports:
            attributions.append(attribution)
    if not attributions and _carries_on(sentence, voice):
        voice = _taken_up(reading, voice)
        carried, voice = _carried(sentence, voice, earlier)
        around = Attribution((sentence.span(0, len(sentence.tokens)),), _continued(voice.chain, "free_indirect"))
        return carried + _direct(reading, sentence, [around], voice.chain), voice
    attributions.extend(_direct(reading, sentence, attributions, speaking))
    ranking = next((a.chain for a in attributions if _is_ranking(a.chain)), voice.ranking)
    if attributions:
        return attributions, _Voice(speaking, ranking=ranking)
    if _is_hearsay(sentence, voice) and speaking is voice.chain:
        whole = sentence.span(0, len(sentence.tokens))
        return [Attribution((whole,), _continued(voice.chain, "free_indirect"))], _Voice(speaking, ranking=ranking)
    silent = sentence if speaking is voice.chain else None
    if ranking and any(word in rank_words() for word in sentence.lower):
        whole = sentence.span(0, len(sentence.tokens))
        attributions = [Attribution((whole,), _continued(ranking, "reported"))]
    return attributions, _Voice(speaking, ranking=ranking, silent=silent)


def _taken_up(reading: Reading, voice: _Voice) -> _Voice:
    """The voice of a sentence in the Konjunktiv: of whom the silent sentence before it tells, where they can speak."""
    if voice.silent is None:
        return voice
    kinds = _TAKE_UP if voice.chain else (*_TAKE_UP, "company", "group")
    papers = (paper_in(voice.silent, clause) for clause in voice.silent.clauses)
    subject = main_subject(voice.silent)
    for place in (subject, next(filter(None, papers), None)):
        source = source_at(reading, voice.silent.span(*place)) if place is not None else None
        if source is not None and (place is not subject or (source.entity is not None and source.kind in kinds)):
            return replace(voice, chain=(Link((source,), None, "free_indirect"),))
    return voice


def _is_only_time(sentence: Words, found: Found) -> bool:
    """ "Danach steigt der Umsatz": where nobody spoke before, it only says when."""
    return found.earlier and found.verb is None and sentence.lower[found.cue[0]] in words("thereafter")


def _carried(sentence: Words, voice: _Voice, earlier: list[Attribution]) -> tuple[list[Attribution], _Voice]:
    """A sentence in the Konjunktiv: whoever spoke before speaks on, in one stretch with the sentence before."""
    whole = sentence.span(0, len(sentence.tokens))
    if voice.carried and voice.content:
        joined = Span(voice.content.start, whole.end)
        number = max(i for i, one in enumerate(earlier) if one.content == (voice.content,))
        earlier[number] = replace(earlier[number], content=(joined,))
        return [], replace(voice, content=joined)
    return [Attribution((whole,), _continued(voice.chain, "free_indirect"))], replace(
        voice, carried=True, content=whole
    )


def _continued(chain: tuple[Link, ...], mode: Mode) -> tuple[Link, ...]:
    """The chain of a voice that speaks on, without the cues that brought it in."""
    return tuple(Link(link.sources, None, mode) for link in chain) or (Link((), None, mode),)


def _carries_on(sentence: Words, voice: _Voice) -> bool:
    end = len(sentence.tokens)
    if has_konjunktiv(sentence, 0, end):
        return True
    return voice.carried and has_second_konjunktiv(sentence, 0, end)


def _is_hearsay(sentence: Words, voice: _Voice) -> bool:
    """ "X sagte, … Das Werk soll schließen": what is to be comes from whom the sentence before quotes."""
    return bool(voice.chain) and voice.silent is None and any(w in words("hearsay") for w in sentence.lower)


def _is_ranking(chain: tuple[Link, ...]) -> bool:
    """Whether a chain leads to a ranking or list, which the sentences after it may go on telling."""
    return any(_LISTS.search(source.text) for link in chain for source in link.sources)


@cache
def rank_words() -> frozenset[str]:
    """Words that show that a ranking is still being told."""
    return frozenset(load_words("rank_words"))


def _only_quotes(sentence: Words, found: Found) -> bool:
    return all(set(sentence.kinds[start:end]) <= set("q,.") for start, end in found.content)


def _attribution(
    reading: Reading, sentence: Words, found: Found, speaking: tuple[Link, ...], previous: Span | None
) -> Attribution:
    content = tuple(sentence.span(start, end) for start, end in found.content)
    if found.previous and previous:
        content = (previous,)
    mode: Mode = "direct" if _only_quotes(sentence, found) else found.mode
    cue = _cue(reading, sentence, found.cue)
    if found.earlier and speaking:
        sources = speaking[-1].sources
        if found.source and sources:
            here = source_at(reading, sentence.span(*found.source))
            sources = (replace(here, entity=sources[0].entity or sources[0].text, kind=sources[0].kind),)
        return Attribution(content, (*_continued(speaking[:-1], mode)[: len(speaking) - 1], Link(sources, cue, mode)))
    names_nobody = found.earlier and found.verb is None  # "demnach", and nobody spoke before
    sources = _sources(reading, sentence, found.source, speaking) if found.source and not names_nobody else ()
    return Attribution(content, _with_links(reading, sentence, found, Link(sources, cue, mode)))


def _sources(reading: Reading, sentence: Words, place: Range, speaking: tuple[Link, ...]) -> tuple[Source, ...]:
    found = sources_at(reading, sentence.span(*place))
    return tuple(resolved(reading, sentence, source, speaking) for source in found)


def _source(reading: Reading, sentence: Words, place: Range, speaking: tuple[Link, ...]) -> Source:
    return resolved(reading, sentence, source_at(reading, sentence.span(*place)), speaking)


def _with_links(reading: Reading, sentence: Words, found: Found, link: Link) -> tuple[Link, ...]:
    """The link between the medium that was spoken to and whom its source cites."""
    chain = [link]
    outer = medium_told(reading, sentence, found)
    if outer:
        chain.insert(0, Link((source_at(reading, sentence.span(*outer.source)),), None, link.mode))
    inner = cited_source(sentence, found)
    if inner:
        cue = _cue(reading, sentence, tuple(range(*inner.cue)))
        chain.append(Link((source_at(reading, sentence.span(*inner.source)),), cue, link.mode))
    return tuple(chain)


def _cue(reading: Reading, sentence: Words, positions: tuple[int, ...]) -> Cue:
    spans = tuple(sentence.tokens[i].span for i in positions)
    return Cue(" … ".join(span.of(reading.text) for span in spans), spans)


def _direct(
    reading: Reading, sentence: Words, known: list[Attribution], speaking: tuple[Link, ...]
) -> list[Attribution]:
    """The quotations of the sentence that somebody says."""
    found = []
    for quotation in sentence.quotations:
        if any(_same(quotation, a.content) for a in known) or not _is_spoken(reading.text, quotation):
            continue
        chain = _speaker(reading, sentence, quotation, known, speaking) or speaking
        found.append(Attribution((quotation,), _continued(chain, "direct")))
    return found


def _speaker(
    reading: Reading, sentence: Words, quotation: Span, known: list[Attribution], speaking: tuple[Link, ...]
) -> tuple[Link, ...]:
    """Who says a quotation: the source of the content around it, of its sentence, or the subject of its clause."""
    around = [a for a in known if a.covers(quotation) and a.chain[-1].sources]
    if around:
        return min(around, key=lambda a: sum(map(len, a.content))).chain
    position = next((i for i, t in enumerate(sentence.tokens) if t.span.start >= quotation.start), 0)
    subject = None if _is_predicate(sentence, position) else subject_before(sentence, position)
    if subject:
        source = _source(reading, sentence, subject, speaking)
        behind = _subject_behind(reading, sentence, subject, position)
        source = behind if behind is not None and source.entity is None else source
        return () if is_speechless((source,)) else (Link((source,), None, "direct"),)
    return next((a.chain for a in known if a.chain[-1].sources), ())


def _subject_behind(reading: Reading, sentence: Words, place: Range, position: int) -> Source | None:
    """Who is named behind the verb where a thing stands before it ("Den Plan nannte X", "Die Arbeit lobte X")."""
    verb = re.match("[XV]", sentence.kinds[place[1] :])
    found = source_after(sentence, place[1] + 1, position) if verb and place[1] - place[0] > 1 else None
    source = source_at(reading, sentence.span(*found)) if found else None
    return source if source is not None and source.entity is not None and source.kind in _TAKE_UP else None


def _is_predicate(sentence: Words, position: int) -> bool:
    """ "Das Werk soll „gestärkt werden“": a quotation that goes on with a modal verb says what the subject does."""
    return position > 0 and sentence.lower[position - 1] in words("modals")


def _same(quotation: Span, content: tuple[Span, ...]) -> bool:
    shared = sum(max(0, min(quotation.end, s.end) - max(quotation.start, s.start)) for s in content)
    return shared * 10 >= 9 * max(len(quotation), sum(len(s) for s in content))


def _is_spoken(text: str, quotation: Span) -> bool:
    """Whether a quotation is somebody's words rather than a title or a name."""
    inner = text[quotation.start + 1 : quotation.end - 1].strip()
    count = len(inner.split())
    return bool(inner) and (
        count >= _SPOKEN_WORDS or (inner[0].islower() and count > 1) or (inner[-1] in ".!?" and count > 2)
    )

"""Attributions by verbs of saying: "X sagte, …", "…, sagte X", "wie X mitteilte". Prepositions are in frames.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zufolge.attribute.found import Found, trimmed, without
from zufolge.attribute.noun_phrases import source_after, with_apposition
from zufolge.attribute.speakers import agent_of, interrupted_subject, main_source, place_of_speech, subject_of_last
from zufolge.attribute.verb_uses import VerbUse, use_of
from zufolge.languages.de.grammar import VerbForm, speech_verb_forms, words
from zufolge.segment.clauses import Clause, Words, first_word, has_konjunktiv, has_second_konjunktiv

_ZU_INFINITIVE = re.compile(
    r"(?:ab|an|auf|aus|bei|durch|ein|fest|fort|her|hin|los|mit|nach|um|vor|weg|weiter|zurück|zusammen)\w*zu\w+e?n$"
)
_MAX_CLAUSES_AHEAD = 3


def find_by_verb(sentence: Words) -> Iterator[Found]:
    """The attributions that speech verbs of the sentence announce, in the order of the verbs."""
    taken: set[int] = set()
    for position in sentence.verbs:
        if position in taken:
            continue
        for form in sorted(speech_verb_forms()[sentence.lower[position]], key=_order):
            use = use_of(sentence, position, form)
            found = _attribution(sentence, use) if use else None
            if found:
                taken.update(found.cue)
                yield found
                break


def _order(form: VerbForm) -> tuple[bool, bool, bool]:
    return (form.kind != "participle", not form.verb.prefix, not form.verb.companions)


def _attribution(sentence: Words, use: VerbUse) -> Found | None:
    clause = sentence.clauses[use.clause]
    first = sentence.lower[clause.start]
    if first in words("how") and use.finite >= clause.end - 2:
        return _as_wie_clause(sentence, use)
    if use.clause > 0 and use.finite == clause.start and _may_follow_content(sentence, use):
        found = _postposed(sentence, use)
        if found:
            return found
    return _with_following(sentence, use) or _pointing_back(sentence, use) or _as_report(sentence, use)


def _may_follow_content(sentence: Words, use: VerbUse) -> bool:
    """Whether what stands before a verb that opens its clause may be content, not its subject or an adverbial."""
    if interrupted_subject(sentence, use):
        return False
    opening = sentence.clauses[_first_clause(sentence, use.clause)]
    if sentence.kinds[opening.start] != "S" and sentence.lower[opening.start] not in words("adverbial_openers"):
        return True
    return sentence.lower[opening.start] in words("that_or_whether") or _has_main_clause(sentence, use.clause)


def _first_clause(sentence: Words, number: int) -> int:
    start = _main_start(sentence, number)
    return next(i for i, clause in enumerate(sentence.clauses) if clause.start >= start)


def _has_main_clause(sentence: Words, number: int) -> bool:
    """Whether a clause that opens with its finite verb stands before clause `number`."""
    return any(
        sentence.kinds[c.start] == "X" or has_konjunktiv(sentence, c.start, c.start + 1)
        for c in sentence.clauses[1:number]
    )


def _as_wie_clause(sentence: Words, use: VerbUse) -> Found | None:
    clause = sentence.clauses[use.clause]
    source = subject_of_last(sentence, use, clause.start + 1, use.finite)
    gap = (clause.start, clause.end)
    if source is None and not use.passive and use.verb.lemma not in words("reporting_lemmas"):
        return None
    content = without(
        sentence, (_main_start(sentence, use.clause), _content_end(sentence, use.clause, len(sentence.kinds))), gap
    )
    return Found(content, use.cue, source, "indirect", use.clause, use.verb) if content else None


def _main_start(sentence: Words, number: int) -> int:
    """Where the content before a frame begins: at the sentence, or after the last semicolon or colon."""
    for clause in reversed(sentence.clauses[:number]):
        if clause.mark in (";", ":"):
            return clause.start
    return 0


def _content_end(sentence: Words, number: int, stop: int) -> int:
    """Where content after a frame ends: at the sentence, or before a clause with a voice of its own."""
    for later in range(number + 2, len(sentence.clauses)):
        clause = sentence.clauses[later]
        if clause.mark == ";" or _has_own_voice(sentence, clause):
            return clause.start
    return stop


def _has_own_voice(sentence: Words, clause: Clause) -> bool:
    word = sentence.lower[clause.start]
    if word in words("new_voice_openers"):
        return any(clause.start < i < clause.end for i in sentence.verbs if _sounds(sentence, i))
    return word in words("frame_openers") and clause.end - clause.start > 1


def _sounds(sentence: Words, position: int) -> bool:
    return any(
        f.kind == "finite" and f.verb.takes == "speech" and not f.verb.prefix and not f.verb.companions
        for f in speech_verb_forms()[sentence.lower[position]]
    )


def _postposed(sentence: Words, use: VerbUse) -> Found | None:
    """ "…, sagte X": content before the frame, and after it where the frame interrupts."""
    clause = sentence.clauses[use.clause]
    if use.verb.takes == "matter":
        return None
    start = use.finite + 1
    if use.verb.sense == "be-said":
        source = place_of_speech(sentence, start, clause.end)
        if sentence.lower[start : start + 1] != tuple(words("it")):
            return None
    elif use.passive and use.verb.sense != "quote":
        source = agent_of(sentence, use)
    else:
        source = source_after(sentence, start, clause.end)
        if source is None:
            return None
        source = with_apposition(sentence, source, use.clause)
    gap_end = max(clause.end, source[1] if source else 0)
    whole = (_main_start(sentence, use.clause), _rest_end(sentence, use.clause, gap_end))
    content = without(sentence, whole, (clause.start, gap_end))
    if not content or (content[0][0] >= clause.end):
        return None
    return Found(content, use.cue, source, "indirect", use.clause, use.verb)


def _rest_end(sentence: Words, number: int, gap_end: int) -> int:
    """How far content goes on after a frame that interrupts it: not at all, or to the end."""
    rest = [clause for clause in sentence.clauses[number + 1 :] if clause.start >= gap_end]
    if not rest:
        return gap_end
    word = first_word(sentence, rest[0])
    end = _content_end(sentence, number, len(sentence.kinds))
    speaks_on = (
        sentence.kinds[rest[0].start] == "q" or rest[0].mark == ":" or has_konjunktiv(sentence, rest[0].start, end)
    )
    if word in words("time_openers"):
        return gap_end
    incomplete = not re.search("[XV]", sentence.kinds[: sentence.clauses[number].start])
    return end if speaks_on or incomplete or word in words("that_or_whether") else gap_end


def _with_following(sentence: Words, use: VerbUse) -> Found | None:
    """ "X sagte, dass …": content in the clauses after the frame."""
    if use.verb.takes == "matter":
        return None
    number = _content_clause(sentence, use)
    if number is None:
        return None
    source = main_source(sentence, use)
    end = _content_end(sentence, number - 1, len(sentence.kinds))
    content = trimmed(sentence, sentence.clauses[number].start, end)
    if not content or (
        source is None
        and not use.passive
        and _elliptic(sentence, use) is False
        and use.verb.lemma not in words("sourceless_lemmas")
    ):
        return (
            Found(content, use.cue, None, "indirect", use.clause, use.verb)
            if content and use.verb.takes == "speech"
            else None
        )
    return Found(content, use.cue, source, "indirect", use.clause, use.verb, earlier=_elliptic(sentence, use))


def _elliptic(sentence: Words, use: VerbUse) -> bool:
    """Whether the clause has no subject of its own ("und kündigte an, …")."""
    clause = sentence.clauses[use.clause]
    return sentence.lower[clause.start] in words("linking") and use.finite == clause.start + 1


def _content_clause(sentence: Words, use: VerbUse) -> int | None:
    last = sentence.clause_at(max(use.cue))
    for number in range(last + 1, min(last + 1 + _MAX_CLAUSES_AHEAD, len(sentence.clauses))):
        clause = sentence.clauses[number]
        if _is_content(sentence, use, clause, direct=number == last + 1):
            return number
        if clause.mark == ";":
            return None
    return None


def _is_content(sentence: Words, use: VerbUse, clause: Clause, direct: bool) -> bool:
    word = first_word(sentence, clause)
    if clause.mark == ":":
        return use.verb.takes == "speech" and direct
    if word in words("that"):
        return True
    if word in words("whether"):
        return use.verb.takes == "speech" and not use.passive and use.verb.sense not in ("become-known", "find")
    if _is_infinitive_clause(sentence, clause, word):
        return direct and (
            use.verb.takes == "demand"
            or use.verb.sense in ("stress", "think", "expect", "fear", "deny", "announce", "say")
        )
    if not direct and word in words("relatives"):
        return False
    speech = use.verb.takes == "speech"
    if speech and sentence.kinds[clause.start] == "q":
        return direct
    if word in words("question_words") and sentence.kinds[clause.start + 1 : clause.start + 2] not in ("N", "A"):
        return (
            speech and direct and use.verb.sense in ("say", "find", "stress") and sentence.kinds[clause.end - 1] in "VX"
        )
    if has_konjunktiv(sentence, clause.start, clause.end) or has_second_konjunktiv(sentence, clause.start, clause.end):
        return word not in words("definite") or sentence.kinds[clause.start + 1 : clause.start + 2] in (
            "N",
            "A",
            "#",
            "q",
        )
    return speech and direct and _is_plain_saying(sentence, use) and _looks_like_main(sentence, clause)


def _is_plain_saying(sentence: Words, use: VerbUse) -> bool:
    return use.verb.sense == "say" and use.verb.lemma in words("plain_saying")


def _looks_like_main(sentence: Words, clause: Clause) -> bool:
    kinds = sentence.kinds[clause.start : clause.end]
    return re.match(r"(?:D?A*[Nq][hNq]*|R|B|PD?A*N+)[BR]?[XV]", kinds) is not None


def _is_infinitive_clause(sentence: Words, clause: Clause, word: str) -> bool:
    if word in words("infinitive_openers"):
        return False
    for i in range(max(clause.start, clause.end - 4), clause.end):
        if (
            sentence.lower[i] in words("zu")
            and i + 1 < clause.end
            and sentence.lower[i + 1].endswith("n")
            and sentence.kinds[i + 1] not in "DNR"
        ):
            return True
        if _ZU_INFINITIVE.match(sentence.lower[i]):
            return True
    return False


def _pointing_back(sentence: Words, use: VerbUse) -> Found | None:
    """ "Das teilte X mit": what the sentence before says is the content."""
    clause = sentence.clauses[use.clause]
    if (
        (use.verb.takes != "speech" and use.verb.sense != "herald")
        or use.verb.denies
        or use.clause > 0
        or use.finite != clause.start + 1
        or sentence.lower[clause.start] not in words("pointing")
    ):
        return None
    if use.verb.sense == "emerge":
        source = place_of_speech(sentence, use.finite + 1, clause.end)
    elif use.passive:
        source = agent_of(sentence, use)
    else:
        source = source_after(sentence, use.finite + 1, clause.end)
    if source is None:
        return None
    return Found(((clause.start, clause.start + 1),), use.cue, source, "indirect", use.clause, use.verb, previous=True)


def _as_report(sentence: Words, use: VerbUse) -> Found | None:
    """ "X bestätigte den Verkauf": the whole clause reports, without content of its own."""
    if not use.verb.matter or _compares(sentence, use) or _sums_up(sentence, use) or _proves_itself(sentence, use):
        return None
    source = main_source(sentence, use)
    if source is None:
        return None
    return Found(trimmed(sentence, 0, len(sentence.kinds)), use.cue, source, "reported", use.clause, use.verb)


def _proves_itself(sentence: Words, use: VerbUse) -> bool:
    """ "Der Verdacht bestätigte sich": nobody confirms anything."""
    clause = sentence.clauses[use.clause]
    return use.verb.sense == "confirm" and any(
        word in words("reflexive") for word in sentence.lower[clause.start : clause.end]
    )


def _sums_up(sentence: Words, use: VerbUse) -> bool:
    """Whether the clause answers the one before it ("…, was X bestreitet"), and reports nothing itself."""
    clause = sentence.clauses[use.clause]
    return clause.mark == "," and sentence.lower[clause.start] in words("summing_up")


def _compares(sentence: Words, use: VerbUse) -> bool:
    """Whether the verb only measures something else ("mehr als erwartet", "als einige vermutet hatten")."""
    start = sentence.clauses[use.clause].start + 1
    reach = range(start, max(use.cue) if use.verb.sense == "expect" else min(use.cue))
    return any(sentence.lower[i] in words("than") for i in reach)

"""Attributions by verbs of saying: "X sagte, …", "…, sagte X", "wie X mitteilte". Prepositions are in frames.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zufolge.attribute.found import Found, trimmed, without
from zufolge.attribute.noun_phrases import Range, is_apposition, phrase_at, source_after, source_before, with_apposition
from zufolge.segment.clauses import Clause, Words, first_word, has_konjunktiv, has_second_konjunktiv
from zufolge.languages.de.grammar import SpeechVerb, VerbForm, speech_verb_forms, words

_ZU_INFINITIVE = re.compile(r"(?:ab|an|auf|aus|bei|durch|ein|fest|fort|her|hin|los|mit|nach|um|vor|weg|weiter|zurück|zusammen)\w*zu\w+e?n$")
_PLAIN_SAYING = frozenset("sagen erklären teilen berichten melden betonen schreiben geben".split())
_MAX_CLAUSES_AHEAD = 3


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A speech verb in a sentence: the positions of its words, its finite word, and the clause that holds it."""

    verb: SpeechVerb
    cue: tuple[int, ...]
    finite: int
    clause: int
    passive: bool = False


def find_by_verb(sentence: Words) -> Iterator[Found]:
    """The attributions that speech verbs of the sentence announce, in the order of the verbs."""
    taken: set[int] = set()
    for position in sentence.verbs:
        if position in taken:
            continue
        for form in sorted(speech_verb_forms()[sentence.lower[position]], key=_order):
            use = _use(sentence, position, form)
            found = _attribution(sentence, use) if use else None
            if found:
                taken.update(found.cue)
                yield found
                break


def _order(form: VerbForm) -> tuple[bool, bool, bool]:
    return (form.kind != "participle", not form.verb.prefix, not form.verb.companions)


def _use(sentence: Words, position: int, form: VerbForm) -> VerbUse | None:
    number = sentence.clause_at(position)
    if form.kind == "infinitive" or _is_attributive(sentence, position):
        return None
    companion = _companion(sentence, number, form.verb.companions)
    if form.verb.companions and companion is None:
        return None
    use = _plain_use(sentence, position, form, number)
    if use is None or companion is None or companion in use.cue:
        return use
    return replace(use, cue=tuple(sorted((*use.cue, companion))))


def _plain_use(sentence: Words, position: int, form: VerbForm, number: int) -> VerbUse | None:
    if form.kind == "participle":
        return _participle_use(sentence, position, form.verb, number)
    if form.kind == "finite" and form.verb.prefix:
        part = _find_prefix(sentence, position, number, form.verb.prefix)
        return VerbUse(form.verb, tuple(sorted((position, part))), position, number) if part is not None else None
    if form.kind == "joined" and position < sentence.clauses[number].end - 2:
        return None
    return VerbUse(form.verb, (position,), position, number)


def _is_attributive(sentence: Words, position: int) -> bool:
    before = sentence.kinds[position - 1] if position else ""
    after = sentence.kinds[position + 1 : position + 2]
    return before in ("D", "P", "A") and after in ("N", "A", "q") and after != ""


def _companion(sentence: Words, number: int, companions: frozenset[str]) -> int | None:
    """The position of the word without which the verb means something else ("davon", "Ansicht")."""
    clause = sentence.clauses[number]
    return next((i for i in range(clause.start, clause.end) if sentence.tokens[i].text in companions), None)


def _find_prefix(sentence: Words, position: int, number: int, prefix: str) -> int | None:
    """The separated prefix: at the end of the clause, of a clause soon after, or right before the verb."""
    if position and sentence.lower[position - 1] == prefix:
        return position - 1
    for clause in sentence.clauses[number : number + 3]:
        last = clause.end - 1
        while last > position and sentence.kinds[last] in "pq*":
            last -= 1
        if last > position and sentence.lower[last] == prefix:
            return last
    clause = sentence.clauses[number]
    for i in range(position + 1, clause.end):
        if sentence.lower[i] == prefix and sentence.kinds[i : i + 2] != "PN" and sentence.kinds[i + 1 : i + 2] not in ("D", "N", "A", "#"):
            return i
    return None


def _participle_use(sentence: Words, position: int, verb: SpeechVerb, number: int) -> VerbUse | None:
    clause = sentence.clauses[number]
    after = sentence.lower[position + 1] if position + 1 < clause.end else ""
    active, passive = words("auxiliaries"), words("passives")
    if after in active or after in passive:
        return VerbUse(verb, (position, position + 1), position + 1, number, after in passive)
    for i in range(position - 1, clause.start - 1, -1):
        word = sentence.lower[i]
        if sentence.kinds[i] == "X" and (word in active or word in passive):
            return VerbUse(verb, (i, position), i, number, word in passive)
    return None


def _attribution(sentence: Words, use: VerbUse) -> Found | None:
    clause = sentence.clauses[use.clause]
    first = sentence.lower[clause.start]
    if first == "wie" and use.finite >= clause.end - 2:
        return _as_wie_clause(sentence, use)
    if use.clause > 0 and use.finite == clause.start and _may_follow_content(sentence, use):
        found = _postposed(sentence, use)
        if found:
            return found
    return _with_following(sentence, use) or _pointing_back(sentence, use) or _as_report(sentence, use)


def _may_follow_content(sentence: Words, use: VerbUse) -> bool:
    """Whether what stands before a verb that opens its clause may be content, not its subject or an adverbial."""
    if _interrupted_subject(sentence, use):
        return False
    opening = sentence.clauses[_first_clause(sentence, use.clause)]
    if sentence.kinds[opening.start] != "S" and sentence.lower[opening.start] not in ("als", "um", "wenn"):
        return True
    return sentence.lower[opening.start] in ("dass", "daß", "ob") or _has_main_clause(sentence, use.clause)


def _first_clause(sentence: Words, number: int) -> int:
    start = _main_start(sentence, number)
    return next(i for i, clause in enumerate(sentence.clauses) if clause.start >= start)


def _has_main_clause(sentence: Words, number: int) -> bool:
    """Whether a clause that opens with its finite verb stands before clause `number`."""
    return any(sentence.kinds[c.start] == "X" or has_konjunktiv(sentence, c.start, c.start + 1) for c in sentence.clauses[1:number])


def _as_wie_clause(sentence: Words, use: VerbUse) -> Found | None:
    clause = sentence.clauses[use.clause]
    source = _subject(sentence, use, clause.start + 1, use.finite)
    gap = (clause.start, clause.end)
    if source is None and not use.passive and use.verb.lemma not in ("berichten", "melden"):
        return None
    content = without(sentence, (_main_start(sentence, use.clause), _content_end(sentence, use.clause, len(sentence.kinds))), gap)
    return Found(content, use.cue, source, "indirect", use.clause, use.verb) if content else None


def _subject(sentence: Words, use: VerbUse, start: int, stop: int) -> Range | None:
    """The subject of a clause whose verb stands last."""
    if use.passive:
        return _agent(sentence, use)
    if use.verb.lemma == "heißen" or use.verb.lemma == "hervorgehen":
        return _place_of_speech(sentence, start, stop)
    return source_after(sentence, start, stop)


def _agent(sentence: Words, use: VerbUse) -> Range | None:
    clause = sentence.clauses[use.clause]
    for i in range(clause.start, clause.end):
        if sentence.lower[i] in ("von", "vom", "seitens", "durch") and sentence.kinds[i] == "P":
            end = phrase_at(sentence, i + 1, clause.end)
            if end:
                return (i + 1, end)
    return None


def _place_of_speech(sentence: Words, start: int, stop: int) -> Range | None:
    """ "heißt es in dem Bericht", "aus Kreisen der Bank", "bei der Firma": the phrase with its preposition."""
    for i in range(start, stop):
        if sentence.kinds[i] == "P" and sentence.lower[i] in ("in", "im", "aus", "bei", "beim", "von", "vom", "seitens", "auf"):
            end = phrase_at(sentence, i + 1, stop)
            if end:
                return (i, end)
    return None


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
    if word in ("während", "wohingegen", "und", "aber", "doch", "sowie"):
        return any(clause.start < i < clause.end for i in sentence.verbs if _sounds(sentence, i))
    return word in ("laut", "so") and clause.end - clause.start > 1


def _sounds(sentence: Words, position: int) -> bool:
    return any(f.kind == "finite" and f.verb.takes == "speech" and not f.verb.prefix and not f.verb.companions for f in speech_verb_forms()[sentence.lower[position]])


def _postposed(sentence: Words, use: VerbUse) -> Found | None:
    """ "…, sagte X": content before the frame, and after it where the frame interrupts."""
    clause = sentence.clauses[use.clause]
    if use.verb.takes == "matter":
        return None
    start = use.finite + 1
    if use.verb.lemma == "heißen":
        source = _place_of_speech(sentence, start, clause.end)
        if sentence.lower[start : start + 1] != ("es",):
            return None
    elif use.passive and use.verb.sense != "quote":
        source = _agent(sentence, use)
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
    speaks_on = sentence.kinds[rest[0].start] == "q" or rest[0].mark == ":" or has_konjunktiv(sentence, rest[0].start, end)
    if word in ("nachdem", "während", "als", "wobei", "nach", "bevor"):
        return gap_end
    incomplete = not re.search("[XV]", sentence.kinds[: sentence.clauses[number].start])
    return end if speaks_on or incomplete or word in ("dass", "ob") else gap_end


def _with_following(sentence: Words, use: VerbUse) -> Found | None:
    """ "X sagte, dass …": content in the clauses after the frame."""
    if use.verb.takes == "matter":
        return None
    number = _content_clause(sentence, use)
    if number is None:
        return None
    source = _main_source(sentence, use)
    end = _content_end(sentence, number - 1, len(sentence.kinds))
    content = trimmed(sentence, sentence.clauses[number].start, end)
    if not content or (source is None and not use.passive and _elliptic(sentence, use) is False and use.verb.lemma not in ("heißen", "gehen", "verlauten", "werden")):
        return Found(content, use.cue, None, "indirect", use.clause, use.verb) if content and use.verb.takes == "speech" else None
    return Found(content, use.cue, source, "indirect", use.clause, use.verb, earlier=_elliptic(sentence, use))


def _elliptic(sentence: Words, use: VerbUse) -> bool:
    """Whether the clause has no subject of its own ("und kündigte an, …")."""
    clause = sentence.clauses[use.clause]
    return sentence.lower[clause.start] in ("und", "sowie", "aber") and use.finite == clause.start + 1


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
    if word in ("dass", "daß"):
        return True
    if word == "ob":
        return use.verb.takes == "speech" and not use.passive and use.verb.sense not in ("become-known", "find")
    if _is_infinitive_clause(sentence, clause, word):
        return direct and (use.verb.takes == "demand" or use.verb.sense in ("stress", "think", "expect", "fear", "deny", "announce", "say"))
    if not direct and word in words("relatives"):
        return False
    speech = use.verb.takes == "speech"
    if speech and sentence.kinds[clause.start] == "q":
        return direct
    if word in words("question_words") and sentence.kinds[clause.start + 1 : clause.start + 2] not in ("N", "A"):
        return speech and direct and use.verb.sense in ("say", "find", "stress") and sentence.kinds[clause.end - 1] in "VX"
    if has_konjunktiv(sentence, clause.start, clause.end) or has_second_konjunktiv(sentence, clause.start, clause.end):
        return word not in ("die", "der", "das", "den", "dem") or sentence.kinds[clause.start + 1 : clause.start + 2] in ("N", "A", "#", "q")
    return speech and direct and _is_plain_saying(sentence, use) and _looks_like_main(sentence, clause)


def _is_plain_saying(sentence: Words, use: VerbUse) -> bool:
    return use.verb.sense == "say" and use.verb.lemma in _PLAIN_SAYING


def _looks_like_main(sentence: Words, clause: Clause) -> bool:
    kinds = sentence.kinds[clause.start : clause.end]
    return re.match(r"(?:D?A*[Nq][hNq]*|R|B|PD?A*N+)[BR]?[XV]", kinds) is not None


def _is_infinitive_clause(sentence: Words, clause: Clause, word: str) -> bool:
    if word in ("um", "ohne", "statt", "anstatt"):
        return False
    for i in range(max(clause.start, clause.end - 4), clause.end):
        if sentence.lower[i] == "zu" and i + 1 < clause.end and sentence.lower[i + 1].endswith("n") and sentence.kinds[i + 1] not in "DNR":
            return True
        if _ZU_INFINITIVE.match(sentence.lower[i]):
            return True
    return False


def _main_source(sentence: Words, use: VerbUse) -> Range | None:
    """The subject of a main clause: before its finite verb or after it."""
    clause = sentence.clauses[use.clause]
    if use.passive and use.verb.sense != "quote":
        return _agent(sentence, use)
    if use.verb.lemma in ("heißen", "verlauten") or use.verb.sense == "emerge":
        return _place_of_speech(sentence, clause.start, clause.end)
    if use.finite == clause.start:
        return _interrupted_subject(sentence, use) or source_after(sentence, use.finite + 1, clause.end)
    if _is_verb_last(sentence, use):
        start = clause.start + 1
        if sentence.lower[clause.start] in words("relatives"):
            return (clause.start, clause.start + 1)
        return source_after(sentence, start, use.finite)
    before = source_before(sentence, clause.start, use.finite)
    after = source_after(sentence, use.finite + 1, clause.end)
    if before and sentence.lower[before[0]] in ("das", "dies", "dieses", "es") and before[1] - before[0] == 1:
        return after or before
    return _with_first_part(sentence, use.clause, before) if before else after


def _is_verb_last(sentence: Words, use: VerbUse) -> bool:
    clause = sentence.clauses[use.clause]
    first = sentence.kinds[clause.start]
    opens = first == "S" or (sentence.lower[clause.start] in words("relatives") and clause.start > 0)
    return opens and use.finite >= clause.end - 2 and use.finite > clause.start + 1


def _interrupted_subject(sentence: Words, use: VerbUse) -> Range | None:
    """ "Ein Sprecher, Lars Meier, sagte": the subject before the commas of its apposition or relative clause."""
    number = use.clause
    if number == 0 or sentence.clauses[number].mark != ",":
        return None
    found = None
    for start in range(number - 1, -1, -1):
        clause = sentence.clauses[start]
        inner = sentence.clauses[start + 1 : number]
        if not sentence.kinds[clause.start : clause.end].strip("q") or not all(_is_inserted(sentence, c) for c in inner):
            break
        subject = source_before(sentence, clause.start, clause.end)
        verbless = not re.search("[XV]", sentence.kinds[clause.start : clause.end])
        if subject and verbless and (inner or start == 0):
            found = (subject[0], _appositions_end(sentence, subject[1], inner))
    return found


def _is_inserted(sentence: Words, clause: Clause) -> bool:
    """Whether a clause may stand between a subject and its verb: an apposition or a relative clause."""
    return clause.mark == "," and (is_apposition(sentence, clause.start, clause.end) or _is_relative(sentence, clause))


def _appositions_end(sentence: Words, end: int, inner: tuple[Clause, ...]) -> int:
    for clause in inner:
        if _is_relative(sentence, clause) or not is_apposition(sentence, clause.start, clause.end):
            break
        end = clause.end
    return end


def _with_first_part(sentence: Words, number: int, source: Range) -> Range:
    """ "Ein Sprecher der Bank, Lars Meier sagte", "A, B und C fordern": a subject whose first part stands before a comma."""
    clause = sentence.clauses[number]
    if number != 1 or clause.mark != "," or source[0] != clause.start:
        return source
    first = sentence.clauses[0]
    if first.end - first.start <= 8 and source_before(sentence, 0, first.end) and is_apposition(sentence, 0, first.end):
        return (source_before(sentence, 0, first.end) or source)[0], source[1]
    return source


def _is_relative(sentence: Words, clause: Clause) -> bool:
    """Whether a clause begins with a relative pronoun, also after a preposition."""
    start = clause.start + (sentence.kinds[clause.start] == "P")
    return sentence.lower[min(start, clause.end - 1)] in words("relatives")


def _pointing_back(sentence: Words, use: VerbUse) -> Found | None:
    """ "Das teilte X mit": what the sentence before says is the content."""
    clause = sentence.clauses[use.clause]
    if use.verb.takes != "speech" or use.verb.denies or use.clause > 0 or use.finite != clause.start + 1 or sentence.lower[clause.start] not in ("das", "dies"):
        return None
    source = _agent(sentence, use) if use.passive else source_after(sentence, use.finite + 1, clause.end)
    if source is None:
        return None
    return Found(((clause.start, clause.start + 1),), use.cue, source, "indirect", use.clause, use.verb, previous=True)


def _as_report(sentence: Words, use: VerbUse) -> Found | None:
    """ "X bestätigte den Verkauf": the whole clause reports, without content of its own."""
    if not use.verb.matter or use.passive:
        return None
    clause = sentence.clauses[use.clause]
    source = _main_source(sentence, use)
    if source is None:
        return None
    return Found(trimmed(sentence, 0, len(sentence.kinds)), use.cue, source, "reported", use.clause, use.verb)

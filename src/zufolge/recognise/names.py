"""Names by the trained engine, repaired per article; also parts of speech and dependency trees. Not entities."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zufolge.model import Mention, Reading, Span, Token
from zufolge.recognise.engine import Floats, encoder, labels
from zufolge.recognise.heads import best_tags, linear, trees
from zufolge.recognise.repair import repair_names

OUR_KINDS = ("company", "organisation", "person", "place", "product", "position", "thing")


def find_names(reading: Reading) -> Reading:
    """`reading` with names, phrases, and each token's part of speech, head and relation."""
    if not reading.tokens:
        return reading
    states = encoder().encode(reading.text, reading.tokens)
    tokens = with_grammar(reading.tokens, states)
    raw = raw_mentions(reading.text, tokens, states)
    names = repair_names(replace(reading, tokens=tokens), raw)
    return replace(reading, tokens=tokens, mentions=names, states=states)


def with_grammar(tokens: tuple[Token, ...], states: Floats) -> tuple[Token, ...]:
    """The tokens with part of speech, head and relation."""
    known = labels()
    sentences = np.array([t.sentence for t in tokens])
    heads, relations = trees(states, sentences)
    pos = linear(states, "pos").argmax(1)
    return tuple(
        Token(t.span, t.text, t.sentence, pos=known.upos[p], head=h, relation=known.relations[r])
        for t, p, h, r in zip(tokens, pos.tolist(), heads.tolist(), relations.tolist(), strict=True)
    )


def raw_mentions(text: str, tokens: tuple[Token, ...], states: Floats) -> tuple[Mention, ...]:
    """What the name head says, word by word; routes and stops of traffic news are dropped."""
    tags = labels().name_tags
    found: list[Mention] = []
    best = [tags[i] for i in best_tags(linear(states, "names"), tags)]
    start = 0
    while start < len(best):
        kind = best[start][2:]
        end = start + 1
        while end < len(best) and best[end] == f"I-{kind}" and tokens[end].sentence == tokens[start].sentence:
            end += 1
        if kind in OUR_KINDS:
            span = Span(tokens[start].span.start, tokens[end - 1].span.end)
            form = "phrase" if kind == "thing" else "name"
            found.append(Mention(span, span.of(text), kind, None, form))  # type: ignore[arg-type]
        start = end
    return tuple(found)

"""Readings built by hand: words with part of speech, head and relation, as a parser would give them."""

from __future__ import annotations

from zufolge.model import Article, Mention, Reading, Sentence, Span, Token
from zufolge.model.mention import NameKind


def parsed(rows: str, names: dict[str, NameKind] | None = None) -> Reading:
    """One sentence from lines of `word POS head relation`; heads count from 1, 0 is the root."""
    cells = [line.split() for line in rows.strip().splitlines()]
    text = " ".join(cell[0] for cell in cells)
    tokens: list[Token] = []
    at = 0
    for n, (word, pos, head, relation) in enumerate(cells):
        start = text.index(word, at)
        at = start + len(word)
        index = int(head) - 1 if head != "0" else n
        tokens.append(Token(Span(start, at), word, 0, pos, index, relation))
    mentions = tuple(
        Mention(Span(text.index(name), text.index(name) + len(name)), name, kind, name)
        for name, kind in (names or {}).items()
    )
    sentence = Sentence(Span(0, len(text)), "paragraph")
    return Reading(Article(id="hand", text=text), sentences=(sentence,), tokens=tuple(tokens), mentions=mentions)

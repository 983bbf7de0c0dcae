"""The values that travel between the stages: frozen, typed, and importing nothing else of ours."""

from zufolge.model.article import Article, Block, Note, Reading, Sentence
from zufolge.model.attribution import Attribution, Cue, Link, Origin, Source
from zufolge.model.claim import Claim, Filler, Role
from zufolge.model.errors import ZufolgeError
from zufolge.model.mention import Mention, Quantity, Time, Token
from zufolge.model.span import Span

__all__ = [
    "Article",
    "Attribution",
    "Block",
    "Claim",
    "Cue",
    "Filler",
    "Link",
    "Mention",
    "Note",
    "Origin",
    "Quantity",
    "Reading",
    "Role",
    "Sentence",
    "Source",
    "Span",
    "Time",
    "Token",
    "ZufolgeError",
]

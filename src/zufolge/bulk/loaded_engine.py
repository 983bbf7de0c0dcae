"""Importing this loads the engine and its grammars: the server that workers are forked from does so once for all."""

from zufolge.model import Article
from zufolge.pipeline import read_article

read_article(Article("start", "1 2."))

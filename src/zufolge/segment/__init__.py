"""Stretches of the text: blocks, sentences, tokens."""

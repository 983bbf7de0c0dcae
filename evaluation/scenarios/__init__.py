"""Stories told in several articles, with what the ledger should make of them, and how to score what it does.

Each `NN-….toml` beside this file is one story; `stories.py` says what its keys mean. Every fifth is
kept apart as a test.
"""

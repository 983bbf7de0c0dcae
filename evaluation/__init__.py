"""Scores against gold, one command a task."""

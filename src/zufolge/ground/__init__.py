"""Ties mentions to entities and times to the calendar."""

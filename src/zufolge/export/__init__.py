"""Readings in the formats that others read."""

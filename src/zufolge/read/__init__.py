"""From files and pages to articles; what the articles say is found later."""

from zufolge.read.kinds import ReadOptions, Unreadable
from zufolge.read.path import read_path

__all__ = ["ReadOptions", "Unreadable", "read_path"]

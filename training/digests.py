"""Writes down the digests of the engine's weights after they were exchanged: python -m training.digests."""

from __future__ import annotations

from zufolge.recognise.digests import write_digests

if __name__ == "__main__":
    print(write_digests().read_text(encoding="ascii"), end="")

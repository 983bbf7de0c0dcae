"""Words that tell how far an undertaking has come (`languages/de/stages.toml`). Who says them counts elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from zufolge.extract.status_cues import Phrases, has_phrase, split_phrases
from zufolge.languages import load_entries

Stage = Literal[
    "rumoured", "talks", "planned", "announced", "agreed", "approved", "closed", "denied", "contested", "failed"
]
Given = Literal["talks", "planned", "announced", "agreed", "approved", "closed", "failed", "stands_by"]
RANKS: Final[dict[str, int]] = {
    stage: rank
    for rank, stage in enumerate(("rumoured", "talks", "planned", "announced", "agreed", "approved", "closed"))
}
_KEYS: Final = ("id", "words", "with", "not", "families", "gives", "example")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class StageCue:
    """Words that stand for a stage in undertakings of some families (all where none is named)."""

    id: str
    phrases: Phrases
    companions: Phrases
    blockers: Phrases
    families: frozenset[str]
    gives: Given
    example: str

    def fits(self, words: Sequence[str], family: str) -> bool:
        """Whether the cue stands in the words (lower case) of a claim about an undertaking of that family."""
        return (
            (not self.families or family in self.families)
            and has_phrase(words, self.phrases)
            and (not self.companions or has_phrase(words, self.companions))
            and not has_phrase(words, self.blockers)
        )


@cache
def stage_cues() -> tuple[StageCue, ...]:
    """The cues in the order of the file."""
    return tuple(
        StageCue(
            id=entry["id"],
            phrases=split_phrases(entry["words"]),
            companions=split_phrases(entry.get("with", ())),
            blockers=split_phrases(entry.get("not", ())),
            families=frozenset(entry.get("families", ())),
            gives=cast(Given, entry["gives"]),
            example=entry["example"],
        )
        for entry in load_entries("stages", "cue", _KEYS)
    )


def find_stage_cue(text: str, family: str) -> StageCue | None:
    """The first cue that fits the words of a claim about an undertaking of that family.

    >>> cue = find_stage_cue("Beide haben den Kaufvertrag unterzeichnet.", "takeover")
    >>> cue and cue.gives
    'agreed'
    """
    words = split_words(text)
    return next((cue for cue in stage_cues() if cue.gives != "stands_by" and cue.fits(words, family)), None)


def stands_by(text: str) -> bool:
    """Whether somebody repeats what was denied.

    >>> stands_by("Das Magazin bleibt bei seinem Bericht.")
    True
    """
    words = split_words(text)
    return any(cue.gives == "stands_by" and cue.fits(words, "") for cue in stage_cues())


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(_WORD.findall(text.lower()))

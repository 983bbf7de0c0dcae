"""Reads one line of the notation into a claim, mark by mark. What the marks mean stands in `notation`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, NoReturn, cast, get_args

from zufolge.model import Claim, Cue, Filler, Link, Role, Source, Span, Time, ZufolgeError
from zufolge.model.attribution import Mode, SourceKind
from zufolge.model.claim import Status
from zufolge.model.mention import TimeType
from zufolge.notation_words import (
    APPROXIMATORS,
    BARE_NAME,
    BARE_TIME,
    BARE_UNIT,
    BARE_WORD,
    NUMBER,
    unquote,
)

NOWHERE: Final = Span(0, 0)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_QUOTED_NAME: Final = re.compile(r"'(?:[^'\\]|\\.)*'")
_PLACE: Final = re.compile(r"@(\d+)-(\d+)")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TYPE: Final = re.compile(r"[a-z][a-z_]*")
_WORD: Final = re.compile(r"[A-Za-z_]+")
_CONFIDENCE: Final = re.compile(r"[\d.e-]+")


@dataclass(frozen=True, slots=True)
class _Finding:
    """Where and how a claim was found; what a short line does not say is empty."""

    evidence: Span = NOWHERE
    trigger: Span = NOWHERE
    about: tuple[Span, ...] = ()
    by: str = ""
    confidence: float = 1.0


class Parser:
    """A cursor that walks over one line; every method reads one kind of thing and moves on."""

    def __init__(self, line: str) -> None:
        self._line = line.strip()
        self._at = 0

    def claim(self) -> Claim:
        """The whole line."""
        is_negative = self._take("not ")
        type_ = self._expect(_TYPE, "a claim type")
        self._need("(")
        roles = self._roles()
        status = self._status()
        attribution = self._chain() if self._take(", says ") else ()
        time = self._time() if self._take(", at ") else None
        finding = self._finding() if self._take(", found ") else _Finding()
        if self._at < len(self._line):
            self._fail("the end of the line")
        return Claim(
            type=type_,
            roles=roles,
            evidence=finding.evidence,
            trigger=finding.trigger,
            by=finding.by,
            confidence=finding.confidence,
            about=finding.about,
            status=status,
            polarity="negative" if is_negative else "positive",
            attribution=attribution,
            time=time,
        )

    def _take(self, mark: str) -> bool:
        """Whether `mark` stands here; if so, step over it."""
        found = self._line.startswith(mark, self._at)
        self._at += len(mark) if found else 0
        return found

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            self._fail(repr(mark))

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._line, self._at)
        if found:
            self._at = found.end()
        return found

    def _expect(self, pattern: re.Pattern[str], what: str) -> str:
        found = self._match(pattern)
        return found.group() if found else self._fail(what)

    def _fail(self, wanted: str) -> NoReturn:
        raise ZufolgeError(
            f"This is not a claim: {self._line!r}; {wanted} is missing at character {self._at + 1}, "
            f"before {self._line[self._at : self._at + 20]!r}."
        )

    def _one_of(self, words: tuple[str, ...], what: str) -> str:
        start = self._at
        word = self._expect(_WORD, what)
        if word not in words:
            self._at = start
            self._fail(f"{what} ({', '.join(words)})")
        return word

    def _place_or_nowhere(self) -> Span:
        place = self._place()
        return place if place is not None else NOWHERE

    def _place(self) -> Span | None:
        found = self._match(_PLACE) if self._step_to("@") else None
        return Span(int(found[1]), int(found[2])) if found else None

    def _step_to(self, mark: str) -> bool:
        """Whether `mark` comes next, perhaps after one blank; if so, stand before it."""
        here = self._at + self._line.startswith(" ", self._at)
        if not self._line.startswith(mark, here):
            return False
        self._at = here
        return True

    def _needed_place(self) -> Span:
        place = self._place()
        return place if place is not None else self._fail("a place such as @0-6")

    def _quoted(self) -> str | None:
        found = self._match(_QUOTED) if self._step_to('"') else None
        return unquote(found.group()) if found else None

    def _name(self) -> str | None:
        found = self._match(_QUOTED_NAME)
        if found:
            return unquote(found.group())
        found = self._match(BARE_NAME)
        return found.group() if found else None

    def _roles(self) -> tuple[Role, ...]:
        roles: list[Role] = []
        while not self._take(")"):
            if roles:
                self._need(", ")
            name = self._expect(_TYPE, "the name of a role")
            if not self._line.startswith("=", self._at):
                self._need(": ")
            fillers = [self._filler()]
            while self._take(" + "):
                fillers.append(self._filler())
            roles.append(Role(name, tuple(fillers)))
        return tuple(roles)

    def _filler(self) -> Filler:
        entity, text, kind = self._name_text_kind()
        value = self._value() if self._step_to("=") else {}
        if entity is None and text is None and not value:
            self._fail("what fills the role")
        words = text if text is not None else entity or ""
        return Filler(words, self._place_or_nowhere(), entity=entity, kind=kind, **value)

    def _name_text_kind(self) -> tuple[str | None, str | None, str | None]:
        """What fillers and sources share; each part may be missing."""
        entity = self._name()
        text = self._quoted()
        kind = None
        if self._step_to("["):
            self._need("[")
            kind = self._quoted() or self._expect(BARE_WORD, "a kind")
            self._need("]")
        return entity, text, kind

    def _value(self) -> dict[str, Any]:
        self._need("=")
        value: dict[str, Any] = {}
        for approximator in APPROXIMATORS:
            if self._take(approximator + " "):
                value["approx"] = approximator
        value["value"] = self._scalar()
        if self._take(".."):
            value["value_max"] = self._scalar()
        value["unit"] = self._unit()
        return value

    def _unit(self) -> str | None:
        start = self._at
        unit = self._quoted()
        if unit is not None:
            return unit
        if self._take(" "):
            found = self._match(BARE_UNIT)
            if found:
                return found.group()
        self._at = start
        return None

    def _scalar(self) -> float | int | str | bool | None:
        if self._take("?"):
            return None
        quoted = self._quoted()
        if quoted is not None:
            return quoted
        number = self._match(NUMBER)
        if number:
            digits = number.group()
            return float(digits) if re.search(r"[.e]", digits) else int(digits)
        word = self._expect(BARE_WORD, "a value")
        return {"true": True, "false": False}.get(word, word)

    def _status(self) -> Status | None:
        self._need(" ")
        if self._take("unjudged"):
            return None
        return cast(Status, self._one_of(get_args(Status), "a status"))

    def _chain(self) -> tuple[Link, ...]:
        links = [self._link()]
        while self._take(" > "):
            links.append(self._link())
        return tuple(links)

    def _link(self) -> Link:
        sources: list[Source] = []
        if not self._take("?"):
            sources.append(self._source())
            while self._take(" & "):
                sources.append(self._source())
        mode: Mode = "indirect"
        cue = None
        if self._take(" <"):
            mode = cast(Mode, self._one_of(get_args(Mode), "a mode"))
            cue = self._cue() if self._step_to('"') else None
            self._need(">")
        return Link(tuple(sources), cue, mode)

    def _cue(self) -> Cue:
        text = self._quoted()
        if text is None:
            self._fail("the words of the cue")
        spans = []
        while self._step_to("@"):
            spans.append(self._needed_place())
        return Cue(text, tuple(spans))

    def _source(self) -> Source:
        entity, text, kind = self._name_text_kind()
        span = self._place_or_nowhere()
        if entity is None and text is None:
            self._fail("a source")
        if kind is not None and kind not in get_args(SourceKind):
            self._fail(f"a kind of source ({', '.join(get_args(SourceKind))})")
        return Source(text if text is not None else entity or "", span, entity, cast(SourceKind, kind or "company"))

    def _time(self) -> Time:
        value = None if self._take("?") else self._time_value()
        text = self._quoted()
        type_: TimeType = "DATE"
        if self._take(" "):
            type_ = cast(TimeType, self._one_of(get_args(TimeType), "a type of time"))
        first = self._expect(_DATE, "a date") if self._take(" from ") else None
        last = self._expect(_DATE, "a date") if self._take(" to ") else None
        granularity = self._expect(_TYPE, "a granularity") if self._take(" by ") else None
        span = self._place_or_nowhere()
        return Time(span, text if text is not None else value or "", type_, value, first, last, granularity)

    def _time_value(self) -> str | None:
        quoted = self._match(_QUOTED_NAME)
        if quoted:
            return unquote(quoted.group())
        found = self._match(BARE_TIME)
        return found.group() if found else None

    def _finding(self) -> _Finding:
        evidence = self._needed_place()
        self._need(" ")
        trigger = self._needed_place()
        about = []
        while self._take(" about "):
            about.append(self._needed_place())
        self._need(" by ")
        by = self._quoted()
        if by is None:
            self._fail("what found the claim")
        self._need(" ")
        confidence = float(self._expect(_CONFIDENCE, "a confidence"))
        return _Finding(evidence, trigger, tuple(about), by, confidence)

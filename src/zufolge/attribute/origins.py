"""Where an article itself comes from: agencies, cited media, issuers of releases. Not who vouches for its claims.

An issuer's own release counts as the issuer's voice; the service that spreads it is an origin only where the
article names no issuer. The wording of source lines is data: `languages/de/origins.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from zufolge.languages import Entry, load_entries
from zufolge.languages.names import agency_of_code, canonical_name, named_agencies
from zufolge.model import Block, Origin, Reading, Span, ZufolgeError
from zufolge.segment.captions import is_picture_agency

ORIGIN_KEYS = ("id", "blocks", "pattern", "lines", "in_release", "example", "gives")
_NEXT_LINES_CHARS = 200
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_CODE_LINE = re.compile(r"[(\[/.–-]*([\w.-]{2,20}(?:/[\w-]{2,12})*)[)\].]*")
_LAST_BRACKET = re.compile(r"\(([^()\n]{2,60})\)\s*$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+(?:de|at|ch|com|net|org|info|eu|tv|li|lu))(?:/\S*)?")
_PART = re.compile(r"(?:^|[,;/]|\svia\s)\s*((?:(?!\svia\s)[^,;/])+)")
_PERSON = re.compile(r"[A-ZÄÖÜ][\w’-]+(?: (?:von|van|de|der|zu))*(?: [A-ZÄÖÜ][\w.’-]*)+")
_LEADING_MEDIUM = re.compile(r"([^:\n]{3,50}?)\s?:\s")


@dataclass(frozen=True, slots=True)
class OriginPattern:
    """How a line names the article's origin, and in which blocks such a line counts.

    `reads_on`: the name may stand in the lines after it. `in_release`: counts only where a release service is named.
    """

    id: str
    blocks: frozenset[str]
    pattern: re.Pattern[str]
    reads_on: bool
    in_release: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """An origin named by the text: is it the issuer of a release, and does it count in releases only?"""

    origin: Origin
    is_issuer: bool = False
    in_release: bool = False


def find_origins(reading: Reading) -> Reading:
    """`reading` with the origins of its article, in the order of the text; what metadata names comes first."""
    found = sorted(_in_text(reading), key=lambda one: one.origin.span or Span(0, 0))
    if not any(_is_release_service(one.origin.entity) for one in found):
        found = [one for one in found if not one.in_release]
    if any(one.is_issuer for one in found):
        found = [one for one in found if not _is_release_service(one.origin.entity)]
    origins = [one.origin for one in found]
    return replace(reading, origins=_distinct((*reading.article.given_origins, *origins)))


@cache
def origin_patterns() -> tuple[OriginPattern, ...]:
    """The patterns of `languages/de/origins.toml`, checked and compiled."""
    return tuple(_origin_pattern(entry) for entry in load_entries("origins", "origin", ORIGIN_KEYS))


def _origin_pattern(entry: Entry) -> OriginPattern:
    pattern = re.compile(entry["pattern"])
    if not {"agency", "issuer"} & set(pattern.groupindex):
        raise ZufolgeError(f"de/origins.toml, entry {entry['id']}: the pattern needs a group `agency` or `issuer`.")
    reads_on, in_release = bool(entry.get("lines")), bool(entry.get("in_release"))
    return OriginPattern(entry["id"], frozenset(entry["blocks"]), pattern, reads_on, in_release)


def _in_text(reading: Reading) -> Iterator[_Found]:
    """Every origin the text names."""
    text, blocks = reading.text, reading.blocks
    bodies = [i for i, block in enumerate(blocks) if block.kind == "paragraph" and len(block.span) > 80]
    for i, block in enumerate(blocks):
        is_outside = not bodies or i < bodies[0] or i > bodies[-1]
        yield from (_Found(origin) for origin in _of_codes(text, block))
        yield from _of_patterns(text, block, is_outside)
    yield from (_Found(origin, is_issuer=True) for origin in _leading_medium(reading))


def _of_codes(text: str, block: Block) -> Iterator[Origin]:
    """Agencies by their codes: in datelines, in signatures, and on lines of their own."""
    line = block.span.of(text)
    stretches: list[tuple[int, str]] = []
    if block.kind == "dateline":
        stretches = [(m.start(1), m.group(1)) for m in _BRACKET.finditer(line)]
        stretches += [(m.start(1), m.group(1)) for m in re.finditer(r"\s([a-z]{3,4})$", line)]
    elif block.kind == "source":
        found = _LAST_BRACKET.search(line)
        stretches = [(found.start(1), found.group(1))] if found else []
    if not stretches and block.kind not in ("caption", "teaser", "dateline") and len(line) <= 40:
        alone = _CODE_LINE.fullmatch(line)
        stretches = [(alone.start(1), alone.group(1))] if alone else []
    for start, words in stretches:
        yield from _agencies(words, block.span.start + start)


def _agencies(words: str, offset: int) -> Iterator[Origin]:
    found = False
    for start, end, agency in named_agencies(words):
        found = True
        yield Origin(words[start:end], agency.name, Span(offset + start, offset + end))
    address = _ADDRESS.fullmatch(words.strip())
    if address and not found:
        yield Origin(words, canonical_name(address.group(1)) or address.group(1), Span(offset, offset + len(words)))


def _of_patterns(text: str, block: Block, is_outside: bool) -> Iterator[_Found]:
    if len(block.span) > 300 and not is_outside:
        return
    for rule in origin_patterns():
        if block.kind not in rule.blocks:
            continue
        end = block.span.end + (_NEXT_LINES_CHARS if rule.reads_on else 0)
        for match in rule.pattern.finditer(text[block.span.start : end]):
            if match.groupdict().get("issuer"):
                yield _Found(_origin(match, "issuer", block), True, rule.in_release)
            elif rule.id == "repost":
                yield _Found(_origin(match, "agency", block))
            else:
                named = _named(match, block, rule.id == "source-label" and is_outside)
                yield from (_Found(origin) for origin in named)


def _named(match: re.Match[str], block: Block, trusts_unknown: bool) -> Iterator[Origin]:
    """What a source line names: agencies, else a medium, else (under "Quelle:") any name that is no person's."""
    words = match.group("agency")
    offset = block.span.start + match.start("agency")
    agencies = tuple(_agencies(words, offset))
    yield from agencies
    for part in _PART.finditer(words):
        bare = part.group(1).strip(" .")
        start = offset + part.start(1) + part.group(1).index(bare)
        medium = canonical_name(bare.split(" - ")[0])
        if medium and agency_of_code(bare) is None and medium not in {a.entity for a in agencies}:
            yield Origin(bare, medium, Span(start, start + len(bare)))
            agencies = (*agencies, Origin(bare, medium, None))
    bare = words.split(" - ")[0].strip(" .")
    if (
        not agencies
        and not is_picture_agency(bare)
        and trusts_unknown
        and not _PERSON.fullmatch(bare)
        and bare[:1].isupper()
    ):
        start = offset + words.index(bare)
        yield Origin(bare, bare, Span(start, start + len(bare)))


def _origin(match: re.Match[str], group: str, block: Block) -> Origin:
    words = match.group(group)
    bare = words.strip()
    start = block.span.start + match.start(group) + words.index(bare)
    return Origin(bare, canonical_name(bare.lstrip("@")) or bare, Span(start, start + len(bare)))


def _leading_medium(reading: Reading) -> Iterator[Origin]:
    """The paper that sends its own release ahead: "Musterblatt: …" as headline above "Bern (ots) -"."""
    codes = (_BRACKET.search(b.span.of(reading.text)) for b in reading.blocks if b.kind == "dateline")
    agencies = [agency_of_code(found.group(1)) for found in codes if found]
    if not any(agency and agency.sends_releases for agency in agencies):
        return
    for block in reading.blocks:
        found = _LEADING_MEDIUM.match(block.span.of(reading.text)) if block.kind == "headline" else None
        medium = canonical_name(found.group(1)) if found else None
        if found and medium:
            start = block.span.start + found.start(1)
            yield Origin(found.group(1), medium, Span(start, start + len(found.group(1))))


def _is_release_service(entity: str) -> bool:
    agency = agency_of_code(entity)
    return agency is not None and agency.sends_releases


def _distinct(origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """One origin per entity, the first; a later one with a span replaces an earlier one without."""
    kept: dict[str, Origin] = {}
    for origin in origins:
        earlier = kept.get(origin.entity)
        if earlier is None or (earlier.span is None and origin.span is not None):
            kept[origin.entity] = origin
    return tuple(kept.values())

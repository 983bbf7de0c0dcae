"""What is new, confirmed, denied or contradicted since the last time, for questions that stand in a file?

The answer depends on what was known the last time and on the ledger, never on the clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.engine import Connection

from zufolge.ask.claims import Wanted, find_claims
from zufolge.ask.contradictions import AskedContradictions, list_contradictions
from zufolge.ask.deals import AskedDeals, FoundDeal, check_asked, list_deals
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.stage_cues import RANKS
from zufolge.ledger.views import KeptClaim
from zufolge.model import ZufolgeError

What = Literal["new", "confirmed", "denied", "contradicted"]
KEYS = ("id", "about", "entity", "type", "stage", "source", "text")
_ABOUT = ("deals", "claims")
_AGAINST = ("denied", "contested", "failed")


@dataclass(frozen=True, slots=True)
class Watch:
    """One question of a file: about deals (entity, type, stage) or about claims (entity, type, source, text)."""

    id: str
    about: Literal["deals", "claims"] = "deals"
    entity: str | None = None
    type: str | None = None
    stage: str | None = None
    source: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One thing that has changed for a watch; `before` is None where there was nothing before."""

    watch: str
    what: What
    about: str
    deal: str | None
    before: str | None
    after: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenDeal:
    """What was known of a deal the last time."""

    id: str
    stage: str | None
    independent: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one watch knew the last time."""

    deals: tuple[SeenDeal, ...] = ()
    claims: tuple[str, ...] = ()
    contradictions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Watched:
    """The news of all watches, and what is known from now on."""

    news: tuple[News, ...]
    seen: Mapping[str, Seen] = field(default_factory=dict)


def load_watches(file: Path) -> tuple[Watch, ...]:
    """The `[[watch]]` entries of a TOML file. Raises ZufolgeError where it cannot be read or a key is unknown."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ZufolgeError(f"{file} cannot be read ({error}); name a file with [[watch]] entries.") from error
    except tomllib.TOMLDecodeError as error:
        raise ZufolgeError(f"{file} is not valid TOML: {error}.") from error
    unknown = sorted(content.keys() - {"watch"})
    entries = content.get("watch", [])
    if unknown or not isinstance(entries, list) or not entries:
        found = f"has {', '.join(unknown)}" if unknown else "has none"
        raise ZufolgeError(f"{file} {found}; write one or more [[watch]] entries, and nothing else.")
    watches = tuple(_watch(entry, number, file) for number, entry in enumerate(entries, 1))
    if len({watch.id for watch in watches}) < len(watches):
        raise ZufolgeError(f"{file}: two watches have the same id; give each its own.")
    return watches


def _watch(entry: Any, number: int, file: Path) -> Watch:
    values = entry if isinstance(entry, dict) else {}
    where = f"{file}, watch {values.get('id', number)}"
    unknown = sorted(values.keys() - set(KEYS))
    if unknown:
        raise ZufolgeError(f"{where}: unknown key {', '.join(unknown)}; known keys are {', '.join(KEYS)}.")
    if not all(isinstance(value, str) and value for value in values.values()) or "id" not in values:
        raise ZufolgeError(f"{where}: every key needs words, and `id` must be there.")
    watch = Watch(**values)
    if watch.about not in _ABOUT:
        raise ZufolgeError(f"{where}: about is {watch.about!r}; it can be {' or '.join(_ABOUT)}.")
    foreign = ("source", "text") if watch.about == "deals" else ("stage",)
    if any(getattr(watch, key) is not None for key in foreign):
        raise ZufolgeError(f"{where}: {' and '.join(foreign)} cannot be asked about {watch.about}.")
    if watch.about == "deals":
        check_asked(AskedDeals(type=watch.type, stage=watch.stage))
    return watch


def look_again(connection: Connection, watches: Sequence[Watch], seen: Mapping[str, Seen]) -> Watched:
    """What has changed for each watch since what it had `seen`; what it has never seen is new."""
    news: list[News] = []
    now: dict[str, Seen] = {}
    for watch in watches:
        look = _look_at_deals if watch.about == "deals" else _look_at_claims
        found, now[watch.id] = look(connection, watch, seen.get(watch.id, Seen()))
        news += found
    return Watched(tuple(news), now)


def _look_at_deals(connection: Connection, watch: Watch, before: Seen) -> tuple[list[News], Seen]:
    found = list(list_deals(connection, AskedDeals(watch.entity, watch.type)))
    asked = [deal for deal in found if watch.stage in (None, deal.deal.stage)]
    news = [one for deal in asked for one in compare_deal(watch.id, _seen_before(deal, before.deals), deal)]
    claims = {claim for one in asked for claim in one.deal.claims}
    against = [
        one for one in list_contradictions(connection, AskedContradictions(watch.entity)) if claims & set(one.claims)
    ]
    news += _contradicted(watch.id, against, before)
    seen = tuple(SeenDeal(d.deal.id, d.deal.stage, d.origins.independent, tuple(sorted(d.deal.claims))) for d in found)
    return news, Seen(deals=seen, contradictions=tuple(sorted(tuple(sorted(one.claims)) for one in against)))


def _seen_before(found: FoundDeal, deals: Iterable[SeenDeal]) -> SeenDeal | None:
    """What was known of the deal: of those of before, the one that shares most claims with it."""
    claims = set(found.deal.claims)
    shared = [(len(claims & set(deal.claims)), deal.id, deal) for deal in deals]
    best = max(shared, key=lambda entry: entry[:2], default=(0, "", None))
    return best[2] if best[0] else None


def compare_deal(watch: str, before: SeenDeal | None, found: FoundDeal) -> Iterator[News]:
    """How a deal differs from what was known of it; claims that only repeat it are no news."""
    deal = found.deal
    known = set(before.claims) if before else set()
    fresh = [member for member in deal.members if member.id not in known]
    if not fresh:
        return
    about = f"{deal.type}: {' + '.join(party.entity for party in deal.parties)}"
    after = _standing(deal.stage, found.origins.independent)
    stood = _standing(before.stage, before.independent) if before else None

    def tell(what: What, members: Sequence[Any]) -> News:
        claims = tuple(dict.fromkeys(member.id for member in members))
        articles = tuple(dict.fromkeys(member.article for member in members))
        return News(watch, what, about, deal.id, stood, after, claims, articles)

    denying = [member for member in fresh if member.claim.polarity == "negative"]
    if before is None:
        yield tell("new", fresh)
        if deal.stage == "denied":
            yield tell("denied", denying or fresh)
    elif denying or (deal.stage in _AGAINST and deal.stage != before.stage):
        yield tell("denied", denying or fresh)
    elif _is_further(before, found):
        yield tell("confirmed", fresh)


def _is_further(before: SeenDeal, found: FoundDeal) -> bool:
    """Whether more independent origins say it, or its stage has moved on."""
    stage = found.deal.stage
    if found.origins.independent > before.independent:
        return True
    if stage is None or stage == before.stage:
        return False
    return before.stage in (None, *_AGAINST) or RANKS[stage] > RANKS.get(before.stage, 0)


def _standing(stage: str | None, independent: int) -> str:
    origins = f"{independent} independent origin{'' if independent == 1 else 's'}"
    return f"{stage}, {origins}" if stage else origins


def _contradicted(watch: str, against: Iterable[Contradiction], before: Seen) -> Iterator[News]:
    known = set(before.contradictions)
    for one in against:
        if tuple(sorted(one.claims)) not in known:
            yield News(watch, "contradicted", one.about, None, one.values[0], one.values[1], one.claims, one.articles)


def _look_at_claims(connection: Connection, watch: Watch, before: Seen) -> tuple[list[News], Seen]:
    wanted = Wanted(entity=watch.entity, type=watch.type, source=watch.source, text=watch.text)
    found = list(find_claims(connection, wanted))
    known = set(before.claims)
    news = [_new_claim(watch.id, kept) for kept in found if kept.id not in known]
    claims = {kept.id for kept in found}
    against = [
        one for one in list_contradictions(connection, AskedContradictions(watch.entity)) if claims & set(one.claims)
    ]
    news += _contradicted(watch.id, against, before)
    contradictions = tuple(sorted(tuple(sorted(one.claims)) for one in against))
    return news, Seen(claims=tuple(sorted(claims)), contradictions=contradictions)


def _new_claim(watch: str, kept: KeptClaim) -> News:
    names = [f.entity or f.text for role in kept.claim.roles for f in role.fillers]
    what: What = "denied" if kept.claim.polarity == "negative" else "new"
    about = f"{kept.claim.type}: {' + '.join(dict.fromkeys(names))}"
    return News(watch, what, about, None, None, kept.evidence, (kept.id,), (kept.article.id,))

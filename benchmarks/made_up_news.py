"""Makes up readings of news by the hundred thousand: no text of anybody, no encoder, the same for the same seed.

How often each type of claim, chain, status and name occurs was counted in 307 annotated articles; it is ten claims to
an article. A few firms are in the news all the time, most once (Zipf); articles come in stories, a fifth are reprints.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate

from zufolge.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Cue,
    Filler,
    Link,
    Mention,
    Origin,
    Reading,
    Role,
    Sentence,
    Source,
    Span,
    Time,
)

START = datetime(2019, 1, 1, 6)
DAYS = 5 * 365
CLAIMS_OF_ARTICLE = (2, 4, 6, 8, 8, 9, 10, 11, 14, 28)
REPRINTS = 0.2
FOLLOW_UPS = 0.6


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


SYLLABLES = _words("ber kan dor fel gra hol jen kel lind mar nor ost pel quar rei sal tor ul ven wes zan brun hal stei")
ENDINGS = _words("werk bau tec stahl media bank chemie druck pharm holz gas logistik")
FORMS = ("AG", "GmbH", "SE", "")
FIRST_NAMES = _words("Anna Bernd Clara Dirk Eva Falk Greta Hans Ines Jörg Karin Lars Mia Nils Olga Paul Rita Sven")
RIVERS = ("Rhein", "Elb", "Isar", "Main", "Neckar", "Weser", "Havel", "Spree", "Donau", "Lahn", "Fulda", "Saale")
MEDIA = tuple(f"{river}bote" for river in RIVERS)
AGENCIES = ("dpa", "Reuters", "AFP")

TYPES: dict[str, tuple[float, tuple[str, ...], str]] = {
    "metric": (0.30, ("company",), "setzte um"),
    "leadership": (0.12, ("person", "company"), "führt künftig"),
    "layoffs": (0.06, ("company",), "baut Stellen ab"),
    "strike": (0.05, ("company",), "wird bestreikt"),
    "acquisition": (0.05, ("buyer", "target"), "übernimmt"),
    "ownership": (0.05, ("owner", "company"), "gehört auch"),
    "headquarters": (0.04, ("company",), "sitzt im Norden"),
    "insolvency": (0.035, ("company",), "ist insolvent"),
    "ruling": (0.03, ("authority", "target"), "erlaubt es"),
    "merger": (0.025, ("parties", "parties"), "fusioniert mit"),
    "restructuring": (0.025, ("company",), "spart"),
    "talks": (0.02, ("parties", "parties"), "verhandelt mit"),
    "spin_off": (0.016, ("parent",), "spaltet ein Geschäft ab"),
    "investment": (0.015, ("investor", "company"), "steckt Geld in"),
    "partnership": (0.014, ("parties", "parties"), "arbeitet zusammen mit"),
    "closure": (0.013, ("company",), "schließt ein Werk"),
    "stake": (0.013, ("holder", "company"), "beteiligt sich an"),
    "contract": (0.013, ("supplier", "customer"), "beliefert"),
    "no_comment": (0.01, ("party",), "schweigt"),
}
STORY_TYPES = ("acquisition", "merger", "layoffs", "strike", "insolvency", "leadership", "investment", "contract")
STATUSES = ("asserted",) * 77 + ("planned",) * 15 + ("expected",) * 3 + ("possible",) * 3 + ("rumoured", "failed")
LIFE = ("rumoured", "rumoured", "planned", "asserted", "asserted", "asserted")
CHAIN_LENGTHS = (0,) * 75 + (1,) * 22 + (2,) * 3
MEASURES = ("other", "revenue", "revenue", "market_rank", "profit", "headcount", "share_price")


@dataclass
class Story:
    """An undertaking that several articles tell of."""

    type: str
    hero: str
    other: str
    person: str
    told: int = 0
    last: Reading | None = None


@dataclass
class Page:
    """The text of an article as it grows, with what stands in it."""

    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)

    def write(self, words: str) -> Span:
        """Add words, and tell where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, name: str, kind: str) -> Mention:
        """Add a name."""
        mention = Mention(self.write(name), name, kind, name)  # type: ignore[arg-type]
        self.mentions.append(mention)
        return mention

    def end_sentence(self, start: int) -> Span:
        """Add the full stop; the sentence began at `start`."""
        self.write(". ")
        span = Span(start, len(self.text) - 1)
        self.sentences.append(Sentence(span, "paragraph"))
        return span


class News:
    """The made-up world: its firms and people, and the stories that run."""

    def __init__(self, articles: int, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._articles = articles
        self.firms = self._make_firms(max(articles * 2 // 5, 100))
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.firms) + 1)))
        self._running: list[Story] = []

    def readings(self) -> Iterator[Reading]:
        """The articles in the order of publication."""
        for number in range(self._articles):
            yield self.make_reading(number)

    def make_reading(self, number: int) -> Reading:
        """The next article."""
        published = START + timedelta(days=DAYS * number / self._articles)
        story = self._choose_story()
        is_reprint = story.last is not None and self._random.random() < REPRINTS
        reading = self._reprint(story) if is_reprint else self._write(story)
        article = replace(
            reading.article,
            id=f"made-up-{number}",
            published=published.isoformat(timespec="minutes"),
            published_from="metadata",
            publisher=self._random.choice(MEDIA),
        )
        story.told += 1
        story.last = replace(reading, article=article)
        return story.last

    def frequent_firms(self, count: int) -> list[str]:
        """Firms drawn as often as articles name them: the famous more often."""
        return [self._firm() for _ in range(count)]

    def _make_firms(self, count: int) -> list[str]:
        firms: dict[str, None] = {}
        while len(firms) < count:
            stem = "".join(self._random.choice(SYLLABLES) for _ in range(self._random.randint(2, 3)))
            words = (stem.capitalize() + self._random.choice(("", " " + self._random.choice(ENDINGS).capitalize())),)
            firms[" ".join((*words, self._random.choice(FORMS))).strip()] = None
        return list(firms)

    def _firm(self) -> str:
        return self.firms[bisect(self._weights, self._random.random() * self._weights[-1])]

    def _person(self) -> str:
        return f"{self._random.choice(FIRST_NAMES)} {''.join(self._random.choices(SYLLABLES, k=2)).capitalize()}"

    def _choose_story(self) -> Story:
        within_days = max(self._articles // 130, 3)
        self._running = self._running[-within_days:]
        if self._running and self._random.random() < FOLLOW_UPS:
            return self._random.choice(self._running)
        story = Story(self._random.choice(STORY_TYPES), self._firm(), self._firm(), self._person())
        self._running.append(story)
        return story

    def _reprint(self, story: Story) -> Reading:
        """The story's last article once more, often without its end."""
        last = story.last
        assert last is not None
        if self._random.random() < 0.5 or len(last.sentences) < 4:
            return last
        end = last.sentences[len(last.sentences) * 2 // 3].span.end
        return replace(
            last,
            article=replace(last.article, text=last.text[:end]),
            blocks=(Block(Span(0, end), "paragraph"),),
            sentences=tuple(s for s in last.sentences if s.span.end <= end),
            mentions=tuple(m for m in last.mentions if m.span.end <= end),
            claims=tuple(c for c in last.claims if c.evidence.end <= end),
            attributions=tuple(a for a in last.attributions if a.content[0].end <= end),
        )

    def _write(self, story: Story) -> Reading:
        page = Page()
        origins: tuple[Origin, ...] = ()
        if self._random.random() < 0.4:
            agency = self._random.choice(AGENCIES)
            page.write("Halle (")
            origins = (Origin(agency, agency, page.write(agency)),)
            page.write(") - ")
        self._write_claim(page, story.type, story, LIFE[min(story.told, len(LIFE) - 1)])
        for _ in range(self._random.choice(CLAIMS_OF_ARTICLE) - 1):
            types = list(TYPES)
            type_ = self._random.choices(types, [TYPES[name][0] for name in types])[0]
            self._write_claim(page, type_, story, self._random.choice(STATUSES))
        text = page.text.rstrip()
        return Reading(
            Article("", text),
            blocks=(Block(Span(0, len(text)), "paragraph"),),
            sentences=tuple(page.sentences),
            origins=origins,
            mentions=tuple(page.mentions),
            attributions=tuple(page.attributions),
            claims=tuple(page.claims),
        )

    def _write_claim(self, page: Page, type_: str, story: Story, status: str) -> None:
        """One sentence with one claim in it, who says so, and words that mean nothing."""
        start = len(page.text)
        roles, trigger = self._write_roles(page, type_, story)
        time = self._write_time(page)
        page.write("".join(f" {''.join(self._random.choices(SYLLABLES, k=2))}" for _ in range(5)))
        chain = self._write_chain(page, story)
        evidence = page.end_sentence(start)
        is_negative = self._random.random() < 0.03
        page.claims.append(
            Claim(
                type_,
                roles,
                evidence,
                trigger,
                "model",
                0.8,
                status=status,  # type: ignore[arg-type]
                polarity="negative" if is_negative else "positive",
                attribution=chain,
                time=time,
            )
        )
        if chain:
            page.attributions.append(Attribution((evidence,), chain))

    def _write_roles(self, page: Page, type_: str, story: Story) -> tuple[tuple[Role, ...], Span]:
        _, names, verb = TYPES[type_]
        is_about_story = type_ == story.type
        found: dict[str, list[Filler]] = {}
        trigger = Span(len(page.text), len(page.text))
        for place, role in enumerate(names):
            mention = self._write_party(page, role, place, story, is_about_story)
            filler = Filler(mention.text, mention.span, entity=mention.entity, kind=mention.kind)
            found.setdefault(role, []).append(filler)
            page.write(" ")
            if place == 0:
                trigger = page.write(verb)
                page.write(" ")
        roles = tuple(Role(role, tuple(fillers)) for role, fillers in found.items())
        return (*roles, *self._write_values(page, type_, trigger)), trigger

    def _write_party(self, page: Page, role: str, place: int, story: Story, is_about_story: bool) -> Mention:
        if role == "person":
            return page.name(story.person if is_about_story else self._person(), "person")
        if role == "authority":
            return page.name("Bundeskartellamt", "authority")
        if is_about_story or self._random.random() < 0.7:
            return page.name(story.other if place else story.hero, "company")
        return page.name(self._firm(), "company")

    def _write_values(self, page: Page, type_: str, trigger: Span) -> tuple[Role, ...]:
        if type_ == "leadership":
            change = self._random.choice(("holds", "holds", "appointed", "leaves"))
            words = page.write("als Chef")
            position = Filler("Chef", Span(words.start + 4, words.end))
            return Role("position", (position,)), Role("change", (Filler("als", trigger, value=change),))
        if type_ not in ("metric", "layoffs"):
            return ()
        number = self._random.randint(1, 999)
        span = page.write(str(number))
        if type_ == "layoffs":
            return (Role("count", (Filler(str(number), span, value=number),)),)
        measure = Filler(page.text[trigger.start : trigger.end], trigger, value=self._random.choice(MEASURES))
        value = Filler(str(number), span, value=number * 1_000_000, unit="EUR")
        year = str(self._random.randint(2018, 2024))
        page.write(" ")
        period = Filler(year, page.write(year), value=year)
        return Role("measure", (measure,)), Role("value", (value,)), Role("period", (period,))

    def _write_time(self, page: Page) -> Time | None:
        if self._random.random() > 0.37:
            return None
        page.write(" ")
        year = str(self._random.randint(2018, 2024))
        return Time(page.write(year), year, "DATE", year, f"{year}-01-01", f"{year}-12-31", "year")

    def _write_chain(self, page: Page, story: Story) -> tuple[Link, ...]:
        length = self._random.choice(CHAIN_LENGTHS)
        links = []
        for place in range(length):
            page.write(", ")
            cue = page.write("sagte" if place == length - 1 else "berichtete")
            page.write(" ")
            source = self._write_source(page, story, is_last=place == length - 1)
            links.append(Link((source,), Cue(cue.of(page.text), (cue,)), "indirect"))
        return tuple(links)

    def _write_source(self, page: Page, story: Story, is_last: bool) -> Source:
        kind = self._random.choice(("company", "company", "person", "anonymous")) if is_last else "medium"
        if kind == "anonymous":
            span = page.write("ein Insider")
            return Source("ein Insider", span, None, "anonymous")
        name = {"company": story.hero, "person": story.person, "medium": self._random.choice(MEDIA)}[kind]
        mention = page.name(name, kind)
        return Source(name, mention.span, name, kind)  # type: ignore[arg-type]

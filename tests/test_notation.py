"""Claims as lines of text."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zufolge.model import Claim, Cue, Filler, Link, Role, Source, Span, Time, ZufolgeError
from zufolge.model.attribution import Mode, SourceKind
from zufolge.model.claim import Polarity, Status
from zufolge.model.mention import Approx, TimeType
from zufolge.notation import parse_claim, write_claim

LINES = (
    "acquisition(buyer: Nordfalk AG, target: Alpenwerk, price=about 75_000_000 EUR) rumoured, says ?",
    "not layoffs(company: Nordfalk AG, count=300) asserted, says Nordfalk AG, at 2024-03-05",
    'asset_sale(seller: Helmsen, asset: "1500 Schutzrechte" [patents]) planned',
    'metric(company: Nordfalk, measure=revenue, value=12_000_000..13_000_000 EUR, period="2014") expected',
    "partnership(parties: Nordfalk + 'Lumen, Kahl & Co') asserted, says Nordfalk & 'Lumen, Kahl & Co'",
    'talks(parties: Falk + Alpen) rumoured, says Abendpost [medium] > "Insider" [anonymous], at "jüngst"',
    "licence(licensor: L'Aube, licensee: O2, mutual=true) asserted, says ?",
    "metric(company: Nordfalk, measure=market_share, value=at_least 7.5 %, change=-3) unjudged, at 2016-W21",
    "insolvency(company: 'A+B [neu]') failed",
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_reads_back_into_the_same_line(line: str) -> None:
    """Writing what was read gives the line again."""
    assert write_claim(parse_claim(line)) == line


def test_a_line_names_what_is_wrong_with_it() -> None:
    """An unknown status is refused, naming the known ones and the place."""
    with pytest.raises(ZufolgeError, match=r"a status \(asserted, planned.*at character 31, before 'certain'"):
        parse_claim("insolvency(company: Nordfalk) certain")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "insolvency",
        "insolvency(company)",
        "insolvency(company: ) asserted",
        "insolvency(company: A) asserted, or not",
    ],
)
def test_what_is_no_claim_is_refused(line: str) -> None:
    """A line that breaks off or goes on strangely is a ZufolgeError, never half a claim."""
    with pytest.raises(ZufolgeError, match="This is not a claim"):
        parse_claim(line)


def test_the_full_form_names_every_place() -> None:
    """With places, words, spans, cue, mode and what found the claim stand in the line."""
    source = Source("der Konzern", Span(20, 31), "Nordfalk", "company")
    link = Link((source,), Cue("teilte … mit", (Span(13, 19), Span(32, 35))), "indirect")
    company = Filler("der Konzern", Span(20, 31), entity="Nordfalk", kind="company")
    claim = Claim(
        "insolvency",
        (Role("company", (company,)),),
        Span(0, 36),
        Span(4, 9),
        "cue:x",
        0.9,
        "asserted",
        attribution=(link,),
    )
    assert write_claim(claim, places=True) == (
        'insolvency(company: Nordfalk "der Konzern" [company] @20-31) asserted, '
        'says Nordfalk "der Konzern" [company] @20-31 <indirect "teilte … mit" @13-19 @32-35>, '
        'found @0-36 @4-9 by "cue:x" 0.9'
    )


words = st.text(max_size=12)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 999), st.integers(0, 99))
numbers = st.integers(-(10**13), 10**13) | st.floats(allow_nan=False, allow_infinity=False)
fillers = st.builds(
    Filler,
    text=words,
    span=spans,
    entity=st.none() | words,
    kind=st.none() | words.filter(bool),
    value=st.none() | numbers | words | st.booleans(),
    value_max=st.none() | numbers,
    unit=st.none() | words,
    approx=st.none() | st.sampled_from(get_args(Approx)),
)
names = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
roles = st.builds(Role, names, st.lists(fillers, min_size=1, max_size=3).map(tuple))
sources = st.builds(Source, words, spans, st.none() | words, st.sampled_from(get_args(SourceKind)))
cues = st.builds(Cue, words, st.lists(spans, max_size=2).map(tuple))
links = st.builds(Link, st.lists(sources, max_size=2).map(tuple), st.none() | cues, st.sampled_from(get_args(Mode)))
dates = st.none() | st.dates().map(str)
times = st.builds(
    Time,
    spans,
    words,
    st.sampled_from(get_args(TimeType)),
    st.none() | words,
    dates,
    dates,
    st.none() | names,
)
claims = st.builds(
    Claim,
    type=names,
    roles=st.lists(roles, max_size=3).map(tuple),
    evidence=spans,
    trigger=spans,
    by=words,
    confidence=st.floats(0, 1),
    status=st.none() | st.sampled_from(get_args(Status)),
    polarity=st.sampled_from(get_args(Polarity)),
    attribution=st.lists(links, max_size=2).map(tuple),
    time=st.none() | times,
    about=st.lists(spans, max_size=2).map(tuple),
)


@given(claims)
def test_the_full_form_loses_nothing(claim: Claim) -> None:
    """Whatever stands in a claim reads back from its full line."""
    line = write_claim(claim, places=True)
    assert (parse_claim(line), line.splitlines()) == (claim, [line])


@given(claims)
def test_the_short_form_is_stable(claim: Claim) -> None:
    """A short line reads back into a claim that prints as the same line."""
    line = write_claim(claim)
    assert write_claim(parse_claim(line)) == line

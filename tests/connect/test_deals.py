"""Claims about one undertaking make one deal; two undertakings stay two."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connect.stories import tell as tell_line

from zufolge.connect.deals import Deal, find_deals
from zufolge.connect.known import KnownClaim


def tell(article: str, line: str, *, published: str | None = "2024-03-05", **more: str) -> KnownClaim:
    """The claim in an article of its own; it is asserted unless the line says otherwise."""
    return tell_line(article, f"{line} asserted" if line.endswith(")") else line, published=published, **more)


BUY = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company])"


def articles_of(deals: tuple[Deal, ...]) -> list[list[str]]:
    """The articles of each deal."""
    return [sorted(deal.articles) for deal in deals]


def test_claims_of_kindred_types_about_the_same_parties_are_one_deal() -> None:
    """Talks, a purchase, a stake and a merger of the same two firms are one undertaking."""
    deals = find_deals(
        [
            tell("a", "talks(parties: Nordfalk [company] + Alpenwerk [company]) rumoured"),
            tell("b", f"{BUY} planned, says Nordfalk", published="2024-04-01"),
            tell("c", "stake(holder: Nordfalk [company], company: Alpenwerk [company])", published="2024-05-01"),
            tell("d", "merger(parties: Alpenwerk [company] + Nordfalk [company])", published="2024-05-02"),
        ]
    )
    assert articles_of(deals) == [["a", "b", "c", "d"]]
    assert (deals[0].type, [(party.entity, party.role) for party in deals[0].parties]) == (
        "acquisition",
        [("Nordfalk", "buyer"), ("Alpenwerk", "target")],
    )


def test_two_purchases_by_one_firm_are_two_deals() -> None:
    """What is bought tells two deals of one buyer apart."""
    other = "acquisition(buyer: Nordfalk [company], target: Quarzberg [company])"
    assert articles_of(find_deals([tell("a", BUY), tell("b", other)])) == [["a"], ["b"]]


def test_two_bidders_are_two_deals_unless_one_owns_the_other() -> None:
    """A parent or a subsidiary named as the buyer of one thing is one deal."""
    other = "acquisition(buyer: Falkenrieth [company], target: Alpenwerk [company])"
    claims = [tell("a", BUY), tell("b", other)]
    assert articles_of(find_deals(claims)) == [["a"], ["b"]]
    owned = tell("c", "ownership(owner: Nordfalk [company], company: Falkenrieth [company])")
    assert articles_of(find_deals([*claims, owned])) == [["a", "b"]]


def test_a_claim_that_tells_little_joins_the_one_deal_that_fits() -> None:
    """Where a role is missing, exactly one deal has to fit; where two do alike, it stands alone."""
    other = "acquisition(buyer: Nordfalk [company], target: Quarzberg [company])"
    short = tell("c", "ruling(authority: Kartellamt [authority], target: Alpenwerk [company], decision=approved)")
    assert articles_of(find_deals([tell("a", BUY), tell("b", other), short])) == [["a", "c"], ["b"]]
    unclear = tell("d", "investment(company: Nordfalk [company], amount=3 EUR)")
    assert ["d"] in articles_of(find_deals([tell("a", BUY), tell("b", other), unclear]))


def test_a_partnership_and_a_purchase_of_the_same_firms_are_two_deals() -> None:
    """The same firms with two undertakings make two deals; talks join the one that their words name."""
    partners = "partnership(parties: Nordfalk [company] + Alpenwerk [company])"
    talks = "talks(parties: Nordfalk [company] + Alpenwerk [company])"
    claims = [tell("a", BUY), tell("b", partners)]
    said = tell("c", talks, evidence="Nordfalk und Alpenwerk sprechen über einen Verkauf.")
    assert articles_of(find_deals([*claims, said])) == [["a", "c"], ["b"]]
    said = tell("c", talks, evidence="Nordfalk und Alpenwerk sprechen über eine Kooperation.")
    assert articles_of(find_deals([*claims, said])) == [["a"], ["b", "c"]]


def test_job_cuts_are_told_apart_by_their_site() -> None:
    """Two plants are two undertakings; who names none joins the one that is there."""
    jena = 'closure(company: Nordfalk [company], unit: "das Werk in Jena" [thing])'
    bremen = 'closure(company: Nordfalk [company], unit: "das Werk in Bremen" [thing])'
    plain = "layoffs(company: Nordfalk [company], count=300)"
    assert articles_of(find_deals([tell("a", jena), tell("b", bremen)])) == [["a"], ["b"]]
    assert articles_of(find_deals([tell("a", jena), tell("b", plain)])) == [["a", "b"]]
    assert len(find_deals([tell("a", plain), tell("b", plain, published="2026-03-05")])) == 2


def test_what_surrounds_the_news_makes_no_deal() -> None:
    """Figures, silence, posts that somebody holds, and what was long ago belong to no deal."""
    claims = [
        tell("a", "metric(company: Nordfalk [company], measure=revenue, value=3 EUR)"),
        tell("b", "no_comment(party: Nordfalk [company])"),
        tell("c", "leadership(person: Anna Kahl [person], company: Nordfalk [company], change=holds)"),
        tell("d", "rivalry(parties: Nordfalk [company] + Alpenwerk [company])"),
    ]
    assert find_deals(claims) == ()


def test_the_stage_follows_the_days() -> None:
    """A rumour, a denial and a signature make a history; what nobody dated sets nothing back."""
    deal = find_deals(
        [
            tell("a", f'{BUY} rumoured, says "Insidern" [anonymous]', published="2024-03-01"),
            tell("b", f"not {BUY} asserted, says Nordfalk", published="2024-03-02"),
            tell(
                "c", f"{BUY} asserted, says Nordfalk", published="2024-04-02", evidence="Der Vertrag ist unterzeichnet."
            ),
            tell("d", f"{BUY} planned, says Nordfalk", published=None),
        ]
    )[0]
    assert [(step.date, step.stage) for step in deal.history] == [
        ("2024-03-01", "rumoured"),
        ("2024-03-02", "denied"),
        ("2024-04-02", "agreed"),
    ]
    assert "d" in deal.articles


def test_figures_keep_every_value_with_its_claims() -> None:
    """The latest value comes first, and the range spans all sources."""
    priced = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company], price={} EUR)"
    early, late = tell("a", priced.format(40)), tell("b", priced.format(45), published="2024-03-07")
    figures = find_deals([early, late])[0].figures
    assert [(f.role, [v.value for v in f.values], f.lowest, f.highest) for f in figures] == [
        ("price", [45, 40], 40, 45)
    ]


def test_ids_come_from_content() -> None:
    """Further articles about a deal leave its id as it is."""
    alone = find_deals([tell("a", BUY)])[0]
    more = find_deals([tell("a", BUY), tell("b", f"{BUY} planned, says Alpenwerk", published="2024-03-01")])[0]
    assert alone.id == more.id


NAMES = st.sampled_from(["Nordfalk", "Alpenwerk", "Quarzberg", "Halvern"])
LINES = st.one_of(
    st.builds("acquisition(buyer: {} [company], target: {} [company]) planned".format, NAMES, NAMES),
    st.builds("talks(parties: {} [company] + {} [company]) rumoured".format, NAMES, NAMES),
    st.builds("stake(holder: {} [company], company: {} [company])".format, NAMES, NAMES),
    st.builds("layoffs(company: {} [company], count={})".format, NAMES, st.integers(1, 500)),
    st.builds(
        'closure(company: {} [company], unit: "Werk {}" [thing])'.format, NAMES, st.sampled_from(["Jena", "Ulm"])
    ),
    st.builds("ruling(target: {} [company], decision=approved)".format, NAMES),
)
DAYS = st.sampled_from(["2022-01-03", "2024-03-05", "2024-03-07", "2024-06-01", None])
CLAIMS = st.lists(st.builds(lambda day, line: (day, line), DAYS, LINES), max_size=12)


def claims_of(drawn: list[tuple[str | None, str]]) -> list[KnownClaim]:
    """Each line in an article of its own."""
    told = [tell(f"a{number}", line, published=day) for number, (day, line) in enumerate(drawn)]
    return [replace(one, number=number) for number, one in enumerate(told)]


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(drawn: list[tuple[str | None, str]], random: st.DataObject) -> None:
    """Any order of the same claims gives the same deals."""
    claims = claims_of(drawn)
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_deals(shuffled) == find_deals(claims)


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_every_claim_about_an_undertaking_is_in_exactly_one_deal(drawn: list[tuple[str | None, str]]) -> None:
    """Nothing is lost, and nothing counts twice."""
    claims = claims_of(drawn)
    ids = [claim for deal in find_deals(claims) for claim in deal.claims]
    assert sorted(ids) == sorted({claim.id for claim in claims})


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_the_ids_of_deals_differ(drawn: list[tuple[str | None, str]]) -> None:
    """No two deals share an id."""
    ids = [deal.id for deal in find_deals(claims_of(drawn))]
    assert len(ids) == len(set(ids))

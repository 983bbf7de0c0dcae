"""How many independent origins a matter has: unit stories, one line an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from tests.connect.stories import tell

from zufolge.connect.background import ArticleBackground, Background, Statement
from zufolge.connect.copies import Copy, join_copies
from zufolge.connect.known import KnownClaim
from zufolge.connect.origin_tree import Origins
from zufolge.connect.origins import count_origins
from zufolge.connect.voices import Post
from zufolge.model import Span

BUY = "acquisition(buyer: Nordfalk, target: Alpenwerk) asserted"
RUMOUR = "acquisition(buyer: Nordfalk, target: Alpenwerk) rumoured"
DENIAL = "not acquisition(buyer: Nordfalk, target: Alpenwerk) asserted"
FINE = "fine(authority: Landgericht Ulm, company: Nordfalk) asserted"
INSIDERS = 'says "zwei Insider" [anonymous]'

STORIES: dict[str, tuple[int, list[KnownClaim]]] = {
    "a company's word in three papers is one origin": (
        1,
        [
            tell("a", f"{BUY}, says Nordfalk"),
            tell("b", f"{BUY}, says Nordfalk", origin="dpa"),
            tell("c", f"{BUY}, says Reuters [agency] > Nordfalk"),
        ],
    ),
    "its spokesperson and its management speak for it": (
        1,
        [
            tell("a", f"{BUY}, says Nordfalk"),
            tell("b", f"{BUY}, says Nordfalk [company]", words="ein Sprecher von Nordfalk"),
            tell("c", f"{BUY}, says Vera Holm [person]", words="Nordfalk-Chefin Vera Holm"),
        ],
    ),
    "two parties are two origins": (2, [tell("a", f"{BUY}, says Nordfalk"), tell("b", f"{BUY}, says Alpenwerk")]),
    "both sides together are both": (2, [tell("a", f'{BUY}, says "beide Unternehmen" [group]')]),
    "insiders of two media are two": (
        2,
        [tell("a", f"{RUMOUR}, {INSIDERS}"), tell("b", f"{RUMOUR}, {INSIDERS}", origin="Reuters")],
    ),
    "insiders of one agency in two papers are one": (
        1,
        [tell("a", f"{RUMOUR}, {INSIDERS}", origin="Reuters"), tell("b", f"{RUMOUR}, {INSIDERS}", origin="Reuters")],
    ),
    "a medium that cites another adds nothing": (
        1,
        [
            tell("a", f"{RUMOUR}, {INSIDERS}", publisher="Abendpost"),
            tell("b", f"{RUMOUR}, says Abendpost [medium]"),
            tell("c", f'{RUMOUR}, says Abendpost [medium] > "Insider" [anonymous]'),
        ],
    ),
    "a chain of media leads to the first": (
        1,
        [
            tell("a", f"{RUMOUR}, {INSIDERS}", publisher="Abendpost"),
            tell("b", f"{RUMOUR}, says Abendpost [medium]", origin="AFP"),
            tell("c", f"{RUMOUR}, says AFP [agency]", published="2024-03-06"),
        ],
    ),
    "media that cite each other in a circle are one": (
        1,
        [
            tell("a", f"{RUMOUR}, says Weserbote [medium]", publisher="Abendpost"),
            tell("b", f"{RUMOUR}, says Abendpost [medium]", publisher="Weserbote"),
        ],
    ),
    "a medium that cites a company leads to the company": (
        1,
        [
            tell("a", f"{BUY}, says Nordfalk", publisher="Abendpost"),
            tell("b", f"{BUY}, says Abendpost [medium]", published="2024-03-06"),
        ],
    ),
    "a medium whose article comes later has it from nobody we know": (
        2,
        [
            tell("a", f"{BUY}, says Nordfalk", publisher="Abendpost", published="2024-03-09"),
            tell("b", f"{RUMOUR}, says Abendpost [medium]", published="2024-03-05"),
        ],
    ),
    "who denies is an origin, too": (
        2,
        [tell("a", f"{RUMOUR}, {INSIDERS}"), tell("b", f"{DENIAL}, says Nordfalk")],
    ),
    "an agency without a source is its own origin": (
        1,
        [tell("a", BUY, origin="dpa"), tell("b", BUY, origin="dpa-AFX"), tell("c", BUY, origin="dpa")],
    ),
    "two agencies are two": (2, [tell("a", BUY, origin="dpa"), tell("b", BUY, origin="Reuters")]),
    "papers without a source are themselves": (2, [tell("a", BUY), tell("b", BUY)]),
    "papers of one newsroom are one": (
        1,
        [tell("a", BUY, publisher="Stuttgarter Zeitung"), tell("b", BUY, publisher="Stuttgarter Nachrichten")],
    ),
    "a release is its issuer's word": (
        1,
        [tell("a", BUY, origin="Nordfalk"), tell("b", f"{BUY}, says Nordfalk")],
    ),
    "a release that names no issuer is one of the parties": (
        1,
        [tell("a", BUY, origin="ots"), tell("b", f"{BUY}, says Nordfalk")],
    ),
    "an administrator speaks for herself": (
        2,
        [
            tell("a", f"{BUY}, says Vera Holm [person]", words="Insolvenzverwalterin Vera Holm"),
            tell("b", f"{BUY}, says Alpenwerk"),
        ],
    ),
    "a union's branch and its officer are the union": (
        1,
        [
            tell("a", "strike(union: IG Metall, company: Nordfalk) planned, says IG Metall Küste [group]"),
            tell("b", "strike(union: IG Metall, company: Nordfalk) planned, says IG Metall [group]"),
            tell(
                "c",
                "strike(union: IG Metall, company: Nordfalk) planned, says Jens Kahl [person]",
                words="IG-Metall-Sekretär Jens Kahl",
            ),
        ],
    ),
    "an authority and its president are one": (
        1,
        [
            tell("a", f"{BUY}, says Bundeskartellamt [authority]"),
            tell("b", f"{BUY}, says Vera Holm [person]", words="Kartellamtspräsidentin Vera Holm"),
        ],
    ),
    "a noun whose article leaves open which party it is adds no third": (
        2,
        [
            tell("a", f"{BUY}, says Nordfalk"),
            tell("b", f"{BUY}, says Alpenwerk"),
            tell("c", f'{BUY}, says "das Unternehmen" [company]'),
        ],
    ),
    "an account of oneself is the word of who acts": (
        1,
        [
            tell("a", f"{BUY}, says Alpenwerk", words="eigenen Angaben von Alpenwerk"),
            tell("b", f"{BUY}, says Nordfalk"),
        ],
    ),
    "a firm's account without its name is the word of a party": (
        1,
        [tell("a", f'{BUY}, says "Unternehmensangaben" [person]'), tell("b", f"{BUY}, says Nordfalk")],
    ),
    "a court and its spokeswoman without a name are one": (
        1,
        [
            tell("a", f"{FINE}, says Landgericht Ulm [authority]"),
            tell("b", f'{FINE}, says "eine Gerichtssprecherin" [company]'),
        ],
    ),
    "police and prosecutors are two": (
        2,
        [
            tell("a", 'investigation(target: Nordfalk) asserted, says "ein Polizeisprecher" [company]'),
            tell("b", 'investigation(target: Nordfalk) asserted, says "die Staatsanwaltschaft" [authority]'),
        ],
    ),
    "the authority is the one that is named elsewhere": (
        1,
        [
            tell("a", f"{BUY}, says Bundeskartellamt [authority]"),
            tell("b", f'{BUY}, says "die Behörde" [authority]'),
        ],
    ),
    "observers add nothing to what a source says": (
        1,
        [tell("a", f"{BUY}, says Nordfalk"), tell("a", f'{RUMOUR}, says "Branchenkenner" [group]')],
    ),
    "silence is no origin": (
        1,
        [tell("a", f"{BUY}, says Nordfalk"), tell("b", "no_comment(party: Alpenwerk) asserted, says Alpenwerk")],
    ),
    "a claim without a source follows its article's source": (
        1,
        [tell("a", f"{BUY}, says Nordfalk", origin="dpa"), tell("a", f"{BUY}", origin="dpa")],
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_independent_origins(story: str) -> None:
    """As many as lead back to nobody else, in whatever order the claims come."""
    expected, claims = STORIES[story]
    counted = {count_origins(order) for order in list(permutations(claims))[:6]}
    assert [origins.independent for origins in counted] == [expected]


def test_media_reports_without_a_name_are_unknown() -> None:
    """They count as an article, never as an origin."""
    found = count_origins([tell("a", f"{BUY}, says Nordfalk"), tell("b", f'{RUMOUR}, says "Medienberichten" [group]')])
    assert (found.articles, found.independent, found.unknown) == (2, 1, ("b",))


def test_an_article_without_publisher_and_source_is_unknown() -> None:
    """Nobody can tell where it has it from."""
    found = count_origins([tell("a", BUY, publisher=None)])
    assert (found.articles, found.independent, found.unknown) == (1, 0, ("a",))


def test_the_paper_of_a_report_is_looked_for_in_the_article() -> None:
    """ "The paper" is the one that the article names elsewhere."""
    claims = [
        tell("a", f"{RUMOUR}, says Abendpost [medium]"),
        tell("a", f'{RUMOUR}, says "die Zeitung" [medium]'),
        tell("b", f"{RUMOUR}, {INSIDERS}", publisher="Abendpost"),
    ]
    assert count_origins(claims).independent == 1


def test_the_tree_gives_reasons() -> None:
    """Each branch names the origin, its kind, its articles and why."""
    found = count_origins(
        [
            tell("a", f"{RUMOUR}, {INSIDERS}", publisher="Abendpost"),
            tell("b", f"{RUMOUR}, says Abendpost [medium]", published="2024-03-06"),
            tell("c", f"{DENIAL}, says Nordfalk", published="2024-03-07"),
        ]
    )
    first, second = found.tree
    assert (first.origin, first.kind, first.articles) == ("“zwei Insider” (Abendpost)", "anonymous", ("a", "b"))
    assert "cites Abendpost, which has it from “zwei Insider” (Abendpost)" in first.reason
    assert (second.origin, second.kind, second.articles, second.reason) == ("Nordfalk", "company", ("c",), "“Nordfalk”")


def copied(claims: Sequence[KnownClaim], *copies: tuple[int, int, float, float]) -> Origins:
    """The count where some of the claims' articles, by their position, are copies."""
    numbers = [claim.article_number for claim in claims]
    joined = join_copies(Copy(numbers[one], numbers[other], mine, theirs) for one, other, mine, theirs in copies)
    return count_origins(claims, Background(joined))


def test_a_reprint_shares_the_origin_of_its_text() -> None:
    """Whoever leaves the credit out, and whenever it was printed."""
    claims = [tell("a", BUY, published="2024-03-05"), tell("b", BUY, published="2024-03-06", origin="dpa")]
    assert count_origins(claims).independent == 2
    found = copied(claims, (0, 1, 0.9, 0.9))
    assert (found.independent, found.tree[0].origin) == (1, "dpa")


def test_an_abridged_version_shares_the_source_that_it_leaves_out() -> None:
    """The long text says whose word it is."""
    claims = [tell("a", BUY), tell("b", f"{BUY}, says Nordfalk")]
    assert copied(claims, (0, 1, 0.9, 0.3)).independent == 1


def test_a_longer_text_is_no_copy_of_the_short_one_in_it() -> None:
    """What stands in its other parts is its own."""
    claims = [tell("a", BUY, origin="dpa"), tell("b", BUY)]
    assert copied(claims, (0, 1, 0.9, 0.3)).independent == 2


def test_a_sentence_taken_over_shares_its_origin() -> None:
    """A partial reprint: the claim stands in the very words of an earlier article."""
    sentence = (
        "Der Pumpenbauer Nordfalk übernimmt den kleineren Wettbewerber Alpenwerk aus Kempten für 48 Millionen Euro."
    )
    claims = [
        tell("a", BUY, origin="dpa", evidence=sentence, published="2024-03-05"),
        tell("b", BUY, evidence=sentence, published="2024-03-06"),
    ]
    assert count_origins(claims).independent == 1


def test_texts_printed_by_several_belong_to_the_first() -> None:
    """Where nobody gives credit, the first to print it is the origin."""
    claims = [tell("late", BUY, published="2024-03-06"), tell("early", BUY, published="2024-03-05")]
    found = copied(claims, (0, 1, 0.9, 0.9))
    assert [(branch.origin, branch.articles) for branch in found.tree] == [("Early-Zeitung", ("early", "late"))]


def test_a_post_told_elsewhere_says_for_whom_somebody_speaks() -> None:
    """The ledger knows the post that the article leaves out."""
    claims = [tell("a", f"{BUY}, says Vera Holm [person]"), tell("b", f"{BUY}, says Nordfalk")]
    posts = (Post("Vera Holm", "Nordfalk", "Finanzchefin", "c"),)
    assert [count_origins(claims, Background(posts=some)).independent for some in ((), posts)] == [2, 1]


def test_who_speaks_in_the_lead_vouches_for_the_headline() -> None:
    """ "Das teilte Nordfalk mit" covers headline and lead."""
    claim = tell("a", BUY, publisher="Elbkurier")
    said = tell("a", f"{BUY}, says Nordfalk").claim.attribution
    lead = ArticleBackground((Statement((Span(0, 40),), said),), Span(0, 90))
    claim = replace(claim, claim=replace(claim.claim, evidence=Span(5, 30)))
    found = count_origins([claim], Background(articles={claim.article_number: lead}))
    assert [(branch.origin, branch.kind) for branch in found.tree] == [("Nordfalk", "company")]


def test_a_description_says_for_whom_somebody_speaks() -> None:
    """ "Die Reederei Alpenwerk" makes the "Reederei-Chefin" speak for it."""
    line = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company]) asserted"
    evidence = "Die Werft Nordfalk übernimmt die Reederei Alpenwerk."
    claims = [
        tell("a", f"{line}, says Nordfalk", evidence=evidence),
        tell("b", f"{line}, says Vera Holm [person]", words="Reederei-Chefin Vera Holm", evidence=evidence),
    ]
    assert [branch.origin for branch in count_origins(claims).tree] == ["Nordfalk", "Alpenwerk"]


def test_a_description_goes_before_what_was_guessed() -> None:
    """ "Die Reederei" is the one that the article calls so, whoever it was taken for."""
    line = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company]) asserted"
    claim = tell(
        "a", f"{line}, says Nordfalk", words="die Reederei", evidence="Nordfalk übernimmt die Reederei Alpenwerk."
    )
    assert [branch.origin for branch in count_origins([claim]).tree] == ["Alpenwerk"]


def test_nothing_is_known_of_nothing() -> None:
    """No claims, no origins."""
    assert count_origins([]) == Origins()

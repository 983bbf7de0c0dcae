"""Claims as what joins articles sees them."""

from __future__ import annotations

from zufolge.connect.known import load_known, numbers_of_articles, numbers_of_names, resolve_claim
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.notation import parse_claim, write_claim
from zufolge.reading import read

LINES = (
    "Jena (Reuters) - Nordfalk übernimmt Alpenwerk für 40 Millionen Euro, teilte Nordfalk am Montag mit.",
    "Ein Sprecher von Alpenwerk dementierte die Übernahme durch Nordfalk.",
)


class Short:
    """Resolves one name, as somebody would who has seen that two are one."""

    def of(self, name: str, kind: str | None) -> str:
        """The short form."""
        return {"Nordfalk AG": "Nordfalk"}.get(name, name)

    def in_article(self, article: int) -> Short:
        """The same in every article."""
        return self


def test_names_of_roles_and_sources_are_resolved() -> None:
    """Both the fillers and the sources of a claim carry the entity across articles."""
    claim = parse_claim("acquisition(buyer: Nordfalk AG, target: Alpenwerk) planned, says Nordfalk AG [company]")
    resolved = resolve_claim(claim, Short())
    assert write_claim(resolved) == write_claim(claim).replace("Nordfalk AG", "Nordfalk")


def test_claims_come_with_their_article_and_in_the_asked_order() -> None:
    """A claim knows the day, the publisher and the origins of its article; numbers come back in their order."""
    engine = open_engine(":memory:")
    reading = read("\n\n".join(LINES), published="2024-03-05")
    with writing(engine) as connection:
        add_reading(connection, reading)
        numbers = numbers_of_articles(connection, [1])
        known = list(load_known(connection, numbers))
        assert [one.number for one in load_known(connection, numbers[::-1])] == numbers[::-1]
        assert numbers_of_names(connection, ["Nordfalk", "Unbekannt"]) == numbers
    first = known[0]
    assert (first.day, first.origins, first.evidence in reading.text) == ("2024-03-05", ("Reuters",), True)
    assert all(one.article == reading.article.id for one in known)

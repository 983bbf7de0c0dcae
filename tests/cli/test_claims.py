"""`zufolge claims`, `zufolge show` and `zufolge stats`."""

from __future__ import annotations

import csv
import json

import pytest
from tests.readings import make_article, make_claim
from tests.running import Run

from zufolge.claim_identity import identify_claim
from zufolge.cli import exits

pytestmark = pytest.mark.usefixtures("ledger")


def test_json_is_one_claim_a_line(run: Run) -> None:
    """The line is the claim as `annotate` prints it."""
    (annotated,) = [json.loads(line) for line in run("annotate", "a1.txt").out.splitlines()]
    (line,) = run("claims", "--json").out.splitlines()
    assert json.loads(line) == annotated["claims"][0]


def test_csv_reads_back(run: Run) -> None:
    """A line of names and a line of values; the roles stand in the notation."""
    (row,) = csv.DictReader(run("claims", "--csv").out.splitlines())
    assert (row["type"], row["roles"], row["attribution"]) == (
        "acquisition",
        "buyer: Nordfalk, target: Alpenwerk, price=about 75_000_000 EUR",
        'Abendpost [medium] > "Insider" [anonymous]',
    )


def test_the_table_fits_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the terminal, and nothing is cut off."""
    for width in (60, 100, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        ended = run("claims")
        assert max(map(len, ended.out.splitlines())) <= width
        assert "acqui" in ended.out
        assert "…" not in ended.out


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("--entity", "nordfalk"), 1),
        (("--entity", "fjord"), 0),
        (("--type", "acquisition", "--status", "rumoured", "--polarity", "positive"), 1),
        (("--type", "merger"), 0),
        (("--source", "abendpost"), 1),
        (("--source", "anonymous"), 1),
        (("--source", "dpa"), 1),
        (("--since", "2024-03", "--until", "2024-03-06"), 1),
        (("--since", "2024-03-07"), 0),
        (("--as-of", "2024-03"), 1),
        (("--as-of", "2024-03-05"), 0),
        (("--text", "KAUFEN alpen*"), 1),
        (("--text", 'verkaufen "'), 0),
    ],
)
def test_every_question_narrows_the_list(run: Run, arguments: tuple[str, ...], count: int) -> None:
    """Only the claims that fit are listed; none is no error."""
    ended = run("claims", "--json", *arguments)
    assert (ended.code, ended.out.count("\n")) == (exits.OK, count)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--type", "fusion"), "--type fusion is not known; known are partnership,"),
        (("--status", "sure"), "--status sure is not known; known are asserted,"),
        (("--polarity", "no"), "--polarity no is not known; known are positive, negative."),
        (("--since", "gestern"), "'gestern' is no date; write 2024, 2024-03 or 2024-03-15."),
        (("--text", "?!"), "'?!' holds no word to search for."),
        (("--entity", "&"), "'&' is no name to look for"),
        (("--json", "--csv"), "Give either --json or --csv, not both."),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence says what is wrong and what would be right."""
    ended = run("claims", *arguments)
    assert (ended.code, ended.out) == (exits.CALLER_ERROR, "")
    assert sentence in ended.err


def test_a_missing_ledger_ends_with_its_own_code(run: Run) -> None:
    """Asking makes no ledger."""
    ended = run("claims", "--ledger", "other.db")
    assert (ended.code, "There is no ledger other.db" in ended.err) == (exits.LEDGER_ERROR, True)


def test_show_tells_who_says_so_and_marks_the_words(run: Run) -> None:
    """An abbreviated id is enough; chain, origin and sentence stand in plain words."""
    identity = json.loads(run("claims", "--json").out)["id"]
    words = " ".join(run("show", identity[:4]).out.split())
    assert "acquisition (rumoured)" in words
    assert "buyer Nordfalk (“Der Konzern”) target Alpenwerk price about 75,000,000 EUR" in words
    assert "Abendpost, citing “Insider”; the article comes from dpa" in words
    assert "[Der Konzern] will [Alpenwerk] für [rund 75 Millionen Euro] [kaufen], [berichtete] [die" in words
    assert "2024-03-06" in words


def test_show_gives_the_same_json_as_claims(run: Run) -> None:
    """Both print the claim as annotate does."""
    listed = run("claims", "--json").out
    assert run("show", json.loads(listed)["id"], "--json").out == listed


def test_an_id_that_fits_nothing_is_told(run: Run) -> None:
    """Code 2, and where to find the ids."""
    ended = run("show", "zz")
    assert (ended.code, ended.err) == (
        exits.CALLER_ERROR,
        "zufolge: No claim's id begins with 'zz'; `zufolge claims` lists them.\n",
    )


def test_stats_count_what_is_there(run: Run) -> None:
    """Articles, versions, claims, and who says how much."""
    counts = json.loads(run("stats", "--json").out)
    assert (counts["articles"], counts["versions"], counts["claims"]) == (1, 1, 1)
    assert (counts["types"], counts["statuses"]) == ({"acquisition": 1}, {"rumoured": 1})
    assert counts["sources"] == {"(anonymous)": 1, "Abendpost": 1}
    assert counts["most_named"] == {"Alpenwerk": 1, "Nordfalk": 1}


def test_stats_print_for_people(run: Run) -> None:
    """The first line sums up."""
    first = run("stats").out.splitlines()[0]
    assert first == "1 article (1 version), published 2024-03-06 to 2024-03-06: 1 claim, 3 names"


def test_ids_do_not_change() -> None:
    """An id is a promise: the same claim has the same id in every release."""
    assert identify_claim(make_article().id, make_claim()) == "85db347a812190b9"

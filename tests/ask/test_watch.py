"""What is news since the last time."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from tests.ask.affair import ARTICLES, ledger_of, reading_of

import zufolge
from zufolge.ask.seen import load_seen, save_seen
from zufolge.ask.watch import Seen, Watch, Watched, load_watches
from zufolge.model import ZufolgeError

WATCH = Watch("nordfalk", entity="Nordfalk")


def told(watched: Watched) -> list[tuple[str, str | None, str, tuple[str, ...]]]:
    """What the news say, without ids."""
    return [(one.what, one.before, one.after, one.articles) for one in watched.news]


def test_an_affair_day_by_day() -> None:
    """New, then repeated (no news), then denied, then confirmed."""
    ledger = ledger_of()
    seen: dict[str, Seen] = {}
    days = []
    with ledger:
        for name in ARTICLES:
            ledger.add(reading_of(name))
            watched = ledger.watch([WATCH], seen)
            seen = dict(watched.seen)
            days.append([(what, articles) for what, _, _, articles in told(watched) if what != "contradicted"])
        assert ledger.watch([WATCH], seen).news == ()
    assert days == [[("new", ("rumour",))], [], [("denied", ("denial",))], [("confirmed", ("signed",))]]


def test_news_say_how_it_stood_and_stands() -> None:
    """Stage and independent origins, before and after."""
    with ledger_of("rumour") as ledger:
        first = ledger.watch([WATCH])
        ledger.add(reading_of("signed"))
        second = ledger.watch([WATCH], first.seen)
    assert told(first) == [("new", None, "rumoured, 1 independent origin", ("rumour",))]
    assert told(second) == [
        ("confirmed", "rumoured, 1 independent origin", "announced, 2 independent origins", ("signed",))
    ]


def test_a_denial_contradicts() -> None:
    """Asserted against denied is told once."""
    with ledger_of("signed") as ledger:
        first = ledger.watch([WATCH])
        ledger.add(reading_of("denial"))
        second = ledger.watch([WATCH], first.seen)
        third = ledger.watch([WATCH], second.seen)
    assert "contradicted" in [one.what for one in second.news]
    assert third.news == ()


def test_the_order_of_reading_does_not_matter() -> None:
    """The same articles give the same news, whichever came first."""
    found = set()
    for order in permutations(ARTICLES):
        with ledger_of(*order) as ledger:
            found.add(ledger.watch([WATCH]).news)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("watch", "count"),
    [
        (Watch("w", entity="Nordfalk", stage="announced"), 1),
        (Watch("w", entity="Nordfalk", stage="closed"), 0),
        (Watch("w", entity="Nordfalk", type="layoffs"), 0),
        (Watch("w", about="claims", source="Elbkurier"), 1),
        (Watch("w", about="claims", text="laut"), 1),
    ],
)
def test_watches_are_narrowed(watch: Watch, count: int) -> None:
    """Each condition must hold."""
    with ledger_of("rumour", "repeat", "signed") as ledger:
        assert len(ledger.watch([watch]).news) == count


def test_claims_that_deny_are_denied() -> None:
    """A watch about claims tells every new one, and those that deny as such."""
    with ledger_of("rumour", "denial") as ledger:
        news = ledger.watch([Watch("w", about="claims", entity="Alpenwerk")]).news
    assert [one.what for one in news if one.what != "contradicted"] == ["new", "denied"]


def test_questions_stand_in_a_file(tmp_path: Path) -> None:
    """Each [[watch]] is one question."""
    file = tmp_path / "watches.toml"
    file.write_text(
        '[[watch]]\nid = "a"\nentity = "Nordfalk"\n[[watch]]\nid = "b"\nabout = "claims"\n', encoding="utf-8"
    )
    assert load_watches(file) == (Watch("a", entity="Nordfalk"), Watch("b", about="claims"))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "has none; write one or more"),
        ("x = 1", "has x; write one or more"),
        ("[[watch]", "is not valid TOML"),
        ('[[watch]]\nentity = "A"', "watch 1: every key needs words, and `id` must be there"),
        ('[[watch]]\nid = "a"\nfirm = "A"', "unknown key firm; known keys are id, about"),
        ('[[watch]]\nid = "a"\nabout = "news"', "about is 'news'; it can be deals or claims"),
        ('[[watch]]\nid = "a"\ntext = "x"', "source and text cannot be asked about deals"),
        ('[[watch]]\nid = "a"\nabout = "claims"\nstage = "closed"', "stage cannot be asked about claims"),
        ('[[watch]]\nid = "a"\n[[watch]]\nid = "a"', "two watches have the same id"),
        ('[[watch]]\nid = "a"\nstage = "done"', "'done' is no stage"),
    ],
)
def test_files_that_ask_nothing(tmp_path: Path, content: str, complaint: str) -> None:
    """What is wrong is said with the file and what to write."""
    file = tmp_path / "watches.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ZufolgeError, match=complaint.replace("[", r"\[").replace("(", r"\(")):
        load_watches(file)


def test_a_missing_file(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(ZufolgeError, match="cannot be read"):
        load_watches(tmp_path / "none.toml")


def test_what_was_seen_is_kept(tmp_path: Path) -> None:
    """What is written comes back, and a first time knows nothing."""
    file = tmp_path / "seen.json"
    assert load_seen(file) == {}
    with ledger_of(*ARTICLES) as ledger:
        seen = ledger.watch([WATCH, Watch("claims", about="claims")]).seen
    save_seen(file, seen)
    assert load_seen(file) == seen
    assert [path.name for path in tmp_path.iterdir()] == ["seen.json"]


@pytest.mark.parametrize("content", ["", "[]", '{"format": 9, "watches": {}}', '{"format": 1, "watches": {"a": {}}}'])
def test_a_file_that_says_something_else(tmp_path: Path, content: str) -> None:
    """It is not overwritten silently."""
    file = tmp_path / "seen.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ZufolgeError, match="delete it to begin anew"):
        load_seen(file)


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """The file is named."""
    with pytest.raises(ZufolgeError, match="cannot be written"):
        save_seen(tmp_path / "no" / "seen.json", {})


def test_an_empty_ledger_has_no_news() -> None:
    """Nothing read, nothing new."""
    with zufolge.Ledger(":memory:") as ledger:
        assert ledger.watch([WATCH]).news == ()

"""The stories are well told, and their scoring can tell right from wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from evaluation.scenarios.scoring import Answers, FoundContradiction, FoundDeal, is_same_name, score_story
from evaluation.scenarios.stories import Story, StoryError, load_stories, load_story

STORIES = load_stories()
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def perfect_answers(story: Story) -> Answers:
    """What a ledger would answer that got everything right."""
    deals = tuple(
        FoundDeal(str(number), deal.types[0], deal.parties, deal.articles, deal.stage, deal.independent)
        for number, deal in enumerate(story.deals)
    )
    contradictions = tuple(
        FoundContradiction("", one.type, one.kind, one.sides[0] | one.sides[1])
        for one in story.contradictions
        if not one.may
    )
    dates = {when for deal in story.deals for when, _ in deal.as_of}
    as_of = {
        when: tuple(
            replace(found, stage=dict(deal.as_of).get(when)) for deal, found in zip(story.deals, deals, strict=True)
        )
        for when in dates
    }
    return Answers(deals, contradictions, as_of)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_right_answers_get_full_marks(story: Story) -> None:
    """Nothing that a story expects can be missed by the scorer."""
    score = score_story(story, perfect_answers(story))
    assert score.errors == ()
    assert (score.stages_right, score.origins_right) == (score.stages, score.origins)
    assert score.pairs_right == score.pairs_found == score.pairs_expected


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_stories_are_short(story: Story) -> None:
    """Three to twelve articles a story, none longer than a newspaper's column."""
    assert 3 <= len(story.articles) <= 12
    assert [a["id"] for a in story.articles if not 20 <= len(a["text"].split()) <= 250] == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_days_of_the_week_are_right(story: Story) -> None:
    """What an agency says happened "am Montag" it tells on a Monday, or within the week after."""
    for article in story.articles:
        if "published" in article:
            published = date.fromisoformat(article["published"][:10])
            said = re.findall(rf"am ({'|'.join(WEEKDAYS)}) (?:mit|bekannt)\b", article["text"])
            assert [day for day in said if (published.weekday() - WEEKDAYS.index(day)) % 7 > 3] == [], article["id"]


def test_every_fifth_story_is_kept_apart() -> None:
    """The position decides, so nobody can choose."""
    assert [number for number, story in enumerate(STORIES, 1) if story.is_kept_apart] == list(
        range(5, len(STORIES) + 1, 5)
    )


STORY = """
story = "two deals"
[[article]]
id = "a"
text = "one"
[[article]]
id = "b"
text = "two"
[[article]]
id = "c"
text = "three"
[[deal]]
type = "acquisition"
parties = { buyer = "Nordfalk", target = "Alpenwerk" }
articles = ["a", "b"]
stage = "closed"
independent = 2
[[deal]]
type = "acquisition"
parties = { buyer = "Nordfalk", target = "Velberg" }
articles = ["c"]
[[contradiction]]
type = "status"
between = ["a"]
and = ["b"]
"""


def story_of(folder: Path, text: str = STORY) -> Story:
    """The story that `text` tells."""
    path = folder / "1-story.toml"
    path.write_text(text, encoding="utf-8")
    return load_story(path)


def deal(target: str, articles: str, stage: str | None = "closed", independent: int = 2) -> FoundDeal:
    """A purchase by Nordfalk."""
    parties = (("buyer", "Nordfalk AG"), ("target", target))
    return FoundDeal(target + articles, "acquisition", parties, frozenset(articles), stage, independent)


def test_two_deals_taken_for_one_cost_precision(tmp_path: Path) -> None:
    """One deal in all three articles holds one right pair and two wrong ones."""
    score = score_story(story_of(tmp_path), Answers((deal("Alpenwerk GmbH", "abc"),)))
    assert (score.pairs_right, score.pairs_found, score.pairs_expected) == (1, 3, 1)
    assert score.errors == (
        "acquisition Nordfalk + Alpenwerk: wrongly in c",
        "acquisition Nordfalk + Velberg: no such deal found",
        "contradiction not found:  status a against b",
    )


def test_a_deal_in_two_parts_costs_recall(tmp_path: Path) -> None:
    """Articles of one undertaking in two deals make no pair."""
    answers = Answers((deal("Alpenwerk", "a"), deal("Alpenwerk", "b"), deal("Velberg", "c")))
    score = score_story(story_of(tmp_path), answers)
    assert (score.pairs_right, score.pairs_found, score.pairs_expected) == (0, 0, 1)


def test_wrong_stages_and_origins_are_told(tmp_path: Path) -> None:
    """Each is counted, and named with what was expected."""
    answers = Answers((deal("Alpenwerk", "ab", "agreed", 3), deal("Velberg", "c")))
    score = score_story(story_of(tmp_path), answers)
    assert (score.stages_right, score.stages, score.origins_right, score.origins) == (0, 1, 0, 1)
    assert "acquisition Nordfalk + Alpenwerk: now agreed, expected closed" in score.errors


def test_contradictions_need_both_sides_and_the_type(tmp_path: Path) -> None:
    """One of another type is false, one with both sides is found however often it is told."""
    right = FoundContradiction("", "status", "contradiction", frozenset("ab"))
    wrong = FoundContradiction("", "metric", "contradiction", frozenset("ab"))
    score = score_story(story_of(tmp_path), Answers((), (right, right, wrong)))
    assert (score.contradictions_found, score.contradictions_expected, score.contradictions_false) == (1, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nordfalk", "Nordfalk AG", True),
        ("Stefan Müller", "Müller", True),
        ("Stefan Müller", "Andrea Müller", False),
        ("Alpenwerk", "Alpen", False),
    ],
)
def test_names_match_by_their_words(one: str, other: str, same: bool) -> None:
    """The shorter name must stand in the longer; legal forms do not count."""
    assert is_same_name(one, other) == same


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("stage =", "stages =", "a deal has no key 'stages'"),
        ('id = "c"', 'id = "b"', "two articles have the same id"),
        ('articles = ["c"]', 'articles = ["d"]', "there is no article 'd'"),
        ('story = "two deals"', "", "a story needs the key 'story'"),
    ],
)
def test_a_bad_story_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """What is unknown, missing or does not exist is named with its file."""
    with pytest.raises(StoryError, match=complaint):
        story_of(tmp_path, STORY.replace(old, new))

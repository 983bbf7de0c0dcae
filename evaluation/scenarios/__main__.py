"""Scores the ledger on the stories, those for tuning and those kept apart each for themselves.

python -m evaluation.scenarios [NUMBER ...] [--errors] [--apart-too] [--floors] [--quick]

Only stories whose number is given are read; --errors says what is wrong in those for tuning, with --apart-too also in
those kept apart; --floors ends with 1 where a figure is below what it must be; --quick reads the articles in one
order only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from evaluation.scenarios.running import answer_story, read_story
from evaluation.scenarios.scoring import Score, score_story
from evaluation.scenarios.stories import Story, load_stories

LEAST_F1 = 0.90
LEAST_ORIGINS = 0.90
MOST_FALSE = 1 / 3


def main() -> int:
    """Read, ask, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", help="as 02 or 02-two-insiders")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--apart-too", action="store_true")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    totals = {False: Score(), True: Score()}
    print(f"{'':34}{'pairs':>9}{'stages':>8}{'origins':>9}{'contradictions':>16}")
    for story in load_stories():
        if options.numbers and not any(story.name.startswith(number) for number in options.numbers):
            continue
        score = score_story(story, answer_story(story, read_story(story), options.quick))
        totals[story.is_kept_apart] += score
        show_story(story, score, options.errors and (options.apart_too or not story.is_kept_apart))
    show_totals({"for tuning": totals[False], "kept apart": totals[True], "all": totals[False] + totals[True]})
    return int(options.floors and not is_good_enough(totals[False] + totals[True]))


def show_story(story: Story, score: Score, with_errors: bool) -> None:
    """One line for the story, and what was wrong below it."""
    mark = "*" if story.is_kept_apart else ""
    print(f"{story.name + mark:34}{_counts(score)}", flush=True)
    if with_errors:
        print("".join(f"      {error}\n" for error in score.errors), end="")


def _counts(score: Score) -> str:
    pairs = f"{score.pairs_right}/{score.pairs_found}/{score.pairs_expected}"
    stages = f"{score.stages_right}/{score.stages}"
    origins = f"{score.origins_right}/{score.origins}"
    contradictions = f"{score.contradictions_found}/{score.contradictions_expected} +{score.contradictions_false}"
    return f"{pairs:>9}{stages:>8}{origins:>9}{contradictions:>16}" + (
        "  order matters!" if score.orders_differ else ""
    )


def show_totals(totals: Mapping[str, Score]) -> None:
    """The figures over all stories. In the lines above, pairs are right/found/expected; * marks what is kept apart."""
    print()
    for name, score in totals.items():
        if score.stories:
            print(
                f"{name}: {score.stories} stories, {score.deals_found} of {score.deals_expected} deals found;"
                f" pairwise F1 {score.f1:.3f}"
                f" (precision {share(score.pairs_right, score.pairs_found)},"
                f" recall {share(score.pairs_right, score.pairs_expected)});"
                f" stages {share(score.stages_right, score.stages)};"
                f" origins right in {share(score.stories_origins_right, score.stories_origins)} of the stories;"
                f" contradictions {score.contradictions_found} of {score.contradictions_expected},"
                f" {score.contradictions_false} false; order matters in {score.orders_differ}"
            )


def share(part: int, whole: int) -> str:
    """`part` of `whole` as a number with its counts.

    >>> share(1, 4)
    '0.250 = 1/4'
    """
    return f"{part / whole:.3f} = {part}/{whole}" if whole else "-"


def is_good_enough(score: Score) -> bool:
    """Whether the figures are what was promised."""
    return (
        score.f1 >= LEAST_F1
        and score.stories_origins_right >= LEAST_ORIGINS * score.stories_origins
        and score.contradictions_found == score.contradictions_expected
        and score.contradictions_false <= MOST_FALSE * score.stories
        and not score.orders_differ
    )


if __name__ == "__main__":
    sys.exit(main())

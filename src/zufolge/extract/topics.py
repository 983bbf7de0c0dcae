"""Which company each sentence may take for granted: the one that the sentences before speak of."""

from __future__ import annotations

from collections import Counter

from zufolge.extract.view import Clauses

_MAX_SENTENCES_BACK = 3
_SUBJECTS = ("nsubj", "nsubj:pass")


def find_topics(view: Clauses) -> list[int | None]:
    """For every sentence the token of the company it may speak of without naming it; None where that is open."""
    topics: list[int | None] = []
    main = main_company(view)
    before: list[int | None] = []
    for number in range(len(view.first)):
        recent = before[-_MAX_SENTENCES_BACK:][::-1]
        topics.append(next((i for i in recent if i is not None), main))
        before.append(_company_of(view, number))
    return topics


def find_sure_topics(view: Clauses, topics: list[int | None]) -> list[int | None]:
    """The topics that are also the company that the whole article speaks of most."""
    main = main_company(view)
    if main is None:
        return [None] * len(topics)
    return [i if i is not None and _entity(view, i) == _entity(view, main) else None for i in topics]


def main_company(view: Clauses) -> int | None:
    """The first mention of the company that the article speaks of more than of any other."""
    counts = Counter(
        m.entity
        for i, here in enumerate(view.mentions)
        for m in here
        if m.kind == "company" and m.entity and m.span.start >= view.spans[i].start
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    named = (i for number in range(len(view.first)) for i in _companies(view, number))
    return next((i for i in named if _entity(view, i) == ranked[0][0]), None)


def _companies(view: Clauses, number: int) -> list[int]:
    """The tokens at which resolved companies of the sentence end, in order."""
    return [
        i
        for i in range(view.first[number], view.last[number])
        if view.mentions[i]
        and any(m.kind == "company" and m.entity and m.span.end <= view.spans[i].end for m in view.mentions[i])
        and not _is_front_of_compound(view, i)
    ]


def _is_front_of_compound(view: Clauses, i: int) -> bool:
    """Whether a hyphen ties word `i` to the next one ("E-Plus-Kaufpreis" does not speak of E-Plus itself)."""
    return i + 1 < len(view.words) and view.words[i + 1] in "-–" and view.spans[i + 1].start == view.spans[i].end


def _company_of(view: Clauses, number: int) -> int | None:
    """The company that a sentence is about: its subject, or else the only one it names."""
    companies = _companies(view, number)
    for i in companies:
        if view.relations[i] in _SUBJECTS:
            return i
    if len({_entity(view, i) for i in companies}) == 1:
        return companies[0]
    return None


def _entity(view: Clauses, i: int) -> str | None:
    return next((m.entity for m in view.mentions[i] if m.kind == "company"), None)

"""The parts of a clause, found in right parses and in wrong ones."""

from __future__ import annotations

from tests.extract.hand_readings import parsed

from zufolge.extract import clause
from zufolge.extract.view import Clauses

SPLIT_VERB = """
Nordfalk PROPN 2 nsubj
nimmt VERB 0 root
Gespräche NOUN 2 obj
mit ADP 5 case
Belmora PROPN 2 obl
auf ADP 2 compound:prt
. PUNCT 2 punct
"""

MARKED_OBJECT_FIRST = """
Den DET 2 det
Händler NOUN 3 nsubj
kauft VERB 0 root
Nordfalk PROPN 3 obj
. PUNCT 3 punct
"""

SHARED_SUBJECT = """
Nordfalk PROPN 2 nsubj
kauft VERB 0 root
Belmora PROPN 2 obj
und CCONJ 5 cc
schließt VERB 2 conj
ein DET 7 det
Werk NOUN 5 obj
. PUNCT 2 punct
"""

FAR_ARC = """
Nordfalk PROPN 2 nsubj
sagt VERB 0 root
, PUNCT 2 punct
dass SCONJ 7 mark
Belmora PROPN 2 nsubj
Stellen NOUN 2 obj
streicht VERB 2 ccomp
. PUNCT 2 punct
"""

RELATIVE = """
Westrum PROPN 8 nsubj
, PUNCT 1 punct
das PRON 6 nsubj
an ADP 5 case
Belmora PROPN 6 obl
hängt VERB 8 acl
, PUNCT 8 punct
wächst VERB 0 root
. PUNCT 8 punct
"""


def words(view: Clauses, found: list[int]) -> list[str]:
    """The words at the tokens found."""
    return [view.words[i] for i in found]


def test_split_verb_is_read_with_its_particle() -> None:
    """A verb and its particle at the end of the clause make one base form."""
    view = Clauses(parsed(SPLIT_VERB))
    assert clause.verb_forms(view, 1)[0] == "aufnehmen"


def test_articles_correct_the_parse() -> None:
    """What stands in the accusative is no subject, whatever the parse says."""
    view = Clauses(parsed(MARKED_OBJECT_FIRST))
    assert (words(view, clause.subjects(view, 2)), words(view, clause.objects(view, 2))) == (["Nordfalk"], ["Händler"])


def test_coordinated_verbs_share_their_subject() -> None:
    """The second verb takes the subject of the first where it has none of its own."""
    view = Clauses(parsed(SHARED_SUBJECT))
    assert words(view, clause.subjects(view, 4)) == ["Nordfalk"]


def test_arcs_that_leave_the_clause_are_mended() -> None:
    """Subject and object of a subordinate clause belong to its verb, not to the main one."""
    view = Clauses(parsed(FAR_ARC))
    assert (words(view, clause.subjects(view, 6)), words(view, clause.objects(view, 6))) == (["Belmora"], ["Stellen"])


def test_relative_clause_hangs_on_the_noun_before_it() -> None:
    """A clause that begins with a relative pronoun describes the noun before its comma."""
    view = Clauses(parsed(RELATIVE))
    assert (view.words[view.heads[5]], view.relations[5]) == ("Westrum", "acl:relcl")


def test_preposition_governs_its_noun() -> None:
    """What a preposition governs is found at the verb of its clause."""
    view = Clauses(parsed(SPLIT_VERB))
    assert words(view, clause.governed_by(view, 1, "mit")) == ["Belmora"]


INFINITIVE = """
Nordfalk PROPN 2 nsubj
plant VERB 0 root
, PUNCT 5 punct
Werke NOUN 1 conj
zu PART 6 mark
kaufen VERB 2 xcomp
. PUNCT 2 punct
"""

HEADLINE = """
Westrum PROPN 4 obj
: PUNCT 4 punct
Nordfalk PROPN 4 nsubj
kauft VERB 0 root
Belmora PROPN 4 obj
"""


def test_a_bare_noun_in_an_infinitive_is_its_object() -> None:
    """The subject of an infinitive stands outside, whatever the parse ties the noun to."""
    assert clause.objects(Clauses(parsed(INFINITIVE)), 5) == [3]


def test_the_topic_before_a_colon_is_no_object() -> None:
    """What a headline sets before its colon has no place in the clause after it."""
    assert clause.objects(Clauses(parsed(HEADLINE)), 3) == [4]

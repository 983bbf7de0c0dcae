"""Who says what: contents, cues and sources read from sentences of every form of speech."""

from __future__ import annotations

import pytest

from zufolge.attribute.attributions import find_attributions
from zufolge.languages import load_entries
from zufolge.model import Article, Attribution, Reading
from zufolge.segment.stage import segment_article


def read(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, read without names."""
    return find_attributions(segment_article(Reading(Article("a", text)))).attributions


def told(text: str) -> list[tuple[str, str, str]]:
    """Content, sources of all links, and mode of each attribution, as they stand in the text."""
    return [
        (
            " … ".join(span.of(text) for span in one.content),
            " > ".join(source.text for link in one.chain for source in link.sources),
            one.chain[-1].mode,
        )
        for one in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "content", "source", "mode"),
    [
        ("Der Vorstand sagte, die Lage sei ernst.", "die Lage sei ernst", "Der Vorstand", "indirect"),
        ("Der Vorstand teilte am Montag mit, dass er kauft.", "dass er kauft", "Der Vorstand", "indirect"),
        (
            "Der Umsatz sei gestiegen, sagte ein Sprecher der Bank.",
            "Der Umsatz sei gestiegen",
            "ein Sprecher der Bank",
            "indirect",
        ),
        ("Die Lage, betonte Marta Weil, sei ernst.", "Die Lage … sei ernst", "Marta Weil", "indirect"),
        ("Wie die Nordbank mitteilte, stieg der Umsatz.", "stieg der Umsatz", "die Nordbank", "indirect"),
        ("Der Umsatz stieg, wie die Nordbank mitteilte.", "Der Umsatz stieg", "die Nordbank", "indirect"),
        ("Laut Nordbank stieg der Umsatz.", "stieg der Umsatz", "Nordbank", "indirect"),
        ("Nach Angaben der Polizei gab es einen Brand.", "gab es einen Brand", "Angaben der Polizei", "indirect"),
        ("Der Umsatz stieg Insidern zufolge stark.", "Der Umsatz stieg … stark", "Insidern", "indirect"),
        ("Der Umsatz steigt, so die Nordbank.", "Der Umsatz steigt", "die Nordbank", "indirect"),
        ("Zeitung: Nordbank will Stellen streichen", "Nordbank will Stellen streichen", "Zeitung", "indirect"),
        ("„Wir kaufen nicht“, sagte Marta Weil.", "„Wir kaufen nicht“", "Marta Weil", "direct"),
        ("Marta Weil: „Wir kaufen diese Firma nicht.“", "„Wir kaufen diese Firma nicht.“", "Marta Weil", "direct"),
        ("In dem Papier heißt es, der Umsatz sei gestiegen.", "der Umsatz sei gestiegen", "In dem Papier", "indirect"),
        (
            "Das Amt wirft der Firma vor, Preise abgesprochen zu haben.",
            "Preise abgesprochen zu haben",
            "Das Amt",
            "indirect",
        ),
        (
            "Marta Weil, Chefin der Nordbank, sagte, sie gehe.",
            "sie gehe",
            "Marta Weil, Chefin der Nordbank",
            "indirect",
        ),
        ("Der Chef wollte keinen Preis nennen, bestritt aber, dass er kauft.", "dass er kauft", "Der Chef", "indirect"),
        ("Die Firma kündigte einen Verkauf an.", "Die Firma kündigte einen Verkauf an", "Die Firma", "reported"),
    ],
)
def test_each_form_of_speech(text: str, content: str, source: str, mode: str) -> None:
    """Content and source are found in every order of words that German has for them."""
    assert (content, source, mode) in told(text)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Der Kauf sei geplant, berichtete das Handelsblatt unter Berufung auf Insider.", "das Handelsblatt > Insider"),
        (
            "Der Kauf sei geplant, berichtete das Handelsblatt unter Berufung auf mit den Plänen vertraute Personen.",
            "das Handelsblatt > mit den Plänen vertraute Personen",
        ),
        ("„Wir kaufen“, sagte Marta Weil dem Handelsblatt.", "dem Handelsblatt > Marta Weil"),
    ],
)
def test_chains_run_from_the_outermost_source_inwards(text: str, chain: str) -> None:
    """A medium stands before those it cites, and before those who spoke to it."""
    assert told(text)[0][1] == chain


def test_the_subjunctive_carries_a_source_on() -> None:
    """Sentences in the Konjunktiv belong to the voice before them, in one stretch, until the indicative comes back."""
    text = "Der Chef sagte, er gehe. Er habe genug. Ein Nachfolger sei da. Die Aktie fiel."
    assert told(text)[-1] == ("Er habe genug. Ein Nachfolger sei da.", "Der Chef", "free_indirect")


def test_demnach_stands_for_the_voice_before_it() -> None:
    """ "demnach" is a source by itself; its entity and kind are those of the voice before."""
    source = read("Insidern zufolge will die Firma kaufen. Demnach liegt der Preis hoch.")[-1].chain[-1].sources[0]
    assert (source.text, source.entity, source.kind) == ("Demnach", "Insidern", "anonymous")


def test_a_release_printed_word_for_word_is_its_senders() -> None:
    """What follows the words "im Wortlaut" is the sender's, paragraph by paragraph."""
    text = "Die Lage ist gut, so die Nordbank AG. Die Mitteilung im Wortlaut:\n\nDer Umsatz stieg. Die Bank wächst."
    assert ("Der Umsatz stieg. Die Bank wächst.", "die Nordbank AG", "reported") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Nordbank hat drei Filialen eröffnet.",
        "Der Roman „Der Zauberberg“ erschien 1924.",
        "Die Bank fand keinen Käufer für das Haus.",
        "Der Preis stieg nach dem Verkauf.",
    ],
)
def test_plain_statements_have_no_source(text: str) -> None:
    """Where nobody speaks, nothing is attributed: no titles, no verbs in another sense, no times."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("file", "table", "keys"),
    [
        ("speech_verbs", "verb", ("id", "verbs", "takes", "matter", "reports", "with", "gives", "denies", "example")),
        ("frames", "frame", ("id", "words", "side", "nouns", "at", "example")),
    ],
)
def test_the_example_of_every_cue_is_attributed(file: str, table: str, keys: tuple[str, ...]) -> None:
    """Each entry shows a sentence that it makes an attribution."""
    silent = [entry["id"] for entry in load_entries(file, table, keys) if not read(entry["example"])]
    assert silent == []


def test_kinds_of_sources() -> None:
    """Nouns tell what kind of source speaks where no name does."""
    text = "Insidern zufolge steigt der Preis. Einer Studie zufolge sinkt er. Dem Gutachten zufolge bleibt er."
    assert [one.chain[-1].sources[0].kind for one in read(text)] == ["anonymous", "research", "document"]


@pytest.mark.parametrize(
    "text",
    [
        "Danach verbuchte die Bank einen Verlust.",
        "DGAP-News: Nordbank AG: Umsatz steigt auf drei Millionen Euro",
        "Die Nordbank war durch die Krise in Not geraten.",
        "Im Schreiben war von einem „neuen und offenen Gespräch über Löhne“ die Rede.",
    ],
)
def test_what_cannot_speak_is_no_source(text: str) -> None:
    """Times, services that pass releases on, crises and the like vouch for nothing."""
    assert [source for _, source, _ in told(text) if source] == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Marta Weil dürfte nach Vorlage der Quartalszahlen gehen.", []),
        ("Die aus Sicht der Bank wichtigen Punkte sind geklärt.", []),
        ("Nach Zahlen der Nordbank stieg der Umsatz.", ["Zahlen der Nordbank"]),
        ("Ende vergangenen Jahres kündigte die Nordbank einen Umbau an.", ["die Nordbank"]),
        ("Das Werk in Bremen soll „in den nächsten Jahren wieder stärker werden“.", []),
    ],
)
def test_frames_reach_no_further_than_their_phrase(text: str, sources: list[str]) -> None:
    """The head of a phrase decides, and what only describes a noun is no frame of the sentence."""
    assert [source for _, source, _ in told(text) if source] == sources


def test_a_report_is_the_paper_that_the_article_names_later() -> None:
    """ "Einem Zeitungsbericht zufolge" opens, and the next sentence says which paper it was."""
    text = "Die Nordbank wird einem Zeitungsbericht zufolge verkauft. Das berichtete die „Neue Zürcher Zeitung“."
    sources = {source.text: source for one in read(text) for link in one.chain for source in link.sources}
    assert (sources["einem Zeitungsbericht"].entity, sources["einem Zeitungsbericht"].kind) == (
        "Neue Zürcher Zeitung",
        "medium",
    )


def sources_of(text: str) -> list[str]:
    """The innermost source of each attribution, as the text prints it."""
    return [" + ".join(s.text for s in one.chain[-1].sources) for one in read(text)]


def test_a_paper_speaks_in_a_passive() -> None:
    """Where a passive names nobody, the paper in which something is told is the source."""
    assert sources_of("In einem Bericht der Nordbank wird vermutet, dass der Umsatz sinkt.") == [
        "einem Bericht der Nordbank"
    ]
    text = "In einer Analyse der Nordbank wird der Plan gelobt. Der Markt sei reif dafür."
    assert sources_of(text)[-1] == "einer Analyse der Nordbank"


def test_objects_before_the_verb_are_no_sources() -> None:
    """What stands in the accusative before the verb does not speak."""
    assert sources_of("Seinen Ausstieg hatte Marta Weil im Mai angekündigt.") == ["Marta Weil"]


def test_a_quotation_behind_a_source_is_not_part_of_it() -> None:
    """A quotation in small letters is what the source says."""
    assert sources_of("Laut Marta Weil „stieg der Umsatz auch im letzten Jahr deutlich an“.")[0] == "Marta Weil"


def test_what_is_to_be_comes_from_the_voice_before() -> None:
    """A sentence with "soll" right behind what somebody says is theirs; later it is nobody's."""
    text = "Marta Weil sagte, die Lage sei ernst. Das Werk soll schließen. Es regnet. Der Laden soll bleiben."
    assert sources_of(text) == ["Marta Weil", "Marta Weil"]


def test_who_is_told_of_before_the_subjunctive_takes_the_word() -> None:
    """Where the sentence before quotes nobody, the subjunctive is told by whom it tells of."""
    text = "Marta Weil sagte, sie gehe. Das Handelsblatt widmet dem Fall eine Seite. Der Umsatz sei gestiegen."
    assert sources_of(text)[-1] == "Das Handelsblatt"


def test_what_proves_true_is_no_report() -> None:
    """ "bestätigte sich" says nothing of a speaker."""
    assert sources_of("Die Sorgen bestätigten sich am Montag nicht.") == []

"""Writes the tables of German verb forms that `languages/de` ships; run it after a change of `speech_verbs.toml`.

The forms come from the `ablaut` conjugator (MIT or Apache-2.0), the list of infinitives and the check whether a
form is also another word from `simplemma` (MIT). Run: `python training/verb_tables.py`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import ablaut
import simplemma
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

DE = Path(__file__).parent.parent / "src/zufolge/languages/de"
SOURCE = "# Written by training/verb_tables.py with ablaut (MIT or Apache-2.0) and simplemma (MIT); do not edit.\n"
THIRD_PERSONS = (2, 5)
NEVER = ("bitten", "danken")
ALWAYS = ("sein", "haben", "werden", "wollen", "dürfen", "stehen", "gelten", "liegen", "halten")


def conjugate(infinitive: str) -> Any:
    """The paradigm of `infinitive`, or None where ablaut does not take it for a verb."""
    try:
        return ablaut.conjugate(infinitive)
    except ValueError:
        return None


def infinitives() -> list[str]:
    """Verbs that simplemma's dictionary lists with their preterite, without separable prefix."""
    dictionary = DefaultDictionaryFactory().get_dictionary("de")
    found = []
    for word in {dictionary[form] for form in dictionary}:
        lemma = word if isinstance(word, str) else word.decode()
        if not lemma.islower() or not lemma.isalpha() or not lemma.endswith(("en", "eln", "ern")):
            continue
        table = conjugate(lemma)
        if table and " " not in table.preterite[2] and simplemma.lemmatize(table.preterite[2], "de") == lemma:
            found.append(lemma)
    return sorted({*found, *ALWAYS})


def konjunktiv_forms(infinitive: str) -> list[str]:
    """Third-person Konjunktiv I forms of `infinitive` that no third-person indicative and no other word shares."""
    table = conjugate(infinitive)
    indicative = {tense[person] for tense in (table.present, table.preterite) for person in range(2, 6)}
    forms = {table.konjunktiv1[person] for person in THIRD_PERSONS} - indicative
    return [form for form in forms if form and " " not in form and _belongs_to(form, infinitive)]


def _belongs_to(form: str, infinitive: str) -> bool:
    if infinitive in NEVER:
        return False
    return simplemma.lemmatize(form, "de") == infinitive or infinitive in ALWAYS


def verb_line(verb: str) -> str:
    """One line of verb_forms.txt: verb, finite forms, participle, infinitive with zu, parted by tabs."""
    prefix, _, base = verb.rpartition("|")
    table = conjugate(base)
    moods = (table.present, table.preterite, table.konjunktiv1)
    finite = dict.fromkeys(_joined(mood[person]) for mood in moods for person in THIRD_PERSONS)
    participle = prefix + table.past_participle
    with_zu = f"{prefix}zu{base}" if prefix else f"zu {base}"
    return "\t".join((verb, " ".join(finite), participle, with_zu))


def _joined(form: str) -> str:
    """ablaut parts "unterstellt" into "stellt unter"; verbs whose prefix parts are marked in the list."""
    base, _, prefix = form.partition(" ")
    return prefix + base


def strong_participle(infinitive: str) -> str | None:
    """A past participle in -en that does without ge- ("übernommen"), unlike the infinitive."""
    participle = str(conjugate(infinitive).past_participle)
    plain = participle.endswith("en") and "ge" not in participle[:6] and participle != infinitive
    return participle if plain and participle.isalpha() else None


def main() -> None:
    """Writes konjunktiv.txt, participles.txt and verb_forms.txt."""
    known = infinitives()
    participles = sorted({p for verb in known if (p := strong_participle(verb))})
    (DE / "participles.txt").write_text(
        SOURCE + "# Past participles in -en without ge-.\n" + "\n".join(participles) + "\n"
    )
    forms = sorted({form for verb in known for form in konjunktiv_forms(verb)})
    (DE / "konjunktiv.txt").write_text(
        SOURCE + "# Third-person Konjunktiv I forms that no indicative shares.\n" + "\n".join(forms) + "\n"
    )
    entries = tomllib.loads((DE / "speech_verbs.toml").read_text())["verb"]
    verbs = dict.fromkeys(verb for entry in entries for verb in entry["verbs"])
    lines = [verb_line(verb) for verb in sorted(verbs)]
    (DE / "verb_forms.txt").write_text(
        SOURCE + "# verb, finite forms, participle, infinitive with zu\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()

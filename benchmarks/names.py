"""How long who is who takes for one more article when a ledger knows many names.

    python benchmarks/names.py [--articles 3000] [--alone 50]

Names are made up of syllables; firms come in full, with legal form, shortened and inflected, people with and without
first name, a fifth of them with a common one. A few names stand in many articles, most in few.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from tests.connect.named import reading_of

from zufolge.connect.catch_up import ARTICLES_AT_ONCE, add_names
from zufolge.connect.name_forms import TABLES
from zufolge.languages import load_tables
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.model import Reading

SYLLABLES = ("kor", "ven", "tar", "vo", "hal", "quar", "zel", "mun", "ber", "dor", "fin", "lus", "ost", "wal", "ger")
TRADES = ("Robotik", "Werke", "Optik", "Energie", "Bau", "Logistik", "Chemie", "Handel")
COMMON = load_tables("name_forms", TABLES)["common_people"]
FORMS = (" AG", " GmbH", " SE", "", "", "s")


class Names:
    """Makes names, always the same ones; `share` says how often the first ones come."""

    def __init__(self, firms: int, people: int) -> None:
        self.random = random.Random(7)
        self.firms = [self._firm() for _ in range(firms)]
        self.people = [self._person() for _ in range(people)]
        self.weights = {n: list(accumulate(1 / (rank + 3) for rank in range(n))) for n in (firms, people)}

    def _word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 3, 4)))).capitalize()

    def _firm(self) -> str:
        return self._word() + (f" {self.random.choice(TRADES)}" if self.random.random() < 0.5 else "")

    def _person(self) -> str:
        if self.random.random() < 0.2:
            return f"{self.random.choice(COMMON['first'])} {self.random.choice(COMMON['last'])}"
        return f"{self._word()} {self._word()}"

    def _pick(self, names: list[str]) -> str:
        return self.random.choices(names, cum_weights=self.weights[len(names)])[0]

    def firm(self) -> str:
        """A firm as an article may name it."""
        name = self._pick(self.firms)
        short = name.split()[0]
        if " " in name and self.random.random() < 0.3:
            return f"[{name}|company] (kurz [{short}|company={name}])"
        return f"[{short if self.random.random() < 0.1 else name + self.random.choice(FORMS)}|company]"

    def person(self) -> str:
        """Somebody as an article may name them."""
        name = self._pick(self.people)
        return f"[{name.split()[-1] if self.random.random() < 0.15 else name}|person]"

    def article(self, number: int) -> Reading:
        """An article of three sentences."""
        sentences = (f"{self.person()} von {self.firm()} spricht mit {self.firm()}." for _ in range(3))
        return reading_of(f"a{number}", *sentences)


def seconds_for(connection: Connection, articles: list[int]) -> float:
    """How much time of the processor it takes to decide who is who in these articles."""
    start = time.process_time()
    add_names(connection, articles)
    return time.process_time() - start


def main() -> None:
    """Fill a ledger, then add some articles one by one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--alone", type=int, default=50)
    wanted = parser.parse_args()
    names = Names(firms=40_000, people=30_000)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"{folder}/names.db")
        together = 0.0
        for first in range(0, wanted.articles, ARTICLES_AT_ONCE):
            with writing(engine) as connection:
                numbers = range(first + 1, min(first + ARTICLES_AT_ONCE, wanted.articles) + 1)
                for number in numbers:
                    add_reading(connection, names.article(number))
                together += seconds_for(connection, list(numbers))
        print(f"{wanted.articles} articles, together: {1000 * together / wanted.articles:.1f} ms an article")
        with writing(engine) as connection:
            alone = []
            for number in range(wanted.articles + 1, wanted.articles + wanted.alone + 1):
                add_reading(connection, names.article(number))
                alone.append(1000 * seconds_for(connection, [number]))
            known = connection.execute(sa.select(sa.func.count()).select_from(schema.known_names)).scalar_one()
        slowest = sorted(alone)[int(0.95 * len(alone))]
        print(f"one more, {known} names known: median {statistics.median(alone):.1f} ms, 95 % within {slowest:.1f} ms")


if __name__ == "__main__":
    main()

"""What databases complain about, turned into one sentence that says what to do."""

from __future__ import annotations

import re
from typing import Final


def explain(name: str, cause: str) -> str:
    """What is wrong with the ledger `name`, from the words of its database.

    >>> explain("zufolge.db", "database is locked")
    'The ledger zufolge.db is locked by another program; wait until that is done, or use --ledger FILE.'
    """
    for sign, sentence in _SENTENCES:
        if re.search(sign, cause):
            return sentence.format(name=name)
    return f"The ledger {name} cannot be used: {cause}."


_LOST: Final = (
    "The connection to the ledger {name} was lost; what was reported as stored is stored. Run the command again."
)
_SENTENCES: Final = (
    ("lock timeout", "Another program has been writing to the ledger {name} for too long; try again later."),
    (
        "password authentication failed",
        "The database refuses the user or the password of the ledger {name}; check the URL, or set PGPASSWORD.",
    ),
    (
        "no password supplied",
        "The database wants a password for the ledger {name}; put it into PGPASSWORD or ~/.pgpass.",
    ),
    (
        "permission denied",
        "The user of the ledger {name} may not do that; let the database's owner grant it, or name another user.",
    ),
    (
        'FATAL: .*" does not exist',
        "The database server does not know the database or the user of the ledger {name}; create it first.",
    ),
    (
        "resolve host",
        "The database server of the ledger {name} is not known under that name; check the URL and the network.",
    ),
    (
        "connection failed|connection timeout",
        "The database server of the ledger {name} does not answer; check that it runs and that the URL is right.",
    ),
    (
        "read-only transaction",
        "The ledger {name} may not be written to now: its server is a copy that only answers; name the first one.",
    ),
    ("No space left", "The database server of the ledger {name} has no room left; make some, then read again."),
    ("terminating connection|connection is lost|closed", _LOST),
    ("locked", "The ledger {name} is locked by another program; wait until that is done, or use --ledger FILE."),
    ("not a database", "{name} is not a ledger: it is no SQLite database; name another file with --ledger."),
    (
        "malformed|disk I/O error",
        "The ledger {name} is damaged; restore it from a copy, rescue what can be read with "
        "`zufolge salvage {name} --into NEW`, or name another file with --ledger.",
    ),
    (
        "unable to open",
        "The ledger {name} cannot be opened; check that its folder exists and may be written to.",
    ),
    ("readonly", "The ledger {name} may not be written to; change its permissions, or use --ledger FILE."),
    ("disk is full", "There is no room on the disk for the ledger {name}; make some, then read again."),
)

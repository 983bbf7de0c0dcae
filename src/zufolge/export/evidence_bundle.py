"""The evidence of a deal as files to hand on: one page that opens offline, or a zip with page, JSON and hashes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any, Final

from zufolge import __version__
from zufolge.ask.evidence import Evidence, QuotedClaim
from zufolge.export.annotate_json import claim_as_json, origin_as_json
from zufolge.export.deals_json import deal_as_json
from zufolge.export.evidence_page import write_page
from zufolge.model import ZufolgeError

PAGE: Final = "evidence.html"
VALUES: Final = "evidence.json"
SUMS: Final = "SHA256SUMS"
_SAME_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest day a zip can hold: the same evidence gives the same bytes whenever it is written."""


def write_bundle(evidence: Evidence, out: Path) -> None:
    """Write the evidence to `out`: a zip, or by its ending `.html` one page that holds everything.

    What stands there is replaced when all is written. Raises ZufolgeError for other endings, and where it cannot be
    written.
    """
    if out.suffix.lower() not in (".zip", ".html"):
        raise ZufolgeError(f"{out}: evidence is written to a file that ends in .zip or .html; name one with --out.")
    values = json.dumps(evidence_as_json(evidence), ensure_ascii=False, indent=2) + "\n"
    page = write_page(evidence, values)
    content = _encode(page) if out.suffix.lower() == ".html" else _zip({PAGE: _encode(page), VALUES: _encode(values)})
    half = out.with_name(f"{out.name}.part")
    try:
        half.write_bytes(content)
        os.replace(half, out)
    except OSError as error:
        raise ZufolgeError(f"{out} cannot be written ({error.strerror or error}); name another with --out.") from error


def evidence_as_json(evidence: Evidence) -> dict[str, Any]:
    """The deal as `zufolge deals` prints it, and each of its claims with chain, quoted sentence and hashes."""
    return {
        "zufolge": __version__,
        "as_of": evidence.as_of,
        "deal": deal_as_json(evidence.found),
        "claims": [_claim(one) for one in evidence.claims],
    }


def _claim(one: QuotedClaim) -> dict[str, Any]:
    article = one.kept.article
    return {
        **claim_as_json(one.kept.claim, article, one.kept.about),
        "in_deal_because": one.reason,
        "quote": {"start": one.sentence.start, "end": one.sentence.end, "text": one.quote},
        "source": {
            "article": article.id,
            "version": one.kept.version,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "url": article.url,
            "path": article.path,
            "origins": [origin_as_json(origin) for origin in one.origins],
            "characters": len(article.text),
            "sha256": one.digest,
        },
    }


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _zip(files: dict[str, bytes]) -> bytes:
    """A zip of the files with their hashes, the same bytes for the same files."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in sorted({**files, SUMS: sums.encode()}.items()):
            entry = zipfile.ZipInfo(name, _SAME_DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, content)
    return packed.getvalue()

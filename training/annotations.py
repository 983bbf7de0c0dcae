"""Reads claim annotations as people write them, checks every string against its text, and gives back spans.

    python -m training.annotations check FILE...              says what does not stand in the text
    python -m training.annotations standoff FILE... > OUT     offsets instead of words, for texts that are not ours

One file holds blocks. A block for a text of ours carries the text, one for a text of a corpus only its id:

    === wx-01 | published=2016-05-04          === smartdata:117
    The text, as many lines as it takes.      CLAIMS
    CLAIMS                                    layoffs | trig=streicht | company=Intel | count=12000 @ 12.000
    acquisition | trig=übernimmt | buyer=Intel @ der Konzern | target=Altera | planned | source=Reuters > insiders

The first field is the claim's type, `trig` its trigger word. `role=canonical @ mention` names the filler and the
words that stand for it (without `@` the canonical name itself stands in the text; `@ -` says that no words do). A role
may repeat. A bare status word or `negative` sets status or polarity, `nc` marks a claim that is only marginal. `ev`
gives the evidence (`first words … last words`) where it is not simply the line's sentence; `word#2` is the second
occurrence of a word.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STATUSES = {"asserted", "planned", "expected", "possible", "rumoured", "speculated", "failed"}
PHRASES = {"subject", "matter", "scope", "unit", "asset", "position", "product", "period", "market", "venue"}
PLAIN = {"trig", "source", "cue", "time", "ev"}
ROLES = {
    "partnership": "parties subject place", "acquisition": "buyer target seller price share place",
    "merger": "parties place", "stake": "holder company share price",
    "investment": "investor company amount kind place",
    "asset_sale": "seller buyer asset count price place", "licence": "licensor licensee subject mutual place",
    "contract": "supplier customer product amount place", "bundling": "provider product carrier device",
    "joint_venture": "parties venture subject place", "talks": "parties subject place",
    "metric": "company market measure value value_max unit period scope change approx place",
    "founding": "company founder date place", "leadership": "person company position change place",
    "ownership": "owner company", "headquarters": "company place", "layoffs": "company count unit place",
    "hiring": "company count place", "restructuring": "company unit place amount", "insolvency": "company place",
    "closure": "company unit place", "facility": "company unit change place amount", "spin_off": "parent unit place",
    "listing": "company venue place", "renaming": "company name", "strike": "union company place",
    "labour_agreement": "company union subject place", "market_entry": "company market product place",
    "product_launch": "company product date place", "rivalry": "parties", "lawsuit": "plaintiff defendant matter place",
    "fine": "authority company amount place", "investigation": "authority target matter place",
    "ruling": "authority target decision place", "allegation": "accuser target matter place",
    "personal_relation": "persons kind", "meeting": "parties place subject", "no_comment": "party subject",
}  # fmt: skip
MEASURES = set(
    "revenue profit loss write_down cost savings valuation market_cap market_share market_rank headcount users "
    "customers unit_sales production orders debt deposits dividend share_price investment_volume price passengers "
    "sites other".split()
)


@dataclass
class Annotated:
    """One text with its claims, each with spans into the text."""

    id: str
    text: str
    published: str | None = None
    own: bool = True
    claims: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def corpus_texts(shared: Path) -> dict[str, str]:
    """The texts of SmartData's training part by id (`smartdata:LINE`, counted from 0)."""
    lines = (shared / "data/names/smartdata-train.jsonl").open(encoding="utf8")
    return {f"smartdata:{number}": json.loads(line)["text"] for number, line in enumerate(lines)}


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, white space counted as equal; whole words first."""
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    found = [m.span() for m in re.finditer(pattern, text)]
    whole = [
        s
        for s in found
        if re.match(r"(?<!\w)", text[s[0] :])
        and not (text[s[0] - 1 : s[0]].isalnum() or text[s[1] : s[1] + 1].isalnum())
    ]
    return whole or found


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """A rough sentence around a position, for evidence that is not given."""
    start = max(
        (m.end() for m in re.finditer(r"(?<=[a-zäöüß\"“«)\]%0-9][.!?:])\s+(?=[A-ZÄÖÜ„\"»])|\n+", text[:at])), default=0
    )
    stop = re.search(r"(?<=[a-zäöüß\"“«)\]%0-9][.!?])(?=\s+[A-ZÄÖÜ„\"»])|(?=\n)", text[at:])
    return start, at + stop.start() if stop else len(text.rstrip())


def locate(text: str, words: str, near: tuple[int, int] | None) -> tuple[int, int] | None:
    """The span of `words` (`words#2`: second occurrence), inside `near` if it stands there, else the nearest one."""
    number = re.fullmatch(r"(.*)#(\d+)", words, re.S)
    if number:
        found = occurrences(text, number.group(1))
        return found[int(number.group(2)) - 1] if len(found) >= int(number.group(2)) else None
    found = occurrences(text, words)
    if not found or near is None:
        return found[0] if found else None
    inside = [s for s in found if near[0] <= s[0] and s[1] <= near[1]]
    return inside[0] if inside else min(found, key=lambda s: (s[0] > near[1], abs(s[0] - near[0])))


def evidence_span(text: str, given: str | None, trigger: str) -> tuple[int, int] | None:
    """The evidence: what `ev` says, else the sentence around the trigger."""
    if given and re.search(r"…|\.\.\.", given):
        first, last = (p.strip() for p in re.split(r"…|\.\.\.", given, maxsplit=1))
        for start, _ in occurrences(text, first) if first else []:
            ends = [e for s, e in occurrences(text, last) if s >= start] if last else []
            if ends:
                return start, ends[0]
        return None
    if given:
        return locate(text, given, None)
    at = locate(text, trigger, None)
    return sentence_around(text, at[0]) if at else None


def parse_claim(line: str, item: Annotated) -> None:
    """One claim line, added to `item.claims`, or a problem that says what is wrong with it."""
    kind, *fields = [f.strip() for f in line.split(" | ")]
    claim: dict[str, Any] = {"type": kind, "roles": {}, "status": "asserted", "polarity": "positive", "core": True}
    roles: list[tuple[str, str]] = []
    wrong = item.problems.append
    if kind not in ROLES:
        return wrong(f"{item.id}: unknown claim type {kind!r} in: {line}")
    for f in fields:
        key, _, value = (p.strip() for p in f.partition("="))
        if f in STATUSES:
            claim["status"] = f
        elif f in ("negative", "positive"):
            claim["polarity"] = f
        elif f == "nc":
            claim["core"] = False
        elif key in PLAIN and value:
            claim[key] = value
        elif key in ROLES[kind].split() and value:
            roles.append((key, value))
        else:
            return wrong(f"{item.id}: cannot read {f!r} in: {line}")
    if "trig" not in claim:
        return wrong(f"{item.id}: no trig= in: {line}")
    evidence = evidence_span(item.text, claim.pop("ev", None), claim["trig"])
    if evidence is None:
        return wrong(f"{item.id}: evidence or trigger does not stand in the text: {line}")
    trigger = locate(item.text, claim.pop("trig"), evidence)
    if trigger is None:
        return wrong(f"{item.id}: the trigger does not stand in the text: {line}")
    claim |= {"evidence": evidence, "trigger": trigger}
    for role, value in roles:
        name, at, words = (p.strip() for p in value.partition(" @ "))
        filler: dict[str, Any] = {"name": name}
        if role == "measure" and name not in MEASURES:
            return wrong(f"{item.id}: unknown measure {name!r} in: {line}")
        closed = role in ("measure", "change", "decision", "kind", "mutual", "unit", "approx", "date", "value_max")
        if words != "-" and (at or not closed):
            span = locate(item.text, words if at else name, evidence)
            if span is None and not (closed or (not at and re.fullmatch(r"[\d.,eE+%-]+", name))):
                return wrong(f"{item.id}: {role}: {(words or name)!r} does not stand in the text: {line}")
            if span:
                filler["span"] = span
        claim["roles"].setdefault(role, []).append(filler)
    claim["source"] = [s.strip() for s in claim.get("source", "").split(" > ") if s.strip()]
    item.claims.append(claim)
    return None


def read_annotations(path: Path, corpus: dict[str, str]) -> Iterator[Annotated]:
    """Every block of a file, with its problems."""
    for block in re.split(r"^=== ", path.read_text(encoding="utf8"), flags=re.M)[1:]:
        head, _, rest = block.partition("\n")
        name, *options = [p.strip() for p in head.split("|")]
        published = next((o.split("=", 1)[1] for o in options if o.startswith("published=")), None)
        text, _, lines = ("\n" + rest).partition("\nCLAIMS")
        item = Annotated(name, corpus.get(name, text.strip("\n")), published, name not in corpus)
        if not item.text.strip():
            item.problems.append(f"{name}: no text (and no such id in the corpus)")
        for line in lines.splitlines():
            if line.strip() and not line.startswith("#"):
                parse_claim(line.strip(), item)
        yield item


def without_words(claim: dict[str, Any], text: str) -> dict[str, Any]:
    """The claim without names that stand in the text anyway, so that nothing of the text is repeated."""
    roles = {
        role: [{"span": f["span"]} if "span" in f and (repeats(f, text) or role in PHRASES) else f for f in fillers]
        for role, fillers in claim["roles"].items()
    }
    return {**{k: v for k, v in claim.items() if k != "cue"}, "roles": roles}


def repeats(filler: dict[str, Any], text: str) -> bool:
    """Whether the filler's name is just the words at its span."""
    return bool(text[slice(*filler["span"])] == filler["name"])


def read_standoff(path: Path, corpus: dict[str, str]) -> Iterator[Annotated]:
    """Annotations that were written as offsets, over the texts of a corpus."""
    for line in path.read_text(encoding="utf8").splitlines():
        d = json.loads(line)
        item = Annotated(d["id"], corpus[d["id"]], own=False, claims=d["claims"])
        for claim in item.claims:
            for fillers in claim["roles"].values():
                for f in fillers:
                    f.setdefault("name", item.text[slice(*f["span"])] if "span" in f else "")
        yield item


def main(args: list[str]) -> int:
    """Check files, or print their claims as offsets."""
    import os

    corpus = corpus_texts(Path(os.environ.get("ZUFOLGE_SHARED", "../shared")))
    items = [i for f in args[1:] for i in read_annotations(Path(f), corpus)]
    problems = [p for i in items for p in i.problems]
    if args[0] == "standoff":
        for i in items:
            claims = [without_words(c, i.text) for c in i.claims]
            print(json.dumps({"id": i.id, "claims": claims}, ensure_ascii=False))
    else:
        print("\n".join(problems))
        print(f"{len(items)} texts, {sum(len(i.claims) for i in items)} claims, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

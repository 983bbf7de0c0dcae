"""`zufolge bulk`: a whole archive into shards of tables."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli import exits
from zufolge.cli.articles import Published
from zufolge.cli.output import count_of
from zufolge.model import ZufolgeError
from zufolge.reading import check_date

if TYPE_CHECKING:
    from zufolge.bulk.run import Job, Plan
    from zufolge.bulk.shards import Outcome

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help="JSONL, Parquet, WARC, WET, text or HTML; files, folders, or addresses."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the shards.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=1024, help="Processes; by default one for each core.")
]
Ray = Annotated[
    str | None,
    typer.Option("--ray", metavar="ADDRESS", help="A Ray cluster instead; `local` starts one on this machine."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say how many words there are, and time and room needed.")]


def bulk(
    *,
    inputs: Inputs,
    out: Out,
    workers: Workers = None,
    ray: Ray = None,
    published: Published = None,
    dry_run: DryRun = False,
) -> None:
    """Read a whole archive on all cores, into shards of Parquet tables.

    Run it again after a stop: finished shards are skipped, half-written ones are never seen. An article that cannot
    be read is put aside with its error in its shard's put-aside.jsonl. The shards are the same, byte for byte, however
    many workers there are. `zufolge load DIR` takes them into a ledger.

    Needs the extra `zufolge[bulk]`; --ray needs `zufolge[ray]`, and inputs and DIR that every machine sees.

    Examples:

      zufolge bulk archive/ --out shards

      zufolge bulk s3://news/1999.jsonl CC-NEWS.warc.gz --out shards --workers 8

      zufolge bulk archive.parquet --out shards --dry-run
    """
    from zufolge.bulk.run import Job, plan_job

    if published is not None:
        check_date(published)
    _check_duckdb()
    job = Job(tuple(inputs), out, published, workers, ray)
    plan = plan_job(job)
    if dry_run:
        _estimate(job, plan)
    else:
        _run(job, plan)


def _check_duckdb() -> None:
    try:
        import duckdb  # noqa: F401
    except ImportError:
        raise ZufolgeError("zufolge bulk needs duckdb; install it with: pip install 'zufolge[bulk]'.") from None


def _estimate(job: Job, plan: Plan) -> None:
    from zufolge.bulk.estimate import estimate_job

    found = estimate_job(job, plan)
    typer.echo(
        f"{count_of(len(plan.left), 'shard')} to read, {plan.finished} finished; "
        f"{plan.size / 1e6:.1f} MB, about {found.articles:,} articles with {found.words:,} words.\n"
        f"About {told_time(found.seconds)} with {count_of(job.cores, 'worker')}; "
        f"about {found.out_bytes / 1e6:.1f} MB in {job.out}. Judged by {count_of(found.sample, 'article')}."
    )


def _run(job: Job, plan: Plan) -> None:
    from zufolge.bulk.run import run_job
    from zufolge.bulk.shards import PUT_ASIDE

    progress = _Progress(plan)
    for outcome in run_job(job, plan):
        progress.add(outcome)
    progress.end()
    typer.echo(
        f"{count_of(progress.articles, 'article')} read into {job.out}: {count_of(progress.claims, 'claim')}; "
        f"{count_of(len(plan.left), 'shard')} written, {plan.finished} finished before; {progress.rate:,.0f} words/s."
    )
    if progress.put_aside:
        what = count_of(progress.put_aside, "article")
        typer.echo(f"zufolge: {what} put aside; the reasons stand in {job.out}/*/{PUT_ASIDE}.", err=True)
        raise typer.Exit(exits.SOME_UNREADABLE)


class _Progress:
    """Adds up outcomes and says on standard error how fast it goes and how long it will take."""

    def __init__(self, plan: Plan) -> None:
        self.articles = self.put_aside = self.claims = self._words = self._behind = 0
        self._size, self._start = plan.size, time.monotonic()
        self._is_watched = sys.stderr.isatty()

    @property
    def rate(self) -> float:
        """Words a second so far."""
        return self._words / max(time.monotonic() - self._start, 1e-9)

    def add(self, outcome: Outcome) -> None:
        """Count one more shard, and tell."""
        self.articles += outcome.articles
        self.put_aside += outcome.put_aside
        self.claims += outcome.claims
        self._words += outcome.words
        self._behind += outcome.size
        share = self._behind / self._size if self._size else 1.0
        left = (time.monotonic() - self._start) * (1 - share) / share if share else 0.0
        line = f"{share:4.0%}  {self.articles:,} articles  {self.rate:,.0f} words/s  {told_time(left)} left"
        print(f"\r\x1b[K{line}" if self._is_watched else line, end="" if self._is_watched else "\n", file=sys.stderr)
        sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._is_watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def told_time(seconds: float) -> str:
    """A length of time for people.

    >>> told_time(42.4), told_time(600), told_time(40_000)
    ('42 seconds', '10 minutes', '11.1 hours')
    """
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.1f} hours"

"""`history`: show over all revisions that were issued how many points stood how, and who moved what when."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import complete_points, since_option
from responsegen.cli.options import dossier_command, dossier_option, examples, format_option
from responsegen.cli.terminal import echo, print_bytes

if TYPE_CHECKING:
    from responsegen.documents.changes.version_changes import Milestone
    from responsegen.documents.version import Version

EXAMPLES = examples("history", "history sanctions.lng", "history SE --since REV0", "history --format csv > history.csv")
HEADS = ("agreed", "with reservations", "open", "not agreed")


@dossier_command("history", epilog=EXAMPLES)
@click.argument("point", required=False, shell_complete=complete_points)
@since_option("Begin with this revision or date, issued or not.")
@format_option("markdown: for an e-mail or a page; json, csv: for programs.", "text markdown json csv")
@dossier_option
def command(point: str | None, since: str | None, form: str, folder: Path) -> None:
    """Show how the points stood in each revision that was issued and stand now, and who moved what in between.

    With a topic, an option or a delegation: only what moved there, or through it. Where nothing has been issued, each
    tag of the repository is a revision. It is read as git holds it; nothing is checked out.
    """
    from responsegen.cli import page_text
    from responsegen.cli.topic_names import named
    from responsegen.consensus.points import PointName
    from responsegen.documents.changes.version_changes import milestones

    versions = _versions(folder, since)
    dossier = versions[-1][1].dossier
    asked = named(dossier, point) if point else None
    name = PointName(asked.topic.id, asked.option) if asked and asked.topic else None
    found = milestones(versions, name, asked.delegation if asked else None)
    if form == "json":
        print_bytes(json.dumps(list(map(_fields, found)), ensure_ascii=False, indent=1) + "\n")
    elif form == "csv":
        print_bytes(_csv(found))
    elif form == "markdown":
        echo(*page_text.exercise(dossier), "", *_markdown(found))
    else:
        echo(*page_text.exercise(dossier), *_table(found), *_moves(found))


def _versions(folder: Path, since: str | None) -> Sequence[tuple[str, Version]]:
    """Read each revision that was issued, then the files as they are. Raises HistoryUnavailable."""
    from responsegen.building.merge import merge, version_at
    from responsegen.cli.terminal import notify
    from responsegen.history.git import tags
    from responsegen.issuing.issued_before import registers, version_named
    from responsegen.problem import HistoryUnavailable

    issued = [(register.name, register.commit) for register in registers(folder, notify) if register.commit]
    found = [(name, version_at(folder, commit)) for name, commit in issued]
    for tag in () if issued else tags(folder):
        with suppress(HistoryUnavailable):  # it is older than the dossier
            found.append((tag, version_at(folder, tag)))
    if since:
        first = version_named(folder, since)
        found = [(since, first), *((name, version) for name, version in found if _is_later(version, first))]
    return [*found, ("now", merge(folder))]


def _is_later(version: Version, other: Version) -> bool:
    mine, its = version.committed, other.committed
    return bool(mine and its and mine.commit != its.commit and mine.on >= its.on)


def _table(found: Sequence[Milestone]) -> Iterator[str]:
    rows = [("", "", *HEADS, "force"), *(_row(milestone) for milestone in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        left = [cell.ljust(width) for cell, width in zip(row[:2], widths, strict=False)]
        right = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        yield "  ".join((*left, *right)).rstrip()


def _row(milestone: Milestone) -> tuple[str, ...]:
    from responsegen.cli.page_text import plain
    from responsegen.documents.words import total

    force = plain(total(milestone.force)) if milestone.force else ""
    return milestone.name, milestone.on, *map(str, milestone.counts.values()), force


def _moves(found: Sequence[Milestone]) -> Iterator[str]:
    """Print below each revision what moved towards it, and where the point stood that was asked for."""
    from responsegen.cli.diff_text import outcome_lines, position_lines

    for milestone in _telling(found):
        yield from ("", click.style(_heading(milestone), bold=True))
        yield from position_lines(milestone.edited)
        yield from outcome_lines(milestone.moved)


def _telling(found: Sequence[Milestone]) -> Iterator[Milestone]:
    return (milestone for milestone in found if milestone.verdict or milestone.moved or milestone.edited)


def _heading(milestone: Milestone) -> str:
    return ": ".join(filter(None, (milestone.name, milestone.verdict)))


def _markdown(found: Sequence[Milestone]) -> Iterator[str]:
    from responsegen.cli.diff_text import outcome_table, position_items

    yield f"| Revision | Date | {' | '.join(head.capitalize() for head in HEADS)} | Force |"
    yield f"|---|---|{'---:|' * (len(HEADS) + 1)}"
    for milestone in found:
        yield f"| {' | '.join(_row(milestone))} |"
    for milestone in _telling(found):
        yield from ("", f"**{_heading(milestone)}**", "")
        yield from position_items(milestone.edited)
        if milestone.moved:
            yield from (*([""] if milestone.edited else []), *outcome_table(milestone.moved))


def _fields(milestone: Milestone) -> dict[str, object]:
    force = milestone.force
    return {
        "revision": milestone.name,
        "date": milestone.on or None,
        **{status.value: count for status, count in milestone.counts.items()},
        "force": [force.low, force.high] if force else None,
        "verdict": milestone.verdict or None,
        "moved": [
            {
                "points": list(map(str, moved.points)),
                "before": moved.before or None,
                "after": moved.after or None,
                "moved_by": moved.moved_by.codes,
                "following": moved.following.codes,
            }
            for moved in milestone.moved
        ],
        "edited": [asdict(edit) for position in milestone.edited for edit in position.edits],
    }


def _csv(found: Sequence[Milestone]) -> str:
    """Write a row for each revision, and one for each point that moved towards it."""
    from responsegen.dossier.files import text_cell

    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("revision", "date", *HEADS, "force from", "force to", "point", "before", "after", "moved by"))
    for milestone in found:
        force = milestone.force
        ends = ("" if end is None else end for end in (force.low, force.high)) if force else ("", "")
        name = text_cell(milestone.name)
        writer.writerow((name, milestone.on, *milestone.counts.values(), *ends, "", "", "", ""))
        for moved in milestone.moved:
            for point in moved.points:
                said = (str(point), moved.before, moved.after, " ".join(moved.moved_by.codes))
                writer.writerow((name, milestone.on, *[""] * (len(HEADS) + 2), *said))
    return stream.getvalue()

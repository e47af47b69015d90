"""Merge national positions, kept as YAML files in git, into one joint answer as PDF and DOCX.

This is the interface for Python, which docs/python.md shows by example. Its names and fields change with a minor
version at most, and the changelog says how.

    dossier = read("my-dossier")                                    # or InvalidDossier, with its problems
    answer = merge(dossier)
    table = [(str(point.name), point.status) for point in points(answer)]
    otherwise = merge(suppose(dossier, ["SE.sanctions=oppose"]))    # no file is written
    built = build("my-dossier")                                     # PDF, DOCX and HTML
"""

# Nothing is imported here: `python -m responsegen` loads this file while the current folder, which may hold a
# dossier, is still searched for modules; and the commands begin without what they do not need.
TYPE_CHECKING = False  # type checkers know it by this name
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from responsegen.about import __version__
    from responsegen.building.output_folder import OutputFailed
    from responsegen.building.pipeline import Built
    from responsegen.consensus.answer import (
        Columns,
        ContributionOutcome,
        JointAnswer,
        NeedOutcome,
        NeedsOutcome,
        OfferOutcome,
        OffersOutcome,
        OptionOutcome,
        OptionsOutcome,
        RangeOutcome,
        ScenarioOutcome,
        Standpoint,
        Status,
        TopicOutcome,
    )
    from responsegen.consensus.points import Point
    from responsegen.dossier.model import Dossier, Interval, Position
    from responsegen.problem import InvalidDossier, Place, Problem, Severity
    from responsegen.rendering.failure import RenderingFailed

__all__ = [
    "Built",
    "Columns",
    "ContributionOutcome",
    "Dossier",
    "Interval",
    "InvalidDossier",
    "JointAnswer",
    "NeedOutcome",
    "NeedsOutcome",
    "OfferOutcome",
    "OffersOutcome",
    "OptionOutcome",
    "OptionsOutcome",
    "OutputFailed",
    "Place",
    "Point",
    "Position",
    "Problem",
    "RangeOutcome",
    "RenderingFailed",
    "ScenarioOutcome",
    "Severity",
    "Standpoint",
    "Status",
    "TopicOutcome",
    "__version__",
    "build",
    "merge",
    "points",
    "problems",
    "read",
    "suppose",
]
_HOMES = {
    "Built": "building.pipeline",
    "Dossier": "dossier.model",
    "Interval": "dossier.model",
    "InvalidDossier": "problem",
    "OutputFailed": "building.output_folder",
    "Place": "problem",
    "Point": "consensus.points",
    "Position": "dossier.model",
    "Problem": "problem",
    "RenderingFailed": "rendering.failure",
    "Severity": "problem",
    "__version__": "about",
}


def read(folder: "str | Path") -> "Dossier":
    """Read and check the files of a dossier. Raises InvalidDossier where they have errors; warnings stop nothing."""
    from pathlib import Path

    from responsegen.dossier.reading import read_trees
    from responsegen.dossier.what_if import ReadDossier

    return ReadDossier.of(read_trees(Path(folder)))


def problems(folder: "str | Path") -> "tuple[Problem, ...]":
    """Find all that `responsegen check` finds, sorted by file and line; nothing where the dossier is in order.

    A folder that is not there is a problem, too. Also tells what is wrong with the dossier's own templates, which
    stops a build but not reading.
    """
    from pathlib import Path

    from responsegen.building.print_checks import problems_in_print
    from responsegen.dossier.reading import problems_in_distribution, read_dossier
    from responsegen.problem import in_order

    home = Path(folder)
    reading = read_dossier(home)
    return in_order((*reading.problems, *problems_in_print(home, reading), *problems_in_distribution(home, reading)))


def merge(dossier: "Dossier") -> "JointAnswer":
    """Decide every topic on the positions that count, as they stand at the dossier's `as_of`."""
    from responsegen.consensus.joint_answer import joint_answer

    return joint_answer(dossier)


def points(answer: "JointAnswer") -> "tuple[Point, ...]":
    """List where everything stands, in the dossier's order and whatever its kind: the rows of a table."""
    from responsegen.consensus.points import points as points_of

    return points_of(answer)


def suppose(dossier: "Dossier", changes: "Sequence[str]") -> "Dossier":
    """Return the dossier as it would be with these changes, in the words of `responsegen what-if`; write nothing.

    Takes what `read` or `suppose` has returned. Raises InvalidDossier, with each problem at its place in the change,
    where a change cannot be read or does not fit.
    """
    from responsegen.dossier.what_if import ReadDossier

    if not isinstance(dossier, ReadDossier):
        message = "suppose takes a dossier that read or suppose has returned"
        raise TypeError(message)
    return dossier.supposing([changes] if isinstance(changes, str) else changes)[0]


def build(folder: "str | Path", output: "str | Path | None" = None) -> "Built":
    """Write every document of a dossier to `output`, otherwise to build/ in its folder: all of them, or none.

    Prints nothing. Raises InvalidDossier, RenderingFailed where a template or the rendering fails, or OutputFailed
    where the folder may not or cannot be written to; the outputs of the last good build then stay as they were.
    """
    from pathlib import Path

    from responsegen.building.pipeline import Progress
    from responsegen.building.pipeline import build as build_all
    from responsegen.building.workers import cores
    from responsegen.dossier.files import BUILD

    target = Path(folder) / BUILD if output is None else Path(output)
    return build_all(Path(folder), target.absolute(), cores(), Progress(lambda _: None, lambda *_: None))


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'consensus.answer')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

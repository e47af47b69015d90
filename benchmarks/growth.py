"""How reading, merging, composing and rendering grow: 30, 300 and 3 000 delegations on twelve topics of all kinds.

Run it from the checkout: `.venv/bin/python -m benchmarks.growth [LARGEST [LARGEST_PDF]]`. What is wanted: each stage
near linear, so that ten times the delegations take about ten times as long. Each size has a process of its own, whose
memory is shown at its peak. The seconds are those of the processor, which a busy machine changes little.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING, TypeVar

import pikepdf

from benchmarks.ratios import CHECKOUT, ENVIRONMENT
from responsegen.cli import RARELY
from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.words import FILTERS
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import check_files
from responsegen.dossier.states import STATES, State
from responsegen.rendering import docx, html, pdf
from responsegen.rendering.templates import TemplateFolders, render_html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from responsegen.rendering.tree import Element

Made = TypeVar("Made")

FEW = 3
SIZES = (30, 300, 3_000)
STAGES = ("reading", "merging", "composing", "HTML", "DOCX", "PDF")
MEGABYTE = 1_024 if sys.platform == "linux" else 1_048_576  # in what ru_maxrss is counted
IDS = "abcde"
STANCES = ("support", "accept", "oppose", "abstain", "undecided")
NECESSITIES = ("essential", "desirable", "not-needed", "oppose", "undecided")
OPTIONS = ("guarantees", "attack", "sanctions", "deployment")
NEEDS = ("us_now", "us_later")
RANGES = ("force_size", "duration", "reserve")
CONTRIBUTIONS = ("troops", "navy")
OFFERS = ("assistance",)
TOPICS = (*OPTIONS, *NEEDS, *RANGES, *CONTRIBUTIONS, *OFFERS)


def invented(size: int) -> list[str]:
    """So many codes that no state has, made known to this process."""
    codes = [f"X{n:04}" for n in range(size)]
    STATES.update({code: State(code, f"Invented State {code[1:]}", len(STATES) + n) for n, code in enumerate(codes)})
    return codes


def files(codes: list[str]) -> list[SourceFile]:
    """A dossier of these delegations, who disagree in every way that takes long."""
    texts = {f"positions/{code}.yaml": position(n, codes) for n, code in enumerate(codes)}
    return [SourceFile(path, text.encode()) for path, text in {"dossier.yaml": dossier(codes), **texts}.items()]


def dossier(codes: list[str]) -> str:
    """The text of dossier.yaml."""
    topics = {
        **dict.fromkeys(OPTIONS, f"kind: options, rule: consensus, options: {_items('text: A sentence.')}"),
        **{need: f"kind: needs, rule: consensus, options: {_needed(need)}" for need in NEEDS},
        **dict.fromkeys(RANGES, "kind: range, rule: consensus, unit: personnel"),
        **dict.fromkeys(CONTRIBUTIONS, "kind: contribution, rule: opt-in, required: force_size"),
        **dict.fromkeys(OFFERS, f"kind: offers, rule: opt-in, options: {_items('unit: rounds')}"),
    }
    lines = "\n".join(f"  {topic}: {{title: About {topic}, {how}}}" for topic, how in topics.items())
    return f"""\
title: Growth
reference: RG 0001/25
as_of: 2025-02-16T18:00+01:00
from: Pen-holder
to: Delegations
exercise: true
addressee: US
delegations: [{", ".join(codes)}]
questions:
  - {{number: 1, text: What do you say?, wording: paraphrase, topics: [{", ".join(TOPICS)}]}}
topics:
{lines}
events: {{ceasefire: A ceasefire is in force}}
scenarios:
  none: {{label: No support, need: [], events: []}}
  full: {{label: Full support, need: all, events: all}}
documents: {{synthesis: {{release: participants, attribution: named}}}}
"""


def _items(more: str, prefix: str = "") -> str:
    return "{" + ", ".join(f"{prefix}{o}: {{label: Option {o}, {more}}}" for o in IDS) + "}"


def _needed(topic: str) -> str:
    return _items("text: A sentence., term: short", f"{topic}-")


def position(n: int, codes: list[str]) -> str:
    """The text of the n-th position file."""
    conditions = (f"{{need: us_now-{IDS[n % 5]}}}", f"{{with: {codes[n - 1]}}}", f"{{force: {10 * n}}}")
    contribution = f"""
  stance: conditional
  pledge: {n}-{2 * n}
  ready: {n % 90} days
  sustain: 12 months
  conditions: [event: ceasefire, {", ".join(conditions[: n % 4])}]"""
    lowest = 7 * n % 1_000
    answers = {
        **dict.fromkeys(OPTIONS, _each(STANCES, n)),
        **{need: _each(NECESSITIES, n, f"{need}-") for need in NEEDS},
        **dict.fromkeys(RANGES, f" {lowest}-{lowest + 400 + n}"),
        **dict.fromkeys(CONTRIBUTIONS, contribution),
        **dict.fromkeys(OFFERS, f"\n  a: {{quantity: {n}, status: firm}}"),
    }
    lines = "\n".join(f"{topic}:{said}" for topic, said in answers.items())
    return f"country: {codes[n]}\nstatus: cleared\ncleared_by: ambassador\n{lines}\n"


def _each(words: tuple[str, ...], n: int, prefix: str = "") -> str:
    return "".join(f"\n  {prefix}{o}: {words[(n + k) % len(words)]}" for k, o in enumerate(IDS))


def measured(size: int, stages: Sequence[str]) -> dict[str, float]:
    """Seconds for each of these stages, the number of pages where there are any, and the megabytes at the peak."""
    gc.set_threshold(RARELY)  # as in every command
    _run(FEW, stages)  # loads once what all sizes need
    return {**_run(size, stages), "MB at the peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE}


def _run(size: int, stages: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}

    def timed(name: str, make: Callable[[], Made]) -> Made:
        start = process_time()
        made = make()
        found[name] = process_time() - start
        return made

    written = files(invented(size))
    reading = timed("reading", lambda: check_files(written))
    if reading.dossier is None:
        raise SystemExit("\n".join(map(str, reading.problems)))
    whole = reading.dossier
    answer = timed("merging", lambda: joint_answer(whole))
    (document,) = timed("composing", lambda: compose(whole, answer))
    folders = TemplateFolders.of()
    name, word = f"{document.path}.html", folders.find("word.docx").read_bytes()

    def page() -> Element:
        text = render_html(document.template, document.content, document.furniture, folders, FILTERS)
        return html.parse(text, name)

    parsed = timed("HTML", page)
    timed("DOCX", lambda: docx.write_docx(parsed, document.furniture, word, name))
    if "PDF" in stages:
        content = timed("PDF", lambda: pdf.write_pdf(parsed, name))
        found["pages"] = len(pikepdf.open(BytesIO(content)).pages)
    return found


def main(largest: int = SIZES[-1], largest_pdf: int = 300) -> None:
    """Print one line a stage: what it takes for each size, and how many times as long as for the size before."""
    sizes = [size for size in SIZES if size <= largest]
    found = [_in_its_own_process(size, STAGES if size <= largest_pdf else STAGES[:-1]) for size in sizes]
    print(f"{'seconds for so many delegations':<32}" + "".join(f"{size:>14,}".replace(",", " ") for size in sizes))
    for row in found[0]:
        values = [each.get(row) for each in found]
        cells = (_cell(value, before) for value, before in zip(values, [None, *values], strict=False))
        print(f"{row:<32}" + "".join(cells))
    if not_laid_out := [size for size in sizes if size > largest_pdf]:
        print(f"No PDF of {not_laid_out[0]}: minutes, and thousands of pages. To make it: benchmarks.growth 3000 3000.")


def _in_its_own_process(size: int, stages: Sequence[str]) -> dict[str, float]:
    command = (sys.executable, "-m", "benchmarks.growth", "--size", str(size), *stages)
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=CHECKOUT, env=ENVIRONMENT)
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _cell(value: float | None, before: float | None) -> str:
    if value is None:
        return f"{'–':>14}"
    shown = f"{value:.3f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004 -- three digits are enough
    return f"{shown:>8}" + (f" {f'×{value / before:.1f}':>5}" if before else " " * 6)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--size"]:
        print(json.dumps(measured(int(sys.argv[2]), sys.argv[3:])))
    else:
        main(*map(int, sys.argv[1:]))

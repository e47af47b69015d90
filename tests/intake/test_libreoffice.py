"""LibreOffice calculates as the program does, and brings back what it was given: `./run test -m libreoffice`."""

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from responsegen.consensus.answer import Columns, JointAnswer, OptionOutcome, Standpoint
from responsegen.consensus.ballots import CountingPolicy
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.options import decide
from responsegen.consensus.swing import Vote
from responsegen.dossier.changes import differ
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier, NeedsTopic, Release, Stance
from responsegen.dossier.model.bases import BasisName, Voters
from responsegen.dossier.reading import check_files
from responsegen.dossier.states import EU
from responsegen.intake.exporting import export
from responsegen.intake.opening import read_file
from responsegen.intake.receiving import receive
from responsegen.intake.word_form import questionnaire
from responsegen.problem import Problem
from responsegen.rendering.templates import TemplateFolders
from tests.intake.filled import SWEDEN, dossier_in, parsed

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.timeout(900),
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: nothing of this was checked"),
]
SIDES = {
    Standpoint.FOR: "for_",
    Standpoint.AGAINST: "against",
    Standpoint.ABSTAINING: "abstaining",
    Standpoint.UNMENTIONED: "unmentioned",
    Standpoint.CONSTRUCTIVE: "constructive",
    Standpoint.OUTSTANDING: "outstanding",
}
MEMBERS = (*EU, "NO", "UK")
FINLAND = """\
country: FI
status: draft
troops: {stance: considering, comment: "Not before spring: see #1", pledge: up to 800}
force_size: {acceptable: at least 20 000, preferred: 25000, comment: First line.}
duration: open-ended
sanctions:
  shadow-fleet: {stance: oppose, would_support_if: LNG is exempted, proposes: "The Union will, in time …"}
us_requirements: {airlift: {necessity: desirable, term: both}}
assistance: {artillery: {quantity: 500-800, by: 2025-06-30, status: indicative}}
sources: [{on: troops, speaker: Anna, date: 2025-02-01, url: https://example.org/a, summary: Said in short}]
"""
NECESSITIES = ("essential", "desirable", "not-needed", "oppose", "abstain", "undecided")
Answers = dict[str, dict[str, str]]  # by delegation and option


def saved_as(folder: Path, kind: str, files: Sequence[Path]) -> Mapping[str, bytes]:
    """What LibreOffice makes of these files, by name."""
    assert OFFICE
    profile = (folder / "profile").as_uri()
    command = [OFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(folder / kind), *map(str, files)], check=True, capture_output=True, timeout=600)
    found = {path.stem: path.read_bytes() for path in (folder / kind).iterdir()}
    assert found.keys() == {file.stem for file in files}
    return found


# --- A dossier in which something is voted on every basis, by every rule


def topics() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every basis with each of its rules: what dossier.yaml says, and the words that may be answered."""
    for basis, kind in product(BasisName, ("options", "needs")):
        if kind == "needs" and basis is not BasisName.NO_LEGAL_ACT:
            continue
        for rule in basis.facts.rules:
            some = f", electorate: [{', '.join(EU[:11])}]" if basis.facts.voters is Voters.PARTICIPANTS else ""
            words = [stance for stance in Stance if stance is not Stance.CONSTRUCTIVE_ABSTENTION]
            if basis.facts.constructive_abstention:
                words.append(Stance.CONSTRUCTIVE_ABSTENTION)
            said = tuple(map(str, words)) if kind == "options" else NECESSITIES
            yield f"kind: {kind}, basis: {basis}, rule: {rule}{some}", said


TOPICS = {f"t{number}": topic for number, topic in enumerate(topics())}
OPTIONS = ("one", "two")


def asked_in(chance: random.Random) -> str:
    counting = chance.choice(["", "reservations_count_as: {scrutiny: as-stated, parliamentary: outstanding}\n"])
    silence = chance.choice(["", "silence_procedure: {deadline: 2025-02-15T09:00+01:00}\n"])
    listed = ""
    for id_, (asked, words) in TOPICS.items():
        term = ", term: long" if words == NECESSITIES else ""
        options = ", ".join(f"{o}: {{label: {o.capitalize()}, text: It is done.{term}}}" for o in OPTIONS)
        listed += f"  {id_}: {{title: About {id_}, {asked}, options: {{{options}}}}}\n"
    return (
        "title: Every rule\nreference: TEST 1/25\nas_of: 2025-02-16T18:00+01:00\nexercise: true\nfrom: Pen-holder\n"
        f"to: Delegations\naddressee: US\ndelegations: [EU, NO, UK]\n{counting}{silence}"
        f"questions: [{{number: 1, text: What is to be done?, wording: verbatim, topics: [{', '.join(TOPICS)}]}}]\n"
        f"topics:\n{listed}documents: {{synthesis: {{release: participants, attribution: named}}}}\n"
    )


def answered_in(chance: random.Random) -> Mapping[str, Answers]:
    """Answers by delegation, topic and option; each topic has a word that most prefer, so that verdicts differ."""
    leaning = {}
    for id_, (_, words) in TOPICS.items():
        preferred, strength = chance.choice([words[0], words[0], "oppose"]), chance.choice([1, 10, 200, 200])
        leaning[id_] = [strength if word == preferred else 1 for word in words]
    found: dict[str, Answers] = {}
    for delegation in chance.sample(MEMBERS, chance.choice([25, 29, 29])):
        found[delegation] = {}
        for id_, (_, words) in TOPICS.items():
            said = {o: chance.choices(words, leaning[id_])[0] for o in OPTIONS if chance.random() < 0.98}
            found[delegation][id_] = said if chance.random() < 0.97 else {}
    return found


def beside(chance: random.Random, delegation: str) -> str:
    """What else makes an answer count as something."""
    kind = chance.choice(["scrutiny", "general", "parliamentary", "substantive", "linguistic"])
    on = chance.choice([*TOPICS])
    limits = f"reservations: [{{on: {on}.one, kind: {kind}}}]\n" if chance.random() < 0.4 else ""
    status = chance.choice(["draft", *["cleared\ncleared_by: minister"] * 30])
    return f"country: {delegation}\nstatus: {status}\ndate: 2025-02-14\n{limits}"


def dossier_of(asked: str, heads: Mapping[str, str], answers: Mapping[str, Answers]) -> Dossier:
    files = [SourceFile("dossier.yaml", asked.encode())]
    for delegation, said in answers.items():
        lines = "".join(
            f"{id_}: {{{', '.join(f'{o}: {word}' for o, word in by.items())}}}\n" for id_, by in said.items() if by
        )
        files.append(SourceFile(f"positions/{delegation}.yaml", f"{heads[delegation]}{lines}".encode()))
    reading = check_files(files)
    assert reading.dossier, [str(problem) for problem in reading.problems if problem.is_error]
    return reading.dossier


# --- A workbook as a person changes it


def typed(book: bytes, cells: Mapping[str, Mapping[str, str]]) -> bytes:
    """The workbook with these texts in cells of sheets; what was calculated before is forgotten."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = re.findall(r'<sheet name="([^"]+)" sheetId="(\d+)"', parts["xl/workbook.xml"].decode())
    for name, number in names:
        path = f"xl/worksheets/sheet{number}.xml"
        text = parts[path].decode()
        for cell, said in cells.get(name, {}).items():
            inline = f'<c r="{cell}" t="inlineStr"><is><t>{said}</t></is></c>'
            text, count = re.subn(rf'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)', inline, text)
            assert count == 1, (name, cell)
        parts[path] = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def rows_of(book: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(sheet).to_python()


def place_of(rows: Sequence[Sequence[Any]], title: str, option: str, delegation: str) -> str:
    """Find the cell of an answer under the title of its topic."""
    begun = next(line for line, row in enumerate(rows) if row[1] == title)
    label = option.capitalize()
    line = next(n for n, row in enumerate(rows[begun:], begun) if row[2] == "Answer" and row[1].startswith(label))
    return xl_rowcol_to_cell(line, rows[2].index(delegation))


def with_side(columns: Columns, member: str, side: Standpoint) -> Columns:
    kept = {name: tuple(d for d in getattr(columns, name) if d != member) for name in SIDES.values()}
    moved = (*kept[SIDES[side]], member)
    return replace(columns, **(kept | {SIDES[side]: moved}))


def outcomes(answer: JointAnswer) -> Iterator[tuple[Any, str, OptionOutcome]]:
    for found in answer.topics.values():
        for option, one in found.options.items():  # type: ignore[union-attr]
            yield found.topic, option, one


def changed_by_hand(seed: int) -> tuple[bytes, Mapping[tuple[str, str], OptionOutcome]]:
    """A workbook in which answers and columns were changed, and what the program itself makes of that."""
    chance = random.Random(seed)  # noqa: S311 -- the same dossiers each time
    asked, answers = asked_in(chance), answered_in(chance)
    heads = {d: beside(chance, d) for d in answers}
    before = dossier_of(asked, heads, answers)
    book = export(before, Release.INTERNAL, ".xlsx")
    rows, arithmetic = rows_of(book, "Question 1"), rows_of(book, "Arithmetic")
    cells: dict[str, dict[str, str]] = {"Question 1": {}, "Arithmetic": {}}
    for delegation, id_, option in product(answers, TOPICS, OPTIONS):
        position = before.positions[delegation]
        if chance.random() < 0.03 and before.counts(position) and not position.reservations:
            word = chance.choice(TOPICS[id_][1])
            answers[delegation].setdefault(id_, {})[option] = word
            cells["Question 1"][place_of(rows, f"About {id_}", option, delegation)] = word
    after = dossier_of(asked, heads, answers)
    expected = {}
    for topic, option, one in outcomes(joint_answer(after)):
        columns = one.columns
        for member in chance.sample(topic.electorate, chance.choice([0, 0, 1, 5])):
            sides = [side for side in SIDES if isinstance(topic, NeedsTopic) or side is not Standpoint.UNMENTIONED]
            side = chance.choice([s for s in sides if s is not Standpoint.CONSTRUCTIVE])
            columns = with_side(columns, member, side)
            line = next(n for n, row in enumerate(arithmetic) if row[:2] == [topic.title, option.capitalize()])
            cells["Arithmetic"][xl_rowcol_to_cell(line, arithmetic[2].index(member))] = str(side)
        vote = Vote.on(after, topic, columns)
        expected[topic.title, option.capitalize()] = decide(vote, one.reservations, CountingPolicy.of(after, topic))
    return typed(book, cells), expected


def test_libreoffice_calculates_ten_random_dossiers_as_the_program_does(tmp_path: Path) -> None:
    made = {f"dossier-{seed}": changed_by_hand(seed) for seed in range(10)}
    for name, (book, _) in made.items():
        (tmp_path / f"{name}.xlsx").write_bytes(book)
    calculated = saved_as(tmp_path, "xlsx", [tmp_path / f"{name}.xlsx" for name in made])
    verdicts = set()
    for name, (_, expected) in made.items():
        rows = rows_of(calculated[name], "Arithmetic")
        head = rows[2]
        found = {tuple(row[:2]): dict(zip(head, row, strict=False)) for row in rows[4:] if row[0]}
        assert found.keys() == expected.keys()
        for point, one in expected.items():
            row = found[point]
            verdicts.add((row["Rule"], row["Verdict"]))
            counts = [len(getattr(one.columns, SIDES[side])) for side in SIDES]
            assert [row["Verdict"], *(row[str(side)] for side in SIDES)] == [one.status.words, *counts], (name, point)
            share = one.arithmetic.population_for
            assert row["Population for"] == ("" if share is None else pytest.approx(float(share))), (name, point)
    rules = {rule for rule, _ in verdicts}
    assert len(rules) == 5
    assert {(rule, verdict) for rule in rules for verdict in ("agreed", "open", "not agreed")} <= verdicts


# --- What was sent out comes back the same


def test_positions_come_back_from_libreoffice_as_they_were_sent(tmp_path: Path) -> None:
    """From Word to Word, from Word to OpenDocument and to Word again, and the matrix by way of OpenDocument."""
    trees = parsed(SE=SWEDEN, FI=FINLAND)
    dossier = dossier_in(trees)
    sent = {d: questionnaire(dossier, d, TemplateFolders.of(), prefilled=True) for d in ("SE", "FI")}
    for delegation, docx in sent.items():
        (tmp_path / f"{delegation}.docx").write_bytes(docx)
    (tmp_path / "matrix.xlsx").write_bytes(export(dossier, Release.INTERNAL, ".xlsx"))
    texts, book = [tmp_path / f"{delegation}.docx" for delegation in sent], [tmp_path / "matrix.xlsx"]
    back = {f"{name}.docx": content for name, content in saved_as(tmp_path, "docx", texts).items()}
    texts_of_odf = saved_as(tmp_path, "odt", texts)
    again = saved_as(tmp_path / "odt", "docx", [tmp_path / "odt" / f"{name}.odt" for name in texts_of_odf])
    back |= {f"{name}.odt": content for name, content in texts_of_odf.items()}
    back |= {f"{name} again.docx": content for name, content in again.items()}
    back |= {f"{name}.ods": content for name, content in saved_as(tmp_path, "ods", book).items()}
    for name, content in back.items():
        met: list[Problem] = []
        arrivals = list(read_file(name, content, met))
        assert (met, receive(arrivals, trees).files) == ([], ()), name
        anew = receive(arrivals, parsed())
        assert [str(problem) for problem in anew.problems if problem.is_error] == [], name
        files = {**{file.path: file for file in parsed().files}, **{fix.after.path: fix.after for fix in anew.files}}
        read = check_files([*files.values()]).dossier
        assert read, name
        for delegation in {arrival.delegation for arrival in arrivals} & {"SE", "FI"}:
            before, after = dossier.positions[delegation], read.positions[delegation]
            assert before.answers.keys() == after.answers.keys(), (name, delegation)
            changed = [topic for topic, said in before.answers.items() if differ(said, after.answers[topic])]
            assert changed == [], (name, delegation)
            assert not differ(before.reservations, after.reservations), (name, delegation)

"""A revision is issued once: what is written, what is refused and in which words, and what comes back is known."""

import json
import re
import shutil
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdfium2
import pytest

from responsegen.issuing import issue as issuing
from tests.cli.conftest import DOSSIER, POSITIONS, run, write_dossier
from tests.history.repository import commit, git

DISTRIBUTION = """\
response: {to: Embassy of the United States, mail: desk@us.example}
fiche: by-delegation
delegations:
  SE: [{to: Permanent Representation of Sweden, mail: desk@se.example}, {to: Foreign Ministry}]
"""
NOBODY = "distribution.yaml names nobody, so there is nobody to number copies for. Write who gets which paper"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier in a repository, whose revision 1 was issued with copies and drafts."""
    folder = tmp_path_factory.mktemp("issued") / "bridge"
    write_dossier(folder)
    (folder / "distribution.yaml").write_text(DISTRIBUTION)
    commit(folder, "first")
    done = run("issue", "--copies", "--mail", "--dossier", folder)
    assert done.exit_code == 0, done.output
    commit(folder, "Issue RG 0002/25 REV 1")
    git(folder, "tag", "-a", "RG-0002-25-REV1", "-m", "issued")
    return folder


@pytest.fixture
def again(issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be changed by one test."""
    folder = tmp_path / "bridge"
    shutil.copytree(issued, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


def foot(file: Path) -> str:
    """The text of the first page below its body."""
    page = pypdfium2.PdfDocument(file)[0]
    return str(page.get_textpage().get_text_bounded(left=0, bottom=0, right=page.get_width(), top=72))


def test_papers_copies_and_drafts_lie_in_a_folder_of_their_own(issued: Path) -> None:
    place = issued / "issued/REV1"
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    papers = {
        f"{name}.{form}" for name in ("response", "fiches/SE", "fiches/DK", "fiches/UK") for form in ("pdf", "docx")
    }
    numbers = {"response 001", "fiches/DK 001", "fiches/SE 001", "fiches/SE 002", "fiches/UK 001"}
    copies = {f"copies/{name}.{form}" for name in numbers for form in ("pdf", "docx")}
    recipients = (
        "Embassy of the United States",
        "Permanent Representation of Sweden",
        "Foreign Ministry",
        "Delegation of Denmark",
        "Delegation of the United Kingdom",
    )
    mail = {path for path in found if path.startswith("mail/")}
    assert found - mail == papers | copies | {"register.json", "register.csv"}
    assert {path[len("mail/001 ") : -len(".eml")] for path in mail} == set(recipients)


def test_each_page_says_whose_copy_it_is_and_nothing_of_a_working_copy(issued: Path) -> None:
    place = issued / "issued/REV1"
    papers = json.loads((place / "register.json").read_text())["papers"]
    code = next(paper["code"] for paper in papers if paper["path"] == "fiches/SE.pdf")
    assert f"Copy 2 of 2 – Foreign Ministry · {code}" in foot(place / "copies/fiches/SE 002.pdf")
    assert code in foot(place / "fiches/SE.pdf")
    assert "Copy" not in foot(place / "fiches/SE.pdf")
    assert "Working copy" not in foot(place / "fiches/SE.pdf")


def test_copies_differ_in_their_feet_alone(issued: Path) -> None:
    def body(name: str) -> list[str]:
        pages = pypdfium2.PdfDocument(issued / f"issued/REV1/copies/fiches/{name}.pdf")
        return [page.get_textpage().get_text_bounded(left=0, bottom=72, right=600, top=842) for page in pages]

    assert body("SE 001") == body("SE 002")


def test_a_draft_holds_the_papers_of_its_recipient_alone(issued: Path) -> None:
    drafts = [message_from_bytes(path.read_bytes(), policy=default) for path in (issued / "issued/REV1/mail").iterdir()]
    told = {
        (str(draft["To"]), draft["X-Unsent"], tuple(str(part.get_filename()) for part in draft.iter_attachments()))
        for draft in drafts
    }
    assert told == {
        ("desk@us.example", "1", ("RG 0002 25 REV 1 response 001.pdf", "RG 0002 25 REV 1 response 001.docx")),
        ("desk@se.example", "1", ("RG 0002 25 REV 1 fiches SE 001.pdf", "RG 0002 25 REV 1 fiches SE 001.docx")),
        ("None", "1", ("RG 0002 25 REV 1 fiches SE 002.pdf", "RG 0002 25 REV 1 fiches SE 002.docx")),
        ("None", "1", ("RG 0002 25 REV 1 fiches DK 001.pdf", "RG 0002 25 REV 1 fiches DK 001.docx")),
        ("None", "1", ("RG 0002 25 REV 1 fiches UK 001.pdf", "RG 0002 25 REV 1 fiches UK 001.docx")),
    }
    assert all(str(draft["Subject"]).startswith("EXERCISE – RG 0002/25 REV 1: ") for draft in drafts)
    assert not any("Sweden" in path.read_text() for path in (issued / "issued/REV1/mail").glob("*Denmark*"))


def test_with_nothing_changed_it_is_said(again: Path) -> None:
    said = run("issue", "--copies")
    assert said.exit_code == 0
    assert said.stdout.startswith("RG 0002/25 REV 1 was issued on ")
    assert said.stdout.endswith(", and nothing has changed since: issued/REV1/\n")
    assert again.exists()


def test_a_number_is_issued_once(again: Path) -> None:
    (again / "positions/SE.yaml").write_text(POSITIONS["SE"].replace("600-1000", "700-1000"))
    said = run("issue")
    assert said.exit_code == 1
    assert "positions/SE.yaml:7 differs since. Set revision: 2." in said.stderr
    (again / "dossier.yaml").write_text(DOSSIER.replace("of stone", "of grey stone"))
    assert "dossier.yaml:23 differs since, and so does one other file. Set revision: 2." in run("issue").stderr


def test_the_next_number_is_issued_beside_it_once_all_is_committed(again: Path) -> None:
    (again / "dossier.yaml").write_text(DOSSIER.replace("revision: 1", "revision: 2"))
    said = run("issue")
    assert said.exit_code == 1
    refused = "changes of dossier.yaml are not committed: an issue is made of what git holds. Commit them first"
    assert said.stderr == f"responsegen: {refused}.\n"
    assert not (again / "issued/REV2").exists()


@pytest.mark.parametrize(
    ("distribution", "sentence"),
    [
        (
            None,
            f"responsegen: {NOBODY}.\n",
        ),
        (
            "fiche: {to: Embassy}",
            "distribution.yaml:1:8: error: expected by-delegation: each gets its own (got a mapping) [RG016]\n",
        ),
    ],
)
def test_what_cannot_be_distributed_is_not_issued(dossier: Path, distribution: str | None, sentence: str) -> None:
    if distribution is not None:
        (dossier / "distribution.yaml").write_text(distribution)
    said = run("issue", "--copies")
    assert (said.exit_code, said.stderr) == (1, sentence)
    assert not (dossier / "issued").exists()


def test_an_issue_that_fails_leaves_nothing_and_the_next_clears_what_a_killed_one_left(
    again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (again / "dossier.yaml").write_text(DOSSIER.replace("revision: 1", "revision: 2"))
    commit(again, "second")
    left = again / "issued/.staging-killed"
    left.mkdir()
    (left / "response.pdf").write_text("half")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "response.pdf")

    monkeypatch.setattr(issuing, "render_all", full)
    said = run("issue")
    assert said.exit_code == 3
    assert said.stderr.endswith("cannot write response.pdf: No space left on device. Nothing was issued.\n")
    assert sorted(path.name for path in (again / "issued").iterdir()) == ["REV1"]


def test_status_says_what_was_issued_and_what_changed_since(again: Path) -> None:
    assert re.search(r"^Issued: RG 0002/25 REV 1 on .*, to 5 recipients$", run("status").stdout, re.MULTILINE)
    assert "Changed since" not in run("status").stdout
    (again / "positions/SE.yaml").write_text(POSITIONS["SE"].replace("600-1000", "700-1000"))
    assert "\nChanged since: positions/SE.yaml\n" in run("status").stdout


def test_marked_papers_are_issued_to_whom_the_papers_are(again: Path) -> None:
    (again / "positions/UK.yaml").write_text(POSITIONS["UK"].replace("wood: oppose", "wood: accept"))
    (again / "dossier.yaml").write_text(DOSSIER.replace("revision: 1", "revision: 2"))
    commit(again, "second")
    assert run("issue", "--copies", "--since", "REV1", "--jobs", "1").exit_code == 0
    register = json.loads((again / "issued/REV2/register.json").read_text())
    to = {p["path"]: [copy["recipient"] for copy in p["copies"]] for p in register["papers"]}
    assert to["response-marked.docx"] == to["response.docx"] == ["Embassy of the United States"]
    again_known = run("verify", "issued/REV2/response-marked.docx").stdout
    assert "RG 0002/25 REV 2 (EXERCISE), response-marked, DOCX, issued on" in again_known
    assert "Response, changes since REV\N{NO-BREAK SPACE}1" in foot(again / "issued/REV2/response-marked.pdf").replace(
        "REV 1", "REV\N{NO-BREAK SPACE}1"
    )


def test_marks_are_not_added_to_what_was_issued_without_them(again: Path) -> None:
    said = run("issue", "--since", "HEAD")
    assert said.exit_code == 1
    assert said.stderr.endswith(" without marked papers. Set revision: 2.\n")
    assert again.exists()


def test_what_returns_is_known(again: Path) -> None:
    copy = "issued/REV1/copies/fiches/SE 002.pdf"
    said = run("verify", copy)
    assert said.exit_code == 0
    start = f"{copy} is RG 0002/25 REV 1 (EXERCISE), fiches/SE, PDF, copy 2 of 2 for Foreign Ministry, issued on "
    assert said.stdout.startswith(start)
    assert said.stdout.endswith(": unchanged.\n")
    assert run("verify", "positions/SE.yaml").stdout == (
        "positions/SE.yaml cannot be compared: it is neither a PDF nor a DOCX.\n"
    )
    code = json.loads((again / "issued/REV1/register.json").read_text())["papers"][0]["code"]
    named = run("verify", "--code", code.lower()).stdout
    assert named.startswith(f"{code.lower()} is RG 0002/25 REV 1 (EXERCISE), response")
    assert run("verify", "--code", code.replace("-", "")).exit_code == 0
    assert run("verify", "--code", "7Q4").stdout == (
        "7Q4 is no code: one has eight letters and digits, such as 7Q4K-2M9P.\n"
    )
    unknown = run("verify", "--code", "0000-0000")
    assert (unknown.exit_code, unknown.stdout) == (1, "0000-0000 is the code of no paper that was issued here.\n")


def reworded(file: Path, before: str, after: str, part: str = "word/document.xml") -> str:
    """Change a word in a DOCX, as somebody would who wants another answer."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile("received.docx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(before.encode(), after.encode(), 1) if name == part else content)
    return "received.docx"


def test_what_was_changed_is_shown_beside_what_was_issued(again: Path) -> None:
    copy = again / "issued/REV1/copies/fiches/SE 002.docx"
    said = run("verify", reworded(copy, "Pen-holder", "Pen-pusher"))
    first, *others = said.stdout.splitlines()
    assert first.startswith(
        "received.docx is RG 0002/25 REV 1 (EXERCISE), fiches/SE, DOCX, by its foot copy 2 of 2 for F"
    )
    assert first.endswith(": altered. It reads otherwise here:")
    assert (said.exit_code, others) == (1, ["  passage 4: “From: Pen-pusher”; as issued: “From: Pen-holder”"])
    alike = run("verify", reworded(copy, "Pen-holder", "Реn-holder"), "--register", "issued/REV1/register.json")
    sentence = "“From: Реn-holder” (with Cyrillic letters among Latin ones); as issued: “From: Pen-holder”"
    assert sentence in alike.stdout
    (again / "issued/REV1/fiches/SE.docx").unlink()
    alone = run("verify", reworded(copy, "Pen-holder", "Pen-pusher")).stdout
    assert alone.splitlines()[1:] == ["  passage 4: “From: Pen-pusher”"]


def test_a_foot_that_names_no_copy_of_it_is_said(again: Path) -> None:
    copy = again / "issued/REV1/copies/fiches/SE 002.docx"
    said = run("verify", reworded(copy, "Copy 2 of 2", "Copy 3 of 3", "word/footer1.xml"))
    assert said.exit_code == 0
    assert said.stdout.endswith("printed.\n  Its foot names a copy that was never issued, or several.\n")


def test_a_register_alone_is_enough(again: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("verify", again / "issued/REV1/response.pdf", "--register", again / "issued/REV1/register.json")
    assert said.exit_code == 0
    assert said.stdout.endswith(": unchanged.\n")


def test_the_register_of_the_tag_is_believed(again: Path) -> None:
    register = again / "issued/REV1/register.json"
    register.write_text(register.read_text().replace("Foreign Ministry", "Somebody Else"))
    said = run("verify", "issued/REV1/copies/fiches/SE 002.pdf")
    assert "for Foreign Ministry, issued" in said.stdout
    assert said.stderr == (
        "responsegen: issued/REV1/register.json differs from the one of the tag RG-0002-25-REV1, which is used.\n"
    )


def test_where_nothing_was_issued_nothing_can_be_verified(dossier: Path) -> None:
    said = run("verify", dossier / "dossier.yaml")
    assert said.exit_code == 2
    assert "nothing has been issued here: there is no issued/REV0/register.json or its like" in said.stderr


def test_the_history_tells_who_moved_what_since(again: Path) -> None:
    (again / "positions/UK.yaml").write_text(POSITIONS["UK"].replace("wood: oppose", "wood: accept"))
    told = run("history", "wood").stdout.splitlines()
    assert told[0] == "EXERCISE"
    assert told[1].split() == ["agreed", "with", "reservations", "open", "not", "agreed", "force"]
    assert [line.split()[-1] for line in told[2:4]] == ["000", "000"]
    assert told[4:] == [
        "",
        "RG 0002/25 REV 1: not agreed",
        "",
        "now: agreed",
        "+ Bridge: Wood: not agreed; now agreed (UK)",
    ]
    rows = run("history", "--format", "csv").stdout.splitlines()
    assert rows[-1].endswith(",bridge.wood,not agreed,agreed,UK")
    moved = json.loads(run("history", "UK", "--format", "json").stdout)[1]["moved"]
    assert [change["points"] for change in moved] == [["bridge.wood"]]
    told = run("history", "UK", "--format", "markdown").stdout
    assert "| now |" in told
    assert "  - Bridge: Wood: ~~opposes~~ <ins>**can accept**</ins>\n" in told


@pytest.mark.parametrize("command", [("diff",), ("history", "--since"), ("build", "--quiet", "--since")])
@pytest.mark.parametrize("revision", ["REV1", "HEAD", "RG-0002-25-REV1", "2099-12-31"])
@pytest.mark.usefixtures("playing", "again")
def test_a_revision_is_named_alike_wherever_one_is_asked_for(command: tuple[str, ...], revision: str) -> None:
    assert run(*command, revision).exit_code == 0
    unknown = run(*command, "REV7")
    assert (unknown.exit_code, 'git knows no revision "REV7" here' in unknown.stderr) == (2, True)


def test_a_revision_that_was_issued_is_called_by_its_number(again: Path) -> None:
    (again / "positions/UK.yaml").write_text(POSITIONS["UK"].replace("wood: oppose", "wood: accept"))
    commit = json.loads((again / "issued/REV1/register.json").read_text())["commit"]
    assert f"From commit {commit} (REV1) of " in run("diff", "REV1").stdout
    assert "Bridge: Wood: opposes; now can accept" in run("diff", "REV1").stdout
    assert run("history", "--since", "REV1").stdout.splitlines()[2].startswith("REV1  ")
    assert "Nothing has changed." in run("diff", "REV1..HEAD").stdout


def test_what_was_issued_outside_of_a_repository_cannot_be_compared_with(again: Path) -> None:
    register = again / "issued/REV1/register.json"
    git(again, "tag", "--delete", "RG-0002-25-REV1")
    told = json.loads(register.read_text()) | {"commit": None}
    register.write_text(json.dumps(told))
    sentence = "RG 0002/25 REV 1 was issued outside of a git repository, so its answers are not known any more"
    assert sentence in run("diff", "REV1").stderr

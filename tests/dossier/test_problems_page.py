"""docs/problems.md is the catalogue as a page; `python -m tests.dossier.test_problems_page` writes it anew."""

import sys
from pathlib import Path

from responsegen.dossier.catalogue import CATALOGUE

PAGE = Path(__file__).parents[2] / "docs/problems.md"
HEAD = """\
# Problems, by code

What `responsegen check` finds in the files of a dossier, and from RG901 on what can go wrong in templates and while
outputs are made. An error stops a build; a warning does not. Each has a code that stays the same in
every version, so that it can be looked up and counted: `responsegen explain RG012` prints what stands here.
[templates.md](templates.md) says what a template may hold.

`responsegen fix` corrects what can only be meant in one way. What the files hold is described in [files.md](files.md).
"""


def page() -> str:
    """The text of the page, from the catalogue."""
    return HEAD + "".join(
        f"\n## {code}: {fault.title}\n\n**{fault.severity.capitalize()}.** {fault.explanation}\n"
        for code, fault in sorted(CATALOGUE.items())
    )


def test_the_page_is_the_one_that_the_catalogue_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_codes_count_up_without_a_gap() -> None:
    codes = sorted(code for code, fault in CATALOGUE.items() if fault.is_of_input)
    assert codes == [f"RG{number:03}" for number in range(1, len(codes) + 1)]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"Wrote {PAGE}\n")

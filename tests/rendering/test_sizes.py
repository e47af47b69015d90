"""What stands in tables can be read on paper: 9 pt or more, in the matrix 8.5."""

from __future__ import annotations

import re

from responsegen.rendering.templates import TemplateFolders
from tests.rendering.reading import W, parts

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIZE = re.compile(r"font(?:-size)?:[^;]*?([0-9.]+)pt")


def test_no_table_of_the_pdf_is_set_smaller() -> None:
    style = re.sub(
        r"/\*.*?\*/", "", TemplateFolders.of().find("document.css").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    rules = [(found[1].strip(), float(size[1])) for found in RULE.finditer(style) if (size := SIZE.search(found[2]))]
    of_tables = [(selector, size) for selector, size in rules if re.search(r"\b(table|t[hd])\b", selector)]
    assert len(of_tables) > 3
    assert [rule for rule in of_tables if rule[1] < (8.5 if "matrix" in rule[0] else 9)] == []


def test_no_table_of_word_is_set_smaller(word_template: bytes) -> None:
    sizes = {
        style.find(f"{W}name").get(f"{W}val"): int(size.get(f"{W}val")) / 2
        for style in parts(word_template)["styles"].iter(f"{W}style")
        for size in style.iter(f"{W}sz")
    }
    of_tables = {
        name: size for name, size in sizes.items() if re.search(r"(Text|Heading)$", name) and name != "footnote text"
    }
    assert len(of_tables) > 6
    assert {name for name, size in of_tables.items() if size < (8.5 if "matrix" in name else 9)} == set()

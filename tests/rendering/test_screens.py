"""On a phone no column is off the screen: rows stack, each cell with its head, and wide tables scroll."""

from __future__ import annotations

import pytest
from lxml import etree

from responsegen.rendering.html import parse, write_html
from tests.rendering.test_html import PAGE

ROW = '<tr><th scope="row">SE</th>{}</tr>'


def table(columns: int, rows: str = "") -> str:
    heads = "".join(f'<th scope="col">H{number}</th>' for number in range(columns))
    cells = "".join(f"<td>{number}</td>" for number in range(1, columns))
    body = f"<thead><tr>{heads}</tr></thead><tbody>{ROW.format(cells)}{rows}</tbody>"
    return f"<table><caption>Who said what</caption>{body}</table>"


def issued(body: str) -> etree._Element:
    return etree.fromstring(write_html(parse(PAGE.format(body), "x.html")).encode())


def test_every_cell_of_rows_that_stack_names_its_head() -> None:
    (stacked,) = issued(table(4, ROW.format("<td>9</td><td></td><td>7</td>"))).iter("table")
    assert stacked.get("class") == "stacked"
    assert [cell.get("data-head") for cell in stacked.iter("td")] == ["H1", "H2", "H3", "H1", None, "H3"]
    assert [part.get("role") for part in stacked.iter("table", "thead", "tr", "th")] == [
        *("table", "rowgroup", "row", "columnheader", "columnheader", "columnheader", "columnheader"),
        *("row", "rowheader", "row", "rowheader"),
    ]


@pytest.mark.parametrize(("columns", "scrolling"), [(6, 0), (7, 1)])
def test_a_table_of_many_columns_scrolls_where_keys_reach_it(columns: int, scrolling: int) -> None:
    page = issued(table(columns) + "<p>Further.</p>")
    around = page.findall("body/main/div")
    assert [dict(each.attrib) for each in around] == [
        {"class": "wide", "role": "region", "tabindex": "0", "aria-label": "Who said what"}
    ] * scrolling
    assert page.find("body/main/p").text == "Further."


def test_a_reason_belongs_to_its_row_and_to_no_column() -> None:
    page = issued(table(3, '<tr class="why"><td colspan="3">All agree.</td></tr>'))
    (reason,) = page.findall(".//tr[@class='why']/td")
    assert page.find(f".//*[@id='{reason.get('headers')}']").text == "SE"
    assert reason.get("data-head") is None


def test_head_and_foot_of_the_page_are_landmarks() -> None:
    page = PAGE.replace(
        "<main>", '<div class="page-header"><p>A</p></div><div class="page-footer"><p>B</p></div><main>'
    )
    written = write_html(parse(page.format("<p>a</p>"), "x.html"))
    assert [part.get("role") for part in etree.fromstring(written.encode()).iter("div")] == ["banner", "contentinfo"]

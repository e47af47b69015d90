"""Set the text of drawings a line at a time: kerned, and several times as fast as letter by letter.

WeasyPrint 70 lays out each letter alone, since SVG may place them so, and makes of every line that is centred, or ends
at its point, a drawing within the drawing, which it moves once the width is known. Text that asks for more than one
plain line at one point is left to it. This can go when WeasyPrint shapes such lines as a whole (its issue 2249).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.svg import SVG
from weasyprint.svg.text import Style, TextBox
from weasyprint.svg.utils import size
from weasyprint.text.line_break import split_first_line

LEFT_OF_THE_POINT = {"start": 0.0, "middle": 0.5, "end": 1.0}  # how much of the line, by text-anchor
WEIGHTS = {"normal": 400, "bold": 700} | {f"{weight}": weight for weight in range(100, 1000, 100)}
PLAIN = {"x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill", "role", "class", "id"}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
ENDS_A_LINE = re.compile("[\x85\u2028\u2029]")  # to the library that sets text; what follows would be lost

_draw_node = SVG.draw_node


def draw_node(svg: SVG, node: Any, font_size: float, *more: Any, **named: Any) -> None:  # noqa: ANN401 -- WeasyPrint's
    """Draw an element of a drawing, and all that is in it."""
    if node.tag == "text" and _is_plain_line(node.attrib) and not list(node) and _is_one_line(node.text or ""):
        _draw_line(svg, node, size(node.get("font-size", "1em"), font_size, font_size))
    else:
        _draw_node(svg, node, font_size, *more, **named)


def _is_plain_line(attributes: Mapping[str, str]) -> bool:
    """Return whether text with these attributes, own and inherited, is one plain line at one point."""
    return (
        attributes.keys() <= PLAIN
        and all(NUMBER.fullmatch(attributes.get(axis, "")) for axis in "xy")
        and attributes.get("text-anchor", "start") in LEFT_OF_THE_POINT
        and attributes.get("font-weight", "normal") in WEIGHTS
        and "url(" not in attributes.get("fill", "")
    )


def _is_one_line(text: str) -> bool:
    return bool(text) and not ENDS_A_LINE.search(text)


def _draw_line(svg: SVG, node: Any, font_size: float) -> None:  # noqa: ANN401 -- as above
    style = Style(INITIAL_VALUES)
    style.font_config = svg.font_config
    style["font_family"] = [family.strip("\"' ") for family in node.get("font-family", "sans-serif").split(",")]
    style["font_weight"] = WEIGHTS[node.get("font-weight", "normal")]
    style["font_size"] = font_size
    layout, _, _, width, height, baseline = split_first_line(node.text, style, svg.context, inf, 0)
    start = float(node.get("x")) - width * LEFT_OF_THE_POINT[node.get("text-anchor", "start")]
    bottom = float(node.get("y"))
    node.text_bounding_box = (start, bottom - baseline, width, height)  # what is around it asks for it
    line = TextBox(layout, style)
    line.baseline = baseline
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    svg.fill_stroke(fill, stroke, text=True)
    layout.reactivate(style)
    draw_first_line(svg.stream, line, "none", "none", Matrix(d=-1, e=start, f=bottom))
    svg.stream.end_text()
    svg.stream.pop_state()


def set_lines_whole() -> None:
    """Let all drawings of this process have them."""
    SVG.draw_node = draw_node

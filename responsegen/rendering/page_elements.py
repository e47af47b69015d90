"""List the HTML elements that templates may use: what may stand in what, and with which attributes."""

from __future__ import annotations

import re
from typing import Final

INLINE = frozenset({"a", "br", "code", "del", "em", "ins", "span", "strong", "sub", "sup"})
HEADINGS = ("h1", "h2", "h3", "h4")
BLOCKS = frozenset({*HEADINGS, "p", "ul", "ol", "dl", "table", "figure", "blockquote", "aside", "section", "nav"})
FLOW = frozenset({"p", "ul", "ol"})  # what a list item, a table cell, a box or a quotation may hold as blocks

# Element: the elements that may stand directly in it. Text may stand only where `br` may.
CHILDREN = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title", "style"}),
    "body": frozenset({"div", "main"}),
    "main": BLOCKS | {"header"},
    "section": BLOCKS,
    "header": frozenset({"h1", "p", "dl"}),
    "div": frozenset({"p"}),
    "nav": frozenset({"h2", "h3", "ol"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "li": INLINE | FLOW,
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody"}),
    "colgroup": frozenset({"col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "th": INLINE,
    "td": INLINE | FLOW,
    "figure": frozenset({"img", "figcaption"}),
    "aside": FLOW,
    "blockquote": FLOW,
    **dict.fromkeys((*HEADINGS, "p", "dt", "dd", "caption", "figcaption", *(INLINE - {"br", "a"})), INLINE),
    "a": INLINE - {"a"},
    **dict.fromkeys(("br", "col", "img", "meta", "title", "style"), frozenset()),
}
VOID = frozenset({"br", "col", "img", "meta"})
RAW_TEXT = frozenset({"title", "style"})

# Element: attribute: the form of its value. Every element but the invisible ones also takes class, id and lang.
NUMBER = re.compile(r"[1-9][0-9]{0,2}")
ANY = re.compile(r".*", re.DOTALL)
META = re.compile(r"viewport|author|description|keywords|dcterms\.(created|modified)")
PICTURE = re.compile(r"data:image/(svg\+xml|png|jpeg)(;charset=utf-8)?(;base64)?,.+", re.DOTALL)
ATTRIBUTES = {
    "html": {"lang": re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")},
    "meta": {
        "name": META,
        "content": ANY,
        "charset": re.compile(r"utf-8", re.IGNORECASE),
    },
    "a": {"href": re.compile(r"#\S+|https?://\S+|mailto:\S+")},
    "img": {
        "src": PICTURE,
        "alt": re.compile(r".*\S.*", re.DOTALL),
    },
    "ol": {"start": NUMBER},
    "span": {"title": re.compile(r".*\S.*")},
    "col": {"span": NUMBER, "style": re.compile(r"width: ?[0-9]{1,2}(\.[0-9]+)?%;?")},
    "th": {"scope": re.compile(r"col|row"), "colspan": NUMBER, "rowspan": NUMBER},
    "td": {"colspan": NUMBER, "rowspan": NUMBER},
}
COMMON = {
    "class": re.compile(r"[A-Za-z][\w -]*"),
    "id": re.compile(r"[A-Za-z][\w.:-]*"),
    "lang": re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"),
}
IN_WORDS = {
    "src": "a picture in SVG, PNG or JPEG that stands in the page itself, as asset(...) gives it",
    "href": "a link to #id, http://…, https://… or mailto:…",
}
REQUIRED = {"html": ("lang",), "img": ("src", "alt"), "a": ("href",), "th": ("scope",)}

# Elements that must say something, in text or in a picture. Table cells may be blank.
NEVER_EMPTY = frozenset(
    {*HEADINGS, "title", "main", "section", "header", "p", "ul", "ol", "li", "dl", "dt", "dd", "nav", "a", "figure"}
    | {"caption", "figcaption", "thead", "tbody", "tr", "aside", "blockquote", "th"}
)
FIELDS = frozenset({"page-number", "page-count"})  # spans that stand empty: PDF and DOCX put the number there


def holds_text(tag: str) -> bool:
    """Return whether text may stand directly in this element."""
    return "br" in CHILDREN[tag] or tag in RAW_TEXT


POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
IN_PAGE: Final = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>'

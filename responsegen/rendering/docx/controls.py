"""Write the fields of a form as content controls, and what the form says of itself as a part of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from responsegen.rendering.docx.wordml import Xml, text_run, w

if TYPE_CHECKING:
    from docx.document import Document

_GREY: Final = "595959"  # dark enough on white to be read: WCAG 2.1, 1.4.3
_PALE: Final = "E9EEF5"
_PROPERTIES: Final = (
    '<ds:datastoreItem ds:itemID="{{{id}}}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    "<ds:schemaRefs/></ds:datastoreItem>"
)


@dataclass(frozen=True, slots=True)
class Control:
    """One field that a person fills in."""

    title: str  # what Word shows above it, and screen readers say
    tag: str  # "" where it has none
    words: tuple[str, ...]  # that may be chosen; none where the field takes a text
    is_free: bool  # whether something else may be written as well
    is_blank: bool  # whether it shows what is to be done there


@dataclass(frozen=True, slots=True)
class FormFields:
    """What makes a document one to fill in."""

    controls: Mapping[str, Control] = field(default_factory=dict)  # by the id of the span that each takes the place of
    about: str = ""  # XML that Word keeps and does not show


NO_FIELDS: Final = FormFields()


def content_control(control: Control, number: int, shown: str) -> Xml:
    """Return a control that stands among runs (ISO/IEC 29500-1, 17.5.2)."""
    if control.words:
        items = (w("listItem", displayText=word, value=word) for word in control.words)
        kind = w("comboBox" if control.is_free else "dropDownList", *items)
    else:
        kind = w("text", multiLine=1)
    properties = w(
        "sdtPr",
        w("alias", val=control.title),
        *([w("tag", val=control.tag)] if control.tag else []),
        w("id", val=number),
        *([w("showingPlcHdr")] if control.is_blank else []),
        kind,
    )
    look = [w("color", val=_GREY), w("shd", val="clear", color="auto", fill=_PALE)] if control.is_blank else []
    return w("sdt", properties, w("sdtContent", text_run(shown, look)))


def attach(document: Document, content: str) -> None:
    """Give the document a part that Word keeps and does not show."""
    package = document.part.package
    item = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, content.encode(), package)
    id_ = str(uuid5(NAMESPACE_URL, content)).upper()
    described = _PROPERTIES.format(id=id_).encode()
    props = Part(PackURI("/customXml/itemProps1.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, described, package)
    item.relate_to(props, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)

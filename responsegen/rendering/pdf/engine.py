"""WeasyPrint, kept on a short lead: own files only, no warnings passed over, the same bytes every time."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import weasyprint
from lxml import etree
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf import Attachment, finishing
from responsegen.rendering.pdf.finishing import finish
from responsegen.rendering.pdf.weasyprint import patch
from responsegen.rendering.pdf.weasyprint.font_instancing import InstanceFonts
from responsegen.rendering.pdf.weasyprint.line_breaks import with_blanks_apart
from responsegen.rendering.pdf.weasyprint.pango_log import pango_logs_to
from responsegen.rendering.pdf.weasyprint.stylesheet_cache import keep, sheets
from responsegen.rendering.tree import Element, place

WEASYPRINT, OURS = "weasyprint", "responsegen"
OF_ANOTHER_MEANING = (RenderingFailed, FatalURLFetchingError, MemoryError, OSError)
ADVICE = "If the dossier has a style sheet, template or picture of its own, that is the likely cause"


@contextmanager
def weasyprints_own(name: str) -> Iterator[None]:
    """Turn what WeasyPrint, or a library that it calls, raises into a problem of the document.

    What this program raises stays as it is: a fault of the program must not look like one of the files.
    """
    try:
        yield
    except OF_ANOTHER_MEANING:
        raise
    except Exception as error:
        if not _is_weasyprints(error):
            raise
        expected, found = "a page that WeasyPrint can lay out", f"{type(error).__name__}: {error}".removesuffix(": ")
        raise RenderingFailed(catalogue.NO_LAYOUT.at(Place(name), expected, found, ADVICE)) from error


def _is_weasyprints(error: Exception) -> bool:
    """Whether WeasyPrint was at work, and neither our finishing, nor a part of ours that WeasyPrint calls."""
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    packages = [module.partition(".")[0] for module in modules]
    last = next((package for package in reversed(packages) if package in {WEASYPRINT, OURS}), OURS)
    return last == WEASYPRINT and finishing.__name__ not in modules


patch()


class OwnFilesOnly(URLFetcher):  # type: ignore[misc] # WeasyPrint comes without types
    """Gives out what stands in the page itself as `data:`; anything else ends the rendering."""

    def __init__(self) -> None:
        """No redirects, no protocol but this one."""
        super().__init__(allow_redirects=False, allowed_protocols=("data",), fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The response for a URL that may be read."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise FatalURLFetchingError(url)


class PageAsRead(weasyprint.HTML):  # type: ignore[misc] # WeasyPrint comes without types
    """A page that need not be written out for WeasyPrint to read it again: its parser is slow, and would mend."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        """Begin with an empty page, since only text can be given, and put the tree in its place."""
        super().__init__(string="<!DOCTYPE html>", url_fetcher=fetcher)
        tree = ET.fromstring(etree.tostring(root, encoding="unicode"))  # noqa: S314 -- lxml wrote it
        wrapper: Any = self.wrapper_element  # type: ignore[has-type] # as above
        self.wrapper_element = type(wrapper).from_html_root(tree, content_language=None)
        self.etree_element = tree


def write_pdf(root: Element, name: str, attachments: tuple[Attachment, ...]) -> bytes:
    """See `responsegen.rendering.pdf.write_pdf`."""
    page = with_blanks_apart(root)
    style = _taken_out(page)
    created = root.find("head/meta[@name='dcterms.created']")
    if created is None:
        raise RenderingFailed(catalogue.BAD_ATTRIBUTE.at(Place(name), 'a <meta name="dcterms.created"> in the head'))
    as_of = datetime.fromisoformat(created.get("content", ""))
    common, fetcher = sheets(), OwnFilesOnly()
    with _no_warnings(root, name), _fonts_dated(as_of), weasyprints_own(name):
        try:
            html = PageAsRead(page, fetcher)
            document = html.render(**common.options(style, fetcher), presentational_hints=True)
            document.fonts = InstanceFonts()
            pdf: bytes = document.write_pdf(
                finisher=lambda document, pdf: finish(html.etree_element, document, pdf, name),
                pdf_variant="pdf/a-3a",
                attachments=[_embedded(attachment, as_of) for attachment in attachments],
            )
        except FatalURLFetchingError as error:
            expected = "only what stands in the page itself, as data:"
            raise RenderingFailed(
                catalogue.FROM_OUTSIDE.at(Place(name), expected, str(error), "Templates can say asset(...)")
            ) from error
    keep(common)
    return pdf


def _taken_out(page: Element) -> str:
    """The text of all style sheets in a page, which then has none."""
    head = page.find("head")
    if head is None:
        return ""
    styles = list(head.iterfind("style"))
    for style in styles:
        head.remove(style)
    return "\n".join(style.text or "" for style in styles)


def _embedded(attachment: Attachment, as_of: datetime) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=as_of,
        modified=as_of,
        relationship="Source" if attachment.is_source else "Data",
    )


class _Collected(logging.Handler):
    """Keeps what WeasyPrint would only have logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _no_warnings(root: Element, name: str) -> Iterator[None]:
    """Turn every warning and error that WeasyPrint logs, and what Pango complains of, into a problem."""
    collected, logger = _Collected(), logging.getLogger("weasyprint")
    problems: list[Problem] = []
    logger.addHandler(collected)
    try:
        with pango_logs_to(logger):
            yield
    except RenderingFailed as failed:
        problems += failed.problems
    finally:
        logger.removeHandler(collected)
    problems += [_warned(message, root, name) for message in dict.fromkeys(collected.messages)]
    if problems:
        raise RenderingFailed(*problems)


def _warned(message: str, root: Element, name: str) -> Problem:
    """The problem that a warning is; one of a picture names its whole address, which holds all that it shows."""
    here = Place(name)
    for image in root.iter("img"):
        if (address := image.get("src", "")) in message:
            here, message = place(image, name), message.replace(address, f'"{image.get("alt", "")[:60]}"')
    return catalogue.PDF_WARNING.at(here, "a page that WeasyPrint renders without a warning", message)


@contextmanager
def _fonts_dated(as_of: datetime) -> Iterator[None]:
    """Cutting fonts to size stamps them with the time of day, unless this variable holds another (fontTools)."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(as_of.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before

"""Lay out a page with WeasyPrint: from its own content alone, with no warning passed over, to the same bytes."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import BufferingHandler
from xml.etree import ElementTree as ET

import weasyprint
from lxml import etree
from weasyprint.urls import URLFetcher

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf import finishing
from responsegen.rendering.pdf.attachment import Attachment
from responsegen.rendering.pdf.finishing import finish
from responsegen.rendering.pdf.joining import Joining
from responsegen.rendering.pdf.kept_pages import KeptPages
from responsegen.rendering.pdf.page_blocks import Page
from responsegen.rendering.pdf.weasyprint import patch
from responsegen.rendering.pdf.weasyprint.block_layout import NotExact
from responsegen.rendering.pdf.weasyprint.font_instancing import InstanceFonts
from responsegen.rendering.pdf.weasyprint.line_breaks import with_line_breaks_set
from responsegen.rendering.pdf.weasyprint.stylesheet_cache import StyleSheet, keep, sheet_of
from responsegen.rendering.tree import Element, place

WEASYPRINT, OURS = "weasyprint", "responsegen"
OF_ANOTHER_MEANING = (RenderingFailed, MemoryError, OSError)
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
    """Return whether WeasyPrint was at work, and neither our finishing, nor a part of ours that WeasyPrint calls."""
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    packages = [module.partition(".")[0] for module in modules]
    last = next((package for package in reversed(packages) if package in {WEASYPRINT, OURS}), OURS)
    return last == WEASYPRINT and finishing.__name__ not in modules


patch()


def write_pdf(root: Element, name: str, attachments: tuple[Attachment, ...], kept: KeptPages | None) -> bytes:
    """See `responsegen.rendering.pdf.write_pdf`."""
    page = with_line_breaks_set(root)
    style = _take_out_styles(page)
    sheet, fetcher = sheet_of(style), URLFetcher(allowed_protocols=("data",))
    created = root.find("head/meta[@name='dcterms.created']")
    if created is None:
        raise RenderingFailed(catalogue.BAD_ATTRIBUTE.at(Place(name), 'a <meta name="dcterms.created"> in the head'))
    as_of = datetime.fromisoformat(created.get("content", ""))
    with _no_warnings(root, name), _fonts_dated(as_of), weasyprints_own(name):
        document = _document(Page(page, style), sheet, fetcher, kept)
        pdf: bytes = document.write_pdf(
            finisher=lambda document, pdf: finish(document, pdf, name),
            pdf_variant="pdf/a-3a",
            attachments=[_attachment(attachment, as_of.astimezone(UTC), fetcher) for attachment in attachments],
        )
    keep(sheet)
    return pdf


def _document(page: Page, sheet: StyleSheet, fetcher: URLFetcher, kept: KeptPages | None) -> weasyprint.Document:
    """Lay a page out: block by block where it has several, and as a whole where they cannot be told apart."""
    if len(page.blocks) > 1:
        try:
            with _without_a_warning():
                return Joining(page, sheet, fetcher, _html, kept).document()
        except NotExact as reason:
            if kept:
                kept.refused(str(reason))
    document = _html(page.root, fetcher).render(**sheet.options(fetcher), presentational_hints=True)
    document.fonts = InstanceFonts()
    return document


@contextmanager
def _without_a_warning() -> Iterator[None]:
    """Raise NotExact where WeasyPrint logs something, which nobody is told: it will say so of the whole."""

    def refuse(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            message = "WeasyPrint warns of something"
            raise NotExact(message)
        return True

    logger = logging.getLogger("weasyprint")
    logger.addFilter(refuse)
    try:
        yield
    finally:
        logger.removeFilter(refuse)


def _html(root: Element, fetcher: URLFetcher) -> weasyprint.HTML:
    """Hand over the page's tree as it is: WeasyPrint's parser is slow, and would correct the page."""
    html = weasyprint.HTML(string="<!DOCTYPE html>", url_fetcher=fetcher)
    html.etree_element = ET.fromstring(etree.tostring(root, encoding="unicode"))  # noqa: S314 -- lxml wrote it
    html.wrapper_element = type(html.wrapper_element).from_html_root(html.etree_element, content_language=None)
    return html


def _take_out_styles(page: Element) -> str:
    """Return the text of all style sheets in a page, which then has none."""
    head, styles = page[0], page.findall("head/style")
    for style in styles:
        head.remove(style)
    return "\n".join(style.text or "" for style in styles)


def _attachment(attachment: Attachment, as_of: datetime, fetcher: URLFetcher) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=attachment.content,
        url_fetcher=fetcher,  # or each would make one of its own
        name=attachment.name,
        description=attachment.description,
        created=as_of,
        modified=as_of,
        relationship="Source" if attachment.is_source else "Data",
    )


@contextmanager
def _no_warnings(root: Element, name: str) -> Iterator[None]:
    """Turn every warning and error that WeasyPrint logs into a problem."""
    collected, logger = BufferingHandler(sys.maxsize), logging.getLogger("weasyprint")
    collected.setLevel(logging.WARNING)
    problems: list[Problem] = []
    logger.addHandler(collected)
    try:
        yield
    except RenderingFailed as failed:
        problems += failed.problems
    finally:
        logger.removeHandler(collected)
    messages = dict.fromkeys(record.getMessage() for record in collected.buffer)
    problems += [_warned(message, root, name) for message in messages]
    if problems:
        raise RenderingFailed(*problems)


def _warned(message: str, root: Element, name: str) -> Problem:
    """Return the problem that a warning is; one of a picture names its whole address, which holds all that it shows."""
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

"""Change what WeasyPrint and pydyf do wrongly or slowly; each module names the issue upstream, and when it can go."""

from responsegen.rendering.pdf.weasyprint import footnotes, object_cache, svg_text


def patch() -> None:
    """Change both libraries for all documents of this process."""
    footnotes.keep_with_marks()
    object_cache.make_once()
    svg_text.set_lines_whole()

"""Change what WeasyPrint and pydyf do wrongly or slowly; each module names the issue upstream, and when it can go."""

import weasyprint.pdf

from responsegen.rendering.pdf.structure_tree import add_tags
from responsegen.rendering.pdf.weasyprint import footnotes, svg_text


def patch() -> None:
    """Change WeasyPrint for all documents of this process."""
    footnotes.keep_with_marks()
    svg_text.set_lines_whole()
    weasyprint.pdf.add_tags = add_tags

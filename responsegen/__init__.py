"""From position files kept in git to one joint answer, as PDF and DOCX."""

__version__ = "0.1.0"

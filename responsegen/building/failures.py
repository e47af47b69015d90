"""Name the reason for which outputs cannot be put in place."""


class OutputFailed(Exception):  # noqa: N818 -- said as one says it: "raises OutputFailed"
    """The outputs may not or cannot be put in place; the sentence says why, and in which state the folder is."""

"""Why the past of a dossier cannot be read, as an exception that says it in words."""


class HistoryUnavailable(Exception):  # noqa: N818 -- said as one says it: "raises HistoryUnavailable"
    """There is no history, no such revision, or no dossier in it; the sentence says why, and what to do."""

"""Log what Pango says of a page that it cannot set: by itself it prints that on the terminal.

This can go when WeasyPrint logs it; there is no issue about it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.text.ffi import ffi, gobject

SET_HANDLER = "g_log_set_default_handler"  # of GLib; where it is not reached through GObject (Windows), Pango prints
CRITICAL = 1 << 3  # GLib's level for a call that may not be made; what is less is left to GLib
ffi.cdef(f"""
    typedef void (*GLogFunc)(const char *domain, int level, const char *message, void *data);
    GLogFunc {SET_HANDLER}(GLogFunc handler, void *data);
    void g_log_default_handler(const char *domain, int level, const char *message, void *data);
""")


@contextmanager
def pango_logs_to(logger: logging.Logger) -> Iterator[None]:
    """Log as an error what Pango complains of meanwhile."""

    def log(domain: Any, level: int, message: Any, data: Any) -> None:  # noqa: ANN401 -- C's
        if level & CRITICAL:
            logger.error(": ".join(ffi.string(text).decode(errors="replace") for text in (domain, message) if text))
        else:
            gobject.g_log_default_handler(domain, level, message, data)

    if not hasattr(gobject, SET_HANDLER):
        yield
        return
    handler = ffi.callback("GLogFunc", log)
    before = gobject.g_log_set_default_handler(handler, ffi.NULL)
    try:
        yield
    finally:
        gobject.g_log_set_default_handler(before, ffi.NULL)

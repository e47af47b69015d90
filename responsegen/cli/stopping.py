"""End the program as it was asked to; this is there before anything else is loaded."""

import sys
from typing import NoReturn

INTERRUPTED = 130  # what a shell reports for a program that SIGINT has ended


def stopped() -> NoReturn:
    """Say that the program was asked to end, and exit."""
    if sys.stderr:  # it may be closed
        sys.stderr.write("\nresponsegen: stopped. The outputs are those of the last finished build.\n")
    sys.exit(INTERRUPTED)

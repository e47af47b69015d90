"""Turn arguments into calls of the other packages, and what comes of them into files and messages."""

import gc

from responsegen.cli.stopping import stopped

# So many objects more, and Python looks for unreachable ones: after 700 otherwise, some hundred times while it starts.
RARELY = 50_000


def main() -> None:
    """Run the command that the command line names, and exit with its code."""
    gc.set_threshold(RARELY)
    try:
        from responsegen.editing.interruption import undivided  # importing this package must cost nothing

        with undivided():  # Python loses some of what is raised while it loads
            from responsegen.cli.program import run
        run()
    except KeyboardInterrupt:  # while that loads
        stopped()
    finally:
        gc.freeze()  # what is left goes with the process: Python would look through all of it first
        from signal import SIG_DFL, SIGINT, SIGTERM, signal

        for stop in (SIGINT, SIGTERM):  # all is done: Python, which lets go of things, would only complain of Ctrl-C
            signal(stop, SIG_DFL)

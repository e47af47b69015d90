"""The commands: arguments in, files and messages out."""

import gc

# So many objects more, and Python looks for unreachable ones: after 700 otherwise, some hundred times while it starts.
RARELY = 50_000


def main() -> None:
    """Run the command that the command line names, and exit with its code."""
    gc.set_threshold(RARELY)
    from responsegen.cli.program import run  # importing this package must cost nothing

    try:
        run()
    finally:
        gc.freeze()  # what is left goes with the process: Python would look through all of it first

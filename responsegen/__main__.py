"""Runs the commands as `python -m responsegen`."""

from responsegen.cli import main

if __name__ == "__main__":  # worker processes import this module, too
    main()

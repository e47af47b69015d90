"""Runs the commands as `python -m responsegen`."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the current folder, which may hold a dossier: no file there is a module of this program's
from responsegen.cli import main

main()

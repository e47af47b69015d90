"""Loaded by a process from which none can be forked."""

import errno
import os


def _no_room() -> int:
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def preload() -> None:
    """Let no process be forked from now on."""
    os.fork = _no_room

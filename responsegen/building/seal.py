"""Recognise what this user built on this machine, by a keyed hash whose key lies in the user's own folder."""

import hmac
import os
from contextlib import suppress
from pathlib import Path

KEY_BYTES = 32
OTHERS = 0o077  # the rights of everybody but the user


def seal(content: bytes) -> bytes:
    """Make the seal of a manifest; an empty one, which never fits, where this user can have no key."""
    key = _key() or _new_key()
    return _hash(key, content) if key else b""


def fits(seal: bytes, content: bytes) -> bool:
    """Tell whether this user sealed this content. Writes nothing."""
    key = _key()
    return key is not None and hmac.compare_digest(seal, _hash(key, content))


def _hash(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, "sha256").hex().encode()


def _key_file() -> Path | None:
    """Say where the user's key lies: with what programs remember, neither in a dossier nor among settings."""
    state = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    home = os.environ.get("HOME", "")
    folders = (Path(state), Path(home, ".local", "state"))
    known = [folder for folder, named in zip(folders, (state, home), strict=True) if Path(named).is_absolute()]
    return known[0] / "responsegen" / "key" if known else None


def _key() -> bytes | None:
    """Read the user's key; None where there is none that nobody else can read."""
    file = _key_file()
    with suppress(OSError):
        if file and file.is_file() and (os.name == "nt" or not file.stat().st_mode & OTHERS):
            key = file.read_bytes()
            return key if len(key) == KEY_BYTES else None
    return None


def _new_key() -> bytes | None:
    """Make the user's key; None where it cannot be kept."""
    file = _key_file()
    if file is None:
        return None
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}-{os.urandom(8).hex()}")
        try:
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(os.urandom(KEY_BYTES))
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    return _key()

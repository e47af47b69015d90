"""Write the draft of an e-mail: mail programs open it ready to be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

_TYPES: Final = {"pdf": "pdf", "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document"}


def draft_mail(to: Sequence[str], subject: str, body: str, files: Mapping[str, bytes]) -> bytes:
    """Return a draft (`X-Unsent`) with these files attached, by name; without an address it has no `To`.

    It has no date yet, and the same input gives the same bytes.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = ", ".join(to)
    message["Subject"] = subject
    message.set_content(body, cte="quoted-printable")
    for name, content in files.items():
        kind = _TYPES[name.rpartition(".")[2]]
        message.add_attachment(content, maintype="application", subtype=kind, filename=name)
    message.set_boundary("=_responsegen_=")
    return message.as_bytes()

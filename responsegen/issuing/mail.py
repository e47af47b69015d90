"""Draft the e-mails that carry an issue: one a recipient, each with its own papers and nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from responsegen.dossier.distribution_file import Recipient

_TYPES: Final = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What one recipient gets."""

    recipient: Recipient
    subject: str
    body: str
    files: Mapping[str, bytes]  # by name: "RG 0001-25 REV 1 response.pdf"


def draft_mail(draft: Draft) -> bytes:
    """Write a draft that mail programs open ready to be sent (`X-Unsent`); without an address it has no `To`.

    The same draft gives the same bytes.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if draft.recipient.mail:
        message["To"] = draft.recipient.mail
    message["Subject"] = draft.subject
    message.set_content(draft.body, cte="quoted-printable")
    for name, content in draft.files.items():
        main, sub = _TYPES[name.rpartition(".")[2]]
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    message.set_boundary("=_responsegen_=")
    return message.as_bytes()

"""Choose the files that a document's PDF carries: the data behind it, as far as its release allows."""

from __future__ import annotations

from responsegen.building.merge import Merged
from responsegen.documents.compose import ComposedDocument
from responsegen.dossier.model import Position, PositionStatus, Release
from responsegen.dossier.redaction import without_internal
from responsegen.rendering.pdf.attachment import Attachment


def attachments(document: ComposedDocument, merged: Merged) -> tuple[Attachment, ...]:
    """Return the files for one PDF.

    For the addressee: none. For the participants: the joint answer, and every cleared position without what is
    internal. Internal: the joint answer and every position file as it is. For a delegation: its own position. Those
    that name delegations only where the document itself does. A marked revision carries none.
    """
    if document.earlier is not None:
        return ()
    match document.release:
        case Release.INTERNAL if document.named:
            return _joint_answer(merged), *_positions(merged)
        case Release.PARTICIPANTS if document.named:
            cleared = (p for p in merged.dossier.positions.values() if p.status is PositionStatus.CLEARED)
            return _joint_answer(merged), *(_public(position, merged) for position in cleared)
        case Release.DELEGATION:
            own = merged.dossier.positions.get(document.delegation or "")
            return (_public(own, merged),) if own else ()
        case _:
            return ()


def _joint_answer(merged: Merged) -> Attachment:
    return Attachment("joint-answer.json", "The joint answer, for other programs", merged.joint_answer_json.encode())


def _positions(merged: Merged) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            file.path.removeprefix("positions/"), f"Position as recorded: {file.path}", file.content, is_source=True
        )
        for file in merged.files
        if file.path.startswith("positions/")
    )


def _public(position: Position, merged: Merged) -> Attachment:
    content = next(file.content for file in merged.files if file.path == position.place.file)
    name = f"{position.delegation}.yaml"
    return Attachment(name, f"Answers of {position.delegation} as recorded", without_internal(content), is_source=True)

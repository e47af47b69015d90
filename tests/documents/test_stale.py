"""What was changed after it was cleared is said in the fiche of its delegation and in the brief."""

from dataclasses import replace
from pathlib import Path

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.dossier.reading import read_dossier


def test_an_answer_that_is_not_covered_by_the_clearance_is_told_where_it_is_read() -> None:
    shipped = read_dossier(Path(__file__).parents[2]).dossier
    assert shipped
    stale = replace(shipped.positions["SE"], stale=frozenset({("force_size", None), ("troops", None)}))
    dossier = replace(shipped, positions={**shipped.positions, "SE": stale})
    told = {document.path: repr(document.content) for document in compose(dossier, joint_answer(dossier))}
    assert "SE has changed answers since its position was cleared: these are not counted." in told["brief"]
    assert "changed since it was cleared, and not counted" in told["fiches/SE"]
    assert "IE and SE have sent drafts, not yet cleared" in told["synthesis"]
    assert not any("not counted" in told[path] for path in ("response", "fiches/FI"))

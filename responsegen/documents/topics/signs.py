"""Give answers the signs of the matrix of delegations and topics, which read in black and white, and explain them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from responsegen.dossier.model import Necessity, Stance, Willingness

FOR, PARTLY, ABSTAINING, AGAINST, REFUSING, UNDECIDED, SILENT = "+", "±", "A", "−", "−A", "?", "·"
LEGEND = (
    (FOR, "for, or contributing"),
    (PARTLY, "for some points, against or abstaining on others"),
    (ABSTAINING, "abstaining"),
    (AGAINST, "against, or not contributing"),
    (REFUSING, "against some, abstaining on others"),
    (UNDECIDED, "undecided (behind another sign: on some points)"),
    (SILENT, "no answer"),
    (f"{FOR}*", "contributing on conditions"),
    ("R", "with a reservation"),
)
EACH_SIGN = re.compile("|".join(re.escape(sign) for sign, _ in sorted(LEGEND, key=lambda row: -len(row[0]))))
SIGNS: dict[Stance | Necessity | Willingness, str] = {
    Stance.SUPPORT: FOR,
    Stance.ACCEPT: FOR,
    Stance.ABSTAIN: ABSTAINING,
    Stance.CONSTRUCTIVE_ABSTENTION: ABSTAINING,
    Stance.OPPOSE: AGAINST,
    Stance.UNDECIDED: UNDECIDED,
    Necessity.ESSENTIAL: FOR,
    Necessity.DESIRABLE: FOR,
    Necessity.NOT_NEEDED: ABSTAINING,
    Necessity.ABSTAIN: ABSTAINING,
    Necessity.OPPOSE: AGAINST,
    Necessity.UNDECIDED: UNDECIDED,
    Willingness.YES: FOR,
    Willingness.CONDITIONAL: f"{FOR}*",
    Willingness.CONSIDERING: UNDECIDED,
    Willingness.NO: AGAINST,
    Willingness.UNDECIDED: UNDECIDED,
}


def sign_of_all(stances: Iterable[Stance | Necessity]) -> str:
    """Give several points one sign: the common one or that of a mixture, with a mark where some are undecided."""
    signs = {SIGNS[stance] for stance in stances}
    decided = signs - {UNDECIDED}
    mixed = PARTLY if FOR in decided else REFUSING if decided else ""
    sign = decided.pop() if len(decided) == 1 else mixed
    return sign + (UNDECIDED if UNDECIDED in signs else "") or SILENT

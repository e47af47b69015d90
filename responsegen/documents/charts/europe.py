"""From a state's code to its square on a schematic map of Europe: column from the west, row from the north."""

from __future__ import annotations

# Neighbours stay neighbours as far as equal squares allow; Canada lies across the ocean.
_MAP = """
IS .  .  .  NO SE FI .  .
.  .  .  .  .  .  EE .  .
.  IE UK .  DK .  LV .  .
CA .  .  NL DE PL LT .  .
.  .  BE LU CZ SK UA .  .
.  FR CH LI AT HU RO MD .
PT ES .  IT SI HR RS BG GE
.  .  .  .  .  BA XK MK TR
.  .  .  MT .  ME AL EL CY
"""

PLACES = {
    code: (column, row)
    for row, codes in enumerate(_MAP.split("\n")[1:-1])
    for column, code in enumerate(codes.split())
    if code != "."
}
COLUMNS = 1 + max(column for column, _ in PLACES.values())
ROWS = 1 + max(row for _, row in PLACES.values())

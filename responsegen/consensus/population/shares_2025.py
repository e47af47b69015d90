"""Hold the shares for 2025.

They add up to 100.01 %, so every share is taken as a part of the electorate's own sum.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import MappingProxyType

from responsegen.consensus.population.table import PopulationTable

_PERCENT = """
BE  2.62, BG 1.43, CZ  2.42, DK 1.32, DE 18.49, EE 0.30, IE 1.19, EL 2.31, ES 10.78,
FR 15.17, HR 0.86, IT 13.23, CY 0.21, LV  0.42, LT 0.64, LU 0.15, HU 2.13, MT  0.12,
NL  4.01, AT 2.02, PL  8.33, PT 2.36, RO  4.23, SI 0.47, SK 1.21, FI 1.25, SE  2.34
"""

SHARES_2025 = PopulationTable(
    shares=MappingProxyType(
        {state: Fraction(percent) / 100 for state, percent in (pair.split() for pair in _PERCENT.split(","))}
    ),
    precision=Fraction(1, 10_000),
    source=(
        "Agence Europe, bulletin 13544 of 12 December 2024: figures approved for Annex III of the Council's "
        "Rules of Procedure"
    ),
    valid_from=date(2025, 1, 1),
    valid_until=date(2025, 12, 31),
)

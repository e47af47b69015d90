"""Name, group or only count delegations, as the document's order says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from responsegen.consensus.answer import RecordedReservation
from responsegen.consensus.number_words import by_number
from responsegen.documents.words import capital, cardinal, counted, joined, sentence, together, verb
from responsegen.dossier.model import Attribution, ReservationKind

MOST_SETS = 5  # of delegations that could carry a point
FEWEST = 3  # delegations that whatever is printed without names rests on
KINDS = (  # the order in which papers without names list reservations
    ReservationKind.GENERAL,
    ReservationKind.SCRUTINY,
    ReservationKind.PARLIAMENTARY,
    ReservationKind.LINGUISTIC,
    ReservationKind.SUBSTANTIVE,
)
Column = tuple[Collection[str], str]  # some delegations, and what each of them does
MANY = 4  # from here on "all four delegations" says it better than a list


@dataclass(frozen=True, slots=True)
class Who:
    """Some delegations, as far as a document may say who they are."""

    count: int
    phrase: str  # "DE, FR and IT", "five of Nordic-Baltic and one other delegation", "six delegations"
    codes: tuple[str, ...] = ()  # empty unless attribution is named
    everybody: bool = False  # whether that is the whole electorate
    among: int = 0  # how many the whole electorate are, where they are compared with it
    told: str = ""  # the phrase where it tells more than their number: "DE, FR and IT"

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return self.count > 0

    @property
    def some(self) -> str:
        """Who they are, or else how many, where it is clear that delegations are meant: `HU and SK`, `two`."""
        return self._with(cardinal(self.count))

    @property
    def share(self) -> str:
        """Who they are, or else how many of all: `21 of 25 delegations`."""
        number = self.phrase if self.everybody else f"{cardinal(self.count)} of {counted(self.among, 'delegation')}"
        return self._with(number)

    def _with(self, number: str) -> str:
        """Say who they are, where they are named; else their number, and of which groups they are."""
        return self.told if self.codes else f"{number} ({self.told})" if self.told else number

    def do(self, does: str) -> str:
        """Say what they do, the verb in their number: `HU abstains`, `two abstain`."""
        return f"{self.some} {verb(self.count, does)}"


@dataclass(frozen=True, slots=True)
class Attributor:
    """Words delegations, by one policy for a whole document."""

    attribution: Attribution
    groups: Mapping[str, tuple[str, ...]]
    quotes: bool = True  # the text of reservations in footnotes

    @property
    def named(self) -> bool:
        """Whether delegations may be told apart."""
        return self.attribution is Attribution.NAMED

    def who(self, delegations: Iterable[str], among: Collection[str] = ()) -> Who:
        """Word a set of delegations, given in protocol order; all of `among` are one word, where there are many."""
        codes = tuple(delegations)
        everybody = len(codes) == len(among) >= MANY
        number = counted(len(codes), "delegation")
        if everybody:
            phrase = number = f"all {number}"
        elif self.named:
            phrase = joined(codes) if codes else "no delegation"
        elif self.attribution is Attribution.GROUPED:
            phrase = self._grouped(codes)
        else:
            phrase = number
        told = "" if phrase == number else phrase
        return Who(len(codes), phrase, codes if self.named else (), everybody, len(among), told)

    def say(self, columns: Iterable[Column], among: Collection[str] = ()) -> list[str]:
        """Say what those in each column do, if there are any: `HU and SK abstain`, `MT is awaited`."""
        return [f"{self.who(who, among).phrase} {verb(who, does)}" for who, does in columns if who]

    def ways(self, sets: Sequence[Sequence[str]]) -> str:
        """Word the sets of fewest delegations of which one would do: `DE or IT`, `DE with FR or with IT`."""
        if not self.named:
            return counted(len(sets[0]), "further delegation")
        if len(sets) == 1:
            return joined(sets[0])
        shared = [d for d in sets[0] if all(d in each for each in sets)]
        others = [joined([d for d in each if d not in shared]) for each in sets]
        left = len(sets) - MOST_SETS
        if left > 1:
            others = [*others[:MOST_SETS], f"{cardinal(left)} others"]
        if shared:
            return f"{joined(shared)} {joined([f'with {other}' for other in others], 'or')}"
        return joined(others, "or") if len(sets[0]) == 1 else "; or ".join(others)

    def within(self, electorate: Collection[str]) -> Attributor:
        """Name no group of which fewer than three are in the electorate: it would tell who these are."""
        inside = {name: tuple(d for d in members if d in electorate) for name, members in self.groups.items()}
        return replace(self, groups={name: members for name, members in inside.items() if len(members) >= FEWEST})

    def _grouped(self, codes: Sequence[str]) -> str:
        """Name groups of which at least two belong to the set; one alone would be named by its group."""
        rest, parts = list(codes), []
        for name, members in self.groups.items():
            inside = [code for code in rest if code in members]
            if len(inside) > 1:
                rest = [code for code in rest if code not in members]
                parts.append(name if len(inside) == len(members) else f"{cardinal(len(inside))} of {name}")
        if not parts:
            return counted(len(codes), "delegation")
        if rest:
            parts.append(counted(len(rest), "other delegation"))
        return joined(parts)

    def reservations(self, recorded: Iterable[RecordedReservation], on: str = "") -> tuple[str, ...]:
        """Word reservations `on` something as footnotes: one each where names are given, else one for each kind."""
        quoted = self.named and self.quotes
        in_order = recorded if self.named else sorted(recorded, key=lambda r: KINDS.index(r.reservation.kind))
        alike = together(
            ((r.reservation.kind, sentence((quoted and r.reservation.text) or "")), r.delegation) for r in in_order
        )
        several = "reservations" if self.named else "reservation"
        return tuple(
            f"{capital(self.who(who).phrase)}: {kind} {by_number(who, 'reservation', several)}{on and f' on {on}'}."
            f"{text and f' {text}'}"
            for (kind, text), who in alike.items()
        )


BY_NAME = Attributor(Attribution.NAMED, {})

"""Find the topic, option or delegation that a person named, or the nearest names."""

from __future__ import annotations

from collections.abc import Collection

import click

from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.dossier.states import ISO_INSTEAD_OF_EU
from responsegen.explaining.page import Asked
from responsegen.problem import Place, Problem

CODE_LENGTH = 2


def points(dossier: Dossier) -> tuple[str, ...]:
    """List everything that can be named: `sanctions`, `sanctions.lng`."""
    return tuple(
        name
        for topic in dossier.topics.values()
        for name in (topic.id, *(f"{topic.id}.{option}" for option in topic.option_ids))
    )


def named(dossier: Dossier, name: str, without: str = "") -> Asked:
    """Find what is meant by `sanctions`, `sanctions.lng`, `lng`, `HU` or `HU.lng`; anything else is wrong usage."""
    first, _, rest = name.partition(".")
    unmoved = tuple(delegation_named(dossier.delegations, each.strip()) for each in without.split(",") if each.strip())
    code = ISO_INSTEAD_OF_EU.get(first.upper(), first.upper())
    delegation = code if code in dossier.delegations and first not in dossier.topics else None
    if delegation and not rest:
        return Asked(delegation, unmoved=unmoved)
    return Asked(delegation, *point_named(dossier, rest if delegation else name), unmoved)


def delegation_named(delegations: Collection[str], word: str) -> str:
    """Find the delegation that a word names: `SE`, `se`, or `GR` for EL; anything else is wrong usage."""
    from responsegen.dossier.delegations import delegation_among
    from responsegen.dossier.nodes import Scalar

    problems: list[Problem] = []
    written = Scalar(Place(""), word.upper() if len(word) == CODE_LENGTH else word, plain=True)
    code = delegation_among(delegations)(written, problems)
    if code is None:
        raise click.UsageError(problems[-1].message)
    return code


def point_named(dossier: Dossier, name: str) -> tuple[AnyTopic, str | None]:
    """Find a topic, and the option where one is meant; it is wrong usage if there is none, or if there are several."""
    known = points(dossier)
    if name in known:
        topic, _, option = name.partition(".")
        return dossier.topics[topic], option or None
    of = [topic for topic in dossier.topics.values() if name in topic.option_ids]
    if len(of) == 1:
        return of[0], name
    from responsegen.dossier.spelling import did_you_mean, enumerated  # only where something is wrong

    if of:
        raise click.UsageError(
            f'"{name}" stands for several options: name {enumerated([f"{topic.id}.{name}" for topic in of])}'
        )
    bare = [option for topic in dossier.topics.values() for option in topic.option_ids]
    hint = did_you_mean(name, dict.fromkeys((*known, *bare)), f"Topics: {', '.join(dossier.topics)}")
    raise click.UsageError(f'there is no topic or option "{name}" in the dossier. {hint}')

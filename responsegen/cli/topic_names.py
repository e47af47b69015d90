"""Find the topic, option or delegation that a person named, or the nearest names."""

from __future__ import annotations

import click

from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.dossier.states import ISO_INSTEAD_OF_EU
from responsegen.explaining.page import Asked


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
    unmoved = delegations_named(dossier, without)
    delegation = None if first in dossier.topics else delegation_named(dossier, first)
    if delegation and not rest:
        return Asked(delegation, unmoved=unmoved)
    return Asked(delegation, *point_named(dossier, rest if delegation else name), unmoved)


def delegation_named(dossier: Dossier, name: str) -> str | None:
    """Find a delegation by its code, in any case, and by GR and GB."""
    code = name.upper()
    found = ISO_INSTEAD_OF_EU.get(code, code)
    return found if found in dossier.delegations else None


def delegations_named(dossier: Dossier, names: str) -> tuple[str, ...]:
    """Find the delegations in a list such as `HU,SK`; another name is wrong usage."""
    found = []
    for name in filter(None, (each.strip() for each in names.split(","))):
        code = delegation_named(dossier, name)
        if code is None:
            message = f'"{name}" is no delegation of the dossier: {", ".join(dossier.delegations)}'
            raise click.UsageError(message)
        found.append(code)
    return tuple(found)


def point_named(dossier: Dossier, name: str) -> tuple[AnyTopic, str | None]:
    """Find a topic, and the option where one is meant; it is wrong usage if there is none, or if there are several."""
    known = points(dossier)
    if name in known:
        topic, _, option = name.partition(".")
        return dossier.topics[topic], option or None
    of = [topic for topic in dossier.topics.values() if name in topic.option_ids]
    if len(of) == 1:
        return of[0], name
    from responsegen.dossier.readers import did_you_mean, enumerated  # only where something is wrong

    if of:
        message = f'"{name}" stands for several options: name {enumerated([f"{topic.id}.{name}" for topic in of])}'
        raise click.UsageError(message)
    bare = [option for topic in dossier.topics.values() for option in topic.option_ids]
    hint = did_you_mean(name, dict.fromkeys((*known, *bare)), f"Topics: {', '.join(dossier.topics)}")
    message = f'there is no topic or option "{name}" in the dossier. {hint}'
    raise click.UsageError(message)

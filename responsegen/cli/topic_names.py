"""Find the topic or option that a person named, or the nearest names."""

from __future__ import annotations

import click

from responsegen.dossier.model import AnyTopic, Dossier


def options_of(topic: AnyTopic) -> tuple[str, ...]:
    """List the ids of a topic's options; none where it has none."""
    return tuple(getattr(topic, "options", ()))


def points(dossier: Dossier) -> tuple[str, ...]:
    """List everything that can be named: `sanctions`, `sanctions.lng`."""
    return tuple(
        name
        for topic in dossier.topics.values()
        for name in (topic.id, *(f"{topic.id}.{option}" for option in options_of(topic)))
    )


def named(dossier: Dossier, name: str) -> tuple[AnyTopic, str | None]:
    """Find the topic, and the option where one is named; it is wrong usage if there is none."""
    known = points(dossier)
    if name not in known:
        from responsegen.dossier.readers import did_you_mean  # only where something is wrong

        hint = did_you_mean(name, known, f"Topics: {', '.join(dossier.topics)}")
        message = f'there is no topic or option "{name}" in the dossier. {hint}'
        raise click.UsageError(message)
    topic, _, option = name.partition(".")
    return dossier.topics[topic], option or None

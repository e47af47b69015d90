"""Read distribution.yaml: who gets which paper, by name and, where a draft of an e-mail is wanted, by address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from responsegen.dossier import catalogue, json_schema
from responsegen.dossier.delegations import delegation_among
from responsegen.dossier.files import SourceFile
from responsegen.dossier.json_schema import either, one_of
from responsegen.dossier.keys import Fields, Key, optional, record, required, schema_of
from responsegen.dossier.model import Dossier, Release
from responsegen.dossier.nodes import Node, Scalar, text_of
from responsegen.dossier.readers import Reader, Report, entries_of, line, listed, name_among, reads
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import Problem, in_order

BY_DELEGATION: Final = "by-delegation"
_ADDRESSES: Final = "delegations"
_MAIL: Final = re.compile(r"[^@\s<>(),:;\"\\]+@[^@\s<>(),:;\"\\]+\.[^@\s<>(),:;\"\\]+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One whom a copy is for."""

    to: str  # "Embassy of the United States"
    mail: str | None = None
    delegation: str | None = field(default=None, compare=False)  # that it stands for


@dataclass(frozen=True, slots=True)
class Distribution:
    """Who gets each document, in the order of the file; a document that is sent to nobody is absent."""

    recipients: Mapping[str, tuple[Recipient, ...]]  # by id of the document
    addresses: Mapping[str, tuple[Recipient, ...]] = field(default_factory=dict)  # of delegations

    def of(self, document: str, delegation: str | None) -> tuple[Recipient, ...]:
        """Return who gets a paper, each once; of a document that each delegation has its own of, only the delegation's.

        A group and one of its members may both be listed, and several delegations may share a desk.
        """
        those = self.recipients.get(document, ())
        return tuple(dict.fromkeys(r for r in those if delegation is None or r.delegation == delegation))


@reads({"type": "string", "pattern": f"^{_MAIL.pattern}$", "examples": ["desk@example.org"]})
def _mail(node: Node, report: Report) -> str | None:
    if _MAIL.fullmatch(text_of(node)):
        return text_of(node)
    report.append(catalogue.BAD_MAIL.on(node, "one e-mail address, such as desk@example.org"))
    return None


_recipient = record("a recipient", Recipient, required("to", line), optional("mail", _mail))
_ENTRY: Final = "a recipient {to: …, mail: …}, a delegation or a group"


def read_distribution(file: SourceFile, dossier: Dossier) -> tuple[Distribution, tuple[Problem, ...]]:
    """Read who gets what; return what could be read, and all problems."""
    report: Report = []
    tree = read_tree(file.path, file.content, report)
    if tree is None:
        return Distribution({}), in_order(report)
    whole = Fields(tree, "the distribution", report)
    whole.refuse_other_than(_keys(dossier))
    known = whole.get(_addresses(dossier.delegations), {})
    found = {id_: whole.get(key, ()) for id_, key in _documents(dossier, known).items() if whole.has(id_)}
    for id_, those in found.items():
        if dossier.documents[id_].release is Release.INTERNAL:
            report += _others_than_its_own(dossier, id_, those, whole)
    return Distribution(found, known), in_order(report)


def _others_than_its_own(dossier: Dossier, id_: str, those: tuple[Recipient, ...], whole: Fields) -> list[Problem]:
    """Refuse to send an internal paper to anybody but the one that it is addressed to."""
    own = dossier.documents[id_].to or dossier.sender
    others = [recipient.to for recipient in those if recipient.to != own]
    expected = f'"{own}" alone: {id_} is internal'
    return [catalogue.INTERNAL_TO_OTHERS.at(whole.place(id_), expected, f'"{others[0]}"')] if others else []


def _addresses(delegations: tuple[str, ...]) -> Key[dict[str, tuple[Recipient, ...]]]:
    each = listed(_recipient)

    @reads({"type": "object", "propertyNames": one_of(delegations), "additionalProperties": each.schema})
    def read(node: Node, report: Report) -> dict[str, tuple[Recipient, ...]]:
        found = {}
        for key, value in entries_of(node, "a mapping of delegations", report).values():
            if code := delegation_among(delegations)(key, report):
                found[code] = tuple(replace(r, delegation=code) for r in each(value, report) or ())
        return found

    return optional(_ADDRESSES, read, "Where each delegation receives its papers")


def _documents(
    dossier: Dossier, addresses: Mapping[str, tuple[Recipient, ...]]
) -> dict[str, Key[tuple[Recipient, ...]]]:
    def of(delegation: str) -> tuple[Recipient, ...]:
        name = dossier.name_in_text(delegation)
        return addresses.get(delegation) or (Recipient(f"Delegation of {name}", None, delegation),)

    everybody = tuple(recipient for delegation in dossier.delegations for recipient in of(delegation))
    named = {
        **{group: tuple(r for d in members for r in of(d)) for group, members in dossier.groups.items()},
        **{delegation: of(delegation) for delegation in dossier.delegations},
    }
    word = name_among(tuple(named), _ENTRY).then(named.__getitem__)
    one = _recipient.then(lambda recipient: (recipient,))

    @reads(either(word.schema, one.schema))
    def entry(node: Node, report: Report) -> tuple[Recipient, ...] | None:
        return word(node, report) if isinstance(node, Scalar) else one(node, report)

    entries, by_delegation = listed(entry), one_of([BY_DELEGATION])

    def reader_of(release: Release) -> Reader[tuple[Recipient, ...]]:
        def read(node: Node, report: Report) -> tuple[Recipient, ...] | None:
            if text_of(node) == BY_DELEGATION:
                return everybody
            if is_own:
                report.append(catalogue.UNKNOWN_WORD.on(node, f"{BY_DELEGATION}: each gets its own"))
                return None
            return tuple(recipient for those in entries(node, report) or () for recipient in those)

        is_own = release is Release.DELEGATION
        return Reader(read, by_delegation if is_own else either(by_delegation, entries.schema), BY_DELEGATION)

    documents = dossier.documents.items()
    return {id_: optional(id_, reader_of(order.release), f"Who gets the {id_}") for id_, order in documents}


def _keys(dossier: Dossier) -> Mapping[str, Key[object]]:
    return {_ADDRESSES: _addresses(dossier.delegations), **_documents(dossier, {})}


def distribution_schema(dossier: Dossier) -> str:
    """Return the JSON Schema of distribution.yaml, as text."""
    return json_schema.whole("distribution", "Who gets which paper", schema_of(_keys(dossier)), {})

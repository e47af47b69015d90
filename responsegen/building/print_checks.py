"""Find what a build would refuse, and can be known before a page is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from responsegen.building.letters import problems_in_letters
from responsegen.documents.compose import CONTENTS, written_for
from responsegen.documents.content import PageFrame
from responsegen.documents.words import FILTERS
from responsegen.dossier import catalogue
from responsegen.dossier.document_specs import USUAL_DOCUMENTS
from responsegen.dossier.files import DOSSIER_FILE, SourceFile
from responsegen.dossier.model import DocumentSpec, Dossier, Release
from responsegen.dossier.nodes import Mapping, value_at
from responsegen.dossier.reading import Reading
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.template_files import file_in, names_in, own_folder, packaged_folder

OF_JINJA = (".j2", ".css")
Asked = tuple[Place, str, str]  # where a template asks for a name, of what ("document"), and for which


def problems_in_print(folder: Path, reading: Reading) -> tuple[Problem, ...]:
    """Find all that is wrong with the letters of the dossier's files, and with the templates of its documents."""
    templates = () if reading.dossier is None else _in_templates(folder, reading.dossier, reading.files)
    return (*problems_in_letters(reading.files), *templates)


def _in_templates(folder: Path, dossier: Dossier, files: Iterable[SourceFile]) -> Iterator[Problem]:
    """Find what is wrong with templates; the program's own are right for the documents that they were written for."""
    try:
        own = own_folder(folder)
        has_own = own.resolve() != packaged_folder() and any(name.endswith(OF_JINJA) for name in names_in(own))
        for order in dossier.documents.values():
            if has_own or order.id not in USUAL_DOCUMENTS or order.release != USUAL_DOCUMENTS[order.id].release:
                places = _places(files, order)
                if any(file_in(place, f"{order.id}.html.j2") for place in (own, packaged_folder())):
                    yield from _in_template(folder, order, places["release"])
                else:
                    wanted, advice = f"a template for this document, templates/{order.id}.html.j2", "Write one"
                    yield catalogue.NO_TEMPLATE.at(places["id"], wanted, "none", advice)
        if own.resolve() != packaged_folder() and (word := file_in(own, "word.docx")):
            from responsegen.rendering.docx.word_template import open_template  # noqa: PLC0415 -- only then is docx needed

            open_template(word.read_bytes())
    except RenderingFailed as failed:
        yield from failed.problems


def _in_template(folder: Path, order: DocumentSpec, place: Place) -> Iterator[Problem]:
    from responsegen.rendering.template_errors import has_no, names_of  # noqa: PLC0415 -- only here is Jinja needed

    missing = _missing(folder, order)
    known = frozenset[str]().union(*map(names_of, CONTENTS.values()))
    release = written_for(order, [release for release, lacks in missing.items() if not lacks])
    other = next((each for each in missing[release] if each[2] in known), None)
    for where, owner, name in missing[release]:
        if name not in known:
            names = names_of(CONTENTS[release] if owner == "document" else PageFrame)
            yield catalogue.NO_SUCH_NAME.says(where, has_no(owner, name, names))
    if other:
        where, owner, name = other
        lacking = f"it asks for {owner}.{name} in {where.file}, line {where.line}"
        fitting = [release for release, lacks in missing.items() if not lacks]
        said = f"templates/{order.id}.html.j2 is not written for release: {order.release}: {lacking}"
        yield catalogue.OTHER_RELEASE.says(place, said, f"It fits release: {', '.join(fitting)}" if fitting else "")


def fitting(folder: Path, dossier: Dossier) -> dict[str, list[Release]]:
    """Find for which releases the templates of the dossier's further documents could be written."""
    further = [order for order in dossier.documents.values() if order.id not in USUAL_DOCUMENTS]
    return {order.id: [r for r, lacks in _missing(folder, order).items() if not lacks] for order in further}


def _missing(folder: Path, order: DocumentSpec) -> dict[Release, list[Asked]]:
    """List, release by release, what a document's template asks for and would not get."""
    from responsegen.rendering.template_errors import names_of  # noqa: PLC0415 -- only here is Jinja needed
    from responsegen.rendering.templates import TemplateFolders, asked_names  # noqa: PLC0415 -- as above

    asked = asked_names(f"{order.id}.html.j2", TemplateFolders.of(folder), FILTERS)
    held = {release: {"document": content, "furniture": PageFrame} for release, content in CONTENTS.items()}
    return {
        release: [each for each in asked if each[2] not in names_of(holding[each[1]])]
        for release, holding in held.items()
    }


def _places(files: Iterable[SourceFile], order: DocumentSpec) -> dict[str, Place]:
    """Find where dossier.yaml names a document, and where it says to whom it may go."""
    here = Place(DOSSIER_FILE)
    tree = next((read_tree(file.path, file.content, []) for file in files if file.path == DOSSIER_FILE), None)
    entry = value_at(tree, "documents")
    id_ = entry.entries[order.id][0].place if isinstance(entry, Mapping) and order.id in entry.entries else here
    release = value_at(entry, order.id, "release")
    return {"id": id_, "release": release.place if release else id_}

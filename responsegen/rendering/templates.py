"""Fill the templates of a document with its content, the dossier's own templates before the packaged ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import jinja2
from jinja2 import meta, nodes

from responsegen.documents.content import PageFrame
from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.drawings import asset_address
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.paragraphs import as_read, paragraphs
from responsegen.rendering.sandbox import Sandbox
from responsegen.rendering.styles import read_style, style_problems
from responsegen.rendering.template_errors import OF_A_FILE, MissingName, located, parsed
from responsegen.rendering.template_files import file_in, names_in, own_folder, packaged_folder


class BytecodeCache(jinja2.BytecodeCache):
    """Keep compiled templates for as long as this process lives; Jinja compares their source before it uses one again.

    A worker keeps them from one build of `watch` to the next.
    """

    def __init__(self, sent: Mapping[str, bytes]) -> None:
        """Take what the process that asks has compiled."""
        self._sent = sent

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Hand out what was compiled of this template; the bucket refuses it where the source has changed."""
        if code := COMPILED.get(bucket.key) or self._sent.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what has just been compiled."""
        COMPILED[bucket.key] = bucket.bytecode_to_string()


COMPILED: dict[str, bytes] = {}  # by this process
JINJA = re.compile(r"\{[{%#]")


Asked = tuple[Place, str, str]  # where a template asks for a name, of what ("document"), and for which


@dataclass(frozen=True, slots=True)
class TemplateFolders:
    """Where templates are looked for, in this order."""

    folders: tuple[Path, ...]
    compiled: dict[str, bytes] = field(
        default_factory=lambda: COMPILED, repr=False, compare=False
    )  # goes to workers too

    @classmethod
    def of(cls, dossier: Path | None = None) -> TemplateFolders:
        """Return the dossier's own `templates/`, then the packaged ones (`dossier` is the folder with dossier.yaml).

        Raises RenderingFailed where something else stands in the place of the dossier's own, or a link out of it.
        """
        packaged = packaged_folder()
        if dossier is None:
            return cls((packaged,))
        return cls((own_folder(dossier), packaged))

    def find(self, name: str) -> Path:
        """Return the first file of this name.

        Raises RenderingFailed where no folder has one, or something else stands in the place of the first.
        """
        for folder in self.folders:
            if path := file_in(folder, name):
                return path
        place = Place(f"templates/{name}")
        raise RenderingFailed(catalogue.NO_TEMPLATE.at(place, f"a file {place.file}", advice=_near(name, self.folders)))

    def word(self) -> bytes:
        """Return what every DOCX begins with: `word.docx`. Raises RenderingFailed."""
        return self.find("word.docx").read_bytes()

    def names(self) -> tuple[str, ...]:
        """Return the name of every template, style and asset. Raises RenderingFailed where no output could hold one."""
        return tuple(sorted({name for folder in self.folders for name in names_in(folder)}))


def _near(name: str, folders: tuple[Path, ...]) -> str:
    suffix = "".join(Path(name).suffixes)
    there = sorted({path.name for folder in folders for path in folder.glob(f"*{suffix}")})
    return f"There are: {', '.join(there)}" if there else ""


def compile_ahead(name: str, folders: TemplateFolders, filters: Mapping[str, Callable[..., object]]) -> None:
    """Compile a template that several processes are about to use, and leave what is wrong with it to them."""
    with suppress(Exception):
        environment_of(folders, filters).get_template(name)


def render_html(  # noqa: PLR0913 -- what a page is made of
    name: str,
    document: object,
    furniture: PageFrame,
    folders: TemplateFolders,
    filters: Mapping[str, Callable[..., object]],
    *,
    languages: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the HTML text that the template `name` (`synthesis.html.j2`) makes of a document.

    The template sees `document` and `furniture`, the filters, and `asset(name)`. Data is only ever printed, escaped.
    `languages` says of texts what language they are in, where that is not the page's.
    Raises RenderingFailed with the template's file and line, and MemoryError.
    """
    environment = environment_of(folders, filters)
    try:
        template = environment.get_template(name)
        made = template.render(document=document, furniture=furniture)
    except MemoryError:
        raise
    except Exception as error:
        raise located(error, name, environment) from error
    return as_read(made, languages)


def environment_of(folders: TemplateFolders, filters: Mapping[str, Callable[..., object]]) -> Sandbox:
    """Return what templates of these folders are compiled and run in."""
    environment = Sandbox(
        {**filters, "paragraphs": paragraphs},
        loader=jinja2.FunctionLoader(lambda wanted: _source(folders, wanted)),
        undefined=MissingName,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=BytecodeCache(folders.compiled),
    )

    def asset(name: str) -> str:
        return asset_in(folders, name)

    environment.allow(asset)
    return environment


def _source(folders: TemplateFolders, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    try:
        path = folders.find(name)
    except RenderingFailed as failed:
        if any(problem.code != catalogue.NO_TEMPLATE.code for problem in failed.problems):
            raise
        return None
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{error.object[error.start]:02X} in line {line}"
        raise RenderingFailed(
            catalogue.BAD_TEMPLATE.at(Place(f"templates/{name}"), f"templates/{name} saved as UTF-8", found)
        ) from error
    if name.endswith(".css") and not JINJA.search(text):  # else it is read once it is filled in, in the page
        style = read_style(text)
        if found_in_it := tuple(style_problems(style, Place(f"templates/{name}"))):
            raise RenderingFailed(*found_in_it)
    return text, f"templates/{name}", lambda: True


def asset_in(folders: TemplateFolders, name: str) -> str:
    """Return a file of `templates/assets/` as a `data:` address, so that the HTML stands alone."""
    return asset_address(f"templates/assets/{name}", folders.find(f"assets/{name}").read_bytes())


def asked_names(
    template: str, folders: TemplateFolders, filters: Mapping[str, Callable[..., object]]
) -> tuple[Asked, ...]:
    """Return all that this template, and those that it includes or imports, ask of `document` and `furniture`.

    Names for which a template itself provides a default are left out. Raises RenderingFailed where a template cannot be
    read, or an asset that it names cannot go out.
    """
    environment = environment_of(folders, filters)
    asked: list[Asked] = []
    names = [template]
    for name in names:
        try:
            environment.get_template(name)  # compiles it: only then filters and tests are looked up
            source = parsed(name, environment)
        except jinja2.TemplateNotFound:
            continue  # it is told where it is asked for, if it ever is
        except Exception as error:
            raise located(error, name, environment) from error
        _refuse_assets(source, folders)
        asked += _asked_in(source, Place(f"templates/{name}"))
        others = dict.fromkeys(filter(None, meta.find_referenced_templates(source)))
        names += [other for other in others if other not in names]
    return tuple(asked)


def _refuse_assets(source: nodes.Template, folders: TemplateFolders) -> None:
    """Raise RenderingFailed where an asset that a template names cannot go out."""
    for call in source.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            for argument in call.args:
                if isinstance(argument, nodes.Const):
                    try:
                        asset_in(folders, argument.value)
                    except RenderingFailed as failed:
                        if any(problem.code in OF_A_FILE for problem in failed.problems):
                            raise


def _asked_in(source: nodes.Template, here: Place) -> Iterator[Asked]:
    own = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
    with_default = [
        each.node
        for each in source.find_all((nodes.Filter, nodes.Test))
        if each.name in {"d", "default", "defined", "undefined"}
    ]
    for each in source.find_all(nodes.Getattr):
        of = each.node.name if isinstance(each.node, nodes.Name) else ""
        if of in {"document", "furniture"} - own and each not in with_default:
            yield replace(here, line=each.lineno), of, each.attr

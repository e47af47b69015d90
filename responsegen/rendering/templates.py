"""Fill the templates of a document with its content, the dossier's own templates before the packaged ones."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import jinja2
from jinja2.exceptions import SecurityError

from responsegen.documents.content import PageFrame
from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem
from responsegen.rendering.drawings import asset_address
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.missing_names import MissingName, given_in, no_such, or_rather
from responsegen.rendering.paragraphs import (
    paragraphs,
    with_languages_marked,
    with_line_breaks,
    with_ranges_whole,
    with_texts_marked,
)
from responsegen.rendering.sandbox import Sandbox
from responsegen.rendering.styles import read_style, style_problems
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
CONTENT = re.compile(r"'\w*Content'(?: object)?")
JINJA = re.compile(r"\{[{%#]")
OF_A_FILE = {catalogue.FROM_OUTSIDE.code, catalogue.BAD_PICTURE.code}  # told at the place in it, not where it is named


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
    return with_line_breaks(with_languages_marked(with_ranges_whole(with_texts_marked(made, languages))))


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


def located(error: Exception, name: str, environment: jinja2.Environment) -> RenderingFailed:
    """Say where in which template it happened: Jinja puts the templates' own lines into the traceback."""
    here = Place(f"templates/{name}")
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith("templates/"):
            here = Place(frame.filename, frame.lineno or 1)
    if isinstance(error, jinja2.TemplateSyntaxError):
        here = Place(error.filename or here.file, error.lineno)
    if isinstance(error, RenderingFailed):
        return RenderingFailed(*(p if p.code in OF_A_FILE else replace(p, place=here) for p in error.problems))
    return RenderingFailed(_problem(error, here, environment))


def _problem(error: Exception, here: Place, environment: jinja2.Environment) -> Problem:
    said = CONTENT.sub("document", str(error))
    match error:
        case jinja2.TemplateError() if sentence := _missing(error, here, environment):
            return catalogue.NO_SUCH_NAME.says(here, sentence)
        case jinja2.TemplateSyntaxError():
            return catalogue.BAD_TEMPLATE.at(here, "a template that Jinja can read", error.message or "")
        case jinja2.TemplateNotFound():
            return catalogue.NO_TEMPLATE.at(here, f"a file templates/{error.name}")
        case SecurityError() | OverflowError():  # such as a range of too many numbers
            return catalogue.NOT_ALLOWED.at(here, "what the sandbox allows", said)
        case RecursionError():
            found = "templates, macros or brackets within each other, too deep to follow"
            return catalogue.TEMPLATE_FAILS.at(here, "a template that comes to an end", found)
        case _:
            found = said if isinstance(error, ValueError) else f"{type(error).__name__}: {said}"
            return catalogue.TEMPLATE_FAILS.at(here, "a template that can be rendered", found)


def _missing(error: jinja2.TemplateError, here: Place, environment: jinja2.Environment) -> str:
    """Say which name, filter or test is missing; nothing where the error is another."""
    said = error.message or ""
    if not isinstance(error, jinja2.UndefinedError):
        return no_such(said, environment)
    if not (named := re.fullmatch(r"nothing here is called '(\w+)'", said)):
        return said
    try:
        source = environment.parse(_text(here.file.removeprefix("templates/"), environment))
    except jinja2.TemplateError:
        return said
    return f"{said}{or_rather(named[1], given_in(source))}"


def _text(name: str, environment: jinja2.Environment) -> str:
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""

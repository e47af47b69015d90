"""Find in a template what its document does not have, without filling it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import meta, nodes

from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.missing_names import names_of
from responsegen.rendering.sandbox import Sandbox
from responsegen.rendering.templates import OwnFileRefused, TemplateFolders, asset_in, environment_of, located

Asked = tuple[Place, str, str]  # where a template asks for a name, of what ("document"), and for which


def asked_names(
    template: str, folders: TemplateFolders, filters: Mapping[str, Callable[..., object]]
) -> tuple[Asked, ...]:
    """Return all that this template, and those that it includes or imports, ask of `document` and `furniture`.

    Names for which a template itself provides a default are left out. Raises RenderingFailed where one cannot be read.
    """
    environment = environment_of(folders, filters)
    asked: list[Asked] = []
    seen, pending = {template}, [template]
    while pending:
        name = pending.pop()
        source = _read(name, environment)
        _refuse_assets(source, folders)
        asked += _asked_in(source, f"templates/{name}")
        for other in meta.find_referenced_templates(source):
            if other and other not in seen and _is_there(other, folders):
                seen.add(other)
                pending.append(other)
    return tuple(asked)


def absent(asked: tuple[Asked, ...], held: Mapping[str, type]) -> tuple[Asked, ...]:
    """Return those of them that what holds the names, by "document" and "furniture", does not have."""
    return tuple(each for each in asked if each[2] not in names_of(held[each[1]]))


def _read(name: str, environment: Sandbox) -> nodes.Template:
    try:
        environment.get_template(name)  # compiles it: only then filters and tests are looked up
        return environment.parse(environment.loader.get_source(environment, name)[0])  # type: ignore[union-attr] # it has one
    except OwnFileRefused:
        raise
    except Exception as error:
        raise located(error, name, environment) from error


def _refuse_assets(source: nodes.Template, folders: TemplateFolders) -> None:
    """Raise RenderingFailed where an asset that a template names cannot go out."""
    for call in source.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            for argument in call.args:
                if isinstance(argument, nodes.Const):
                    try:
                        asset_in(folders, argument.value)
                    except OwnFileRefused:
                        raise
                    except RenderingFailed:  # missing: as with a template
                        continue


def _is_there(name: str, folders: TemplateFolders) -> bool:
    """Return whether there is such a template; one that is missing is said where it is asked for, if it ever is."""
    try:
        folders.find(name)
    except RenderingFailed:
        return False
    return True


def _asked_in(source: nodes.Template, file: str) -> Iterator[Asked]:
    own = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
    excused = {id(each) for each in _with_default(source)}
    for each in source.find_all(nodes.Getattr):
        if (
            isinstance(each.node, nodes.Name)
            and each.node.name in {"document", "furniture"} - own
            and id(each) not in excused
        ):
            yield Place(file, each.lineno), each.node.name, each.attr


def _with_default(source: nodes.Template) -> Iterator[Any]:
    for test in source.find_all(nodes.Test):
        if test.name in {"defined", "undefined"}:
            yield test.node
    for used in source.find_all(nodes.Filter):
        if used.name in {"default", "d"}:
            yield used.node

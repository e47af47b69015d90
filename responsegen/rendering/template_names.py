"""Find in a template what its document does not have, without filling it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from jinja2 import TemplateNotFound, meta, nodes

from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import OF_A_FILE, TemplateFolders, asset_in, environment_of, located

Asked = tuple[Place, str, str]  # where a template asks for a name, of what ("document"), and for which


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
            source = environment.parse(environment.loader.get_source(environment, name)[0])  # type: ignore[union-attr] # it has one
        except TemplateNotFound:
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

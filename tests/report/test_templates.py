"""Templates and page values fit each other: every field is used, none is missing, each is explained."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil

import pytest
from jinja2 import meta, nodes

import revtrack.report
from revtrack.report.render import TEMPLATES, environment
from revtrack.web import add_pages, desk_pages, link_pages, provenance, searching, sorry

PAGES = {
    **TEMPLATES,
    searching.SearchPage: "search.html",
    sorry.SorryPage: "sorry.html",
    provenance.WordsPage: "words.html",
    desk_pages.LoginPage: "login.html",
    desk_pages.DeskPage: "desk.html",
    link_pages.LinksPage: "links.html",
    link_pages.LinkPage: "link.html",
    desk_pages.LogPage: "log.html",
    add_pages.AddPage: "add.html",
    desk_pages.ConflictPage: "conflict.html",
}


def tree(name: str) -> nodes.Template:
    """Return a template parsed."""
    env = environment()
    assert env.loader is not None
    return env.parse(env.loader.get_source(env, name)[0])


def used(name: str) -> set[str]:
    """Return the fields of `page` that a template and those it extends or imports use."""
    parsed = tree(name)
    own = {
        node.attr
        for node in parsed.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }
    for other in meta.find_referenced_templates(parsed):
        if other:
            own |= used(other)
    return own


@pytest.mark.parametrize(("page", "template"), PAGES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_template_and_value_fit(page: type, template: str) -> None:
    """A template uses every field of its one value and no other name."""
    fields = {field.name for field in dataclasses.fields(page)}
    assert used(template) - fields - {"frame"} == set()
    assert fields - used(template) - {"frame"} == set()


@pytest.mark.parametrize("name", environment().list_templates())
def test_templates_get_one_value_and_compute_nothing(name: str) -> None:
    """A template knows `page`, the policy and how pieces are printed, and does no arithmetic."""
    parsed = tree(name)
    imported = {
        name if isinstance(name, str) else name[1] for node in parsed.find_all(nodes.FromImport) for name in node.names
    }
    macros = {node.name for node in parsed.find_all(nodes.Macro)}
    # The evidence of one finding carries its own JSON, escaped where it is made.
    known = {"page", "csp", "pieces"} | ({"embedded"} if name == "evidence.html" else set())
    assert meta.find_undeclared_variables(parsed) - imported - macros <= known
    for kind in (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow):
        assert not list(parsed.find_all(kind)), name


@pytest.mark.parametrize("name", environment().list_templates())
def test_nothing_but_json_ld_is_printed_unescaped(name: str) -> None:
    """The one use of `safe` is the JSON-LD, which is escaped for scripts where it is made."""
    unsafe = [node for node in tree(name).find_all(nodes.Filter) if node.name == "safe"]
    assert len(unsafe) == (1 if name == "article.html" else 0)


def test_every_field_of_a_page_is_typed_and_frozen() -> None:
    """Every value a page is made of is frozen and slotted, and says in one sentence what it is."""
    for info in pkgutil.iter_modules(revtrack.report.__path__):
        module = importlib.import_module(f"revtrack.report.{info.name}")
        for _, value in inspect.getmembers(module, inspect.isclass):
            mine = value.__module__ == module.__name__ and dataclasses.is_dataclass(value)
            if not mine or value.__name__ == "Story":
                continue
            assert value.__dataclass_params__.frozen, value
            assert "__slots__" in vars(value), value
            docstring = ast.get_docstring(ast.parse(inspect.getsource(value)).body[0])  # type: ignore[arg-type]
            assert docstring, value

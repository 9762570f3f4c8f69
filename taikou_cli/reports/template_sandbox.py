"""Runs templates that nobody has reviewed: a pull request may bring its own.

A template gets a document of plain, public values, so there is nothing that it could betray.
Jinja's sandbox keeps it from Python's insides; beyond that only what is listed here can be reached.
What a plan's own template makes is bounded, in size and in time.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.template_room import Room

_PACKAGE = "taikou_cli."
# What may be asked of values that are not the program's own.
_CUTTING = {"partition", "removeprefix", "removesuffix", "rpartition", "split", "strip"}
_TEXT = frozenset({"endswith", "lower", "startswith", "upper"} | _CUTTING)
_OFFERED: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _TEXT),
    (dict, frozenset({"get", "items", "keys", "values"})),
)
_PARTS_OF_TEMPLATES = (BlockReference, LoopContext, Macro, Namespace, TemplateModule)
_SHOWN = (str, int, float, Undefined)
# Filters that show their value, and those that pick from it or change its order.
_SHOWING = ("escape", "e", "lower", "string", "trim", "upper", "urlencode")
_PICKING = (
    *("count", "default", "dictsort", "first", "last", "length", "list", "reverse", "sort"),
    "unique",
)
# Of those, the ones that ask for one element after another.
_LAZY = ("map", "reject", "rejectattr", "select", "selectattr")
_LARGEST_NUMBER = 10**30


class _Bounds(NodeTransformer):
    """Lets what a sandbox cannot watch by itself go through filters: loops, `~`, and lists."""

    def visit_List(self, node: nodes.List) -> nodes.Filter:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filtered(node, "_charged")

    def visit_Dict(self, node: nodes.Dict) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, "_charged")

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, "_charged") if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, "_charged") if isinstance(node.arg, nodes.Slice) else node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "join")


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates that can show what they are given, and nothing else.

    Args:
        files: Where they come from.
        finalize: Makes of every value that is shown what is written.
        autoescape: The values are HTML's text unless they are marked as HTML.
        filters: Filters of the program, beside those of Jinja.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(
        self,
        files: TemplateFiles,
        finalize: Callable[[Any], Any],
        filters: dict[str, Callable[..., Any]],
        *,
        autoescape: bool,
    ) -> None:
        super().__init__(
            loader=files,
            autoescape=autoescape,
            finalize=lambda value: finalize(_check_shown(value)),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._room = Room()
        self._answers: dict[tuple[type, str], bool] = {}
        self.globals = {"range": safe_range, "namespace": Namespace}
        self.filters = {
            **{name: self._bound(FILTERS[name], self._watch) for name in _PICKING},
            **{name: self._bound(FILTERS[name], self._go_through) for name in _LAZY},
            **{name: self._bound(FILTERS[name], _check_shown) for name in _SHOWING},
            **{name: self._bound(given) for name, given in filters.items()},
            "int": self._bound(_to_number, _check_shown),
            "join": self._bound(_join, self._watch),
            "_charged": self._room.charge,
            "_counted": self._count,
        }

    def begin(self) -> None:
        """Begin a page whose size is bounded, and its time with that of those before."""
        self._room.begin()

    def end(self) -> None:
        """End that page."""
        self._room.end()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may see an attribute."""
        # The kind of the value alone decides, and a website asks a hundred thousand times.
        asked = (type(obj), attr)
        if asked not in self._answers:
            self._answers[asked] = self._offers(obj, attr, value)
        return self._answers[asked]

    def _offers(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        for kind, names in _OFFERED:
            if isinstance(obj, kind):
                return attr in names
        return isinstance(obj, _PARTS_OF_TEMPLATES) or type(obj).__module__.startswith(_PACKAGE)

    def wrap_str_format(self, value: Any) -> None:
        """Give no way to `str.format`: it can pad a text to any width."""
        del value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give an element, or a part of a text or a list."""
        return self._room.charge(super().getitem(obj, argument))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what a template can see."""
        __self._room.charge((args, kwargs))
        return __self._room.charge(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute, but nothing that grows without bounds."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        is_small = numbers and max(abs(left), abs(right)) < _LARGEST_NUMBER
        if operator == "**" or (operator != "+" and not is_small):
            raise SecurityError(f"「{operator}」は、小さな数の計算にだけ使えます")
        return self._room.charge(super().call_binop(context, operator, left, right))

    def concat(self, parts: Any) -> str:
        """Run the pieces of a page or of a macro together; many small ones fill the memory, too."""
        return "".join(chain.from_iterable(map(self._room.charge, zip(parts, strict=True))))

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - Jinja's name
        self._room.charge(None)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in template.find_all((nodes.EvalContextModifier, nodes.For)):
            if not isinstance(node, nodes.For) or node.recursive:
                word = "recursive" if isinstance(node, nodes.For) else "autoescape"
                raise TemplateSyntaxError(f"「{word}」は使えません", node.lineno, name, filename)
        _Bounds().visit(template)
        template.set_environment(self)
        return template

    def _bound(
        self, filter_: Callable[..., Any], check: Callable[[Any], Any] = lambda value: value
    ) -> Callable[..., Any]:
        """Check what a filter is given, and charge what it makes."""
        passed = getattr(filter_, "jinja_pass_arg", None)
        place = 0 if passed is None else 1

        def run(*args: Any, **kwargs: Any) -> Any:
            checked = (*args[:place], check(args[place]), *args[place + 1 :])
            return self._room.charge(filter_(*checked, **kwargs))

        if passed is not None:
            run.jinja_pass_arg = passed  # type: ignore[attr-defined]
        return run

    def _watch(self, value: Any) -> Any:
        """Let a filter have a list, and the elements that are not yet made only one by one."""
        return self._go_through(value) if isinstance(value, Iterator) else value

    def _go_through(self, value: Any) -> Iterator[Any]:
        """Charge what a filter goes through: it may copy or compare every element."""
        return map(self._room.charge, value)

    def _count(self, value: Any) -> Iterator[Any]:
        """Go through what a loop goes through."""
        for one in value:
            self._room.charge(None)
            yield one


def _to_number(value: Any, default: int = 0, base: int = 10) -> int:
    number = FILTERS["int"](value, default, base)
    if not isinstance(number, int) or abs(number) >= _LARGEST_NUMBER:
        raise SecurityError("「int」が作るものは、小さな数だけです")
    return number


def _join(value: Any, separator: str = "") -> str:
    separator, *parts = map(_check_shown, (separator, *value))
    if any(isinstance(one, Markup) for one in parts):
        return escape(separator).join(parts)
    return separator.join(map(str, parts))


def _check_shown(value: Any) -> Any:
    """Let a text or a number be shown, but nothing that would show what the program is made of."""
    if value is None or isinstance(value, _SHOWN):
        return value
    raise SecurityError(f"文字でも数でもないもの（{type(value).__name__}）は表示できません")

"""How what is put into an item leads to its outcomes: a logic model, as EBPM draws it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taikou_cli.base.label import Label, enumerate_labels, join_labels, label
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.progress.wording import INDICATOR_KINDS
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import (
    NARROW,
    SMALLEST,
    element,
    frame,
    shorten,
    wrap,
    write_text,
)
from taikou_cli.reports.charts.table import Table

_WIDTH = 672
_GAP = 24
_HEAD = 44
_NARROW_HEAD = 22
_LINE = 16
_LINES = 6
_PADDING = 8
_BETWEEN = 10
_CELL = 6.2
# A name breaks before its English word.
_HEADS = {
    "input": (label("投入"), label("（インプット）")),
    "output": (label("活動実績"), label("（アウトプット）")),
    "outcome": (label("成果"), label("（アウトカム）")),
}


class Node(NamedTuple):
    """A box.

    Attributes:
        text: What stands in it.
        serves: The places of the boxes of the last column that it leads to.
    """

    text: str
    serves: tuple[int, ...] = ()


class Column(NamedTuple):
    """A step of the model, with its boxes.

    Attributes:
        title: Its name.
        nodes: The boxes.
        lines: Its name above a narrow column.
    """

    title: str
    nodes: tuple[Node, ...]
    lines: tuple[str, ...]


class LogicModel(NamedTuple):
    """What the picture shows: the steps that the item has, each leading to the next."""

    item: str
    columns: tuple[Column, ...]

    @property
    def height(self) -> int:
        """How many boxes stand one below the other."""
        return max(len(column.nodes) for column in self.columns)


def build(item: Item, kgis: Iterable[Indicator], action: str) -> LogicModel | None:
    """Take the model of an item; None where its indicators say neither kind nor purpose.

    Args:
        item: The item.
        kgis: The indicators of the goals.
        action: What an action is called.
    """
    if not any(kpi.kind or kpi.serves for kpi in item.kpis):
        return None
    served = {id_ for kpi in item.kpis for id_ in kpi.serves}
    aims = [kgi for kgi in kgis if kgi.id in served]
    places = {kgi.id: place for place, kgi in enumerate(aims)}

    def list_kpis(kind: str) -> tuple[Node, ...]:
        # What says nothing of its kind but what it serves stands with the outcomes.
        return tuple(
            Node(_name(kpi), tuple(places[id_] for id_ in kpi.serves if id_ in places))
            for kpi in item.kpis
            if (kpi.kind or ("outcome" if kpi.serves else None)) == kind
        )

    columns = (
        Column(INDICATOR_KINDS["input"], list_kpis("input"), _HEADS["input"]),
        Column(action, tuple(Node(one.title) for one in item.actions), (action,)),
        Column(INDICATOR_KINDS["output"], list_kpis("output"), _HEADS["output"]),
        Column(INDICATOR_KINDS["outcome"], list_kpis("outcome"), _HEADS["outcome"]),
        Column("KGI", tuple(Node(_name(kgi)) for kgi in aims), ("KGI",)),
    )
    return LogicModel(item.title, tuple(column for column in columns if column.nodes))


def table_of(data: LogicModel) -> Table:
    """Give each box with its step, and what it leads to by name."""
    aims = data.columns[-1].nodes
    return Table(
        (label("段階"), label("内容"), label("寄与するKGI")),
        tuple(
            (column.title, node.text, "、".join(aims[place].text for place in node.serves) or "－")
            for column in data.columns
            for node in column.nodes
        ),
    )


def words_of(data: LogicModel) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return label("ロジックモデル"), join_labels(tuple(_describe(data)))


def render(data: LogicModel, *, prefix: str, palette: Palette = WEB, narrow: bool = False) -> str:
    """Draw the steps side by side, with lines to the KGIs, or below one another."""
    if narrow:
        return _render_narrow(data, prefix, palette)
    width = (_WIDTH - _GAP * (len(data.columns) - 1)) / len(data.columns)
    heights = [_HEAD + sum(_heights(column, width)) for column in data.columns]
    bottom = max(heights)
    drawn, middles = [], []
    for place, column in enumerate(data.columns):
        x = place * (width + _GAP)
        boxes, centres = _draw_column(column, (x, width), palette)
        drawn.append(boxes)
        middles.append(centres)
        if place:
            drawn.append(_draw_arrow(x - _GAP / 2, palette))
    drawn += _draw_links(data, middles, width, palette)
    return frame("".join(drawn), (_WIDTH, bottom), words_of(data), prefix, palette)


def _render_narrow(data: LogicModel, prefix: str, palette: Palette) -> str:
    """Draw the steps below one another; of several KGIs the boxes name those they lead to."""
    aims, y, drawn = data.columns[-1].nodes, 0.0, []
    for place, column in enumerate(data.columns):
        if place:
            drawn.append(_draw_arrow_down(y, palette))
            y += _GAP
        drawn.append(write_text(column.title, 0, y + 14, font_size=SMALLEST, font_weight="bold"))
        y += _NARROW_HEAD
        for node in column.nodes:
            served = "・".join(aims[one].text for one in node.serves) if aims[1:] else ""
            told = node._replace(text=f"{node.text}（→{served}）") if served else node
            height = len(_wrap(told.text, NARROW)) * _LINE + 2 * _PADDING
            drawn.append(_draw_box(told, (0, y, NARROW, height), palette))
            y += height + _BETWEEN
    return frame("".join(drawn), (NARROW, y), words_of(data), prefix, palette)


def _draw_arrow_down(y: float, palette: Palette) -> str:
    middle = NARROW / 2
    shape = f"M{middle - 7:.2f} {y:.2f} h14 l-7 12 Z"
    return element("path", d=shape, fill=palette.actual)


def _name(indicator: Indicator) -> str:
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name


def _describe(data: LogicModel) -> Iterator[Label]:
    steps = join_labels(tuple(column.title for column in data.columns), "→")
    yield label("「{item}」がどうつながるかを示した図：{steps}。", item=data.item, steps=steps)
    for column in data.columns:
        nodes = enumerate_labels([node.text for node in column.nodes])
        yield label("{name}は{listed}。", name=column.title, listed=nodes)
    aims = data.columns[-1].nodes
    for column in data.columns[:-1]:
        for node in column.nodes:
            if node.serves:
                served = enumerate_labels([aims[place].text for place in node.serves])
                yield label("{name}は{served}に寄与する。", name=node.text, served=served)


def _wrap(text: str, width: float) -> list[str]:
    return wrap(text, int((width - 2 * _PADDING) / _CELL), _LINES)


def _heights(column: Column, width: float) -> list[int]:
    """Give how much each box takes with the space below it."""
    lines = (len(_wrap(node.text, width)) for node in column.nodes)
    return [count * _LINE + 2 * _PADDING + _BETWEEN for count in lines]


def _draw_column(
    column: Column, place: tuple[float, float], palette: Palette
) -> tuple[str, list[float]]:
    """Draw a step; give it, and the height of the middle of each of its boxes."""
    x, width = place
    title = [shorten(line, int(width / _CELL)) for line in column.lines]
    drawn = [
        write_text(
            line,
            x + width / 2,
            14 + _LINE * n,
            text_anchor="middle",
            font_size=12,
            font_weight="bold",
        )
        for n, line in enumerate(title)
    ]
    y, middles = float(_HEAD), []
    for node, height in zip(column.nodes, _heights(column, width), strict=True):
        drawn.append(_draw_box(node, (x, y, width, height - _BETWEEN), palette))
        middles.append(y + (height - _BETWEEN) / 2)
        y += height
    return element("g", "".join(drawn)), middles


def _draw_box(node: Node, place: tuple[float, float, float, float], palette: Palette) -> str:
    x, y, width, height = place
    box = element(
        "rect",
        x=x + 0.5,
        y=y,
        width=width - 1,
        height=height,
        rx=4,
        fill=palette.soft,
        stroke=palette.muted,
    )
    lines = (
        write_text(line, x + _PADDING, y + _PADDING + 12 + _LINE * n, font_size=12)
        for n, line in enumerate(_wrap(node.text, width))
    )
    return box + "".join(lines)


def _draw_arrow(x: float, palette: Palette) -> str:
    shape = f"M{x - 7:.2f} 10 L{x + 5:.2f} 17 L{x - 7:.2f} 24 Z"
    return element("path", d=shape, fill=palette.actual)


def _draw_links(
    data: LogicModel, middles: Sequence[Sequence[float]], width: float, palette: Palette
) -> Iterator[str]:
    """Draw the lines from the step before the KGIs; words and table tell the others."""
    start = (len(data.columns) - 1) * (width + _GAP) - _GAP
    for node, y in zip(data.columns[-2].nodes, middles[-2], strict=True):
        for place in node.serves:
            line = f"M{start:.2f} {y:.2f} L{start + _GAP:.2f} {middles[-1][place]:.2f}"
            yield element("path", d=line, stroke=palette.actual, stroke_width=1.5)

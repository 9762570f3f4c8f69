"""The structure of the plan: goals, what is below them, and the items of each as numbered boxes."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.label import Label, enumerate_labels, join_labels, label
from taikou_cli.model.branches import Branch, levels_of, list_paths, walk
from taikou_cli.model.plan import Plan
from taikou_cli.project.project import Project
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import NARROW, element, frame, shorten, wrap, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 720
_GOAL_WIDTH = 176
_POLICY = 192
_ITEMS = 502
_BOX = 36
_COUNT = 48
_BOXES_PER_LINE = (_WIDTH - _ITEMS - _COUNT) // _BOX
_LINE = 26
# What a half-width cell of a text takes.
_CELL = 7
_INDENT = 14
_SPACE = 12
_LEAST_LINES = 3
_TITLE_LINE = 17
_TITLE_LINES = 4


class Limb(NamedTuple):
    """A part below a goal, or what stands in the goal itself.

    Attributes:
        titles: What it stands in below the goal, and itself last; none of the goal itself.
        items: The numbers of its items, each told whether it belongs to the data plan.
        is_leaf: It has no parts of its own.
    """

    titles: tuple[str, ...]
    items: tuple[tuple[str, bool], ...]
    is_leaf: bool

    @property
    def title(self) -> str:
        """Its own name; empty of the goal itself."""
        return self.titles[-1] if self.titles else ""


class GoalBranch(NamedTuple):
    """A goal with what is below it.

    Attributes:
        title: Its name.
        name: The first part of it, with its number.
        rest: What it is called.
        counts: How many parts each level below has in it.
        limbs: These parts, each before its own; of a goal without any the goal itself.
    """

    title: str
    name: str
    rest: str
    counts: tuple[int, ...]
    limbs: tuple[Limb, ...]

    @property
    def leaves(self) -> tuple[Limb, ...]:
        """What items are at home in."""
        return tuple(one for one in self.limbs if one.is_leaf)

    @property
    def item_count(self) -> int:
        """The items of all its parts."""
        return sum(len(one.items) for one in self.leaves)


class PlanStructure(NamedTuple):
    """What the picture shows.

    Attributes:
        title: The plan.
        mark: That of the data plan; empty if there is none.
        marked: What the data plan is called.
        words: What the plan calls the parts of each of its levels, and the items.
        goals: The goals with what is below them.
    """

    title: str
    mark: str
    marked: str
    words: tuple[str, ...]
    goals: tuple[GoalBranch, ...]


def build(project: Project, plan: Plan) -> PlanStructure:
    """Take the goals, the policies and the items of a plan, as they stand in it."""
    return PlanStructure(
        plan.title,
        plan.data_plan.mark if plan.data_plan else "",
        plan.data_plan.title if plan.data_plan else "",
        (*map(plan.words.of_level, levels_of(project.branches)), plan.words.item),
        tuple(_take_goal(project, plan, goal) for goal in project.branches),
    )


def _take_goal(project: Project, plan: Plan, goal: Branch) -> GoalBranch:
    counted = Counter(one.level for one in walk(goal.below))
    limbs = (
        Limb(
            tuple(_name(plan, one) for one in path[1:]),
            tuple((one.sign, one.data_plan) for one in project.items_at(path[-1])),
            not path[-1].below,
        )
        for path in list_paths((goal,))
        if path[1:] or not goal.below
    )
    counts = tuple(counted[level] for level in levels_of(project.branches)[1:])
    level, part = plan.words.of_level(goal.level), goal.part
    name = label("{level}{sign}", level=level, sign=part.sign)
    return GoalBranch(_name(plan, goal), name, part.title, counts, tuple(limbs))


def _name(plan: Plan, branch: Branch) -> str:
    level, part = plan.words.of_level(branch.level), branch.part
    return label("{level}{sign}　{title}", level=level, sign=part.sign, title=part.title)


def table_of(data: PlanStructure) -> Table:
    """Give the numbers of the items of each part that has any, and how many they are."""
    *levels, item_word = data.words
    blank = ("",) * (len(levels) - 1)
    return Table(
        (*levels, label("項目数"), label("{item}の番号", item=item_word)),
        tuple(
            (
                goal.title,
                *(*leaf.titles, *blank)[: len(blank)],
                str(len(leaf.items)),
                "、".join(_name_item(one, data.mark) for one in leaf.items),
            )
            for goal in data.goals
            for leaf in goal.leaves
        ),
    )


def words_of(data: PlanStructure) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return label("{title}の体系", title=data.title), join_labels(tuple(_describe(data)))


def render(
    data: PlanStructure, *, prefix: str, palette: Palette = WEB, narrow: bool = False
) -> str:
    """Draw the goals below one another, each beside its parts and their items, or above them."""
    if narrow:
        return _render_narrow(data, prefix, palette)
    y, drawn = 1, []
    for goal in data.goals:
        height = max(sum(map(_count_lines, goal.limbs)), _LEAST_LINES) * _LINE
        title = _wrap_title(goal, _GOAL_WIDTH - 24, (height - 44) // _TITLE_LINE)
        place = (_GOAL_WIDTH, y, height - 4)
        drawn.append(_draw_goal(goal, title, data.words[1:-1], place, palette))
        drawn.append(_draw_limbs(goal, data.mark, y, palette))
        y += height + _SPACE
    if data.mark:
        drawn.append(write_text(shorten(_note(data), 100), _POLICY, y + 8, fill=palette.muted))
        y += 16
    return frame("".join(drawn), (_WIDTH, y), words_of(data), prefix, palette)


def _render_narrow(data: PlanStructure, prefix: str, palette: Palette) -> str:
    y, drawn = 1, []
    for goal in data.goals:
        title = _wrap_title(goal, NARROW - 24, _TITLE_LINES)
        place = (NARROW, y, 34 + _TITLE_LINE * len(title))
        drawn.append(_draw_goal(goal, title, data.words[1:-1], place, palette))
        limbs, y = _draw_narrow_limbs(goal, data.mark, y + place[2] + 4, palette)
        drawn.append(limbs)
        y += _SPACE
    for line in wrap(_note(data) if data.mark else "", NARROW // _CELL, _TITLE_LINES):
        drawn.append(write_text(line, 0, y + 8, fill=palette.muted))
        y += _TITLE_LINE
    return frame("".join(drawn), (NARROW, y), words_of(data), prefix, palette)


def _draw_narrow_limbs(goal: GoalBranch, mark: str, y: int, palette: Palette) -> tuple[str, int]:
    """Draw the parts of a goal from a height on, each above its items; also gives where they end."""
    drawn = []
    for limb in goal.limbs:
        start = _INDENT * max(len(limb.titles) - 1, 0)
        lines = wrap(limb.title, (NARROW - start - _COUNT) // _CELL, _TITLE_LINES)
        for line in lines:
            y += _TITLE_LINE
            drawn.append(write_text(line, start, y))
        if limb.is_leaf:
            if not lines:
                y += _TITLE_LINE
            count = label("{count}項目", count=len(limb.items))
            drawn.append(write_text(count, NARROW, y, text_anchor="end"))
            per_line = (NARROW - start) // _BOX
            for place, item in enumerate(limb.items):
                at = (start + place % per_line * _BOX, y + 7 + place // per_line * _LINE)
                drawn.append(_draw_item(item, mark, at, palette))
            y += 6 - (-len(limb.items) // per_line) * _LINE
    return element("g", "".join(drawn)), y + 4


def _name_item(item: tuple[str, bool], mark: str) -> str:
    number, is_marked = item
    return f"{number}{mark}" if is_marked else number


def _count_lines(limb: Limb) -> int:
    return max(-(-len(limb.items) // _BOXES_PER_LINE), 1) if limb.is_leaf else 1


def _describe(data: PlanStructure) -> Iterator[Label]:
    counts = [len(data.goals), *map(sum, zip(*(goal.counts for goal in data.goals), strict=True))]
    counts.append(sum(goal.item_count for goal in data.goals))
    told = [
        label("{count}の{word}", count=number, word=word)
        for number, word in zip(counts, data.words, strict=False)
    ]
    yield label("{parts}から成る。", parts=enumerate_labels(told))
    for goal in data.goals:
        below = zip(goal.counts, data.words[1:], strict=False)
        inside = [
            label("{count}{word}", count=number, word=word) for number, word in below if number
        ]
        items = label("{count}項目", count=goal.item_count)
        yield label(
            "{title}に{parts}。", title=goal.title, parts=enumerate_labels([*inside, items])
        )


def _note(data: PlanStructure) -> str:
    return label("{mark}の項目：{plan}", mark=data.mark, plan=data.marked)


def _wrap_title(goal: GoalBranch, width: int, lines: int) -> list[str]:
    return wrap(goal.rest, width // _CELL, lines)


def _draw_goal(
    goal: GoalBranch,
    title: list[str],
    words: tuple[str, ...],
    place: tuple[int, int, int],
    palette: Palette,
) -> str:
    """Draw the box of a goal; `place` is its width, where it begins, and its height."""
    width, y, height = place
    box = element(
        "rect",
        x=1,
        y=y,
        width=width - 2,
        height=height,
        rx=4,
        fill=palette.soft,
        stroke=palette.muted,
    )
    lines = [
        write_text(goal.name, 12, y + 20, font_weight="bold", fill=palette.actual),
        *(
            write_text(line, 12, y + 38 + _TITLE_LINE * number, font_weight="bold")
            for number, line in enumerate(title)
        ),
    ]
    count = label("{count}項目", count=goal.item_count)
    for below, word in zip(goal.counts[:1], words, strict=False):
        if below:
            count = label(
                "{below}{word}・{count}項目", below=below, word=word, count=goal.item_count
            )
    counted = write_text(count, width - 12, y + 20, text_anchor="end")
    return element("g", box + "".join(lines) + counted)


def _draw_limbs(goal: GoalBranch, mark: str, y: int, palette: Palette) -> str:
    drawn = []
    for limb in goal.limbs:
        middle, indent = y + _LINE // 2 - 2, _INDENT * max(len(limb.titles) - 1, 0)
        start = _POLICY + indent
        drawn.append(
            element("path", d=f"M{_GOAL_WIDTH - 1} {middle} H{start - 3}", stroke=palette.muted)
        )
        drawn.append(write_text(shorten(limb.title, (_ITEMS - start) // _CELL), start, middle + 5))
        if limb.is_leaf:
            count = label("{count}項目", count=len(limb.items))
            drawn.append(write_text(count, _WIDTH, middle + 5, text_anchor="end"))
            for place, item in enumerate(limb.items):
                line, column = divmod(place, _BOXES_PER_LINE)
                at = (_ITEMS + column * _BOX, y + line * _LINE)
                drawn.append(_draw_item(item, mark, at, palette))
        y += _count_lines(limb) * _LINE
    return element("g", "".join(drawn))


def _draw_item(item: tuple[str, bool], mark: str, place: tuple[int, int], palette: Palette) -> str:
    x, top = place
    box = element(
        "rect",
        x=x + 1,
        y=top,
        width=_BOX - 4,
        height=_LINE - 4,
        rx=2,
        fill=palette.ground,
        stroke=palette.actual,
        stroke_width=2.5 if item[1] else 1,
    )
    name = shorten(_name_item(item, mark), 6)
    return box + write_text(
        name,
        x + _BOX / 2 - 2,
        top + 15,
        text_anchor="middle",
        font_weight="bold" if item[1] else "normal",
    )

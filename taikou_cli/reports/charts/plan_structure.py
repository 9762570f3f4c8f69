"""The structure of the plan: goals, their policies, and the items of each as numbered boxes."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.model.plan import Plan
from taikou_cli.project.project import Project
from taikou_cli.reports.charts.palette import WEB, Palette
from taikou_cli.reports.charts.svg import element, frame, shorten, wrap, write_text
from taikou_cli.reports.charts.table import Table

_WIDTH = 720
_GOAL_WIDTH = 176
_POLICY = 192
_ITEMS = 520
_BOX = 28
_BOXES_PER_LINE = (_WIDTH - _ITEMS - 48) // _BOX
_LINE = 26
_SPACE = 12
_LEAST_LINES = 3


class PolicyBranch(NamedTuple):
    """A policy with the numbers of its items, each told whether it belongs to the data plan."""

    title: str
    items: tuple[tuple[str, bool], ...]


class GoalBranch(NamedTuple):
    """A goal with its policies."""

    title: str
    policies: tuple[PolicyBranch, ...]

    @property
    def item_count(self) -> int:
        """The items of all its policies."""
        return sum(len(policy.items) for policy in self.policies)


class PlanStructure(NamedTuple):
    """What the picture shows.

    Attributes:
        title: The plan.
        mark: That of the data plan; empty if there is none.
        words: What the plan calls goals, policies and items.
        goals: The goals with what is below them.
    """

    title: str
    mark: str
    words: tuple[str, str, str]
    goals: tuple[GoalBranch, ...]


def build(project: Project, plan: Plan) -> PlanStructure:
    """Take the goals, the policies and the items of a plan, as they stand in it."""
    return PlanStructure(
        plan.title,
        plan.data_plan.mark if plan.data_plan else "",
        (plan.words.goal, plan.words.policy, plan.words.item),
        tuple(
            GoalBranch(
                f"{plan.words.goal}{goal.sign}　{goal.title}",
                tuple(
                    PolicyBranch(
                        f"{plan.words.policy}{policy.sign}　{policy.title}",
                        tuple((one.sign, one.data_plan) for one in project.items_of(policy)),
                    )
                    for policy in goal.policies
                ),
            )
            for goal in (project.goals.content.goals if project.goals else ())
        ),
    )


def table_of(data: PlanStructure) -> Table:
    """Give the numbers of the items of each policy, and how many they are."""
    goal_word, policy_word, item_word = data.words
    return Table(
        (goal_word, policy_word, "項目数", f"{item_word}の番号"),
        tuple(
            (
                goal.title,
                policy.title,
                str(len(policy.items)),
                "、".join(_name_item(one, data.mark) for one in policy.items),
            )
            for goal in data.goals
            for policy in goal.policies
        ),
    )


def words_of(data: PlanStructure) -> tuple[str, str]:
    """Give the title of the picture, and what it tells."""
    return f"{data.title}の体系", "".join(_describe(data))


def render(data: PlanStructure, *, prefix: str, palette: Palette = WEB) -> str:
    """Draw the goals below one another, each beside its policies and their items."""
    y, drawn = 1, []
    for goal in data.goals:
        height = max(sum(map(_count_lines, goal.policies)), _LEAST_LINES) * _LINE
        drawn.append(_draw_goal(goal, data.words[1], (y, height), palette))
        drawn.append(_draw_policies(goal, data.mark, y, palette))
        y += height + _SPACE
    if data.mark:
        note = f"{data.mark}＝官民データ活用推進計画の取組項目"
        drawn.append(write_text(shorten(note, 100), _POLICY, y + 8, fill=palette.muted))
        y += 16
    return frame("".join(drawn), (_WIDTH, y), words_of(data), prefix, palette)


def _name_item(item: tuple[str, bool], mark: str) -> str:
    number, is_marked = item
    return f"{number}{mark}" if is_marked else number


def _count_lines(policy: PolicyBranch) -> int:
    return max(-(-len(policy.items) // _BOXES_PER_LINE), 1)


def _describe(data: PlanStructure) -> Iterator[str]:
    policies = sum(len(goal.policies) for goal in data.goals)
    items = sum(goal.item_count for goal in data.goals)
    goal_word, policy_word, item_word = data.words
    yield f"{len(data.goals)}の{goal_word}、{policies}の{policy_word}、{items}の{item_word}から成る。"
    for goal in data.goals:
        yield f"{goal.title}に{len(goal.policies)}{policy_word}、{goal.item_count}項目。"


def _draw_goal(goal: GoalBranch, policy: str, place: tuple[int, int], palette: Palette) -> str:
    y, height = place
    box = element(
        "rect",
        x=1,
        y=y,
        width=_GOAL_WIDTH - 2,
        height=height - 4,
        rx=4,
        fill=palette.soft,
        stroke=palette.muted,
    )
    name, _, title = goal.title.partition("　")
    lines = [
        write_text(name, 12, y + 20, font_weight="bold", fill=palette.actual),
        *(
            write_text(line, 12, y + 38 + 17 * place, font_weight="bold")
            for place, line in enumerate(wrap(title, 24, (height - 44) // 17))
        ),
    ]
    count = f"{len(goal.policies)}{policy}・{goal.item_count}項目"
    counted = write_text(count, _GOAL_WIDTH - 12, y + 20, text_anchor="end", font_size=12)
    return element("g", box + "".join(lines) + counted)


def _draw_policies(goal: GoalBranch, mark: str, y: int, palette: Palette) -> str:
    drawn = []
    for policy in goal.policies:
        middle = y + _LINE // 2 - 2
        drawn.append(
            element("path", d=f"M{_GOAL_WIDTH - 1} {middle} H{_POLICY - 3}", stroke=palette.muted)
        )
        drawn.append(write_text(shorten(policy.title, 48), _POLICY, middle + 5))
        count = f"{len(policy.items)}項目"
        drawn.append(write_text(count, _WIDTH, middle + 5, text_anchor="end", font_size=12))
        drawn += [
            _draw_item(one, mark, place, y, palette) for place, one in enumerate(policy.items)
        ]
        y += _count_lines(policy) * _LINE
    return element("g", "".join(drawn))


def _draw_item(item: tuple[str, bool], mark: str, place: int, y: int, palette: Palette) -> str:
    line, column = divmod(place, _BOXES_PER_LINE)
    x, top = _ITEMS + column * _BOX, y + line * _LINE
    box = element(
        "rect",
        x=x,
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
        font_size=11,
        font_weight="bold" if item[1] else "normal",
    )

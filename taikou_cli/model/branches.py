"""The levels above the items as a tree: nobody who walks it need know how many there are."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.base.label import label
from taikou_cli.model.fields import Home, Level
from taikou_cli.model.goals import Goal, Part, Policy
from taikou_cli.model.item import Item
from taikou_cli.model.words import Words

LEVELS: tuple[Level, ...] = ("goal", "policy", "group")
"""The levels above the items, the highest first."""

LISTS: dict[Level, str] = {"goal": "goals", "policy": "policies", "group": "groups"}
"""What the parts of a level are called together: in YAML, in JSON, as a table."""


class Branch(NamedTuple):
    """A goal, a policy or a group, and what is below it.

    Attributes:
        level: Which of them it is.
        part: The record.
        route: Where it stands in `goals.yaml`.
        below: The branches on the next level.
    """

    level: Level
    part: Part
    route: Route
    below: tuple["Branch", ...]

    @property
    def home(self) -> Home:
        """How an item calls it that stands under it."""
        return self.level, self.part.number

    @property
    def number(self) -> int:
        """Its number, running through the plan on its level."""
        return self.part.number

    @property
    def key(self) -> str:
        """It among all figures and parts: `policies.3`."""
        return f"{LISTS[self.level]}.{self.part.number}"

    @property
    def address(self) -> tuple[str, str]:
        """Where something said of it stands: the list, and its number."""
        return LISTS[self.level], str(self.part.number)

    @property
    def homes(self) -> frozenset[Home]:
        """Where items can be at home that stand anywhere under it."""
        return frozenset(one.home for one in walk((self,)))

    def sign_in(self, words: Words) -> str:
        """Name it by its number alone: `方針3`."""
        return label("{level}{sign}", level=words.of_level(self.level), sign=self.part.sign)

    def name_in(self, words: Words) -> str:
        """Name it with its number: `方針3　市民サービスの向上`."""
        return label(
            "{level}{sign}　{title}",
            level=words.of_level(self.level),
            sign=self.part.sign,
            title=self.part.title,
        )

    def holds(self, item: Item) -> bool:
        """Tell whether an item stands under it, at home or again (再掲)."""
        return not self.homes.isdisjoint(item.homes)

    def is_home_of(self, item: Item) -> bool:
        """Tell whether an item is at home under it."""
        return item.home in self.homes


def grow(goals: Iterable[Goal]) -> tuple[Branch, ...]:
    """Make the tree of some goals."""
    return tuple(_grow("goal", goal, ("goals", n)) for n, goal in enumerate(goals))


def _grow(level: Level, part: Part, route: Route) -> Branch:
    parts: tuple[Part, ...] = ()
    if isinstance(part, Goal):
        parts = part.policies
    elif isinstance(part, Policy):
        parts = part.groups
    lower = LEVELS[LEVELS.index(level) + 1] if parts else level
    below = (_grow(lower, one, (*route, LISTS[lower], n)) for n, one in enumerate(parts))
    return Branch(level, part, route, tuple(below))


def walk(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Yield branches and all below them, each before what is below it."""
    for branch in branches:
        yield branch
        yield from walk(branch.below)


def list_paths(
    branches: Iterable[Branch], above: tuple[Branch, ...] = ()
) -> Iterator[tuple[Branch, ...]]:
    """Yield the way to every branch, the goal first and itself last."""
    for branch in branches:
        path = (*above, branch)
        yield path
        yield from list_paths(branch.below, path)


def levels_of(branches: Iterable[Branch]) -> tuple[Level, ...]:
    """Tell which levels a plan has."""
    present = {one.level for one in walk(branches)}
    return tuple(level for level in LEVELS if level in present)

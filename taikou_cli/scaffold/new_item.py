"""The text of a new item, and of the outline that counts it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.branches import LEVELS, walk
from taikou_cli.model.fields import Home, Level
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.numbering import read_number
from taikou_cli.project.project import Project
from taikou_cli.store.splice import set_value
from taikou_cli.store.yaml_writing import write_scalar


class NewItem(NamedTuple):
    """What is said of an item that is added.

    Attributes:
        home: What it stands under.
        title: Its title.
        why: Why it is added.
        day: On which day.
        first_year: The fiscal year that it begins in; None if with the plan.
    """

    home: Home
    title: str
    why: str
    day: date
    first_year: int | None


def choose_home(project: Project, given: Mapping[Level, str | None]) -> Home:
    """Tell what a new item is to stand under.

    Args:
        project: The plan.
        given: What the user names of each level: a number, or what is printed in its place.

    Raises:
        TaikouError: None or several are named, there is no such part, or it has parts below it.
    """
    words, leaves = project.words, [one for one in walk(project.branches) if not one.below]
    options = "、".join(
        f"「--{level}」（{words.of_level(level)}）"
        for level in LEVELS
        if any(one.level == level for one in leaves)
    )
    named = [(level, text) for level, text in given.items() if text is not None]
    if len(named) != 1:
        raise TaikouError(
            f"{words.item}が属する所を一つ指定してください。", f"{options} に番号を書きます。"
        )
    ((level, text),) = named
    known = [one.part for one in leaves if one.level == level]
    number = read_number(text, known)
    if number not in {part.number for part in known}:
        raise TaikouError(
            f"{words.item}を加えられる{words.of_level(level)}{text}が goals.yaml にありません。",
            f"番号を確かめるか、先に goals.yaml に加えてください。使えるのは {options} です。",
        )
    return level, number or 0


def build_item(project: Project, new: NewItem) -> dict[str, str]:
    """Give the text of a new item with the next number by its path below the data folder.

    Raises:
        TaikouError: The outline cannot be read, the year is outside the plan, or the title or
            the reason says nothing.
    """
    plan = project.require_outline()
    _check(project, new)
    level, place = new.home
    number = max(project.item_paths.values(), default=0) + 1
    is_later = new.first_year is not None and new.first_year > plan.first_year
    begins = f"first_year: {new.first_year}\n" if is_later else ""
    text = (
        f"number: {number}\n{level}: {place}\ntitle: {write_scalar(new.title)}\n"
        f"data_plan: false\nexamples: []\n{begins}divisions: []\nactions: []\nkpis: []\n"
        f"revisions:\n  - date: {new.day}\n    what: 項目の追加\n    why: {write_scalar(new.why)}\n"
    )
    return {f"items/{number:02}.yaml": text}


def count_item(project: Project) -> str | None:
    """Give the text of `plan.yaml` with one item more in its counts; the rest stays.

    None if the outline counts no items, or one that is not there: an interrupted run is repeated.

    Raises:
        TaikouError: The outline cannot be read, or is written so unusually that it cannot be
            edited in place.
    """
    plan = project.require_outline()
    if plan.counts.items in (None, len(project.item_paths) + 1):
        return None
    text = project.texts[project.path_of("plan.yaml")]
    return set_value(text, ("counts", "items"), (plan.counts.items or 0) + 1, lambda _: ())


def _check(project: Project, new: NewItem) -> None:
    for name, option, text in (("名称", "--title", new.title), ("理由", "--why", new.why)):
        if not text.strip():
            raise TaikouError(f"{name}が空です。", f"「{option}」に{name}を書いてください。")
    if new.first_year:
        choose_year(project, new.first_year)

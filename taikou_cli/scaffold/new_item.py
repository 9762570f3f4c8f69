"""The text of a new item, and of the outline that counts it."""

from datetime import date
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.plan import Plan
from taikou_cli.project.project import Project
from taikou_cli.store.splice import set_value
from taikou_cli.store.yaml_writing import write_scalar


class NewItem(NamedTuple):
    """What is said of an item that is added.

    Attributes:
        policy: The number of its policy.
        title: Its title.
        why: Why it is added.
        day: On which day.
        first_year: The fiscal year that it begins in; None if with the plan.
    """

    policy: int
    title: str
    why: str
    day: date
    first_year: int | None


def build_item(project: Project, new: NewItem) -> dict[str, str]:
    """Give the text of a new item with the next number by its path below the data folder.

    Raises:
        TaikouError: The outline cannot be read, the policy does not exist, the year is outside
            the plan, or the title or the reason says nothing.
    """
    plan = project.require_outline()
    _check(project, plan, new)
    number = max(project.item_paths.values(), default=0) + 1
    is_later = new.first_year is not None and new.first_year > plan.first_year
    begins = f"first_year: {new.first_year}\n" if is_later else ""
    text = (
        f"number: {number}\npolicy: {new.policy}\ntitle: {write_scalar(new.title)}\n"
        f"data_plan: false\nexamples: []\n{begins}divisions: []\nactions: []\nkpis: []\n"
        f"revisions:\n  - date: {new.day}\n    what: 項目の追加\n    why: {write_scalar(new.why)}\n"
    )
    return {f"items/{number:02}.yaml": text}


def count_item(project: Project) -> str | None:
    """Give the text of `plan.yaml` with one item more in its counts; the rest stays.

    None if the outline counts one that is not there: a run that was interrupted is repeated.

    Raises:
        TaikouError: The outline cannot be read, or is written so unusually that it cannot be
            edited in place.
    """
    plan = project.require_outline()
    if plan.counts.items == len(project.item_paths) + 1:
        return None
    text = project.texts[project.path_of("plan.yaml")]
    return set_value(text, ("counts", "items"), plan.counts.items + 1, lambda _: ())


def _check(project: Project, plan: Plan, new: NewItem) -> None:
    for name, option, text in (("名称", "--title", new.title), ("理由", "--why", new.why)):
        if not text.strip():
            raise TaikouError(f"{name}が空です。", f"「{option}」に{name}を書いてください。")
    policies = {known.number for _, known in project.iter_policies()}
    if new.policy not in policies:
        raise TaikouError(
            f"方針{new.policy}は goals.yaml にありません。",
            "先に goals.yaml に方針を加えてください。",
        )
    if new.first_year and not plan.first_year <= new.first_year <= plan.last_year:
        raise TaikouError(
            f"{new.first_year}年度は推進期間（{plan.first_year}～{plan.last_year}年度）の外です。",
            "「--year」に推進期間の中の年度を指定してください。",
        )

"""What has changed since an edition, in words, with the place to point at and the way out."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Problem, Route
from taikou_cli.progress.editions.changes import Change
from taikou_cli.project.as_of import published_on
from taikou_cli.project.field_names import list_names, name_field
from taikou_cli.project.project import Project
from taikou_cli.project.published_text import CORRECTIONS, lead_of_order, route_to


class Told(NamedTuple):
    """One value that changed, for all years that published it.

    Attributes:
        path: The file.
        subject: The key of the value or the entry; empty for the whole file.
        changes: The change of each year.
    """

    path: str
    subject: str
    changes: tuple[Change, ...]

    @property
    def years(self) -> str:
        """The published years."""
        return "、".join(f"{year}年度" for year in sorted({c.fiscal_year for c in self.changes}))

    @property
    def is_new(self) -> bool:
        """Nothing of it was published."""
        return all(change.before is None for change in self.changes)

    @property
    def is_gone(self) -> bool:
        """Nothing of it is left."""
        return all(change.after is None for change in self.changes)


def tell_changes(changes: Iterable[Change]) -> Iterator[Told]:
    """Put together what concerns one value, so that it is told once."""
    found: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        found.setdefault((change.path, change.subject), []).append(change)
    for (path, subject), together in found.items():
        lead = lead_of_order(subject)
        if lead is None or not any(_is_within(other, path, lead) for other in found):
            yield Told(path, subject, tuple(together))


def _is_within(other: tuple[str, str], path: str, lead: str) -> bool:
    """Tell whether an entry of a list changed: then its order need not be told."""
    return other[0] == path and other[1].startswith(lead) and lead_of_order(other[1]) is None


def build_problem(project: Project, told: Told, rest: str, hint: str) -> Problem:
    """Say that a value changed.

    Args:
        project: The whole plan.
        told: The value.
        rest: What else there is to say.
        hint: The way out.
    """
    end = "が加わって" if told.is_new else "がなくなって" if told.is_gone else "が変わって"
    message = f"{told.years}に公表した内容から、{_name(project, told)}{end}います。{rest}"
    return Problem(told.path, message, hint, _find_route(project, told))


def _name(project: Project, told: Told) -> str:
    content = project.documents()[told.path].content
    if not told.subject:
        return "このファイル"
    return f"{name_field(content, told.subject, list_names(project, content))}（{told.subject}）"


def _find_route(project: Project, told: Told) -> Route:
    content = project.documents()[told.path].content
    if told.subject:
        return route_to(told.subject, content)
    names = (name for name in ("item", "number") if name in type(content).model_fields)
    return (next(names, ""),)


def advise_correction(told: Told) -> str:
    """Say how a change of what was published is explained."""
    if told.subject == CORRECTIONS:
        return (
            "公表した訂正の記録は、そのまま残してください。新しい訂正は、別の記録として加えます。"
        )
    year = told.changes[0].fiscal_year
    field = told.subject or "…"
    return (
        f"公表したときの内容に戻すか、誤りの訂正なら、このファイルの corrections に "
        f"field: {field}、date、before、after、why を書いて「taikou publish {year} --why 理由」で"
        "新しい版を公表してください。"
    )


def advise_reason(project: Project, path: str, field: str) -> str:
    """Say how a reason that a correction makes necessary is recorded; nothing before publication.

    Args:
        project: The whole plan.
        path: The evaluation.
        field: The key of the reason.
    """
    year = project.documents()[path].content.fiscal_year
    if published_on(project, year) is None:
        return ""
    return (
        f"{year}年度は公表しているので、書き加えることも、このファイルの corrections に "
        f"field: {field}、date、after、why で記録します。"
    )


def advise_plan(told: Told) -> str:
    """Say how a change of the plan is made for later years only."""
    advice = next((text for fits, text in _ADVICE if fits(told)), "")
    return f"{advice}{advise_correction(told)}"


def _is_entry_of(*lists: str) -> Callable[[Told], bool]:
    return lambda told: told.is_new and told.subject.rpartition(".")[0] in lists


def _starts_with(*starts: str) -> Callable[[Told], bool]:
    return lambda told: told.subject.startswith(starts)


# How the models date each kind of change: the first that fits.
_ADVICE: tuple[tuple[Callable[[Told], bool], str], ...] = (
    (
        lambda told: told.is_new and (not told.subject or _is_entry_of("kpis", "actions")(told)),
        "後の年度から加えるものには、first_year（始まる年度）を書きます。",
    ),
    (_is_entry_of("kgis"), "後の年度から加えるものには、first_year（始まる年度）を書きます。"),
    (
        _is_entry_of("scales", "divisions", "departments", "workflow", "fields", "classifications"),
        "後の年度から加えるものには、from（最初の年度）を書きます。",
    ),
    (
        lambda told: ".targets." in told.subject,
        "後の年度から目標値を変えるなら、target_changes に変える前の値（before。なかったなら書かない）と日付（date）を書きます。",
    ),
    (
        _starts_with("scales."),
        "後の年度から尺度を変えるなら、元の尺度に until を書いて残し、新しい尺度に from を書きます。",
    ),
    (
        _starts_with("rounding"),
        "後の年度から端数処理を変えるなら、rounding に from と until を付けて並べます。",
    ),
    (
        lambda told: told.subject.split(".")[-1] in {"title", "name"},
        "後の年度から名称を変えるなら、names に最後の年度（until）と元の名称を書きます。",
    ),
    (
        lambda told: told.subject.endswith(("divisions", ".department")),
        "後の年度から所属が替わるなら、from と until（最初と最後の年度）を書いて並べます。",
    ),
    (
        _starts_with("divisions.", "departments."),
        "後の年度から組織が変わるなら、from と until、前の名称は names を書きます。",
    ),
)

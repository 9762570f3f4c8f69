"""What the office calls the parts of a plan ↔ the identifiers and numbers by which files do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from taikou_cli.base.japanese_text import reveal_line, to_half_width
from taikou_cli.forms.layout.planbook.documents import (
    ORGANIZATION,
    PLAN,
    Data,
    goal_documents,
    group_documents,
    item_documents,
    policy_documents,
    words_of,
)
from taikou_cli.project.near_word import advise_word

_LONGEST = 30


class NotReadableError(ValueError):
    """What stands in a cell cannot be meant; `message` and `hint` are for the office."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def fold(text: str) -> str:
    """Give the same for texts that nobody would call different names."""
    return "".join(to_half_width(text).split()).casefold()


@dataclass(frozen=True)
class Directory:
    """The parts of one kind.

    Attributes:
        what: What the office calls one of them.
        labels: What is shown of each, by its identifier or number.
        others: Further names by which one is meant.
    """

    what: str
    labels: Mapping[Any, str]
    others: Mapping[str, Any] = field(default_factory=dict)

    def show(self, key: Any) -> str:
        """Give what the office calls it."""
        return self.labels.get(key, str(key))

    def with_former(self, former: "Directory") -> "Directory":
        """Know the parts that are still there by what they were called, too."""
        names = {label: key for key, label in former.labels.items() if key in self.labels}
        return replace(self, others={**names, **self.others})

    def find(self, text: str) -> Any:
        """Tell which one is meant.

        Raises:
            NotReadableError: There is none of that name.
        """
        wanted = fold(text)
        if wanted in self._keys:
            return self._keys[wanted]
        shown = reveal_line(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        raise NotReadableError(
            f"「{shown}」という{self.what}はありません。",
            advise_word(text, dict.fromkeys(self.labels.values(), "")).replace(
                "plan.yaml に一つも定められていません。",
                f"{self.what}がまだ一つもありません。先に、そのシートに加えてください。",
            ),
        )

    @cached_property
    def _keys(self) -> dict[str, Any]:
        """What each name means: a label before an identifier, and that before any other name."""
        labels = ((label, key) for key, label in self.labels.items())
        own = ((str(key), key) for key in self.labels)
        keys: dict[str, Any] = {}
        for name, key in (*labels, *own, *self.others.items()):
            keys.setdefault(fold(name), key)
        return keys


class Names:
    """The directories of a plan as its data are now.

    Args:
        data: The data.
        before: The names as they were: who renames a part in one table has not done so in others.
    """

    def __init__(self, data: Data, before: "Names | None" = None) -> None:
        self._data = data
        self._before = before
        self._known: dict[str, Directory] = {}
        self.words = words_of(data)

    def of(self, kind: str) -> Directory:
        """Give the directory of a kind: `division`, `department`, a level of the plan, `item`."""
        if kind not in self._known:
            own: Directory = getattr(self, kind)
            self._known[kind] = own.with_former(self._before.of(kind)) if self._before else own
        return self._known[kind]

    @cached_property
    def department(self) -> Directory:
        """The departments, by their names and former names."""
        return Directory(
            self.words.department, _named(self._departments), _former(self._departments)
        )

    @cached_property
    def division(self) -> Directory:
        """The divisions; those of one name are told apart by their departments."""
        divisions = list(self._iter_divisions())
        plain = [one["name"] for _, one in divisions]
        labels = {
            one["id"]: f"{department['name']}　{one['name']}"
            if plain.count(one["name"]) > 1
            else one["name"]
            for department, one in divisions
        }
        full = {f"{department['name']}{one['name']}": one["id"] for department, one in divisions}
        return Directory("所属", labels, {**_former([one for _, one in divisions]), **full})

    @cached_property
    def goal(self) -> Directory:
        """The goals by their numbers."""
        return _numbered(self.words.goal, goal_documents(self._data))

    @cached_property
    def policy(self) -> Directory:
        """The policies by their numbers."""
        return _numbered(self.words.policy, policy_documents(self._data))

    @cached_property
    def group(self) -> Directory:
        """The groups by their numbers."""
        return _numbered(self.words.group, group_documents(self._data))

    @cached_property
    def item(self) -> Directory:
        """The items by their numbers."""
        return _numbered(self.words.item, list(item_documents(self._data).values()))

    @cached_property
    def kgi(self) -> Directory:
        """The indicators of goals."""
        goals = goal_documents(self._data)
        return Directory("KGI", _named([one for goal in goals for one in goal.get("kgis") or ()]))

    @cached_property
    def amount(self) -> Directory:
        """The kinds of amounts."""
        return Directory("金額と業務量", _named(self._data[PLAN].get("amounts") or ()))

    @cached_property
    def stage(self) -> Directory:
        """The stages of the evaluation."""
        return Directory("段階", _named(self._data[PLAN].get("workflow") or ()))

    @cached_property
    def asked(self) -> Directory:
        """Whom a declared field is asked of."""
        bodies = _named(self._data[ORGANIZATION].get("bodies") or ())
        return Directory(
            "尋ねる相手",
            {
                "division": self.words.division,
                "office": self.words.office,
                **bodies,
            },
        )

    def part(self, amount: str) -> Directory:
        """Give the parts of an amount."""
        directory = self._part(amount)
        return directory.with_former(self._before.part(amount)) if self._before else directory

    def _part(self, amount: str) -> Directory:
        kinds = self._data[PLAN].get("amounts") or ()
        own: Any = next((one for one in kinds if one["id"] == amount), {})
        return Directory("内訳", _named(own.get("parts") or ()))

    def code(self, classification: str) -> Directory:
        """Give the codes of a classification."""
        return self._codes.get(classification) or _list_codes({})

    @cached_property
    def _codes(self) -> dict[str, Directory]:
        known = self._data[PLAN].get("classifications") or ()
        return {one["id"]: _list_codes(one) for one in known}

    @property
    def _departments(self) -> list[Any]:
        departments: list[Any] = self._data[ORGANIZATION].get("departments") or []
        return departments

    def _iter_divisions(self) -> Iterator[tuple[Any, Any]]:
        for department in self._departments:
            for division in department.get("divisions") or ():
                yield department, division


def _named(records: Any) -> dict[Any, str]:
    return {one["id"]: str(one["name"]) for one in records}


def _list_codes(classification: Any) -> Directory:
    values = classification.get("values") or ()
    codes = {one["code"]: str(one["code"]) for one in values}
    labels = {str(one["label"]): one["code"] for one in values}
    both = {f"{one['code']}{one['label']}": one["code"] for one in values}
    return Directory("コード", codes, {**labels, **both})


def _numbered(what: str, records: Any) -> Directory:
    labels = {one["number"]: str(one.get("label") or one["number"]) for one in records}
    titled = {str(one.get("title")): one["number"] for one in records}
    calls = {what, what.removeprefix("実施")}
    signs = {f"{call}{label}": number for call in calls for number, label in labels.items()}
    return Directory(what, labels, {**titled, **signs})


def _former(records: Any) -> dict[str, Any]:
    return {str(old["name"]): one["id"] for one in records for old in one.get("names") or ()}

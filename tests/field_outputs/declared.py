"""The small plan with one field of each type on each kind of record, a public and a private one."""

from typing import Any, NamedTuple

from .sentinels import FilledPlan, load_small_plan

KINDS = ("plan", "goal", "policy", "group", "item", "action", "kpi", "evaluation")
TYPES = ("text", "number", "date", "link", "choice")


class Declared(NamedTuple):
    """A declared field with a name and a value that stand nowhere else.

    Attributes:
        on: The kind of record.
        type: Its type.
        public: Everybody may see it.
        number: Its place among all.
    """

    on: str
    type: str
    public: bool
    number: int

    @property
    def name(self) -> str:
        """What it is called."""
        return f"Zn{self.number:03}"

    @property
    def text(self) -> str:
        """Its value as outputs show it."""
        return {
            "text": f"Zt{self.number:03}",
            "number": f"81{self.number:03}7",
            "date": f"1987-{self.number // 28 + 1:02}-{self.number % 28 + 1:02}",
            "link": f"https://example.jp/Zl{self.number:03}",
            "choice": f"Zc{self.number:03}",
        }[self.type]

    @property
    def value(self) -> Any:
        """Its value as YAML writes it."""
        return int(self.text) if self.type == "number" else self.text

    @property
    def declaration(self) -> dict[str, Any]:
        """What plan.yaml says of it; its own values stand there as well."""
        told: dict[str, Any] = {
            "id": f"f{self.number}",
            "name": self.name,
            "on": self.on,
            "type": self.type,
            "asked_of": "division" if self.on == "evaluation" else "office",
            "public": self.public,
        }
        told |= {"choices": [self.text, "ほか"]} if self.type == "choice" else {}
        told |= {"unit": "円"} if self.type == "number" else {}
        return told | ({"value": self.value} if self.on == "plan" else {})


def _list_all() -> tuple[Declared, ...]:
    kinds = [(on, kind, public) for on in KINDS for kind in TYPES for public in (True, False)]
    return tuple(Declared(*one, number) for number, one in enumerate(kinds))


DECLARED = _list_all()


def declare_all() -> FilledPlan:
    """Give the small plan with all fields declared and told."""
    files = load_small_plan()
    files["plan.yaml"]["fields"] = [one.declaration for one in DECLARED]
    files["evaluations/2026/04.yaml"]["state_reason"] = "ほかの取組に含めた。"
    goal, item = files["goals.yaml"]["goals"][0], files["items/02.yaml"]
    records = {
        "goal": goal,
        "policy": goal["policies"][0],
        "group": goal["policies"][1]["groups"][0],
        "item": item,
        "action": item["actions"][0],
        "kpi": item["kpis"][0],
        "evaluation": files["evaluations/2026/02.yaml"],
    }
    for on, record in records.items():
        record["fields"] = {f"f{one.number}": one.value for one in DECLARED if one.on == on}
    return FilledPlan(files, ())

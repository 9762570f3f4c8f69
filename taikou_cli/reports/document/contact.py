"""Whom a reader can ask about an item."""

from collections.abc import Iterator

from taikou_cli.base.label import label
from taikou_cli.model.item import Item
from taikou_cli.model.organization import Division
from taikou_cli.reports.document.blocks import Fact, Facts, Run, Text
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.texts import say, separate


def tell_contact(year: Year, item: Item) -> Iterator[Facts]:
    """Tell how its divisions are reached, those that say so; if none does, whom the plan names."""
    known = {one.id: one for part in year.organization.departments for one in part.divisions}
    divisions = [known[id_] for id_ in item.division_ids if id_ in known]
    told = tuple(line for one in divisions for line in _tell_division(year, one))
    if not told and year.plan.publication.contact:
        told = say(year.plan.publication.contact)
    if told:
        yield Facts((Fact(label("問合せ先"), told),), "card")


def _tell_division(year: Year, division: Division) -> Text:
    """Give the ways to a division in one line, after its name."""
    ways = tuple(
        (*named, Run("web", address, f"{scheme}{address}"))
        for named, scheme, address in (
            ((label("電話："),), "tel:", division.telephone),
            ((label("メール："),), "mailto:", division.mail),
            ((), "", division.page),
        )
        if address
    )
    name = year.divisions.get(division.id, division.name)
    return say(name, "　", *separate(ways, "　")) if ways else ()

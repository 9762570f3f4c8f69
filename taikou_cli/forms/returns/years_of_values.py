"""Of which year a value is that came back without one, where the form leaves no doubt."""

from collections.abc import Iterator, Mapping

from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.fields import Address, Field
from taikou_cli.forms.returns.edits import Edit
from taikou_cli.forms.returns.item_return import Filled, ItemReturn
from taikou_cli.model.evaluation import Evaluation


def fill_years(
    one: ItemReturn,
    year: int,
    fields: Mapping[Address, Field],
    before: Evaluation | None,
) -> ItemReturn:
    """Give the actual values of an item their year where neither the form nor the plan says it.

    A KPI whose last value was of another year than the one evaluated leaves a doubt: statistics
    come late. Then the rules ask for the year.

    Args:
        one: What came back for the item.
        year: The year of the form.
        fields: The fields that its form would have now, by address.
        before: The item's evaluation of the year before.
    """
    late = {
        result.id
        for result in (before.kpis if before else ())
        if result.fiscal_year not in {None, year - 1}
    }
    told = tuple(_iter_untold(one, fields, late))
    added = (
        filled._replace(edit=Edit(address, year), label=fields[address].label)
        for address, filled in told
    )
    message = f"値の年度が空なので、{year}年度の値としました。"
    notices = (Complaint(filled.place, message) for _, filled in told)
    return one._replace(filled=(*one.filled, *added), notices=(*one.notices, *notices))


def _iter_untold(
    one: ItemReturn, fields: Mapping[Address, Field], late: set[str]
) -> Iterator[tuple[Address, Filled]]:
    given = {
        f.edit.address: f
        for f in one.filled
        if isinstance(f.edit, Edit) and f.edit.value is not None
    }
    for address, filled in given.items():
        if address[0] != "kpis" or address[-1] != "actual" or address[1] in late:
            continue
        wanted = (*address[:2], "fiscal_year")
        field = fields.get(wanted)
        if field is not None and field.value is None and wanted not in given:
            yield wanted, filled

"""Why something changed: asked for in the workbook, and kept in the plan."""

from taikou_cli.forms.layout.planbook.documents import PLAN, item_documents
from taikou_cli.forms.layout.planbook.places import ITEM, Row
from taikou_cli.forms.returns.planbook.cell_taking import CellTaker
from taikou_cli.forms.returns.planbook.matching import Line
from taikou_cli.forms.returns.planbook.merged import Context
from taikou_cli.forms.returns.planbook.removal import Evidence
from taikou_cli.forms.returns.planbook.targets import needs_reason, record_changes


def keep_reasons(context: Context, line: Line, row: Row, taken: CellTaker) -> None:
    """Record why targets changed or an item was added; complain where a reason is missing."""
    if context.table.key == "item" and not row.key:
        _explain_item(context, line, row, taken.why)
    if taken.targets and row.key:
        _explain_targets(context, row, taken)


def _explain_targets(context: Context, row: Row, taken: CellTaker) -> None:
    if taken.why:
        item = item_documents(context.data).get(row.above.get(ITEM, 0))
        record_changes(row.record, item, taken.targets, taken.why, context.office.day)
        return
    told = Evidence(context.office.project).target_years(row)
    if asked := [edit for edit in taken.targets if needs_reason(row.record, edit, told)]:
        years = "、".join(str(edit.fiscal_year) for edit in asked)
        first = ("targets", asked[0].fiscal_year)
        context.complain(
            context.merged.place_of(row.record, first),
            f"「{row.record['name']}」の{years}年度の目標値を変える理由がありません。",
            "同じ行の「理由」の列に、なぜ変えるかを書いてください。",
        )


def _explain_item(context: Context, line: Line, row: Row, why: str) -> None:
    """Keep why an item was added; one that begins later than the plan needs a reason."""
    first = row.record.get("first_year")
    is_later = first is not None and first > context.data[PLAN]["period"]["first_year"]
    if why:
        added = {"date": context.office.day.isoformat(), "what": "項目の追加", "why": why}
        row.record["revisions"] = [added]
    elif is_later:
        context.complain(
            line.line.place,
            f"途中で加える{context.names.words.item}{row.record['number']}の理由がありません。",
            "同じ行の「理由」の列に、なぜ加えるかを書いてください。",
        )

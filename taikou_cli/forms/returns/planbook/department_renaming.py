"""A department whose every division was written under a new name was renamed, not dissolved."""

from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.planbook.documents import ORGANIZATION
from taikou_cli.forms.layout.planbook.names import fold
from taikou_cli.forms.layout.planbook.tables import DEPARTMENT
from taikou_cli.forms.returns.planbook.merged import Context


def rename_departments(context: Context) -> None:
    """Give departments the names under which all their divisions stand now."""
    departments = context.data[ORGANIZATION].get("departments") or ()
    known = {fold(one["name"]) for one in departments}
    for department in departments:
        names = _names_given(context, department)
        if len(names) != 1 or fold(name := names.pop()) in known:
            continue
        called = context.names.words.department
        message = f"{called}「{department['name']}」の名称を「{name}」に変えます。"
        hint = f"前の年度の報告で前の名称を使うなら、「{called}の名称」のシートに旧名称を書いてください。"
        context.merged.notices.append(Complaint(context.returned.place, message, hint))
        department["name"] = name
    context.look_up_again()


def _names_given(context: Context, department: dict[str, object]) -> set[str]:
    """Give the names under which the divisions of a department stand now."""
    heading = next((h for h, one in context.columns.items() if one.route == (DEPARTMENT,)), "")
    rows = context.table.place.rows(context.data)
    keys = {row.key for row in rows if row.above[DEPARTMENT] == department["id"]}
    cells = (line.cells[heading] for line in context.returned.lines if line.key in keys)
    return {cell.text for cell in cells if cell.text}

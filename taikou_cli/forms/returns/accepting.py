"""Is a returned form one of this plan, of the year and of the division that is expected?"""

from taikou_cli.forms.excel.returned import ReturnedForm
from taikou_cli.forms.excel.workbook_reading import NotOurFormError
from taikou_cli.forms.layout.assessor import OFFICE
from taikou_cli.forms.layout.division_items import UNREGISTERED, name_division
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project


def check_form(project: Project, form: ReturnedForm, fiscal_year: int, division: str) -> None:
    """Look whether a form belongs here.

    Args:
        project: The plan.
        form: The form.
        fiscal_year: The year that is being evaluated.
        division: The id or name of the division whose form it must be; empty if any.

    Raises:
        NotOurFormError: It does not.
    """
    plan = as_of(project, form.fiscal_year).require_outline()
    if form.plan != f"{plan.government} {plan.title}":
        raise NotOurFormError(
            f"別の計画（{form.plan}）の様式です。",
            "「--data」で、その計画のフォルダーを指定してください。",
        )
    name = plan.fiscal_years.name
    if form.fiscal_year != fiscal_year:
        raise NotOurFormError(
            f"{name(form.fiscal_year)}の様式です。今の評価は{name(fiscal_year)}です。",
            f"年度の違う様式が返送されていないかを確かめてください。この年度に取り込むのなら「--year {form.fiscal_year}」を付けてください。",
        )
    _check_division(project, form, division)


def _check_division(project: Project, form: ReturnedForm, wanted: str) -> None:
    if form.kind is FormKind.COMMITTEE:
        return
    if form.kind is FormKind.BODY:
        _check_body(project, form, wanted)
        return
    if form.division and form.division not in project.division_names():
        raise NotOurFormError(
            f"今の計画にない所属（{form.division}）の様式です。",
            "organization.yaml の所属を確かめ、様式を作り直してください。",
        )
    name = name_division(project, form.fiscal_year, form.division)
    if wanted and wanted not in {form.division or UNREGISTERED, name}:
        raise NotOurFormError(
            f"「{name}」の様式です。「{wanted}」の様式ではありません。",
            "返送された様式の所属を確かめてください。",
        )


def _check_body(project: Project, form: ReturnedForm, wanted: str) -> None:
    bodies = project.organization.content.bodies if project.organization else ()
    if form.division not in {OFFICE, *(body.id for body in bodies)}:
        raise NotOurFormError(
            f"今の計画の推進体制にない会議（{form.division}）の様式です。",
            "organization.yaml の bodies を確かめ、様式を作り直してください。",
        )
    if wanted:
        raise NotOurFormError(
            f"会議「{form.division}」の様式です。「{wanted}」の様式ではありません。",
            "「--division」を付けずに取り込んでください。",
        )

"""Which evaluation files a fiscal year still lacks, and what those that are there lack."""

from taikou_cli.base.errors import TaikouError
from taikou_cli.progress.figures import choose_year
from taikou_cli.progress.standing import ItemState, find_state
from taikou_cli.project.project import Project
from taikou_cli.scaffold.evaluation_completion import complete_evaluation
from taikou_cli.scaffold.evaluation_form import build_form


def complete_year(project: Project, fiscal_year: int) -> dict[str, str]:
    """Give the new text of each evaluation that lacks what its item has gained, by its path.

    Paths are those below the data folder. What is pending or stopped is passed over, and so are
    files that cannot be read.

    Raises:
        TaikouError: The plan cannot be read, or a file is written too unusually to be edited.
    """
    plan = project.require_outline()
    items = project.items_by_number()
    completed = {}
    for document in project.evaluations:
        evaluation, item = document.content, items.get(document.content.item)
        if evaluation.fiscal_year != fiscal_year or evaluation.state != "rated" or not item:
            continue
        before = project.texts[document.path]
        text = complete_evaluation(before, evaluation, item.content, plan)
        if text != before:
            completed[document.path.removeprefix(project.path_of(""))] = text
    return completed


def build_year(project: Project, fiscal_year: int) -> dict[str, str]:
    """Give the text of each missing evaluation file by its path below the data folder.

    Raises:
        TaikouError: The plan cannot be read, the year is outside it, or it has no workflow.
    """
    plan = project.require_outline()
    fiscal_year = choose_year(project, fiscal_year)
    if not plan.workflow:
        raise TaikouError(
            "plan.yaml に評価の段階（workflow）がありません。",
            "最初の段階を workflow に書いてください。",
        )
    evaluations = project.evaluations_by_item()
    asked = [
        one
        for one in project.with_private.require_outline().fields
        if (one.on, one.asked_of) == ("evaluation", "division") and one.covers(fiscal_year)
    ]
    present = project.evaluation_numbers.get(fiscal_year, frozenset())
    return {
        f"evaluations/{fiscal_year}/{number:02}.yaml": build_form(
            plan,
            document.content,
            fiscal_year,
            evaluations.get(number, {}).get(fiscal_year - 1),
            asked,
        )
        for number, document in sorted(project.items_by_number().items())
        if number not in present
        and find_state(document.content, None, fiscal_year, plan) is not ItemState.NOT_IN_FORCE
    }

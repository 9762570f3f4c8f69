"""The text of a new item."""

from taikou_cli.base.errors import TaikouError
from taikou_cli.project.project import Project
from taikou_cli.store.yaml_writing import write_scalar


def build_item(project: Project, policy: int, title: str, first_year: int | None) -> dict[str, str]:
    """Give the text of a new item with the next number by its path below the data folder.

    Raises:
        TaikouError: The policy does not exist, or the title says nothing.
    """
    if not title.strip():
        raise TaikouError("名称が空です。", "「--title」に実施項目の名称を書いてください。")
    policies = {known.number for _, known in project.iter_policies()}
    if policy not in policies:
        raise TaikouError(
            f"方針{policy}は goals.yaml にありません。", "先に goals.yaml に方針を加えてください。"
        )
    number = max(project.item_paths.values(), default=0) + 1
    begins = f"first_year: {first_year}\n" if first_year else ""
    text = (
        f"number: {number}\npolicy: {policy}\ntitle: {write_scalar(title)}\ndata_plan: false\n"
        f"examples: []\n{begins}divisions: []\nactions: []\nkpis: []\nrevisions: []\n"
    )
    return {f"items/{number:02}.yaml": text}

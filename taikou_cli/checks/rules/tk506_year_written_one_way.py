"""年が、西暦か元号の一方だけで書かれている

plan.yaml の wording.both_years が true の計画では、文の中の年を西暦と元号の両方で書きます。一方だけでは、年度をまたいで比べる読者が数え直さなければなりません。

誤りの例：2025年度に始めた、令和7年度に始めた
正しい例：2025年度（令和7年度）に始めた、令和7（2025）年度に始めた

直し方：もう一方の書き方を（ ）に加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    plan = project.plan.content
    if not (plan.wording.both_years and plan.fiscal_years.has_eras):
        return
    from taikou_cli.base.year_reading import find_years  # its patterns take long to build

    for one in iter_texts(project):
        mentions = list(find_years(one.text))
        # The same number again in one text needs the other way only once. 2026年3月（令和7年度） says of
        # neither year what it is called the other way.
        explained = {m.first.year for m in mentions if m.other and m.other.year == m.first.year}
        alone = {m.first.year: m for m in reversed(mentions) if not m.other}
        for year, mention in sorted(alone.items()):
            if year not in explained:
                message = f"「{mention.text}」が、西暦と元号の一方だけで書かれています。"
                hint = f"{mention.first.state_names()}両方を書いてください。"
                yield Problem(one.path, message, hint, one.route, word=mention.text)

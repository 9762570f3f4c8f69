"""The manuals of all rules as one page of Markdown."""

import re
from collections.abc import Iterable, Iterator

from taikou_cli.base.findings import SEVERITY_NAMES
from taikou_cli.base.markdown_escape import escape_markdown
from taikou_cli.checks.rule import Rule

FAMILIES = {
    "0": "ファイルとYAML",
    "1": "書き方",
    "2": "計画の構成",
    "3": "実施計画",
    "4": "評価と手続",
    "5": "言葉",
    "6": "公表と訂正",
}


_EXAMPLE = re.compile("^(誤りの例|正しい例)：(.*)$", re.MULTILINE)


def render_catalogue(rules: Iterable[Rule]) -> str:
    """Write the page `docs/rules.md`; made anew whenever a rule's docstring changes."""
    return "\n".join(_iter_lines(rules)) + "\n"


def _iter_lines(rules: Iterable[Rule]) -> Iterator[str]:
    yield "<!-- taikou rule --all で作る。直すのは taikou_cli/checks/rules/ の docstring。 -->"
    yield "# 検査の一覧"
    family = ""
    for rule in rules:
        if rule.code[2] != family:
            family = rule.code[2]
            yield f"\n## TK{family}xx　{FAMILIES[family]}"
        title, _, manual = rule.manual.partition("\n")
        yield f"\n### {rule.code}　{title}"
        yield f"\n{SEVERITY_NAMES[rule.severity]}　`{rule.name}`"
        yield "\n" + _EXAMPLE.sub(_write_example, manual.strip())


def _write_example(match: re.Match[str]) -> str:
    return f"- {match[1]}：{escape_markdown(match[2])}"

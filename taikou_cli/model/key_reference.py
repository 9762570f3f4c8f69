"""Every key of the plan's files as one page of Markdown."""

from collections.abc import Iterator

from taikou_cli.base.markdown_escape import escape_markdown
from taikou_cli.model.catalogue import Entry, Kind, entries_of
from taikou_cli.model.documents import DOCUMENT_KINDS
from taikou_cli.model.record import Record
from taikou_cli.model.words import Words

_HEAD = (
    "| キー | 名称 | 値 | 必須 | 記入 | 意味 |",
    "|---|---|---|---|---|---|",
)
_KINDS = {
    Kind.TEXT: "文",
    Kind.NUMBER: "数",
    Kind.AMOUNT: "数か言葉",
    Kind.DATE: "日付",
    Kind.MONTH: "年月",
    Kind.YEAR: "年度",
    Kind.FLAG: "true か false",
    Kind.LINK: "アドレス",
    Kind.IDENTIFIER: "識別名",
    Kind.RECORD: "まとまり",
    Kind.LIST: "並び",
    Kind.MAPPING: "キーごとの値",
}
_ASKED = {
    "division": "取組所属",
    "office": "事務局",
    "committee": "委員",
    "judge": "評価者",
    None: "taikou",
}


def render_keys() -> str:
    """Write the page `docs/keys.md`; made anew whenever a field is added or explained anew."""
    return Words().say("\n".join(_iter_lines()) + "\n")


def _iter_lines() -> Iterator[str]:
    yield "<!-- taikou schema --keys で作る。直すのは taikou_cli/model/ の title と description。 -->"
    yield "# すべてのキー"
    yield ""
    yield "「記入」は、だれに聞く欄かです。「公表しない」とあるもののほかは、公表されます。"
    places: dict[type[Record], str] = {}
    for kind in DOCUMENT_KINDS:
        path = kind.glob.replace("[0-9]*", "*")
        yield f"\n## `{path}`　{kind.title}\n"
        yield from _tables(kind.model, kind.title, places)


def _tables(model: type[Record], place: str, places: dict[type[Record], str]) -> Iterator[str]:
    """Write the table of a model and of what stands in it, each model where it comes first."""
    places[model] = place
    entries = entries_of(model)
    new = list(dict.fromkeys(e.record for e in entries if e.record and e.record not in places))
    for entry in entries:
        if entry.record in new:
            places.setdefault(entry.record, f"{place} › {entry.title}")
    yield from _HEAD
    yield from (_row(entry, places) for entry in entries)
    for below in new:
        yield f"\n### {escape_markdown(places[below])}\n"
        yield from _tables(below, places[below], places)


def _row(entry: Entry, places: dict[type[Record], str]) -> str:
    value = "、".join(entry.choices) or _KINDS[entry.kind]
    if entry.record:
        value += f"（{places[entry.record]}）"
    asked = _ASKED.get(entry.asked_of, entry.asked_of)
    whose = f"{asked}{'' if entry.is_public else '、公表しない'}"
    required = "○" if entry.is_required else ""
    cells = (entry.title, value, required, whose, entry.description)
    return f"| `{entry.key}` | {' | '.join(escape_markdown(str(cell)) for cell in cells)} |"

"""A document as Markdown (GitHub's flavour). Text of the data is escaped: it is never markup."""

from collections.abc import Iterable, Iterator

from taikou_cli import __version__
from taikou_cli.base.markdown_escape import escape_inline, escape_line
from taikou_cli.reports.document.blocks import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Figure,
    Line,
    Listing,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Text,
)

_ALIGNED = {"number": "--:", "share": "--:"}


def write_markdown(document: Document) -> str:
    """Give the text of the file."""
    parts = (*_write_head(document), *_write_all(document.sections, 2), *_write_end(document))
    return "\n\n".join(parts) + "\n"


def _write_head(document: Document) -> Iterator[str]:
    yield f"# {_escape(document.name)}"
    yield from _write_notice(document)
    if document.subtitle:
        yield _escape(document.subtitle)
    yield _escape(f"{document.government}　推進期間：{document.period}")
    yield from map(_write_line, document.about)


def _write_end(document: Document) -> Iterator[str]:
    yield from _write_notice(document)
    yield _escape(f"{document.closing}taikou {__version__} で作成")


def _write_notice(document: Document) -> Iterator[str]:
    if document.notice:
        yield f"> **{_escape(document.notice)}**"


def _write_all(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _write(block, level)


def _write(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            yield f"{'#' * min(level, 6)} {_write_line(block.title)}"
            yield from _write_all(block.blocks, level + 1)
        case Prose():
            yield from map(_write_line, block.text)
        case Notice():
            yield "\n>\n".join(f"> {_write_line(line)}" for line in block.text)
        case Facts():
            yield from _write_facts(block)
        case Table():
            yield from _write_table(block)
        case Figure():
            yield from () if block.is_told else _write_table(block.table)
        case Listing():
            yield "\n".join(f"- {_run_on(entry)}" for entry in block.entries)


def _write_facts(block: Facts) -> Iterator[str]:
    if block.role == "story":
        for fact in block.entries:
            first, *more = map(_write_line, fact.text)
            yield f"**{_escape(fact.name)}**　{first}"
            yield from more
    else:
        yield "\n".join(_write_fact(fact, block.role) for fact in block.entries)


def _write_fact(fact: Fact, role: str) -> str:
    if fact.is_reply:
        return f"    - {_escape(fact.name)}：{_run_on(fact.text)}"
    if role == "opinions":
        return f"- **{_escape(fact.name)}**　{_run_on(fact.text)}"
    return f"- {_escape(fact.name)}：{_run_on(fact.text)}"


def _write_table(table: Table) -> Iterator[str]:
    yield _escape(table.caption)
    rules = (_ALIGNED.get(column.kind, ":--") for column in table.columns)
    lines = (
        _write_row(_escape(column.name) for column in table.columns),
        f"|{'|'.join(rules)}|",
        *(_write_cells(row) for row in table.rows),
    )
    yield "\n".join(lines)


def _write_cells(row: Row) -> str:
    return _write_row(_write_cell(cell) for cell in row.cells)


def _write_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_cell(cell: Cell) -> str:
    return "" if cell is None else _run_on(cell)


def _run_on(text: Text) -> str:
    return "　".join(map(_write_line, text))


def _write_line(line: Line) -> str:
    return escape_line("".join(map(_write_run, line)).strip())


def _write_run(run: str | Run) -> str:
    if isinstance(run, str):
        return escape_inline(run)
    text = escape_inline(run.text)
    if run.kind == "strong":
        return f"**{text}**"
    if run.kind == "web" and run.text not in run.to:
        return f"{text}（{escape_inline(run.to)}）"
    return text


def _escape(text: str) -> str:
    return escape_line(escape_inline(text).strip())

"""Tables as Parquet, one file each, made to be asked together with those of other governments."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.publication.tables.about import read_about
from taikou_cli.publication.tables.table import Cell, Column, Table

_WHOSE = (
    Column("government", "団体名", required=True),
    Column("area_code", "全国地方公共団体コード"),
    Column("plan", "計画の名称", required=True),
)


def render_each(tables: Sequence[Table]) -> dict[str, bytes]:
    """Give a file for each table by `name.parquet`, every row with the government and its plan.

    Raises:
        TaikouError: pyarrow is not installed.
    """
    about = read_about(tables)
    whose = (about.government, about.area_code, about.plan)
    return {f"{table.name}.parquet": _render(table, whose) for table in tables}


def _render(table: Table, whose: Iterable[Cell]) -> bytes:
    pyarrow, parquet = _import_pyarrow()
    # A number is a double in every file. A decimal type has a fixed scale: either that of
    # these values, which the next government's file would contradict, or one so wide that
    # some value of 30 digits does not fit. To the digit the numbers are in the CSV files.
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    names = {column.name for column in table.columns}
    added = [(c, cell) for c, cell in zip(_WHOSE, whose, strict=True) if c.name not in names]
    columns = (*(column for column, _ in added), *table.columns)
    rows = [(*(cell for _, cell in added), *row) for row in table.rows]
    arrays = [
        pyarrow.array([_convert(row[n], column) for row in rows], types[column.kind])
        for n, column in enumerate(columns)
    ]
    schema = pyarrow.schema(
        [pyarrow.field(c.name, types[c.kind], nullable=not c.required) for c in columns]
    )
    stream = BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), stream)
    return stream.getvalue()


def _convert(cell: Cell, column: Column) -> Cell | float | date:
    if cell is None:
        return None
    if column.kind == "number":
        return float(cell)
    return date.fromisoformat(str(cell)) if column.kind == "date" else cell


def _import_pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise TaikouError(
            "Parquet を書き出すための pyarrow がありません。何も書き込んでいません。",
            'taikou のフォルダーで「pip install -e ".[parquet]"」を実行して入れるか、csv か sqlite で書き出してください。',
        ) from error
    return pyarrow, parquet

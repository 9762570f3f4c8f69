"""The pictures of a website as files of their own, each with the CSV of what it shows."""

import json
from collections.abc import Iterable, Iterator

from taikou_cli.reports.charts.drawing import draw_file
from taikou_cli.reports.charts.heat_map import HeatMap
from taikou_cli.reports.document.blocks import Block, Figure, Section
from taikou_cli.reports.writers.csv import write_csv


def list_figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """List the pictures among some blocks."""
    for block in blocks:
        if isinstance(block, Section):
            yield from list_figures(block.blocks)
        elif isinstance(block, Figure):
            yield block


def link_charts(ids: Iterable[str]) -> dict[str, str]:
    """Give the address of each file by the id that the template of a picture asks for."""
    return {f"{kind}-{id_}": f"charts/{id_}.{kind}" for id_ in ids for kind in ("svg", "csv")}


def iter_charts(figures: Iterable[Figure]) -> Iterator[tuple[str, bytes]]:
    """Yield the files by their paths: of each picture one to be seen, and one to be reckoned with."""
    for one in figures:
        svg = draw_file(one.chart, one.id)
        yield f"charts/{one.id}.svg", f"{svg}\n".encode()
        yield f"charts/{one.id}.csv", write_csv(one.table)
        if isinstance(one.chart, HeatMap):  # the pages show it as a table
            yield f"charts/{one.id}.js", f"window.taikouPicture = {_write_string(svg)};\n".encode()


def _write_string(text: str) -> str:
    """Write a text in a script, as every encoding reads it."""
    return json.dumps(text)

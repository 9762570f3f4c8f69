"""Which forms came back when: a list beside the data folder, `forms/2025.yaml`.

It lies outside `data/`, whose files are the plan and nothing else, but at a place that is known
from the data folder alone: whoever has the repository sees what has been returned, whatever
folder the workbooks were sent from or saved in.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.store.yaml_writing import write_scalar

_HEAD = "# 返送された様式の記録。taikou form import が書く。手では直さない。\n"


class Receipt(NamedTuple):
    """An item of a division, or the opinions of a member, that were taken in.

    Attributes:
        kind: Whom the form was for.
        division: The id of the division; empty where none was registered, or for the committee.
        item: The item's number; 0 for all opinions of a member.
        member: The member of the committee; empty if unnamed, or for divisions.
        imported_on: The day, as `2026-05-20`.
        changes: How many values changed.
        file: The name of the file.
    """

    kind: str
    division: str
    item: int
    member: str
    imported_on: str
    changes: int
    file: str


def receipts_path(folder: Path, fiscal_year: int) -> Path:
    """Give the file that records the receipts of a year."""
    return folder.parent / "forms" / f"{fiscal_year}.yaml"


def load_receipts(path: Path) -> tuple[Receipt, ...]:
    """Read the record; nothing if there is none yet.

    Raises:
        TaikouError: It is not what this program writes.
    """
    if not path.exists():
        return ()
    text, _ = decode_text(path.read_bytes())
    data: Any
    data, faults = read_yaml(text or "")
    for fault in faults:
        if fault.kind == "merge-unfinished":
            raise TaikouError(
                f"返送の記録「{path}」の{fault.at.line}行目： {fault.message}", fault.hint
            )
    try:
        return tuple(
            Receipt(
                str(FormKind(one["kind"])),
                str(one["division"] or ""),
                int(one["item"]),
                str(one["member"] or ""),
                str(one["imported_on"]),
                int(one["changes"]),
                str(one["file"]),
            )
            for one in data["receipts"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TaikouError(
            f"返送の記録「{path}」を読み取れません。",
            "手で直していれば元に戻すか、消してください（消すと返送の記録がなくなります）。",
        ) from error


def add_receipts(known: Iterable[Receipt], new: Iterable[Receipt]) -> tuple[Receipt, ...]:
    """Put new receipts in the place of older ones of the same item, division and member.

    Members without a name are told apart by the names of their files.
    """
    merged = {(r.kind, r.division, r.item, r.member or _file_of(r)): r for r in (*known, *new)}
    return tuple(merged[key] for key in sorted(merged))


def _file_of(receipt: Receipt) -> str:
    return receipt.file if receipt.kind == FormKind.COMMITTEE else ""


def render_receipts(fiscal_year: int, receipts: Iterable[Receipt]) -> str:
    """Write the record."""
    lines = [f"fiscal_year: {fiscal_year}", "receipts:"]
    for receipt in receipts:
        for place, (key, value) in enumerate(receipt._asdict().items()):
            text = str(value) if isinstance(value, int) else write_scalar(value) if value else '""'
            lines.append(f"{'  - ' if place == 0 else '    '}{key}: {text}")
    return _HEAD + "\n".join(lines) + "\n"

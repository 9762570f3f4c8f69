"""Which forms came back when: a file for each return beside the data folder, in `forms/2025/`.

Two people who take in different returns on two branches write different files, which git merges
without asking. They lie outside `data/`, whose files are the plan and nothing else, but at a
place that is known from the data folder alone: whoever has the repository sees what has been
returned, whatever folder the workbooks were sent from or saved in.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.store.yaml_writing import write_scalar

_DIGITS = 8
_UNNAMED = {FormKind.DIVISION: "unregistered"}
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


def receipts_folder(folder: Path, fiscal_year: int) -> Path:
    """Give the folder that holds the records of a year's returns."""
    return folder.parent / "forms" / str(fiscal_year)


def name_record(kind: FormKind, division: str, workbook: bytes) -> str:
    """Name the record of a return: the same workbook has the same, any other one another."""
    whose = division or _UNNAMED.get(kind, str(kind))
    return f"{whose}-{sha256(workbook).hexdigest()[:_DIGITS]}.yaml"


def load_receipts(folder: Path) -> tuple[Receipt, ...]:
    """Read the records of a year: of an item that came back more than once the last time.

    Args:
        folder: What `receipts_folder` gives; it need not be there.

    Raises:
        TaikouError: One of the records is not what this program writes.
    """
    paths = sorted(folder.glob("*.yaml"))
    everything = (receipt for path in paths for receipt in load_record(path))
    return add_receipts((), sorted(everything, key=lambda one: one.imported_on))


def load_record(path: Path) -> tuple[Receipt, ...]:
    """Read the record of one return; nothing if there is none yet.

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
    merged = {_key_of(receipt): receipt for receipt in (*known, *new)}
    return tuple(merged[key] for key in sorted(merged))


def find_news(known: Iterable[Receipt], new: Iterable[Receipt]) -> tuple[Receipt, ...]:
    """Give the receipts that a record does not have yet, or that changed something once more."""
    keys = {_key_of(receipt) for receipt in known}
    return tuple(one for one in new if one.changes or _key_of(one) not in keys)


def _key_of(receipt: Receipt) -> tuple[str, str, int, str]:
    name = receipt.member or _file_of(receipt)
    return receipt.kind, receipt.division, receipt.item, name


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

"""A returned workbook of the plan → what would come of it, cell by cell."""

from functools import partial
from pathlib import Path

from taikou_cli.web.asked import Asked, Upload
from taikou_cli.web.tried import (
    FileTold,
    Tried,
    lay_out_dispute,
    list_remarks,
    mark_outcome,
    side_chosen,
    tell_difference,
)
from taikou_cli.work.plan_book import Intake, SentBook, save_plan_book, take_plan_book


def try_book(folder: Path, upload: Upload, asked: Asked) -> Tried:
    """Hold a workbook against the plan and the rules, with the sides that were chosen.

    Args:
        folder: The folder that holds `plan.yaml`.
        upload: The workbook.
        asked: What was chosen.

    Raises:
        TaikouError: The plan or the workbook cannot be read, or it is the workbook of another plan.
    """
    book = SentBook(upload.name, upload.content)
    intake = take_plan_book(folder, book, lambda one: side_chosen(asked, one.place))
    outcome = intake.outcome
    disputes = (
        lay_out_dispute(asked, one.place, f"{one.place}「{one.label}」", (one.ours, one.theirs))
        for one in outcome.conflicts
    )
    told = FileTold(outcome.file, "計画のブック", tuple(list_remarks(outcome)), tuple(disputes))
    changes = tell_difference(intake.plan.project, outcome.after)
    return Tried(
        (told,),
        (),
        changes,
        mark_outcome(outcome.contents, outcome.removed, changes),
        outcome.is_good and bool(outcome.contents or outcome.removed),
        can_part=False,
        is_part=False,
        save=partial(_save, intake),
    )


def _save(intake: Intake) -> str:
    done = list(save_plan_book(intake))
    return f"計画のブックを取り込みました（ファイル {len(done)}件）。"

"""Moves the evaluations of a year through the stages of the workflow, and back."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Route
from taikou_cli.base.japanese_text import list_numbers, reveal_controls
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.demands import find_empty_fields, find_lacks
from taikou_cli.progress.figures import Figures, NamedGroup, choose_year, compute_figures
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.workflow import demands_of, stages_up_to
from taikou_cli.project.as_of import as_of
from taikou_cli.project.loading import load_tree
from taikou_cli.project.numbering import read_items
from taikou_cli.project.project import Document
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.held_tree import HeldTree
from taikou_cli.store.splice import remove_value, set_value
from taikou_cli.store.yaml_reading import YamlValue, read_yaml
from taikou_cli.work.soundness import refuse_unread
from taikou_cli.work.writing import FileChange, change_files


class AdvanceRequest(NamedTuple):
    """What shall be moved where.

    Attributes:
        stage: The id or the name of the stage.
        year: The fiscal year; None for the one that is being evaluated.
        day: The day on which the stage is reached, or the evaluations are moved back.
        items: The items, by number or label.
        division: The id or name of the lead division whose items are moved.
        department: The id or name of the department whose divisions' items are moved. All items
            of the year are moved if nothing is named.
        back_for: Why the items are moved back; None to move them on.
        is_partial: Move the items that lack nothing although others do.
    """

    stage: str
    year: int | None
    day: date
    items: tuple[str, ...] = ()
    division: str = ""
    department: str = ""
    back_for: str | None = None
    is_partial: bool = False


class Move(NamedTuple):
    """An item that changes its stage; its evaluation stands in a file, by its path below the data."""

    item: int
    path: str
    before: Stage
    after: Stage


class Hindrance(NamedTuple):
    """An item that cannot be moved, and what it lacks."""

    item: int
    lacks: tuple[str, ...]


class Advance(NamedTuple):
    """What comes of a request.

    Attributes:
        year: The fiscal year.
        stage: The stage that was asked for.
        moves: The items that change their stage; all that could, where nothing is written.
        hindered: The items that cannot.
        already: The items that are there, or beyond, already.
        edits: What becomes of the evaluations, by their paths below the data; nothing where an
            item is hindered, unless the others were asked for.
    """

    year: int
    stage: Stage
    moves: tuple[Move, ...]
    hindered: tuple[Hindrance, ...]
    already: tuple[int, ...]
    edits: dict[str, FileChange]


def prepare_advance(folder: Path, request: AdvanceRequest) -> Advance:
    """Find out what a request moves, without writing it.

    Args:
        folder: The folder that holds `plan.yaml`.
        request: What shall be moved.

    Raises:
        TaikouError: The stage, the division, the department or an item does not exist in the
            year, a reason is missing, or a file cannot be read or edited.
    """
    if request.back_for is not None and not request.back_for.strip():
        raise TaikouError("段階を戻す理由がありません。", "「--why」に理由を書いてください。")
    tree = HeldTree(folder)
    project = load_tree(tree)
    refuse_unread(project)
    year = choose_year(project, request.year)
    figures = compute_figures(project, year)
    chosen = _choose_items(figures, request, read_items(request.items, project))
    private = project.with_private
    documents = {
        one.content.item: one for one in private.evaluations if one.content.fiscal_year == year
    }
    items = {number: one.content for number, one in as_of(private, year).items_by_number().items()}
    plan = as_of(private, year).require_outline()
    stage = _find_stage(plan, request.stage)
    find = partial(_find_back if request.back_for is not None else _find_on, plan, stage, request)
    found = [(number, find(items[number], documents.get(number))) for number in chosen]
    moves = tuple(move for _, move in found if isinstance(move, Move))
    hindered = tuple(one for _, one in found if isinstance(one, Hindrance))
    already = tuple(number for number, one in found if one is None)
    texts = {
        move.path.removeprefix(private.path_of("")): _edit(
            plan, move, request, private.texts[move.path]
        )
        for move in (moves if request.is_partial or not hindered else ())
    }
    edits = change_files(tree, texts)
    return Advance(year, stage, moves, hindered, already, edits)


def _find_stage(plan: Plan, wanted: str) -> Stage:
    found = next((one for one in plan.workflow if wanted in {one.id, one.name}), None)
    if found is None:
        known = "、".join(f"{one.id}（{one.name}）" for one in plan.workflow)
        raise TaikouError(
            f"「{reveal_controls(wanted)}」という段階はありません。",
            f"段階の識別名か名称を指定してください（{known}）。",
        )
    return found


def _choose_items(figures: Figures, request: AdvanceRequest, named: Sequence[int]) -> list[int]:
    """Give the numbers of the items that are asked for, in their order."""
    if sum(map(bool, (named, request.division, request.department))) > 1:
        raise TaikouError(
            "「--item」「--division」「--department」は同時に使えません。",
            "どれか一つにしてください。",
        )
    standings = figures.standings
    if request.division:
        standings = _find_group(figures.divisions, request.division, "--division").standings
    if request.department:
        standings = _find_group(figures.departments, request.department, "--department").standings
    present = [s.item.number for s in standings if s.state is not ItemState.NOT_IN_FORCE]
    if absent := sorted(set(named) - set(present)):
        raise TaikouError(
            f"実施項目{list_numbers(absent)}は{figures.fiscal_year}年度に実施していません。",
            "「--item」の番号と「--year」を確かめてください。",
        )
    return [number for number in present if not named or number in named]


def _find_group(groups: Sequence[NamedGroup], wanted: str, option: str) -> NamedGroup:
    found = [one for one in groups if one.key == wanted] or [
        one for one in groups if one.title == wanted
    ]
    if len(found) == 1:
        return found[0]
    known = "、".join(f"{one.key}（{one.title}）" for one in found or groups)
    raise TaikouError(
        f"「{option} {reveal_controls(wanted)}」に当たる{'もの' if not found else '名称'}が"
        f"{'、その年度に実施項目を担うものにありません' if not found else 'いくつもあります'}。",
        f"識別名で指定してください（{known}）。",
    )


def _find_on(
    plan: Plan,
    stage: Stage,
    request: AdvanceRequest,
    item: Item,
    document: Document[Evaluation] | None,
) -> Move | Hindrance | None:
    """Tell whether an item moves on to a stage; None if it is there already."""
    if document is None:
        return Hindrance(item.number, (_tell_missing_file(request),))
    evaluation = document.content
    passed = stages_up_to(plan, evaluation.stage)
    if stage in passed:
        return None
    lacks = (
        *_list_skipped(plan, stage, passed),
        *_list_demanded(plan, stage, evaluation, item),
        *_list_later_dates(plan, evaluation, request.day),
    )
    if lacks or not passed:
        return Hindrance(item.number, lacks or (f"段階「{evaluation.stage}」が workflow にない",))
    return Move(item.number, document.path, passed[-1], stage)


def _find_back(
    plan: Plan,
    stage: Stage,
    request: AdvanceRequest,
    item: Item,
    document: Document[Evaluation] | None,
) -> Move | Hindrance | None:
    """Tell whether an item moves back to a stage; None if it is there already."""
    if document is None:
        return Hindrance(item.number, (_tell_missing_file(request),))
    passed = stages_up_to(plan, document.content.stage)
    if stage not in passed:
        return Hindrance(item.number, (f"「{stage.name}」の段階に達していない",))
    return Move(item.number, document.path, passed[-1], stage) if stage != passed[-1] else None


def _tell_missing_file(request: AdvanceRequest) -> str:
    year = f" {request.year}" if request.year else ""
    return f"評価のファイル（「taikou new year{year}」で作る）"


def _list_skipped(plan: Plan, stage: Stage, passed: Sequence[Stage]) -> Iterator[str]:
    between = plan.workflow[len(passed) : plan.workflow.index(stage)]
    if between:
        yield f"前の段階（{'、'.join(f'「{one.name}」' for one in between)}）"


def _list_demanded(plan: Plan, stage: Stage, evaluation: Evaluation, item: Item) -> Iterator[str]:
    """Yield what the stages up to one demand and the evaluation lacks; only rated ones need it."""
    if evaluation.state != "rated":
        return
    for demand in demands_of(plan, stage.id):
        for lack in find_lacks(demand, evaluation, item):
            yield lack.what
    required = {one.id for one in stages_up_to(plan, stage.id)}
    for id_, lack in find_empty_fields(evaluation, item, plan):
        if id_ in required:
            yield lack.what


def _list_later_dates(plan: Plan, evaluation: Evaluation, day: date) -> Iterator[str]:
    for stage in stages_up_to(plan, evaluation.stage):
        reached = evaluation.dates.get(stage.id)
        if reached and reached > day:
            yield f"「{stage.name}」の日付（{reached}）以後の日付"


def _edit(plan: Plan, move: Move, request: AdvanceRequest, text: str) -> str:
    order = partial(_order_keys, plan)
    text = set_value(text, ("stage",), move.after.id, order)
    day = request.day.isoformat()
    if request.back_for is None:
        return set_value(text, ("dates", move.after.id), day, order)
    written: Any = read_yaml(text)[0]
    undone = plan.workflow[plan.workflow.index(move.after) + 1 :]
    for id_ in [stage.id for stage in undone if stage.id in (written.get("dates") or ())]:
        text = remove_value(text, ("dates", id_))
    told: YamlValue = {
        "date": day,
        "from": move.before.id,
        "to": move.after.id,
        "why": request.back_for,
    }
    return set_value(text, ("moved_back", len(written.get("moved_back") or ())), told, order)


def _order_keys(plan: Plan, route: Route) -> tuple[str, ...]:
    if route == ("dates",):
        return tuple(stage.id for stage in plan.workflow)
    return tuple(fields_at(route, Evaluation))

"""A loaded plan → the forms of a year: which there are, and what stands on their sheets."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers, reveal_controls
from taikou_cli.forms.layout import body_layout
from taikou_cli.forms.layout.assessor import OFFICE, Assessor, build_date_field
from taikou_cli.forms.layout.committee_layout import (
    build_cover_fields,
    build_goal_sheet,
    build_guide_sheet,
)
from taikou_cli.forms.layout.cover import BODY_STEPS, DIVISION_STEPS, Cover, build_cover
from taikou_cli.forms.layout.division_items import (
    UNREGISTERED,
    divisions_of,
    has_form,
    name_division,
)
from taikou_cli.forms.layout.division_layout import ItemYear, build_item_sheet
from taikou_cli.forms.layout.plan_values import build_plan_value_sheets
from taikou_cli.forms.layout.report_layout import build_report_sheet
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.forms.layout.sheets import Form, FormKind, Sheet, told_apart
from taikou_cli.forms.layout.summary_layout import Said, build_summary_sheet
from taikou_cli.model.branches import list_paths
from taikou_cli.model.evaluation import Evaluation, GoalResults
from taikou_cli.model.goals import Part
from taikou_cli.model.item import Item
from taikou_cli.model.organization import Body
from taikou_cli.model.year_part import name_part
from taikou_cli.progress.demands import demands_of
from taikou_cli.progress.figures import compute_figures, stand_all
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.workflow import deadlines_of
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

_COMMITTEE = "委員"
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 60


def build_forms(project: Project, fiscal_year: int, selection: Selection) -> tuple[Form, ...]:
    """Build the forms of a year, one for each division, or one for the committee.

    Raises:
        TaikouError: The plan cannot be read, what is wanted does not exist, or an evaluation
            that a form would show has no file yet.
    """
    return _Builder(project, fiscal_year).build(selection)


class _Builder:
    def __init__(self, whole: Project, fiscal_year: int) -> None:
        project = as_of(whole.with_private, fiscal_year)
        if project.plan is None or project.goals is None or project.organization is None:
            raise TaikouError(
                "計画の基本のファイル（plan.yaml、goals.yaml、organization.yaml）を読み込めません。",
                "「taikou validate」で誤りの場所を確かめてください。",
            )
        self._project = project
        self._year = fiscal_year
        self._plan = plan = project.plan.content
        self._blank = Form(
            FormKind.DIVISION,
            fiscal_year,
            division="",
            name="",
            file_name="",
            plan=f"{plan.government} {plan.title}",
            is_fictitious=plan.fictitious,
            deadline=None,
            items=(),
            sheets=(),
        )
        evaluations = project.evaluations_by_item()
        self._evaluations = evaluations
        self._standings = {
            standing.item.number: standing
            for standing in stand_all(project, fiscal_year)
            if has_form(standing)
        }

    def build(self, selection: Selection) -> tuple[Form, ...]:
        groups = self._choose(selection)
        self._check_written(number for numbers in groups.values() for number in numbers)
        chosen = [number for group in groups.values() for number in group]
        if selection.kind is FormKind.BODY:
            named = self._find_body(selection.body)
            return (self._body_form(*named, chosen),)
        if selection.kind is FormKind.COMMITTEE:
            judges = (self._assess(body.id) for body in self._third_parties())
            names = {body.id: body.name for body in self._third_parties()}
            own = (
                self._body_form(one, names[one.id], chosen)
                for one in judges
                if one.scales or any(field.asked_of == one.id for field in self._plan.fields)
            )
            return (self._committee_form(chosen, selection.meeting), *own)
        if selection.as_of:
            return tuple(
                self._report_form(id_, numbers, selection.as_of) for id_, numbers in groups.items()
            )
        return tuple(self._division_form(id_, numbers) for id_, numbers in groups.items())

    def _choose(self, selection: Selection) -> dict[str, tuple[int, ...]]:
        groups = divisions_of(self._project, self._year)
        if unknown := sorted(set(selection.items) - self._standings.keys()):
            raise TaikouError(
                f"{self._plan.words.item}{list_numbers(unknown)}は{self._year}年度に実施していません。",
                "「--item」の番号と「--year」を確かめてください。",
            )
        if selection.division:
            wanted = self._find_division(selection.division, groups)
            groups = {wanted: groups[wanted]}
        if selection.items:
            chosen = {
                id_: tuple(n for n in numbers if n in selection.items)
                for id_, numbers in groups.items()
            }
            groups = {id_: numbers for id_, numbers in chosen.items() if numbers}
        if not groups:
            raise TaikouError(
                f"様式を作る{self._plan.words.item}がありません。",
                "「--division」と「--item」の組み合わせを確かめてください。",
            )
        return groups

    def _find_division(self, wanted: str, groups: Iterable[str]) -> str:
        named = {id_: name_division(self._project, self._year, id_) for id_ in groups}
        if wanted in named:
            return wanted
        found = [id_ for id_, name in named.items() if name == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            raise TaikouError(
                f"「{reveal_controls(wanted)}」という名称の所属が{len(found)}つあります。",
                f"識別名（{'、'.join(found)}）で指定してください。",
            )
        raise TaikouError(
            f"「{reveal_controls(wanted)}」は、{self._year}年度に{self._plan.words.item}を担う{self._plan.words.division}にありません。",
            f"所属の名称か識別名を指定してください（{'、'.join(named.values())}）。",
        )

    def _check_written(self, numbers: Iterable[int]) -> None:
        present = self._project.evaluation_numbers.get(self._year, frozenset())
        absent = sorted(n for n in numbers if self._standings[n].evaluation is None)
        if broken := [number for number in absent if number in present]:
            raise TaikouError(
                f"{self._plan.words.item}{list_numbers(broken)}の{self._year}年度の評価を読み込めません。",
                "「taikou validate」で誤りの場所を確かめてください。",
            )
        if absent:
            raise TaikouError(
                f"{self._plan.words.item}{list_numbers(absent)}に{self._year}年度の評価のファイルがありません。",
                f"先に「taikou new year {self._year}」を実行してください。",
            )

    def _division_form(self, division: str, numbers: Sequence[int]) -> Form:
        sheets = {number: build_item_sheet(self._item_year(number)) for number in numbers}
        deadline = self._deadline(demands_of("division"))
        heading = f"{self._plan.fiscal_years.name(self._year)}　年度評価　記入様式"
        cover = Cover(heading, self._address(division), self._plan, deadline, ())
        return self._send(division, cover, sheets, f"{self._year}年度評価")

    def _report_form(self, division: str, numbers: Sequence[int], as_of: str) -> Form:
        sheets = {number: build_report_sheet(self._item_year(number), as_of) for number in numbers}
        heading = f"{name_part(as_of)}　途中の報告　記入様式"
        cover = Cover(
            heading,
            self._address(division),
            self._plan,
            None,
            (),
            (build_date_field(self._plan),),
            DIVISION_STEPS,
        )
        form = self._send(division, cover, sheets, f"{name_part(as_of)}の報告")
        return form._replace(as_of=as_of)

    def _address(self, division: str) -> str:
        words = self._plan.words
        unregistered = f"{words.plan}の{words.office}（{words.division}が未登録の項目）"
        return name_division(self._project, self._year, division) if division else unregistered

    def _send(self, division: str, cover: Cover, sheets: dict[int, Sheet], what: str) -> Form:
        """Make the form of a division: its cover, and a sheet for each item."""
        name = name_division(self._project, self._year, division)
        named = told_apart(sheets.values())
        titles = (self._standings[number].item.title for number in sheets)
        contents = [(one.title, title) for one, title in zip(named, titles, strict=True)]
        return self._blank._replace(
            division=division,
            name=name,
            file_name=f"{what}_{self._as_unique(division, name)}.xlsx",
            deadline=cover.deadline,
            items=tuple(sheets),
            sheets=(build_cover(cover._replace(contents=contents)), *named),
        )

    def _as_unique(self, division: str, name: str) -> str:
        """Name a division in a file name; divisions of several departments may share a name."""
        names = [_as_file_name(one).casefold() for one in self._project.division_names().values()]
        short = _as_file_name(name)
        return f"{short}_{division}" if names.count(short.casefold()) > 1 else short

    def _item_year(self, number: int) -> ItemYear:
        standing = self._standings[number]
        item = standing.item
        if standing.evaluation is None:
            raise ValueError(item.number)  # `_check_written` has refused it
        earlier = self._evaluations.get(item.number, {}).get(self._year - 1)
        divisions = "、".join(
            name_division(self._project, self._year, id_) for id_ in item.division_ids
        )
        return ItemYear(
            self._plan,
            item,
            standing.evaluation,
            earlier,
            self._place_of(item),
            divisions or UNREGISTERED,
        )

    def _place_of(self, item: Item) -> str:
        paths = {path[-1].home: path for path in list_paths(self._project.branches)}
        signs = [
            tuple(one.sign_in(self._plan.words) for one in paths[home])
            for home in item.homes
            if home in paths
        ]
        again = "".join(f"（{path[-1]}に再掲）" for path in signs[1:])
        title = paths[item.home][-1].part.title if item.home in paths else ""
        return f"{'　'.join(signs[0])} {title}{again}" if title else ""

    def _third_parties(self) -> tuple[Body, ...]:
        """Give the committee; no plan has two that a form could mean.

        Raises:
            TaikouError: There are two.
        """
        bodies = self._project.organization.content.bodies if self._project.organization else ()
        found = tuple(body for body in bodies if body.third_party)
        if len(found) > 1:
            names = "、".join(f"{body.id}（{body.name}）" for body in found)
            raise TaikouError(
                f"第三者の会議（third_party: true）が{len(found)}つあります。",
                f"「--for」に識別名を指定してください（{names}）。",
            )
        return found

    def _third_party_name(self) -> str:
        named = [body.name for body in self._third_parties()]
        return next(iter(named), self._plan.words.committee)

    def _find_body(self, wanted: str) -> tuple[Assessor, str]:
        """Give who assesses and what they are called."""
        words = self._plan.words
        bodies = self._project.organization.content.bodies if self._project.organization else ()
        names = {body.id: body.name for body in bodies} | {OFFICE: words.say("‹plan›の‹office›")}
        if wanted not in names:
            known = "、".join(f"{id_}（{name}）" for id_, name in names.items())
            raise TaikouError(
                f"「{reveal_controls(wanted)}」という会議体はありません。",
                f"division、committee か、推進体制の識別名を指定してください（{known}）。",
            )
        return self._assess(wanted), names[wanted]

    def _assess(self, id_: str) -> Assessor:
        plan = self._plan
        scales = tuple(one for one in plan.other_item_scales if one.judge == id_)
        asked = plan.declared_for(Evaluation)
        return Assessor(id_, scales, tuple(one for one in asked if one.asked_of == id_))

    def _body_form(self, assessor: Assessor, name: str, numbers: Sequence[int]) -> Form:
        goals = tuple(self._iter_goals(set(numbers)))
        sheets = tuple(
            body_layout.build_goal_sheet(self._plan, goal, chosen, assessor)
            for goal, chosen in goals
        )
        standings = [standing for _, chosen in goals for standing in chosen]
        said = Said(self._find_said(self._year), self._find_said(self._year - 1))
        branches = self._project.branches
        more = (
            *body_layout.build_amount_sheets(self._plan, standings, assessor),
            body_layout.build_part_sheet(self._plan, branches, said.current, assessor),
            *build_plan_value_sheets(self._plan, branches, standings, assessor),
        )
        if assessor.id == OFFICE:
            more = (*more, build_summary_sheet(self._project, self._year, said))
        overall = assessor.find(said.current.assessments) if said.current else None
        cover = Cover(
            f"{self._plan.fiscal_years.name(self._year)}　年度評価　評価・所見記入様式",
            name,
            self._plan,
            self._deadline_of({assessor.id}),
            _list_contents(sheets) + [(sheet.title, "") for sheet in more],
            body_layout.build_cover_fields(self._plan, assessor, overall),
            BODY_STEPS,
        )
        return self._blank._replace(
            kind=FormKind.BODY,
            division=assessor.id,
            name=name,
            file_name=f"{self._year}年度評価_{_as_file_name(name)}_{assessor.id}.xlsx",
            deadline=cover.deadline,
            items=tuple(numbers),
            sheets=told_apart((build_cover(cover), *sheets, *more)),
        )

    def _find_said(self, fiscal_year: int) -> GoalResults | None:
        results = (one.content for one in self._project.goal_results)
        return next((one for one in results if one.fiscal_year == fiscal_year), None)

    def _committee_form(self, numbers: Sequence[int], meeting: str) -> Form:
        sheets = tuple(
            build_goal_sheet(self._plan, goal, chosen)
            for goal, chosen in self._iter_goals(set(numbers))
        )
        guide = build_guide_sheet(self._plan, compute_figures(self._project, self._year))
        contents = [(guide.title, str(guide.lines[0].cells[0])), *_list_contents(sheets)]
        deadline = self._deadline(demands_of("committee"))
        heading = f"{self._plan.fiscal_years.name(self._year)}　年度評価　御意見記入様式"
        fields = build_cover_fields(self._plan, meeting)
        cover = build_cover(
            Cover(
                heading, f"{self._third_party_name()}の委員", self._plan, deadline, contents, fields
            )
        )
        file_name = f"{self._year}年度評価_委員用.xlsx"
        return self._blank._replace(
            kind=FormKind.COMMITTEE,
            name=_COMMITTEE,
            file_name=file_name,
            deadline=deadline,
            items=tuple(numbers),
            sheets=told_apart((cover, guide, *sheets)),
        )

    def _iter_goals(self, numbers: set[int]) -> Iterator[tuple[Part, list[ItemStanding]]]:
        """Yield each goal with its items among some."""
        for goal in self._project.branches:
            chosen = [
                standing
                for number, standing in self._standings.items()
                if number in numbers and goal.is_home_of(standing.item)
            ]
            if chosen:
                yield goal.part, chosen

    def _deadline(self, demands: frozenset[str]) -> date | None:
        """Give the deadline of the first stage that demands what the form asks for."""
        deadlines = deadlines_of(self._plan, self._year)
        for stage in self._plan.workflow:
            if demands.intersection(stage.demands) and stage.id in deadlines:
                return deadlines[stage.id]
        if demands != demands_of("committee"):
            return None
        return self._deadline_of({body.id for body in self._third_parties()})

    def _deadline_of(self, bodies: set[str]) -> date | None:
        """Give the deadline of the first stage that is up to one of some bodies."""
        deadlines = deadlines_of(self._plan, self._year)
        dated = (stage for stage in self._plan.workflow if stage.body in bodies)
        return next((deadlines[stage.id] for stage in dated if stage.id in deadlines), None)


def _list_contents(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    return [(sheet.title, str(sheet.lines[0].cells[0]).partition("　")[2]) for sheet in sheets]


def _as_file_name(name: str) -> str:
    composed = unicodedata.normalize("NFC", reveal_controls(name))  # one name to macOS, too
    cleaned = _NOT_IN_FILE_NAMES.sub("_", composed).strip(" .　")
    return cleaned[:_LONGEST_NAME].strip(" .　") or "所属"

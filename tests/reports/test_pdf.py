"""The reports as PDF: read in order, tagged, in one font, the same each time, never markup."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.main import run
from taikou_cli.model.goals import Goals
from taikou_cli.model.plan import Plan
from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import Document
from taikou_cli.publication.verification.printed import iter_misprints
from taikou_cli.reports import fonts as fonts_module
from taikou_cli.reports.charts.drawing import is_small
from taikou_cli.reports.document.blocks import Figure, Section, Table
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.fonts import FAMILIES, choose_fonts, find_missing
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.rows import arrange_bodies
from taikou_cli.reports.writers.typst import write_pdf
from taikou_cli.store.file_tree import FolderTree
from tests.reports.pdf_tags import iter_tags, list_tables

typst = pytest.importorskip("typst", reason="typst (taikou[pdf]) is not installed")

ROOT = Path(__file__).parents[2]
SMALL_PLAN = ROOT / "tests/plans/small"
DEMO = ROOT / "examples/demo/data"
FICTITIOUS = "架空のデータです。実在の団体のものではありません。"
HOSTILE = (
    '#panic("x") #{1+1} $x^2$ @ref <label> [a] *b* _c_ `d` // e /* f */ \\ \\u{41} ~ -- ... '
    "= g - h + i / j: k \"l' https://example.test/ #sys.inputs"
)


@pytest.fixture(scope="module")
def fonts():
    try:
        return choose_fonts()
    except TaikouError as error:
        pytest.skip(f"no Japanese font on this computer: {error.message}")


def make(kind, project, year, fonts, day=None):
    return write_pdf(build_report(kind, project, year), TemplateFiles(None), fonts, day)


def read(content):
    return PdfReader(BytesIO(content))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def squeeze(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def demo_project():
    return load_project(DEMO)


@pytest.fixture(scope="module")
def demo_evaluations(demo_project):
    return [one.content for one in demo_project.evaluations if one.content.fiscal_year == 2024]


@pytest.fixture(scope="module")
def demo_file(fonts, demo_project):
    return make("annual", demo_project, 2024, fonts)


@pytest.fixture(scope="module")
def demo(demo_file):
    return read(demo_file)


@pytest.fixture(scope="module")
def demo_pages(demo):
    return [page.extract_text() for page in demo.pages]


def flatten(outline, level=1):
    for entry in outline:
        if isinstance(entry, list):
            yield from flatten(entry, level + 1)
        else:
            yield level, entry


def test_document_is_tagged_and_says_its_language_title_and_standard(demo):
    root = demo.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].startswith("ja")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert demo.metadata.title.startswith("【架空のデータ】青嶺県行財政改革プラン2022")
    described = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"<pdfuaid:part>1<|pdfuaid:part=.1", described)


def test_bookmarks_name_every_part_goal_policy_and_item_in_the_order_of_the_pages(
    demo, demo_project
):
    entries = [
        (level, entry.title, demo.get_destination_page_number(entry))
        for level, entry in flatten(demo.outline)
    ]
    pages = [page for _, _, page in entries]
    assert pages == sorted(pages)
    titles = {level: [title for one, title, _ in entries if one == level] for level in (1, 2, 3)}
    for title in (
        "全体のまとめ",
        "委員会意見と対応",
        "見直し",
        "未確定のもの",
        "訂正（正誤表）",
        "利用条件",
    ):
        assert title in titles[1]
    assert len([title for title in titles[1] if title.startswith("目標")]) == 4 + 1
    assert len([title for title in titles[2] if title.startswith("方針")]) == 17
    sections = build_report("annual", demo_project, 2024).sections
    assert len([title for title in titles[3] if title.startswith("実施項目")]) == sum(
        one.role == "sheet" for one in iter_sections(sections)
    )


def iter_sections(blocks):
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from iter_sections(block.blocks)


def test_text_of_the_pages_is_read_in_the_order_of_the_bookmarks(demo, demo_pages):
    for level, entry in flatten(demo.outline):
        page = squeeze(demo_pages[demo.get_destination_page_number(entry)])
        assert squeeze(entry.title) in page, (level, entry.title)
    sheet = next(
        page + after
        for page, after in pairwise(demo_pages)
        if "実施項目2　県税" in page and "KPIからの目安" in page
    )
    words = ["実施項目2", "評価", "KPIからの目安", "訂正（2025-12-05）", "具体的な取組", "達成率"]
    places = [sheet.index(word, sheet.index("実施項目2　県税")) for word in words]
    assert places == sorted(places)


def test_percentages_stand_with_their_fractions(demo_pages, demo_project):
    summary = squeeze(next(page for page in demo_pages[3:] if "全体のまとめ" in page))
    for rate in compute_figures(demo_project, 2024).overall.rates:
        share = rate.share
        fraction = f"{share.numerator}項目/{share.denominator}項目"
        assert f"{rate.name}{share.percent}％＝{fraction}" in summary
    assert "A大きな成果あり1548.4％＝15/31" in summary


def test_figures_are_those_of_the_same_report_as_a_page(demo_file, demo_project):
    page = HtmlWriter().write(build_report("annual", demo_project, 2024)).encode()
    found = iter_misprints({"a.pdf": demo_file, "a.html": page}, {}, dict)
    assert [one for one in found if one.startswith("a.pdf")] == []


def test_every_page_says_that_the_data_are_fictitious_and_which_page_it_is(demo_pages):
    assert all(FICTITIOUS in page for page in demo_pages)
    count = len(demo_pages)
    assert all(f"{number} / {count}" in page for number, page in enumerate(demo_pages[1:], 2))


def test_every_page_names_at_its_head_the_part_that_it_belongs_to(demo, demo_pages):
    parts = [one for level, one in flatten(demo.outline) if level == 1]
    begin = [demo.get_destination_page_number(one) for one in parts]
    ends = [*begin[1:], len(demo_pages)]
    assert len(parts) > 8
    for part, first, end in zip(parts, begin, ends, strict=True):
        for page in demo_pages[first:end]:
            head = page.split(FICTITIOUS, 1)[1][:200]
            assert squeeze(part.title) in squeeze(head)


def test_report_has_what_a_year_tells(demo_pages, demo_evaluations):
    everything = squeeze("\n".join(demo_pages))
    for evaluation in demo_evaluations:
        for opinion in evaluation.opinions:
            assert squeeze(opinion.opinion)[:30] in everything, evaluation.item
        for correction in evaluation.corrections:
            assert correction.date.isoformat() in everything
        if evaluation.pending:
            assert evaluation.pending.expected[:4] in everything
    assert "公共データ利用規約（第1.0版）" in everything
    assert "部局ごとの集計" in everything
    assert "取組所属ごとの集計" in everything


def test_term_of_the_glossary_has_one_footnote_and_its_place_in_the_list(
    demo_pages, demo_project, demo_evaluations
):
    everything = squeeze("\n".join(demo_pages))
    for term in demo_project.plan.content.glossary:
        meaning = squeeze(term.meaning)[:20]
        used = sum(
            term.term in (getattr(evaluation.self_evaluation, field) or "")
            for evaluation in demo_evaluations
            for field in ("achievements", "factors", "issues", "review")
        )
        listed = 1
        assert everything.count(meaning) - listed == min(used, 1), term.term


def test_final_report_has_the_items_that_ended_and_every_correction(fonts):
    text = squeeze(text_of(read(make("final", load_project(DEMO), 2025, fonts))))
    assert "10県民活動の交流サイト" in text
    for words in ("2024年度をもって中止した", "県民に損害を与えた誤りは17件", "55.7"):
        assert words in text


def test_year_without_a_grade_is_not_told_as_zero_percent(fonts):
    project = replace(load_project(SMALL_PLAN), evaluations=())
    text = text_of(read(make("annual", project, 2026, fonts)))
    assert "まだ登録されていません" in text
    assert "0.0％" not in text


def test_character_that_no_font_has_is_shown_by_another_and_named(fonts):
    project = spoil_words(load_project(SMALL_PLAN), "苗\U0001f331の束、値²\u4dcf、\ufdfd")
    shown = text_of(read(make("annual", project, 2026, fonts)))
    missing = find_missing("\U0001f331\ufdfd", fonts)
    for character, name in (("\U0001f331", "U+1F331"), ("\ufdfd", "U+FDFD")):
        assert (character not in shown) == (character in missing)
        assert (name in shown) == (character in missing)
    if "\U0001f331" in missing:
        assert "苗〓の束、値" in shown


def test_cover_is_read_aloud_from_the_mark_of_fiction_to_the_title(demo):
    # What stands in the head of a page is no part of the tagged text: the cover says it as text.
    kinds = [tag.get("/S") for tag in iter_tags(demo.trailer["/Root"]["/StructTreeRoot"])]
    cover = kinds[: kinds.index("/H1")]
    assert cover == ["/Document", "/P", "/P", "/P", "/P", "/Title", "/P"]


def test_pictures_say_in_words_what_they_show(demo):
    alternatives = [
        figure.get("/Alt", "")
        for figure in iter_tags(demo.trailer["/Root"]["/StructTreeRoot"])
        if figure.get("/S") == "/Figure"
    ]
    assert len(alternatives) > 50
    assert all(alternatives)
    assert any("全体は34項目のうちAが15" in words for words in alternatives)


def iter_printed_tables(blocks):
    for block in blocks:
        if isinstance(block, Section):
            yield from iter_printed_tables(block.blocks)
        elif isinstance(block, Table):
            yield block
        elif isinstance(block, Figure) and not block.is_told and not is_small(block.chart):
            yield block.table


def test_every_cell_names_its_column_and_its_row_by_the_cells_that_name_them(
    demo_file, demo_project
):
    document = build_report("annual", demo_project, 2024)
    arranged = map(arrange_bodies, iter_printed_tables(document.sections))
    naming = [
        sum(
            cell.column.kind == "name" for body in bodies for row in body.rows for cell in row.cells
        )
        for bodies in arranged
    ]
    tables = list_tables(demo_file)
    assert [
        sum(one.startswith("TH Row") for row in rows for one in row) for rows in tables
    ] == naming
    assert all(naming)
    cells = [one for rows in tables for row in rows for one in row]
    for kind, least in {"TH Column": 0, "TH Row": 1, "TD -": 2}.items():
        told = [one.removeprefix(kind).split() for one in cells if one.startswith(kind)]
        assert len(told) > 500
        assert min(map(len, told)) == least


@pytest.mark.parametrize("kind", ["plan", "annual", "data-plan", "committee", "final"])
def test_every_kind_of_the_small_plan_is_a_document_in_embedded_fonts(fonts, kind):
    reader = read(make(kind, load_project(SMALL_PLAN), 2026, fonts))
    described = [reader.get_object(n) for n in range(1, reader.trailer["/Size"])]
    files = [
        one for one in described if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor"
    ]
    assert files
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one) for one in files)
    assert all(re.match(r"/[A-Z]{6}\+", one["/FontName"]) for one in files)
    assert "利用条件は登録されていません" in text_of(reader)


@pytest.mark.parametrize("kind", ["plan", "final"])
def test_plan_without_anything_registered_is_a_document_too(fonts, kind):
    project = load_project(SMALL_PLAN)
    needed = {
        name: value
        for name, value in project.plan.content
        if Plan.model_fields[name].is_required() or name == "rounding"
    }
    bare = replace(
        project,
        plan=replace(project.plan, content=Plan.model_validate(needed)),
        items=(),
        evaluations=(),
    )
    assert "小さな市の行革プラン" in text_of(read(make(kind, bare, 2026, fonts)))


def spoil_words(project, text):
    """Put a text in place of what was said of the items."""
    evaluations = tuple(
        replace(one, content=_spoil_evaluation(one.content, text)) for one in project.evaluations
    )
    return replace(project, evaluations=evaluations)


def spoil(project, text):
    """Put a text in place of the names of the plan, a goal, an item and what was said of it."""
    plan = project.plan.content.model_copy(update={"title": text, "government": text})
    goals = project.goals.content
    goal = goals.goals[0].model_copy(update={"title": text})
    items = tuple(
        replace(one, content=one.content.model_copy(update={"title": text}))
        for one in project.items
    )
    return replace(
        spoil_words(project, text),
        plan=replace(project.plan, content=plan),
        goals=Document("data/goals.yaml", Goals(goals=(goal, *goals.goals[1:]))),
        items=items,
    )


def _spoil_evaluation(evaluation, text):
    own = evaluation.self_evaluation
    told = {
        field: text
        for field in ("achievements", "factors", "issues", "review")
        if getattr(own, field) is not None
    }
    opinions = tuple(
        one.model_copy(update={"opinion": text, "meeting": text}) for one in evaluation.opinions
    )
    return evaluation.model_copy(
        update={"self_evaluation": own.model_copy(update=told), "opinions": opinions}
    )


@pytest.mark.parametrize("kind", ["annual", "committee"])
def test_hostile_text_is_shown_as_it_is(fonts, kind):
    project = spoil(load_project(SMALL_PLAN), HOSTILE)
    reader = read(make(kind, project, 2026, fonts))
    shown = squeeze(text_of(reader)).replace("\u200b", "")
    assert shown.count(squeeze(HOSTILE)) >= 5
    assert squeeze(reader.metadata.title).startswith(squeeze(HOSTILE))


def test_control_characters_and_endless_words_do_not_harm_the_page(fonts):
    project = spoil_words(
        load_project(SMALL_PLAN), "a\x1b[31m\u202eb\ufffe" + "x" * 3000 + "文" * 4000
    )
    reader = read(make("annual", project, 2026, fonts))
    shown = squeeze(text_of(reader))
    assert "a\\x1b[31m\\u202eb〓" in shown
    assert shown.count("文") > 8000


def test_internal_note_is_in_no_document(fonts):
    project = load_project(SMALL_PLAN)
    notes = [one.content.internal_note for one in project.evaluations if one.content.internal_note]
    assert notes
    for kind in ("annual", "committee", "final"):
        shown = squeeze(text_of(read(make(kind, project, 2026, fonts))))
        assert not [note for note in notes if squeeze(note) in shown]


def test_reader_counts_the_pages_as_they_are_printed(fonts):
    reader = read(make("annual", load_project(SMALL_PLAN), 2026, fonts))
    assert "/PageLabels" in reader.trailer["/Root"]
    assert reader.page_labels == [str(n) for n in range(1, len(reader.pages) + 1)]
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()


def test_day_is_told_only_where_it_is_given(fonts):
    project = load_project(SMALL_PLAN)
    without = read(make("data-plan", project, 2026, fonts))
    assert not {"/CreationDate", "/ModDate"} & set(without.metadata)
    dated = read(make("data-plan", project, 2026, fonts, date(2026, 10, 30)))
    assert dated.metadata.creation_date.date() == date(2026, 10, 30)
    assert "2026年（令和8年）10月30日" in text_of(dated)


def test_document_is_the_same_bytes_in_another_time_zone_locale_and_hash_seed(fonts, tmp_path):
    made = []
    for seed, zone, locale in (("1", "Asia/Tokyo", "C"), ("2", "America/New_York", "C.UTF-8")):
        given = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        folder = tmp_path / seed
        command = ["report", "--data", str(SMALL_PLAN), "--year", "2026", "--format", "pdf"]
        subprocess.run(
            [sys.executable, "-m", "taikou_cli", *command, "-o", str(folder)],
            env=os.environ | given,
            capture_output=True,
            check=True,
        )
        made.append((folder / "annual-2026.pdf").read_bytes())
    here = make("annual", load_project(SMALL_PLAN), 2026, fonts)
    assert made == [here, here]


def report(tmp_path, *options):
    data = ["--data", str(SMALL_PLAN), "-o", str(tmp_path / "out")]
    return run(["report", "--format", "pdf", *data, *options])


def test_computer_without_a_japanese_font_is_told_the_ways_out(tmp_path, monkeypatch, capsys):
    empty = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
    monkeypatch.setattr(fonts_module, "load_book", lambda *_: empty)
    assert report(tmp_path) == 2
    printed = capsys.readouterr().err
    for name in ("BIZ UDPゴシック", "游ゴシック", "Noto Sans CJK JP", "IPAexゴシック", "--font"):
        assert name in printed
    assert not (tmp_path / "out").exists()


def test_font_that_does_not_exist_or_is_no_font_is_refused(tmp_path, capsys):
    assert report(tmp_path, "--font", "存在しない書体") == 2
    assert "存在しない書体" in capsys.readouterr().err
    (tmp_path / "a.ttf").write_bytes(b"no font")
    assert report(tmp_path, "--font", str(tmp_path / "a.ttf")) == 2
    assert "フォントがありません" in capsys.readouterr().err


def test_font_without_japanese_is_refused(tmp_path, capsys):
    known = set(typst.Fonts().families())
    latin = next(
        (name for name in ("DejaVu Sans", "Liberation Sans", "Arial") if name in known), None
    )
    if latin is None:
        pytest.skip("no font without Japanese on this computer")
    assert report(tmp_path, "--font", latin) == 2
    assert "日本語を表示できません" in capsys.readouterr().err


def test_font_is_chosen_by_its_name_its_japanese_name_its_file_or_its_folder(fonts):
    family = fonts.families[0]
    path = next(font.path for font in fonts.book.fonts() if font.family == family)
    assert choose_fonts(family.upper()).families == (family,)
    assert choose_fonts(FAMILIES[family]).families == (family,)
    assert family in choose_fonts(path).families
    assert family in choose_fonts(str(Path(path).parent)).families


def test_missing_typst_is_told_with_the_way_to_install_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "typst", None)
    assert report(tmp_path) == 2
    assert 'pip install -e ".[pdf]"' in capsys.readouterr().err


def test_other_formats_do_not_load_typst(tmp_path):
    program = (
        "import sys; from taikou_cli.cli.main import run;"
        f"run(['report', '--data', {str(SMALL_PLAN)!r}, '-o', {str(tmp_path)!r}]);"
        "sys.exit('typst' in sys.modules)"
    )
    given = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], env=given, capture_output=True, check=True)


def test_plan_lays_its_reports_out_by_a_template_of_its_own(fonts, tmp_path):
    shipped = TemplateFiles(None).read("report.typ")
    (tmp_path / "report.typ").write_text(shipped.replace("[目次]", "[もくじ]"), encoding="utf-8")
    document = build_report("data-plan", load_project(SMALL_PLAN), 2026)
    text = text_of(read(write_pdf(document, TemplateFiles(FolderTree(tmp_path)), fonts)))
    assert "もくじ" in text
    assert "目次" not in text

"""What people do to cells: understood and said, or refused at the cell; never half imported."""

from datetime import datetime

import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from taikou_cli.store.yaml_reading import read_yaml

from .conftest import Workbook, repack

NAME = "evaluations/2026/02.yaml"
ACTUAL = "tk_02_kpis_kpi_2_actual"


def data_of(office):
    return read_yaml(office.read(NAME))[0]


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "said"),
    [
        ("１２", "@", 12, "「１２」を数の12と読みました"),
        ("1,234", "@", 1234, "数の1234"),
        ("１，２３４件", "@", 1234, "数の1234"),
        (" 12 ", "@", 12, ""),
        ("△5", "@", -5, "数の-5"),
        ("12.50", "@", "12.5", ""),
        (12.0, "General", 12, ""),
        (0.1 + 0.2, "General", "0.3", ""),
        (12, '0"％"', 12, ""),
        ("1.2千件", "@", 1200, "「1.2千件」を数の1200と読みました"),
        ("3万2千件", "@", 32000, "数の32000"),
    ],
)
def test_number_is_understood_however_it_is_written(
    office, opened, value, number_format, expected, said
):
    cell = opened.cell(ACTUAL)
    cell.value, cell.number_format = value, number_format
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    assert str(data_of(office)["kpis"][0]["actual"]) == str(expected)
    assert said in ended.out


@pytest.mark.parametrize("number_format", ["0%", "#,##0.00_);[Red]", "0." + "0" * 250, "0,,,"])
def test_number_with_more_digits_than_are_computed_with_is_shown_in_full(
    office, opened, number_format
):
    cell = opened.cell("tk_02_self_evaluation_issues")
    cell.value, cell.number_format = 1e30, number_format
    ended = office.take(opened.save())
    assert "不具合" not in ended.all
    assert "0" * 20 in office.read("evaluations/2026/02.yaml").replace(",", "")


@pytest.mark.parametrize(
    ("value", "number_format", "message"),
    [
        (0.5, "0.0%", "パーセントの書式"),
        (datetime.fromisoformat("2027-05-01"), "yyyy-mm-dd", "日付か時刻になっています"),
        (True, "General", "真偽値"),
        ("#REF!", "General", "エラー値"),
        ("約70", "@", "数として読めません（「約70」）"),
        ("12人", "@", "数として読めません（「12人」）。数の後の「人」を「件」に直せません。"),
        ("5件追加", "@", "数として読めません（「5件追加」）"),
        ("58 62", "@", "数が二つ以上"),
        ("12\n34", "@", "数が二つ以上"),
        ("①2", "@", "丸数字"),
        ("9" * 24, "@", "桁が多すぎます（「99999999999999999999…」）"),
        ("9" * 40, "@", "桁が多すぎるか"),
        ("1234567890.1234567", "@", "桁が多すぎます"),
        (1e300, "General", "桁が多すぎます"),
        (1e-300, "General", "桁が多すぎます"),
    ],
)
def test_number_that_cannot_be_told_is_refused_at_its_cell(
    office, opened, value, number_format, message
):
    cell = opened.cell(ACTUAL)
    cell.value, cell.number_format = value, number_format
    place = f"{opened.path.name} › 項目2 › {cell.coordinate}: "
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, office.snapshot()) == (1, before)
    assert place in ended.err
    assert message in ended.err


def test_scale_words_are_computed_into_the_unit(office):
    """12千円 in an indicator of 円 are 12,000: they were refused, or read as 12."""
    office.edit("items/02.yaml", "    unit: 件", "    unit: 円")
    office.export("--item", "2")
    book = Workbook(office.out / "2026年度評価_企画課.xlsx")
    assert "数の12000" in office.take(book.fill(**{ACTUAL: "12千円"}).save()).out
    assert data_of(office)["kpis"][0]["actual"] == 12000


def test_words_are_taken_where_the_target_is_in_words(office):
    office.edit("items/02.yaml", "      2026: 12", "      2026: 全件で実施")
    office.export("--item", "2")
    book = Workbook(office.out / "2026年度評価_企画課.xlsx")
    book.fill(**{ACTUAL: "おおむね実施", "tk_02_kpis_kpi_2_status": "達成"})
    assert office.take(book.save()).code == 0
    assert data_of(office)["kpis"][0]["actual"] == "おおむね実施"


def test_percent_is_understood_where_the_unit_is_percent(office):
    office.edit("items/02.yaml", "    unit: 件", "    unit: ％\n    decimals: 1")
    office.export("--item", "2")
    book = Workbook(office.out / "2026年度評価_企画課.xlsx")
    cell = book.cell(ACTUAL)
    cell.value, cell.number_format = 0.712, "0.0%"
    ended = office.take(book.save())
    assert "71.2％と読みました" in ended.out
    assert "actual: 71.2\n" in office.read(NAME)
    cell.value, cell.number_format = "７０％", "@"
    assert "70.0" in office.take(book.save(), "--theirs").out
    assert "actual: 70.0\n" in office.read(NAME)


def in_percent(office, target):
    office.edit("items/02.yaml", "    unit: 件", "    unit: ％\n    decimals: 1")
    office.edit("items/02.yaml", "      2026: 12", f"      2026: {target}")
    office.export("--item", "2")
    return Workbook(office.out / "2026年度評価_企画課.xlsx")


@pytest.mark.parametrize(
    ("value", "number_format", "both"),
    [
        (0.712, "General", "0.712％とも71.2％とも"),
        ("0.712", "@", "0.712％とも71.2％とも"),
        (71.2, "0.0%", "7120％とも71.2％とも"),
    ],
)
def test_share_that_is_nearer_to_its_target_otherwise_is_asked_back(
    office, value, number_format, both
):
    """Who types 71.2% into a cell that has another format gets 0.712."""
    book, before = in_percent(office, 70), office.snapshot()
    book.cell(ACTUAL).value, book.cell(ACTUAL).number_format = value, number_format
    ended = office.take(book.save())
    assert (ended.code, both in ended.err, office.snapshot()) == (1, True, before)


@pytest.mark.parametrize(
    ("target", "value"), [(70, "0.712％"), (70, 71.2), ("0.5", 0.712), ("0.5", "0.712")]
)
def test_share_that_says_what_it_is_or_resembles_its_target_is_taken(office, target, value):
    ended = office.take(in_percent(office, target).fill(**{ACTUAL: value}).save(), "--dry-run")
    assert "とも読めます" not in ended.all
    assert "変わる値 1件" in ended.out


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (1234.5, '#,##0.0"円"', "1,234.5円"),
        (-3, '0;"△"0', "△3"),
        (1.5, "[h]:mm", "36:00"),
        (0.5, 'h"時"mm"分"', "12時00分"),
        (46155, 'm"月"d"日"', "5月13日"),
        (46155, 'ggge"年"m"月"d"日"', "令和8年5月13日"),
        (46155, "[$-411]yyyy/m/d(aaa)", "2026/5/13(水)"),
        (42, "General", "42"),
    ],
)
def test_text_is_what_the_cell_shows(office, opened, value, number_format, text):
    cell = opened.cell("tk_02_self_evaluation_issues")
    cell.value, cell.number_format = value, number_format
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    assert str(data_of(office)["self_evaluation"]["issues"]) == text
    assert (f"見えるとおり「{text}」" in ended.out) == (number_format != "General")


@pytest.mark.parametrize("number_format", ["0.00E+00", "# ?/?", "d-mmm-yy"])
def test_text_whose_look_cannot_be_told_is_asked_back(office, opened, number_format):
    cell, before = opened.cell("tk_02_self_evaluation_issues"), office.snapshot()
    cell.value, cell.number_format = 46155.5, number_format
    ended = office.take(opened.save())
    assert (ended.code, "見えるとおりに入れ直してください" in ended.err) == (1, True)
    assert office.snapshot() == before


@pytest.mark.parametrize("number_format", ["h:mm", "[h]:mm:ss", "yyyy/m/d"])
def test_time_is_no_number(office, opened, number_format):
    cell = opened.cell(ACTUAL)
    cell.value, cell.number_format = 0.0625, number_format
    ended = office.take(opened.save())
    assert (ended.code, "日付か時刻になっています" in ended.err) == (1, True)


@pytest.mark.parametrize("value", [26, "26", 2026.5, 1e300, "来年"])
def test_year_that_cannot_be_told_is_refused(office, opened, value):
    opened.fill(tk_02_kpis_kpi_2_fiscal_year=value)
    ended = office.take(opened.save())
    assert (ended.code, "年度として読めません" in ended.err) == (1, True)


@pytest.mark.parametrize(
    "value",
    [
        "2027-05-01",
        "2027/5/1",
        "２０２７年５月１日",
        "令和9年5月1日(土)",
        "R9.5.1",
        46508,
        datetime.fromisoformat("2027-05-01"),
    ],
)
def test_date_is_understood_however_it_is_written(office, opened, value):
    opened.fill(tk_02_evidence_1_label="資料", tk_02_evidence_1_accessed=value)
    opened.cell("tk_02_evidence_1_accessed").number_format = "General"
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    assert data_of(office)["evidence"] == ({"label": "資料", "accessed": "2027-05-01"},)


@pytest.mark.parametrize("value", ["5月頃", "2027-13-40", "令和9年", 5])
def test_date_that_cannot_be_told_is_refused(office, opened, value):
    opened.fill(tk_02_evidence_1_label="資料", tk_02_evidence_1_accessed=value)
    opened.cell("tk_02_evidence_1_accessed").number_format = "General"
    ended = office.take(opened.save())
    assert (ended.code, "日付として読めません" in ended.err) == (1, True)


@pytest.mark.parametrize(
    "value", ["2027-10", "2027年10月", "令和9年10月", datetime.fromisoformat("2027-10-01")]
)
def test_month_is_understood(office, opened, value):
    opened.fill(
        tk_02_kpis_kpi_2_actual=None,
        tk_02_kpis_kpi_2_pending_reason="統計が未公表",
        tk_02_kpis_kpi_2_pending_expected=value,
    )
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    pending = data_of(office)["kpis"][0]["pending"]
    assert pending == {"reason": "statistics", "expected": "2027-10"}


@pytest.mark.parametrize("value", ["ａ", "A ", "Ａ：大きな成果"])
def test_grade_is_understood(office, opened, value):
    opened.fill(tk_02_self_evaluation_grade=value)
    before = office.snapshot()
    assert office.take(opened.save()).code == 0
    assert office.snapshot() == before


def test_grade_that_the_scale_lacks_is_told_at_its_cell(office, opened):
    opened.fill(tk_02_self_evaluation_grade="優")
    ended = office.take(opened.save())
    place = opened.cell("tk_02_self_evaluation_grade").coordinate
    assert (ended.code, f"項目2 › {place}: " in ended.err, "TK410" in ended.err) == (1, True, True)


def test_choice_that_is_not_in_the_list_is_told(office, opened):
    opened.fill(tk_02_kpis_kpi_2_finality="たぶん")
    ended = office.take(opened.save())
    assert (ended.code, "「たぶん」は一覧にありません" in ended.err) == (1, True)


def with_computed(path, cell, computed):
    """Store the result of a formula, as Excel does and openpyxl does not."""
    import re

    def change(name, content):
        if not name.startswith("xl/worksheets/"):
            return content
        pattern = rf'(<c r="{cell}"[^>]*?)(?: t="\w+")?>(<f>.*?</f>)<v ?/>(?:</v>)?'.encode()
        return re.sub(pattern, rb'\1 t="str">\2<v>' + computed.encode() + rb"</v>", content)

    return repack(path, change)


def test_formula_is_taken_by_its_result_and_said(office, opened):
    opened.fill(**{ACTUAL: "=5+7"})
    place = opened.cell(ACTUAL).coordinate
    ended = office.take(with_computed(opened.save(), place, "12"))
    assert "数式の計算結果「12」を取り込みます" in ended.out
    assert data_of(office)["kpis"][0]["actual"] == 12


@pytest.mark.parametrize(
    "formula", ["=5+7", "='[他の表.xlsx]Sheet1'!A1", '=WEBSERVICE("http://x")']
)
def test_formula_without_a_result_is_refused(office, opened, formula):
    opened.fill(**{ACTUAL: formula})
    ended = office.take(opened.save())
    assert (ended.code, "計算結果がありません" in ended.err) == (1, True)


def test_formula_that_failed_is_refused(office, opened):
    opened.fill(**{ACTUAL: "=1/0"})
    place = opened.cell(ACTUAL).coordinate
    ended = office.take(with_computed(opened.save(), place, "#DIV/0!"))
    assert (ended.code, "エラー値（#DIV/0!）" in ended.err) == (1, True)


def test_hyperlink_gives_its_address(office, opened):
    opened.fill(
        tk_02_evidence_1_label="資料",
        tk_02_evidence_1_url='=HYPERLINK("https://example.jp/a","公開ページ")',
    )
    cell = opened.cell("tk_02_evidence_1_url")
    ended = office.take(with_computed(opened.save(), cell.coordinate, "公開ページ"))
    assert "「公開ページ」のリンク先（https://example.jp/a）を取り込みます" in ended.out
    assert "計算結果" not in ended.out
    assert data_of(office)["evidence"][0]["url"] == "https://example.jp/a"


def test_line_ends_controls_and_spaces_are_cleaned_and_said(office, opened):
    cell = opened.cell("tk_02_self_evaluation_issues")
    cell.value = "一行目_x000D_\n二行目  \n_x000B__x0007_三行目\u200e　\n\n"
    ended = office.take(opened.save())
    assert data_of(office)["self_evaluation"]["issues"] == "一行目\n二行目\n\n三行目\n"
    assert "制御文字を取り除きました" in ended.out


def test_furigana_and_coloured_letters_do_no_harm(office, form):
    text = "担当者と利用者の声を聴いて準備を進めた。"
    rich = (
        "<r><t>担当者</t></r><r><rPr><b/></rPr><t>と利用者の声を聴いて準備を進めた。</t></r>"
        '<rPh sb="0" eb="3"><t>タントウシャ</t></rPh><phoneticPr fontId="1"/>'
    )
    repack(form, lambda _, c: c.replace(f"<t>{text}</t>".encode(), rich.encode()))
    before = office.snapshot()
    ended = office.take(form)
    assert (ended.code, ended.err, office.snapshot()) == (0, "", before)


def move_rows(book, sheet, first, by):
    """Insert rows as Excel does: cells, joined cells and names move."""
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= first:
            sheet.unmerge_cells(str(merged))
    sheet.move_range(f"A{first}:C{sheet.max_row}", rows=by)
    for name, defined in list(book.defined_names.items()):
        title, _, place = defined.attr_text.rpartition("!")
        column, row = place.rpartition("$")[::2]
        if title.strip("'") == sheet.title and int(row) >= first:
            book.defined_names[name] = DefinedName(
                name, attr_text=f"{title}!{column}${int(row) + by}"
            )


def test_inserted_rows_renamed_and_moved_sheets_are_followed(office, opened):
    book, sheet = opened.book, opened.book["項目2"]
    move_rows(book, sheet, 6, 3)
    sheet.title = "うちの課's 控え"
    for name, defined in list(book.defined_names.items()):
        if "項目2" in defined.attr_text:
            moved = defined.attr_text.replace("'項目2'", "'うちの課''s 控え'")
            book.defined_names[name] = DefinedName(name, attr_text=moved)
    book.move_sheet(sheet, -1)
    cell = next(c for row in sheet for c in row if c.value == 11)
    cell.value = 12
    before = data_of(office)
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    assert data_of(office) == {**before, "kpis": ({**before["kpis"][0], "actual": 12},)}


def test_pasted_formats_change_nothing(office, opened):
    for name in opened.book.defined_names:
        if name.startswith("tk_02_self"):
            cell = opened.cell(name)
            cell.font, cell.fill = Font(name="Comic Sans MS"), PatternFill("solid", "FF0000")
            cell.number_format = "General"
    before = office.snapshot()
    assert office.take(opened.save()).code == 0
    assert office.snapshot() == before


def test_merged_input_is_refused_and_merged_first_cell_is_read(office, opened):
    sheet = opened.book["項目2"]
    cell = opened.cell("tk_02_self_evaluation_issues")
    sheet.merge_cells(f"B{cell.row}:C{cell.row}")
    cell.value = "結合しても読める。"
    assert office.take(opened.save()).code == 0
    assert data_of(office)["self_evaluation"]["issues"] == "結合しても読める。"
    sheet.unmerge_cells(f"B{cell.row}:C{cell.row}")
    sheet.merge_cells(f"B{cell.row - 1}:B{cell.row}")
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, "ほかのセルと結合されています" in ended.err) == (1, True)
    assert office.snapshot() == before


@pytest.mark.parametrize(
    ("target", "code"),
    [("$B{row}:$B{next}", 1), ("$B$0", 1), ("$B$9999999", 1), ("$ZZZ$5", 1), ("joined", 0)],
)
def test_name_must_stand_for_one_cell(office, opened, target, code):
    """A name that covers several cells is that of their first only where they are joined."""
    name, sheet = "tk_02_self_evaluation_issues", opened.book["項目2"]
    cell = opened.cell(name)
    cell.value = "範囲になった欄。"
    if target == "joined":
        sheet.merge_cells(f"B{cell.row}:C{cell.row}")
        target = "$B${row}:$C${row}"
    sheet.cell(cell.row, 1).value = "書き直された見出し"  # so that it does not tell the cell
    area = target.format(row=cell.row, next=cell.row + 1)
    opened.book.defined_names[name] = DefinedName(name, attr_text=f"項目2!{area}")
    ended = office.take(opened.save())
    assert (ended.code, "「課題」の記入欄が見つかりません" in ended.err) == (code, code == 1)
    assert ("範囲になった欄。" in office.read(NAME)) == (code == 0)


def test_deleted_row_is_told_and_deleted_sheet_changes_nothing(office, opened):
    name = "tk_02_self_evaluation_issues"
    row = opened.cell(name).row
    opened.book.defined_names[name] = DefinedName(name, attr_text="項目2!#REF!")
    opened.book["項目2"].cell(row, 1).value = None
    before = office.snapshot()
    ended = office.take(opened.save())
    assert (ended.code, "「課題」の記入欄が見つかりません" in ended.err) == (1, True)
    for name in list(opened.book.defined_names):
        if name.startswith("tk_02"):
            opened.book.defined_names[name] = DefinedName(name, attr_text="#REF!")
    del opened.book["項目2"]
    ended = office.take(opened.save())
    assert (ended.code, "記入するシートが一つもありません" in ended.err) == (1, True)
    assert office.snapshot() == before


def test_text_beyond_what_the_plan_allows_is_refused_at_its_cell(office, opened):
    opened.fill(tk_02_self_evaluation_issues="長" * 20_001)
    ended = office.take(opened.save())
    assert (ended.code, "20,000文字以内" in ended.err) == (1, True)
    assert opened.cell("tk_02_self_evaluation_issues").coordinate in ended.err

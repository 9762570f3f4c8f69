"""A page of the website with very much on it goes on in further pages, and stands on one as well."""

import re
from pathlib import Path

import pytest

from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.blocks import Column, Prose, Row, Section, Table
from taikou_cli.reports.site import parts, start_page
from taikou_cli.reports.site.build_site import build_site
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.site.parts import cut_blocks
from taikou_cli.reports.writers.html import HtmlWriter

DEMO = Path(__file__).parents[2] / "examples/demo/data"
COLUMNS = (Column("項目", "name"), Column("見直し", "long"))


def table(rows, role="records"):
    return Table("見直し", COLUMNS, tuple(rows), role)


def row(number, first=True, text="文"):
    return Row((((str(number),),) if first else None, ((text,),)))


def rows_of(blocks):
    for block in blocks:
        if isinstance(block, Section):
            yield from rows_of(block.blocks)
        elif isinstance(block, Table):
            yield from block.rows


def test_nothing_is_lost_or_told_twice_and_no_part_holds_more_than_its_room():
    told = (
        Prose((("前書き",),)),
        Section("y2024", ("2024年度",), (table(map(row, range(750))),)),
        Section("y2023", ("2023年度",), (table(map(row, range(750, 760))),), "folded"),
        table(map(row, range(760, 1400)), "list"),
    )
    cut = tuple(cut_blocks(told, 300))
    assert list(rows_of(told)) == [one for part in cut for one in rows_of(part)]
    assert all(len(list(rows_of(part))) <= 300 for part in cut)
    assert [part[0].title for part in cut[1:3]] == [("2024年度", "（続き）")] * 2


def test_long_texts_take_more_room_than_short_ones():
    told = (table(row(number, text="文" * 600) for number in range(100)),)
    cut = tuple(cut_blocks(told, 300))
    assert [len(list(rows_of(part))) for part in cut] == [27, 27, 27, 19]


def test_short_page_and_empty_one_stay_as_they_are():
    told = (table(map(row, range(300))),)
    assert tuple(cut_blocks(told, 300)) == (told,)
    assert tuple(cut_blocks((), 300)) == ((),)


def test_rows_that_share_a_cell_stay_together():
    told = (table([row(number, first=number % 40 == 0) for number in range(400)], "plain"),)
    for part in cut_blocks(told, 100):
        assert next(rows_of(part)).cells[0] is not None


def test_what_cannot_be_cut_has_a_page_of_its_own():
    joined = table([row(number, first=number == 0) for number in range(400)], "plain")
    note = Prose((("注",),))
    assert tuple(cut_blocks((note, joined, note), 100)) == ((note,), (joined,), (note,))


@pytest.fixture(scope="module")
def long_site():
    """Give the site of the demo with pages that hold little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "ROOM", 40)
        patch.setattr(start_page, "_MOST", 3)
        files = build_site(load_project(DEMO), 2024, HtmlWriter(), Extras())
    return {name: content.decode() for name, content in files.items()}


@pytest.mark.parametrize("name", ["changes", "items", "kpis", "opinions"])
def test_plain_links_lead_through_all_parts_and_to_all_of_it(long_site, name):
    first = long_site[f"{name}.html"]
    (nav,) = re.findall(
        r'<nav [^>]*aria-label="続きのページ" data-t-name>(.*?)</nav>', first, re.DOTALL
    )
    *linked, whole = re.findall('href="([^"]+)"', nav)
    assert linked[:2] == [f"{name}.html", f"{name}-2.html"]
    assert whole == f"{name}-all.html"
    assert len({re.search("<title>(.*?)</title>", long_site[one])[1] for one in linked}) > 1
    shown = [row for one in linked for row in re.findall("<tr.*?</tr>", long_site[one])]
    for told in re.findall("<tr.*?</tr>", long_site[whole]):
        assert told in shown
    assert all(long_site[one].count("<tr") <= 60 for one in linked)


def test_first_page_of_a_large_plan_folds_its_lists_and_draws_no_long_picture(long_site):
    page = long_site["index.html"]
    assert '<table class="map"' not in page
    assert '<table class="map"' in "".join(long_site[name] for name in long_site if "items" in name)
    rest = re.search('<details id="lagging-rest"><summary>.*?data-p=count>(\\d+)<', page)
    lagging = page.partition('id="lagging"')[2].partition("<h2")[0]
    assert lagging.count("<li>") == 3 + int(rest[1])
    assert '<details id="pending-all">' in page


def test_rows_of_many_columns_take_more_room():
    columns = tuple(Column(f"列{number}", "text") for number in range(8))
    rows = tuple(Row(((("文",),),) * 8) for _ in range(300))
    wide = Table("", columns, rows, "list")
    assert [len(list(rows_of(part))) for part in cut_blocks((wide,), 300)] == [150, 150]


def test_filter_stands_where_all_items_are(long_site):
    assert 'data-filters="item-list"' in long_site["items-all.html"]
    assert 'data-filters="item-list"' not in long_site["items.html"]
    assert 'href="items-all.html?grade=A"' in long_site["index.html"]


def test_no_link_among_the_parts_is_broken(long_site):
    for name, page in long_site.items():
        for address in re.findall(r'href="([^"#?:]+)["#?]', page if name.endswith(".html") else ""):
            assert address in long_site, (name, address)

"""A document as Word's .docx, to be edited on: real headings, tables, and nothing but text.

Pictures are told by the tables that they are drawn from. The same document gives the same bytes.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import CONTROL_CHARACTER
from taikou_cli.base.packing import pack_zip
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Line,
    Listing,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.writers.column_widths import share_width

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_FONT = "游ゴシック"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDTH_MM = 174
_MARGIN_MM = 1
_SIZE, _SMALL = 10, 8.5
_DEEPEST = 6
_HEAD, _TOTAL, _LABEL = "D9E2EC", "EEF2F6", "F4F6F8"
_MUTED, _RED = "555555", "A61B1B"


def write_docx(document: Document) -> bytes:
    """Give the bytes of the file.

    Raises:
        TaikouError: The library is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise TaikouError(
            "Word の文書を作る部品（python-docx）が入っていません。",
            "taikou のフォルダーで「python -m pip install -e '.[docx]'」を実行して入れるか、「--format html」などで作ってください。",
        ) from error
    writer = _Writer(docx.Document())
    writer.write(document)
    return writer.save()


class _Writer:
    def __init__(self, word: "WordDocument") -> None:
        self._word = word
        self._is_after_heading = False
        self._set_up_page()
        self._set_up_styles()

    def write(self, document: Document) -> None:
        self._write_properties(document)
        self._write_footer(document)
        self._word.add_heading(_clean(document.name), 0)
        if document.notice:
            self._write_notice((((document.notice),),))
        if document.subtitle:
            self._word.add_paragraph(_clean(document.subtitle))
        self._word.add_paragraph(_clean(f"{document.government}　推進期間：{document.period}"))
        self._write_text(document.about)
        self._write_all(document.sections, 1)
        self._word.add_paragraph(_clean(f"{document.closing}taikou {__version__} で作成"))

    def save(self) -> bytes:
        """Give the archive without the time of day."""
        saved = BytesIO()
        self._word.save(saved)
        with zipfile.ZipFile(saved) as archive:
            return pack_zip({name: archive.read(name) for name in archive.namelist()})

    def _set_up_page(self) -> None:
        from docx.shared import Mm

        page = self._word.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm((210 - _WIDTH_MM) / 2)
        page.top_margin, page.bottom_margin = Mm(18), Mm(18)

    def _set_up_styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt, RGBColor

        styles: Any = self._word.styles
        for name in ("Normal", "Title", *(f"Heading {level}" for level in range(1, _DEEPEST + 1))):
            style = styles[name]
            style.font.name = _FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), _FONT)
            style.font.italic = False
            style.font.color.rgb = RGBColor(0x1F, 0x3A, 0x56) if name != "Normal" else None
        styles["Normal"].font.size = Pt(_SIZE)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        styles["Title"].font.size = Pt(18)
        for level, size in ((1, 15), (2, 13), (3, 11.5), (4, 10.5), (5, 10), (6, 10)):
            styles[f"Heading {level}"].font.size = Pt(size)
        languages = _element("w:lang", val="ja-JP", eastAsia="ja-JP")
        styles["Normal"].element.get_or_add_rPr().append(languages)
        for side in ("left", "right"):
            for margin in styles["Table Grid"].element.iter(qn(f"w:{side}")):
                if margin.get(qn("w:w")):
                    margin.set(qn("w:w"), str(Mm(_MARGIN_MM).twips))

    def _write_properties(self, document: Document) -> None:
        properties = self._word.core_properties
        properties.title = _clean(document.name)[:255]
        properties.author = _clean(document.government)[:255]
        properties.language = "ja-JP"
        properties.comments = ""
        properties.created = properties.modified = datetime(*_EPOCH, tzinfo=UTC)

    def _write_footer(self, document: Document) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = self._word.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if document.notice:
            paragraph.add_run(_clean(document.notice)).add_break()
        paragraph.add_run(f"{_clean(document.title)}　")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run: Any = paragraph.add_run()
            if kind:
                run._r.append(_element("w:fldChar", fldCharType=kind))
            else:
                field = _element("w:instrText")
                field.text = text
                run._r.append(field)
        for run in paragraph.runs:
            run.font.size = Pt(_SMALL)

    def _write_all(self, blocks: Iterable[Block], level: int) -> None:
        for block in blocks:
            self._write_block(block, level)

    def _write_block(self, block: Block, level: int) -> None:
        if not isinstance(block, Section):
            self._is_after_heading = False
        match block:
            case Section():
                self._write_section(block, level)
            case Prose():
                self._write_text(block.text, is_small=block.role in {"note", "empty"})
            case Notice():
                self._write_notice(block.text)
            case Facts():
                self._write_facts(block)
            case Table():
                self._write_table(block)
            case Figure(is_told=False):
                self._write_table(block.table)
            case Listing():
                for entry in block.entries:
                    self._write_text(entry, "List Bullet")

    def _write_section(self, block: Section, level: int) -> None:
        if block.title:
            heading = self._word.add_heading("", min(level, _DEEPEST))
            _write_line(heading, block.title)
            heading.paragraph_format.page_break_before = (
                block.role == "sheet" and not self._is_after_heading
            )
        self._is_after_heading = bool(block.title)
        self._write_all(block.blocks, level + 1)

    def _write_text(self, text: Text, style: str | None = None, *, is_small: bool = False) -> None:
        from docx.shared import Pt

        for line in text:
            paragraph = self._word.add_paragraph(style=style)
            _write_line(paragraph, line)
            for run in paragraph.runs if is_small else ():
                run.font.size = Pt(_SMALL)

    def _write_notice(self, text: Text) -> None:
        (row,) = self._add_table(1, (_WIDTH_MM,)).rows
        _shade(row.cells[0], _LABEL)
        _fill(row.cells[0], text, _SIZE)
        self._space()

    def _write_facts(self, block: Facts) -> None:
        """Write the head of a sheet and the like as two columns, texts under their names."""
        if block.role in {"story", "opinions", "terms"}:
            for fact in block.entries:
                self._write_story(fact)
            return
        table = self._add_table(len(block.entries), (44, _WIDTH_MM - 44))
        for fact, row in zip(block.entries, table.rows, strict=True):
            name, text = row.cells
            _shade(name, _LABEL)
            _fill(name, ((Run("strong", fact.name),),), _SMALL + 0.5)
            _fill(text, fact.text, _SMALL + 0.5)
        self._space()

    def _write_story(self, fact: Fact) -> None:
        from docx.shared import Mm

        name = self._word.add_paragraph()
        _write_line(name, (Run("strong", fact.name),))
        name.paragraph_format.keep_with_next = True
        indent = Mm(6 if fact.is_reply else 0)
        name.paragraph_format.left_indent = indent
        for line in fact.text:
            paragraph = self._word.add_paragraph()
            _write_line(paragraph, line)
            paragraph.paragraph_format.left_indent = indent + Mm(4)

    def _write_table(self, table: Table) -> None:
        from docx.shared import Pt

        caption = self._word.add_paragraph()
        _write_line(caption, (Run("strong", table.caption),))
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = Pt(6)
        word = self._add_table(1 + len(table.rows), share_width(table, _WIDTH_MM, 2 * _MARGIN_MM))
        head, *rows = word.rows
        for cell, column in zip(head.cells, table.columns, strict=True):
            _shade(cell, _HEAD)
            _fill(cell, ((Run("strong", column.name),),), _SMALL)
        _mark_row(head, "w:tblHeader")
        written: list[Sequence[_Cell]] = []
        for row, told in zip(rows, table.rows, strict=True):
            written.append(self._write_row(row, told, table.columns))
        for cells, below in zip(written, table.rows[1:], strict=False):
            if None in below.cells:
                _keep_with_next(cells)
        _join(written, table.rows)
        self._space()

    def _write_row(self, row: Any, told: Row, columns: Sequence[Column]) -> Sequence["_Cell"]:
        _mark_row(row, "w:cantSplit")
        cells: Sequence[_Cell] = row.cells
        for cell, text, column in zip(cells, told.cells, columns, strict=True):
            _fill(cell, text or (), _SMALL, is_number=column.kind == "number")
            if told.is_total:
                _shade(cell, _TOTAL)
        return cells

    def _add_table(self, rows: int, widths: Sequence[float]) -> Any:
        from docx.shared import Mm

        table = self._word.add_table(rows, len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def _space(self) -> None:
        from docx.shared import Pt

        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)


def _join(written: Sequence[Sequence["_Cell"]], rows: Sequence[Row]) -> None:
    """Join the cells that go on over several rows."""
    for number in range(len(rows[0].cells) if rows else 0):
        first = 0
        for place in range(1, len(rows) + 1):
            if place < len(rows) and rows[place].cells[number] is None:
                continue
            if place - first > 1:
                written[first][number].merge(written[place - 1][number])
            first = place


def _keep_with_next(cells: Sequence["_Cell"]) -> None:
    """Keep a row on the page of the one below, which goes on with it."""
    for cell in cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _fill(cell: "_Cell", text: Text, size: float, *, is_number: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for place, line in enumerate(text or ((),)):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write_line(paragraph, line)
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _write_line(paragraph: "Paragraph", line: Line) -> None:
    from docx.shared import RGBColor

    for part in _iter_runs(line):
        run = paragraph.add_run(_clean(part.text))
        run.bold = part.kind in {"strong", "badge"} or None
        if part.kind in {"muted", "missing"}:
            run.font.color.rgb = RGBColor.from_string(_RED if part.kind == "missing" else _MUTED)


def _iter_runs(line: Line) -> Iterator[Run]:
    for part in line:
        if isinstance(part, str):
            yield Run("figure", part)
        elif part.kind == "web" and part.text not in part.to:
            yield Run("web", f"{part.text}（{part.to}）")
        else:
            yield part


def _shade(cell: "_Cell", color: str) -> None:
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(_element("w:shd", val="clear", color="auto", fill=color))


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(_element(name))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _clean(text: str) -> str:
    """Take out what XML cannot hold."""
    return CONTROL_CHARACTER.sub("", text).translate({0xFFFE: None, 0xFFFF: None})

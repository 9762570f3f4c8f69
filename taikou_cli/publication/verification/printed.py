"""Whether the figures printed on pages are those of the data: each carries its address there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any

from taikou_cli.base.pdf_objects import PdfError
from taikou_cli.progress.wording import EMPTY
from taikou_cli.publication.verification.pdf_text import Room, read_pdf_text

_ADDRESS = "data-figure"
_NAMES = ("number", "id", "code", "fiscal_year")
# What stands around a number: its unit or a remark, and the sign of a fall.
_FRACTION = re.compile(r"＝(▲?[\d,.]+)[^/\d]*/(▲?[\d,.]+)")
# In a PDF a line may end anywhere within, but in no number.
_SHARE = re.compile(
    r"(?<![\d,])(\d[\d,]*+(?:\.(\d++))?+)\s*+％\s*+＝\s*+(▲?\d[\d,.]*+)[^/\d▲]*+/\s*+(▲?\d[\d,.]*+)"
)
# A number that hardly is another thing by chance: with decimals or thousands, and in no word.
_LONG_NUMBER = re.compile(
    r"(?<![!-~])(?:▲\s*+)?+(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++(?=\.))(?:\.[0-9]++)?+(?![!-~…])"
)
_NUMBER = re.compile(r"(?:▲\s*+)?+[0-9]++(?:[.,][0-9]++)*+")
# What all PDFs of a bundle may unpack to, in bytes; those of 35 items have fourteen million.
_MOST_IN_PDFS = 200_000_000
_YEAR = re.compile(r"site/(\d{4})/")
# An earlier edition says what was its own: its data are in its own bundle.
_KEPT = re.compile(r"site/\d{4}/editions/")
_NOTHING = object()


def iter_misprints(
    files: Mapping[str, bytes], figures: Any, figures_of: Callable[[int], Any]
) -> Iterator[str]:
    """Yield a sentence for every figure on a page that is not the one at its address.

    Of what has no address, and of earlier editions, each percentage must follow from the fraction
    printed with it.

    Args:
        files: The files of the bundle by their paths.
        figures: The figures of the list and those of the period, which follow from the open data.
        figures_of: Gives the figures of the year below whose number a page lies.
    """
    pages = {name: _read_page(files[name]) for name in sorted(files) if name.endswith(".html")}
    known = {"": _name_entries(figures)}
    for name, page in pages.items():
        if page.figures and not _KEPT.match(name):
            match = _YEAR.match(name)
            year = match[1] if match else ""
            if year not in known:
                known[year] = _name_entries(figures_of(int(year)))
            yield from _iter_wrong_figures(name, page, known[year])
        yield from _iter_wrong_shares(name, page.text)
    room = Room(_MOST_IN_PDFS)
    for name in sorted(files):
        stem, _, ending = name.rpartition(".")
        same = pages[f"{stem}.html"].text if f"{stem}.html" in pages else ""
        if ending == "md":
            text = files[name].decode("utf-8", "replace")
            yield from _iter_wrong_shares(name, text)
            yield from _compare_shares(name, text, same)
        elif ending == "pdf":
            yield from _iter_wrong_in_pdf(name, files[name], same, room)


def _iter_wrong_figures(name: str, page: "_Page", figures: Any) -> Iterator[str]:
    for address, printed in page.figures:
        found = _find_figure(figures, address.split("."))
        if found is _NOTHING:
            yield f"{name} の「{printed}」が指す数字（{address}）は、公表した数字にありません。"
        elif (wanted := _differs(printed, found)) is not None:
            yield f"{name} の {address} は「{printed}」ですが、公表した数字は {wanted} です。"


def _name_entries(figures: Any) -> Any:
    """Give lists as dictionaries: an entry goes by its number, id, code or year, the first of a name."""
    if isinstance(figures, dict):
        return {key: _name_entries(value) for key, value in figures.items()}
    if not isinstance(figures, list):
        return figures
    entries: dict[str, Any] = {}
    for one in figures:
        if isinstance(one, dict):
            entry = _name_entries(one)
            for name in _NAMES:
                if name in one:
                    entries.setdefault(str(one[name]), entry)
    return entries


def _find_figure(figures: Any, parts: Sequence[str]) -> Any:
    """Give what stands at an address."""
    if not parts:
        return figures
    if isinstance(figures, dict):
        for end in range(1, len(parts) + 1):  # a code may have a full stop in it
            child = figures.get(".".join(parts[:end]), _NOTHING)
            if child is not _NOTHING:
                found = _find_figure(child, parts[end:])
                if found is not _NOTHING:
                    return found
    return _NOTHING


def _differs(printed: str, value: Any) -> str | None:
    """Give the figure as it should be printed, unless it is so printed."""
    if isinstance(value, dict):
        return _differs_from_share(printed, value)
    wanted = EMPTY if value is None else str(value)
    if printed == wanted or _number(printed) == _number(wanted) is not None:
        return None
    return wanted


def _differs_from_share(printed: str, value: dict[str, Any]) -> str | None:
    """Compare a printed fraction: of a share its two counts, of an amount its two sums."""
    part = value.get("numerator", value.get("actual"))
    whole = value.get("denominator", value.get("planned_told", value.get("planned")))
    found = _FRACTION.match(printed)
    if found and [_number(found[1]), _number(found[2])] == [_number(part), _number(whole)]:
        return None
    return f"＝{part}/{whole}"


def _number(text: Any) -> Decimal | None:
    """Read a printed number: with thousands separators, a fall with a triangle, a unit behind."""
    plain = str(text).replace(",", "").replace("▲", "-").partition("％")[0]
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


class _Page(HTMLParser):
    """Takes out of a page the texts that have addresses, and all that is read."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self._texts: list[str] = []
        self._open: tuple[str, str, int] | None = None  # tag, address, where its text begins
        self._is_code = False

    @property
    def text(self) -> str:
        """All text of the page, run together."""
        return "".join(self._texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_code = tag in {"script", "style"}
        address = dict(attrs).get(_ADDRESS)
        if address:
            self._open = (tag, address, len(self._texts))

    def handle_endtag(self, tag: str) -> None:
        self._is_code = False
        if self._open and tag == self._open[0]:
            _, address, start = self._open
            self.figures.append((address, "".join(self._texts[start:]).strip()))
            self._open = None
        elif tag not in {"span", "small", "a"}:
            self._texts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._is_code:
            self._texts.append(data)


def _read_page(content: bytes) -> _Page:
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return page


def _iter_wrong_shares(name: str, text: str) -> Iterator[str]:
    """Yield the percentages that are not what their fractions give, however they are rounded."""
    for found in _SHARE.finditer(text):
        percent, part, whole = (_number(found[place]) for place in (1, 3, 4))
        if percent is None or part is None or not whole:
            continue
        if abs(percent - 100 * part / whole) >= Decimal(1).scaleb(-len(found[2] or "")):
            yield f"{name} の「{_join(found)}」は、割合と分数が合いません。"


def _list(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(map(_join, pattern.finditer(text)))


def _join(found: re.Match[str]) -> str:
    return "".join(found[0].split())


def _compare_shares(name: str, text: str, page: str) -> Iterator[str]:
    """Compare the percentages of a report in Markdown with those of its page, in their order."""
    ours, theirs = _list(_SHARE, text), _list(_SHARE, page)
    if ours == theirs:
        return
    pairs = zip([*ours, EMPTY], [*theirs, EMPTY], strict=False)
    one, other = next(pair for pair in pairs if pair[0] != pair[1])
    yield f"{name} の「{one}」は、同じ報告書の HTML では「{other}」です。"


def _iter_wrong_in_pdf(name: str, content: bytes, page: str, room: Room) -> Iterator[str]:
    """Yield what of a PDF is not on the page of the same report, which may have more."""
    try:
        text = read_pdf_text(content, room)
    except PdfError:
        yield f"{name} は、taikou が作る PDF の形でないか、展開すると大きくなりすぎるため、数字を確かめられません。"
        return
    yield from _iter_wrong_shares(name, text)
    shares = Counter(_list(_SHARE, text)) - Counter(_list(_SHARE, page))
    numbers = set(_list(_LONG_NUMBER, text)) - set(_list(_NUMBER, page))
    for one in (*shares, *sorted(numbers)):
        yield f"{name} の「{one}」は、同じ報告書の HTML にありません。"

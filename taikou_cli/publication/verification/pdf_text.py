"""The text that the pages of a PDF show, read without trusting the file.

Only what Typst writes is read, and little it is of all that a PDF may hold. Whoever knows the
format well can still show something else than the text says: the PDF made anew from its commit
tells.
"""

import re
import zlib
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from taikou_cli.base.pdf_objects import Pdf, PdfError, split_pdf

# Of what draws a page: strings, the font, what shows strings, and what marks parts of it.
_TOKEN = re.compile(
    rb"\(|<[0-9A-Fa-f]++>|/(?P<font>\w++) [.\d]++ Tf|/Artifact|\b(?:TJ|Tj|ET|BDC|BMC|EMC)\b"
)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_STREAM, _STREAM_END = b"\nstream\n", b"\nendstream"
_WIDTH = re.compile(r"begincodespacerange\n<([0-9A-F]{2,4})>")
_CODE = re.compile(r"<([0-9A-F]{2,4})> <((?:[0-9A-F]{4}){1,8})>")
_UNKNOWN = "\ufffd"


class Room:
    """How much may still be unpacked of all files together: a small one may hold very much.

    Args:
        most: How many bytes and characters.
    """

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, size: int) -> None:
        """Use some of it.

        Raises:
            PdfError: There is not so much left.
        """
        self._left -= size
        if self._left < 0:
            raise PdfError

    def unpack(self, body: bytes) -> bytes:
        """Give the content of an object.

        Raises:
            PdfError: It has none, is packed in another way than Typst's, or is too large.
            zlib.error: It is broken.
        """
        head, _, rest = body.partition(_STREAM)
        if not rest.endswith(_STREAM_END) or b"/Filter/FlateDecode" not in head:
            raise PdfError
        stream = zlib.decompressobj()
        content = stream.decompress(rest[: -len(_STREAM_END)], self._left + 1)
        self.take(len(content))
        if not stream.eof:
            raise PdfError
        return content


class _Font(NamedTuple):
    """How many bytes its codes have, and the text that each stands for."""

    width: int
    texts: dict[int, str]


def read_pdf_text(content: bytes, room: Room) -> str:
    """Give what the pages show, with an end of line behind each run of glyphs.

    Running heads and numbers of pages come after the text of all pages.

    Raises:
        PdfError: It is not as Typst writes it, or there is not room enough.
    """
    try:
        return _Reader(split_pdf(content), room).read()
    except (zlib.error, LookupError, ValueError) as error:
        raise PdfError from error


class _Reader:
    def __init__(self, pdf: Pdf, room: Room) -> None:
        self._pdf = pdf
        self._room = room
        self._fonts: dict[int, _Font] = {}

    def read(self) -> str:
        texts, around = StringIO(), StringIO()
        for content, resources in self._iter_drawn():
            fonts = self._find_fonts(resources)
            for is_around, text in _iter_runs(self._room.unpack(content), fonts):
                self._room.take(len(text))
                (around if is_around else texts).write(text)
        return f"{texts.getvalue()}\n{around.getvalue()}"

    def _iter_drawn(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield what draws each page, and each part that pages draw; with each its resources."""
        pages = self._follow(self._pdf.find(self._pdf.root), rb"/Pages")
        kids = re.findall(rb"(\d{1,9}) 0 R", _find_only(rb"/Kids\[([\d R]*)\]", pages))
        if len(set(kids)) < len(kids):
            raise PdfError
        for page in map(self._pdf.find, map(int, kids)):
            yield self._follow(page, rb"/Contents"), self._follow(page, rb"/Resources")
        for body in self._pdf.objects:
            head, is_stream, _ = body.partition(_STREAM)
            if is_stream and b"/Resources" in head:
                yield body, self._follow(head, rb"/Resources")

    def _follow(self, body: bytes, name: bytes) -> bytes:
        return self._pdf.find(int(_find_only(name + rb" (\d{1,9}) 0 R", body)))

    def _find_fonts(self, resources: bytes) -> dict[bytes, _Font]:
        if b"/Font" not in resources:
            return {}
        listed = _find_only(rb"/Font<<([\w/ ]*)>>", resources)
        return {
            name: self._read_font(int(number))
            for name, number in re.findall(rb"/(\w+) (\d{1,9}) 0 R", listed)
        }

    def _read_font(self, number: int) -> _Font:
        if number not in self._fonts:
            table = self._follow(self._pdf.find(number), rb"/ToUnicode")
            self._fonts[number] = _parse_font(self._room.unpack(table).decode("ascii"))
        return self._fonts[number]


def _find_only(pattern: bytes, text: bytes) -> bytes:
    """Give what a pattern finds; where there are several, readers do not agree which counts."""
    found: list[bytes] = re.findall(pattern, text)
    if len(found) != 1:
        raise PdfError
    return found[0]


def _parse_font(table: str) -> _Font:
    width = _WIDTH.search(table)
    if not width or "bfrange" in table:
        raise PdfError
    texts = {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in _CODE.findall(table)
    }
    return _Font(len(width[1]) // 2, texts)


class _Operation(NamedTuple):
    """A step of drawing, with the strings that it is given, and a name: of a font or of a mark."""

    kind: bytes
    strings: list[bytes]
    name: bytes


def _iter_runs(content: bytes, fonts: dict[bytes, _Font]) -> Iterator[tuple[bool, str]]:
    """Yield the text of each run, and whether it belongs to what stands around the text."""
    font = _Font(1, {})
    depth = around = 0  # how many marks are open, and the one within which all is around the text
    for kind, strings, name in _iter_operations(content):
        if kind == b"Tf":
            font = fonts[name]
        elif kind in {b"TJ", b"Tj"}:
            yield around > 0, _decode(b"".join(strings), font)
        elif kind in {b"BDC", b"BMC"}:
            depth += 1
            around = around or (depth if name == b"/Artifact" else 0)
        elif kind == b"EMC":
            around = 0 if around == depth else around
            depth -= 1
        elif strings:
            raise PdfError  # shown in a way that Typst does not use
        else:
            yield around > 0, "\n"


def _iter_operations(content: bytes) -> Iterator[_Operation]:
    strings: list[bytes] = []
    name, at = b"", 0
    while token := _TOKEN.search(content, at):
        found, at = token[0], token.end()
        if found == b"(":
            begin, at = at, _find_end(content, at)
            strings.append(_ESCAPE.sub(_unescape, content[begin : at - 1]))
        elif found.startswith(b"<"):
            strings.append(bytes.fromhex(found[1:-1].decode("ascii")))
        elif found == b"/Artifact":
            name = found
        else:
            yield _Operation(b"Tf" if token["font"] else found, strings, token["font"] or name)
            strings, name = [], b""


def _find_end(content: bytes, at: int) -> int:
    """Give the place behind a string; parentheses within it come in pairs."""
    depth = 1
    for mark in _PARENTHESIS.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    raise PdfError


def _unescape(escape: re.Match[bytes]) -> bytes:
    told = escape[1]
    return bytes((int(told, 8) & 0xFF,)) if told.isdigit() else _ESCAPED.get(told, told)


def _decode(codes: bytes, font: _Font) -> str:
    places = range(0, len(codes), font.width)
    numbers = (int.from_bytes(codes[at : at + font.width], "big") for at in places)
    return "".join(font.texts.get(number, _UNKNOWN) for number in numbers)

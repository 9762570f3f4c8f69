"""The objects of a PDF as Typst writes it: one after another, with one table of where they begin.

PDFs of any other shape are refused: what is made of them could not be what others see in them.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

_TRAILER = re.compile(
    rb"trailer\n<</Size \d+/Root (\d{1,9}) 0 R(?:/Info \d+ 0 R)?(?:/ID\[[^]]*+\])?>>\n"
    rb"startxref\n(\d{1,12})\n%%EOF"
)
_FREE = b"0000000000 65535 f\r\n"
_LINE = len(_FREE)
_BODY = b"\nendobj\n"


class PdfError(ValueError):
    """The file is no PDF, or not of the shape that Typst gives it."""


class Pdf(NamedTuple):
    """A PDF in its parts.

    Attributes:
        head: What stands before the first object.
        objects: The objects without what begins and ends each, in the order of their numbers
            from 1.
        trailer: What stands behind the table, up to the word before its place.
        root: The number of the object that leads to all others.
    """

    head: bytes
    objects: tuple[bytes, ...]
    trailer: bytes
    root: int

    def find(self, number: int) -> bytes:
        """Give the object of a number.

        Raises:
            PdfError: There is none.
        """
        if not 0 < number <= len(self.objects):
            raise PdfError(number)
        return self.objects[number - 1]


def split_pdf(content: bytes) -> Pdf:
    """Take a PDF apart.

    Raises:
        PdfError: It is not as Typst writes it.
    """
    end = content.rfind(b"trailer\n")
    found = _TRAILER.fullmatch(content, max(end, 0))
    if not found:
        raise PdfError
    start = int(found[2])
    table = content[start:end]
    size = table.find(_FREE)
    lines = [table[at : at + _LINE] for at in range(size, len(table), _LINE)]
    begins = [*(_read_place(line) for line in lines[1:]), start]
    if size < 0 or table != _write_table(begins[:-1]):
        raise PdfError
    objects = tuple(
        _strip(content[begin:end], number)
        for number, (begin, end) in enumerate(pairwise(begins), 1)
    )
    trailer = content[end : found.start(2)]
    return Pdf(content[: begins[0]], objects, trailer, int(found[1]))


def join_pdf(pdf: Pdf) -> bytes:
    """Put a PDF together, with a table of where its objects are now."""
    objects = [
        b"%d 0 obj\n%b%b" % (number, body, _BODY) for number, body in enumerate(pdf.objects, 1)
    ]
    *begins, start = accumulate(map(len, objects), initial=len(pdf.head))
    end = b"%b%d\n%%%%EOF" % (pdf.trailer, start)
    return b"".join((pdf.head, *objects, _write_table(begins), end))


def _read_place(line: bytes) -> int:
    if not re.fullmatch(rb"\d{10} 00000 n\r\n", line):
        raise PdfError
    return int(line[:10])


def _write_table(begins: Sequence[int]) -> bytes:
    lines = [b"%010d 00000 n\r\n" % begin for begin in begins]
    return b"".join((b"xref\n0 %d\n" % (len(begins) + 1), _FREE, *lines))


def _strip(content: bytes, number: int) -> bytes:
    mark = b"%d 0 obj\n" % number
    if not (content.startswith(mark) and content.endswith(_BODY)):
        raise PdfError(number)
    return content[len(mark) : -len(_BODY)]

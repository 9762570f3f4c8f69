"""XML read as it comes, with a limit on everything that could grow: no tree is ever built."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from taikou_cli.base.errors import TaikouError

MAX_ELEMENTS = 300_000
"""Elements of all parts of a workbook together; one of a plan of 35 items has about 24,000."""

MAX_CHARACTERS = 8_000_000
"""Characters of all cells together: many cells may share one long text."""

_LONGEST_TAG = 200_000
_CHUNK = 65_536
_ENCODINGS = {None, "utf-8", "us-ascii", "utf-16"}

Start = Callable[[str, dict[str, str]], object]
"""Called with the name of an element, `namespace name`, and its attributes."""
End = Callable[[str], object]
Text = Callable[[str], object]


class UnsafeWorkbookError(TaikouError):
    """The file is no workbook, or one that is not opened."""


class Budget:
    """What may still be read of one workbook."""

    def __init__(self, elements: int = MAX_ELEMENTS) -> None:
        self._elements = elements
        self._characters = MAX_CHARACTERS

    def spend(self, elements: int = 0, characters: int = 0) -> None:
        """Take away what is about to be read.

        Raises:
            UnsafeWorkbookError: There is not enough left.
        """
        self._elements -= elements
        self._characters -= characters
        if self._elements < 0 or self._characters < 0:
            raise too_large()


def stream(content: bytes, budget: Budget, start: Start, end: End, text: Text) -> None:
    """Read one part.

    Args:
        content: Its bytes.
        budget: What is left for it; what it uses is taken away.
        start: Hears of every element that begins.
        end: Hears of every element that ends.
        text: Hears of text, which may come in pieces.

    Raises:
        UnsafeWorkbookError: It is no XML of a workbook, or more than the budget allows.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for at in range(0, len(content), _CHUNK):
            chunk = content[at : at + _CHUNK]
            budget.spend(elements=_count_elements(chunk))
            parser.Parse(chunk)
            # What the parser holds back is one unfinished tag.
            if at + _CHUNK - max(parser.CurrentByteIndex, 0) > _LONGEST_TAG:
                raise too_large()
        parser.Parse(b"", True)  # noqa: FBT003 - it takes no keywords
    except expat.ExpatError as error:
        raise unreadable() from error


def _count_elements(chunk: bytes) -> int:
    """Count the elements that begin in a piece of XML, and its comments: never less than there are."""
    return chunk.count(b"<") - chunk.count(b"</")


@contextmanager
def reading_foreign() -> Iterator[None]:
    """Tell of a workbook that it cannot be read, whatever its reading stumbles over.

    Raises:
        UnsafeWorkbookError: What it holds fits nowhere.
    """
    try:
        yield
    except (
        ArithmeticError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise unreadable() from error


def too_large() -> UnsafeWorkbookError:
    """Give the refusal of a workbook in which something is beyond every use."""
    return UnsafeWorkbookError(
        "展開すると大きくなりすぎるファイルです。開きません。",
        "お送りした様式に記入し直してください。心当たりがなければ、このファイルは開かないでください。",
    )


def unreadable() -> UnsafeWorkbookError:
    """Give the refusal of a workbook whose parts are not what they claim to be."""
    return UnsafeWorkbookError(
        "Excelのファイルとして読み込めません。",
        "Excelで開けるかを確かめ、「Excel ブック（*.xlsx）」で保存し直してください。",
    )


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding.lower() if encoding else None) not in _ENCODINGS:
        raise _tricky()


def _refuse_doctype(*_about: object) -> None:
    """Refuse what could make a parser fetch or multiply things."""
    raise _tricky()


def _tricky() -> UnsafeWorkbookError:
    return UnsafeWorkbookError(
        "Excelが書かない特殊なXML（DTD、実体参照、文字コード）が入っています。開きません。",
        "お送りした様式に記入し直してください。心当たりがなければ、このファイルは開かないでください。",
    )

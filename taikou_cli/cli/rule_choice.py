"""The rules that somebody chooses on the command line: `--select TK4 --severity TK502=error`."""

from collections.abc import Iterator, Sequence

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.checks.registry import is_known_code
from taikou_cli.checks.settings import Settings


def read_choice(
    select: Sequence[str] | None, ignore: Sequence[str] | None, severity: Sequence[str] | None
) -> Settings:
    """Read the options; each may be given several times, or several at a time with commas.

    Raises:
        TaikouError: A rule or a severity is misspelt: nothing would be checked, and nobody told.
    """
    given = (part.partition("=") for part in _split(severity))
    return Settings(
        tuple(map(_read_code, _split(select))),
        tuple(map(_read_code, _split(ignore))),
        tuple((_read_code(code), _read_severity(name)) for code, _, name in given),
    )


def _split(options: Sequence[str] | None) -> Iterator[str]:
    for option in options or ():
        parts = to_half_width(option).replace("、", ",").split(",")
        yield from (part.strip() for part in parts if part.strip())


def _read_code(text: str) -> str:
    code = text.strip().upper()
    if not is_known_code(code):
        raise TaikouError(
            f"「{text}」という検査はありません。",
            "TK421 のような番号か、TK4 のような番号の頭を書いてください。番号は「taikou rule」で調べられます。",
        )
    return code


def _read_severity(text: str) -> Severity:
    try:
        return Severity(text.strip().lower())
    except ValueError:
        raise TaikouError(
            f"「{text}」という重さはありません。",
            "「--severity TK502=error」のように、error、warning、info のどれかを書いてください。",
        ) from None

"""What a check says: where something is wrong, how grave it is, what to do.

These are named tuples because making a frozen dataclass costs seven times as much at start-up.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The way from the top of a YAML file to a value: `("kpis", 0, "targets", 2026)`."""


class Severity(StrEnum):
    """How grave a finding is; only errors make `taikou validate` fail by themselves."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_NAMES = {Severity.ERROR: "エラー", Severity.WARNING: "警告", Severity.INFO: "情報"}
"""What the office calls each severity."""


class Position(NamedTuple):
    """A place in a text: line and column count from 1.

    A column counts characters as Unicode does (code points): a kanji is one, and so is one
    outside the Basic Multilingual Plane such as 𠮷. A format that counts otherwise converts.
    `end_column` is the first column after the place, on the same line; None if not known.
    """

    line: int = 1
    column: int = 1
    end_column: int | None = None


START = Position()
"""The first place of a file, for what concerns the file as a whole."""


class Problem(NamedTuple):
    """What a rule yields: the engine adds the rule's code and finds the line of a route.

    Attributes:
        path: The file, relative to the folder that holds `data/`, with `/`.
        message: What is wrong, in Japanese.
        hint: What to do, in Japanese.
        at: A route into the file, or a position where the file has no routes (yet).
        on_key: Point at the key of the route instead of its value.
        word: The part of the value that is meant; in a text of several lines, the line with it
            is pointed at.
    """

    path: str
    message: str
    hint: str
    at: Route | Position = START
    on_key: bool = False
    word: str = ""


class Finding(NamedTuple):
    """A problem with its rule and its place, ready for any output format."""

    code: str
    name: str
    severity: Severity
    path: str
    position: Position
    message: str
    hint: str


class CheckResult(NamedTuple):
    """All findings of one run.

    Attributes:
        findings: By file, place and code.
        file_count: How many files were looked at.
        texts: The text of each file by its path, to show the lines.
        manuals: The manual of each rule that has a finding, by its code.
        is_strict: Warnings count as errors.
    """

    findings: tuple[Finding, ...]
    file_count: int
    texts: Mapping[str, str]
    manuals: Mapping[str, str]
    is_strict: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether the plan does not pass."""
        gravest = {Severity.ERROR, *([Severity.WARNING] if self.is_strict else [])}
        return any(finding.severity in gravest for finding in self.findings)

    def below(self, prefix: str) -> "CheckResult":
        """Let the paths of the findings begin with a prefix; only the texts of these are kept."""
        texts = {one.path: self.texts[one.path] for one in self.findings if one.path in self.texts}
        return self._replace(
            findings=tuple(one._replace(path=f"{prefix}{one.path}") for one in self.findings),
            texts={f"{prefix}{path}": text for path, text in texts.items()},
        )

    def line_of(self, finding: Finding) -> str:
        """Give the line that a finding points at; empty where the file has no such line."""
        lines = self.texts.get(finding.path, "").split("\n", finding.position.line)
        return lines[finding.position.line - 1] if finding.position.line <= len(lines) else ""

    def count_of(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

"""YAML text → plain data, in one pass over libyaml's events.

The events are taken one by one instead of libyaml's nodes: building nodes recurses in C and
ends the process on deep nesting, the events show anchors, tags and repeated keys before
anything is expanded, and measured they are the faster way.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from taikou_cli.base.findings import Position
from taikou_cli.base.japanese_text import CONTROL_CHARACTER, may_hold_controls
from taikou_cli.store.fault import MOST_FAULTS, Fault
from taikou_cli.store.yaml_scalars import NumberOutOfRangeError, Scalar, resolve_scalar
from taikou_cli.store.yaml_syntax import describe_syntax_error

if TYPE_CHECKING:
    from taikou_cli.store.keyboard_slips import Slip

MAX_DEPTH = 20
"""Deepest nesting of lists and mappings; the schema needs about eight."""

_NESTING = {
    MappingStartEvent: 1,
    SequenceStartEvent: 1,
    MappingEndEvent: -1,
    SequenceEndEvent: -1,
}

YamlValue = Scalar | tuple["YamlValue", ...] | dict[str | int, "YamlValue"]
"""Lists come as tuples: what is loaded is not changed."""

_NO_KEY = object()
_WRITE_PLAINLY = '値をそのまま書いてください。「&」「*」「!」で始まる文字列は「"」で囲みます。'
_STANDARD_TAG = "tag:yaml.org,2002:"


class _StopReadingError(Exception):
    """Nothing after this place can be understood."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read_yaml(text: str, raw: bytes | None = None) -> tuple[YamlValue, list[Fault]]:
    """Read one YAML 1.2 document of plain values.

    Args:
        text: The document.
        raw: It in UTF-8, if `decode_text` found no fault in it.

    Returns:
        The data and the faults. The data is None if the text is empty or cannot be trusted;
        of a repeated key the first value stands.
    """
    reader = _Reader()
    try:
        reader.read(open_parser(text, raw))
    except MarkedYAMLError as error:
        faults = describe_syntax_error(text, error, find_error)
        # Between the marks of a merge stand the same keys twice.
        is_merge = faults[0].kind == "merge-unfinished"
        return None, faults if is_merge else [*reader.faults, *faults]
    except YAMLError:
        message = "YAMLとして読めません。"
        return None, [
            *reader.faults,
            Fault("yaml-syntax", message, "使えない文字が入っていないかを確かめてください。"),
        ]
    except _StopReadingError as stop:
        return None, [*reader.faults, stop.fault]
    if reader.root is None and not reader.faults:
        return None, [
            Fault(
                "file-empty",
                "ファイルに内容がありません。",
                "控えから戻すか、不要なら消してください。",
            )
        ]
    return (reader.root if reader.trusted else None), reader.faults


def open_parser(text: str, raw: bytes | None = None) -> Any:
    """Start libyaml on a text, with a space for every control character.

    `decode_text` has told of them; libyaml would stop at some and take others for line ends.
    Where it found no fault, the text in UTF-8 may be given, too.
    """
    if raw is None:
        raw = text.encode("utf-8")
        if may_hold_controls(text, raw):
            raw = CONTROL_CHARACTER.sub(" ", text).encode("utf-8")
    return CParser(raw)


def iter_events(text: str) -> Iterator[Any]:
    """Yield the events of a text's values, keys and lists; who looks for places walks these."""
    get_event = open_parser(text).get_event
    while (event := get_event()) is not None:
        if type(event) is ScalarEvent or type(event) in _NESTING:
            yield event


def mend_yaml(text: str) -> "tuple[list[Slip], str] | None":
    """Mend the slips of a Japanese keyboard in a text that cannot be read.

    Returns:
        The slips and the mended text; None if that cannot be read either, or nothing was wrong.
    """
    from taikou_cli.store.keyboard_slips import find_slips

    error = find_error(text)
    if error is None:
        return None
    slips, mended = find_slips(text, error, find_error)
    return None if find_error(mended) else (slips, mended)


def find_error(text: str) -> MarkedYAMLError | None:
    """Tell where libyaml would stop, without asking why; None where it would not.

    It is not asked about what is nested too deep: its time grows with the square of the depth.
    """
    get_event = open_parser(text).get_event
    depth = 0
    try:
        while (event := get_event()) is not None and depth <= MAX_DEPTH:
            depth += _NESTING.get(type(event), 0)
    except MarkedYAMLError as error:
        return error
    return None


class _Reader:
    def __init__(self) -> None:
        self.root: YamlValue = None
        self.faults: list[Fault] = []
        self.trusted = True
        self._documents = 0
        self._told: Counter[str] = Counter()

    def read(self, parser: Any) -> None:
        """Build the data. One loop, no recursion: depth is bounded by us, not by a stack."""
        get_event = parser.get_event
        stack: list[tuple[Any, Any]] = []
        current: Any = None
        key: Any = _NO_KEY
        value: Any
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                value = self._scalar(event)
                if key is _NO_KEY and type(value) is str and type(current) is dict:
                    # Most scalars are keys that nothing is wrong with.
                    key = value if value not in current else self._check_key(current, value, event)
                    continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_collection(event, len(stack), current, key)
                stack.append((current, key))
                current, key = ({} if kind is MappingStartEvent else []), _NO_KEY
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = current if kind is MappingEndEvent else tuple(current)
                current, key = stack.pop()
            elif kind is AliasEvent:
                self._refuse_alias(event)
                value = None
            else:
                self._count_documents(event, kind)
                continue
            if key is not _NO_KEY:
                current.setdefault(key, value)
                key = _NO_KEY
            elif type(current) is list:
                current.append(value)
            elif current is None:
                self.root = value
            else:
                key = self._check_key(current, value, event)

    def _check_key(self, current: Any, key: Any, event: Any) -> Any:
        if type(key) is not str and type(key) is not int:
            raise _stop(
                "unusable-key",
                "項目名に使えない値です。",
                "「項目名: 値」の形で書いてください。",
                event,
            )
        if key in current:
            self._add(
                "duplicate-key",
                f"「{key}」が同じ場所に重ねて書かれています。",
                "どちらが正しいかを確かめ、一方を消してください。",
                event,
            )
        return key

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor is not None or event.ctag is not None:
            self._refuse_anchor_or_tag(event)
        if not event.implicit[0]:
            return self._quoted(event) if event.style == '"' else event.value
        try:
            return resolve_scalar(event.value)
        except NumberOutOfRangeError:
            self.trusted = False
            self._add(
                "number-out-of-range",
                "扱えない数値です（15桁を超えるか、大きさが極端か、有限の数ではありません）。",
                '桁を確かめてください。番号などの文字列なら「"」で囲んでください。',
                event,
            )
            return None

    def _quoted(self, event: Any) -> str:
        text: str = event.value
        if match := CONTROL_CHARACTER.search(text):
            self._add(
                "control-character",
                f"制御文字（{ascii(match[0])[1:-1]}）が書かれています。",
                "「\\」で始まるその記号を消してください。",
                event,
            )
        return text

    def _check_collection(self, event: Any, depth: int, current: Any, key: Any) -> None:
        if event.anchor is not None or event.ctag is not None:
            self._refuse_anchor_or_tag(event)
        if depth >= MAX_DEPTH:
            raise _stop(
                "nesting-too-deep",
                f"入れ子が深すぎます（{MAX_DEPTH}段まで）。",
                "括弧「[」「{」や「- 」の書き過ぎを確かめてください。",
                event,
            )
        if type(current) is dict and key is _NO_KEY:
            raise _stop(
                "unusable-key",
                "項目名に一覧や入れ子は使えません。",
                "「{ }」や「? 」を使わず、「項目名: 値」の形で書いてください。",
                event,
            )

    def _count_documents(self, event: Any, kind: type) -> None:
        if kind is not DocumentStartEvent:
            return
        self._documents += 1
        if self._documents > 1:
            raise _stop(
                "several-documents",
                "1つのファイルに文書が2つ以上あります（「---」の行）。",
                "「---」の行を消すか、ファイルを分けてください。",
                event,
            )

    def _refuse_alias(self, event: Any) -> None:
        self.trusted = False
        self._add(
            "anchor-or-alias", f"別名「*{event.anchor}」は使えません。", _WRITE_PLAINLY, event
        )

    def _refuse_anchor_or_tag(self, event: Any) -> None:
        self.trusted = False
        if event.anchor is not None:
            self._add(
                "anchor-or-alias", f"目印「&{event.anchor}」は使えません。", _WRITE_PLAINLY, event
            )
        if event.tag is not None:
            tag = str(event.tag).replace(_STANDARD_TAG, "!!")
            self._add("tag", f"型の指定「{tag}」は使えません。", _WRITE_PLAINLY, event)

    def _add(self, kind: str, message: str, hint: str, event: Any) -> None:
        self._told[kind] += 1
        if self._told[kind] <= MOST_FAULTS + 1:
            self.faults.append(Fault(kind, message, hint, event_position(event)))


def event_position(event: Any) -> Position:
    """Where an event stands; `end_column` only where it ends on the same line."""
    start, end = event.start_mark, event.end_mark
    same_line = start.line == end.line and end.column > start.column
    return Position(start.line + 1, start.column + 1, end.column + 1 if same_line else None)


def _stop(kind: str, message: str, hint: str, event: Any) -> _StopReadingError:
    return _StopReadingError(Fault(kind, message, hint, event_position(event)))

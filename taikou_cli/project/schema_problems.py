"""pydantic's errors in the office's words, each under the name of the rule that reports it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from taikou_cli.base.findings import Problem, Route
from taikou_cli.base.japanese_text import reveal_controls, to_half_width
from taikou_cli.model.documents import internal_keys
from taikou_cli.model.fields import VISIBLE, YEAR_MONTH
from taikou_cli.model.record import Record
from taikou_cli.project.schema_fields import fields_at, guess_key, name_of
from taikou_cli.store.yaml_syntax import describe_mark, is_merge_mark

_Described = tuple[str, str, str]
"""Name of the rule, message, hint."""

_EXPECTED = {
    "string_type": "文字列",
    "int_type": "整数",
    "bool_type": "「true」か「false」",
    "tuple_type": "一覧（「- 」で始まる行の並び）",
    "dict_type": "「キー: 値」の並び",
    "model_type": "「キー: 値」の並び",
    "amount_type": "数か言葉",
    "number_type": "数",
    "bound_type": "数",
    "int_from_float": "整数",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "半角英小文字で始まり、英小文字・数字・「_」だけ",
    r"^[0-9a-f]{64}$": "SHA-256（64桁の16進数）",
    r"^@[A-Za-z0-9][A-Za-z0-9_./-]*$": "「@利用者」か「@団体/チーム」",
    r"^TK[0-9]{0,3}$": "「TK」と3桁までの数字。例：TK421",
    YEAR_MONTH: "西暦の年と月。例：2025-03",
    r"^[0-9]{6}$": "6桁の数字",
}
_KEY_HINTS = {"string_pattern_mismatch": "決まった形の識別名で書いてください。"}
_LONGEST_QUOTE = 30
_MOST_ERRORS = 200
"""A file with more of them is not one of the plan; the rest would only hide what is said first."""


def describe_errors(
    error: ValidationError, model: type[Record], path: str
) -> Iterator[tuple[str, Problem]]:
    """Yield the rule's name and the problem for each error of one file.

    A key that is missing because it was misspelt is told once, at the misspelling.
    """
    errors = error.errors(include_url=False)[:_MOST_ERRORS]
    meant = {meaning for entry in errors if (meaning := _meant_route(entry, model))}
    for entry in errors:
        if entry["type"] == "missing" and entry["loc"] in meant:
            continue
        yield _describe(entry, model, path)


def _describe(entry: Any, model: type[Record], path: str) -> tuple[str, Problem]:
    route: Route = entry["loc"]
    kind = entry["type"]
    if internal_keys().intersection(map(str, route)) or _is_declared_value(route):
        entry = {**entry, "input": "公表しない内容"}
    if kind == "extra_forbidden":
        name, message, hint = _describe_unknown(route, model)
        return name, Problem(path, message, hint, route, on_key=True)
    if kind == "missing":
        name, message, hint = _describe_missing(route, model)
        return name, Problem(path, message, hint, route[:-1])
    if route and route[-1] == "[key]":
        known = entry.get("ctx", {}).get("hint") if kind == "span_invalid" else None
        hint = known or _KEY_HINTS.get(kind, "キーは西暦の年度（例：2025）で書いてください。")
        return "wrong-type", Problem(
            path, f"キー{_quote(entry['input'])}は使えません。", hint, route[:-1], on_key=True
        )
    # Only of a mapping with keys of its own can they be told.
    keys = fields_at(route, model) if kind == "model_type" and route else {}
    name, message, hint = _describe_value(entry, name_of(route, model), keys)
    word = entry["input"] if kind == "string_pattern_mismatch" else ""
    return name, Problem(path, message, hint, route, word=word)


def _is_declared_value(route: Route) -> bool:
    """Tell whether a value is of a field that the plan declares: it may be private."""
    after = dict(pairwise(route)).get("fields")
    return isinstance(after, str) or (isinstance(after, int) and route[-1] == "value")


def _describe_unknown(route: Route, model: type[Record]) -> _Described:
    key = str(route[-1])
    if is_merge_mark(key):
        return "merge-unfinished", *describe_mark(key)
    fields = fields_at(route[:-1], model)
    message = f"キー「{_shorten(key)}」は使えません。"
    if meaning := guess_key(key, fields):
        return (
            "unknown-key",
            message,
            f"「{meaning}」（{fields[meaning]}）の書き間違いではありませんか。",
        )
    return "unknown-key", message, f"ここで使えるキーは {'、'.join(fields)} です。"


def _describe_missing(route: Route, model: type[Record]) -> _Described:
    return (
        "key-missing",
        f"{name_of(route, model)}がありません。",
        f"「{route[-1]}: 値」の行を加えてください。",
    )


def _describe_value(entry: Any, name: str, keys: Mapping[str, str]) -> _Described:
    value = entry["input"]
    if value is None or entry["type"] == "text_empty" or _is_of_pattern(entry, VISIBLE):
        return "value-empty", f"{name}が空です。", "値を書いてください。"
    if entry["type"] == "date_invalid":
        return (
            "date-invalid",
            f"{name}の{_quote(value)}は日付として正しくありません。",
            "「2025-04-01」の形で、暦にある日（1926～2199年）を書いてください。",
        )
    if entry["type"] == "address_invalid":
        return (
            "value-not-allowed",
            f"{name}の{_quote(value)}は、ウェブのアドレスとして使えません。",
            "「https://」か「http://」で始まるアドレスを、空白や「利用者名@」を入れずに書いてください。",
        )
    if expected := _EXPECTED.get(entry["type"]):
        return _describe_type(name, value, expected, keys)
    return (
        "value-not-allowed",
        f"{name}の{_quote(value)}は使えません。",
        _CONSTRAINTS.get(entry["type"], _any)(entry.get("ctx", {})),
    )


def _is_of_pattern(entry: Any, pattern: str) -> bool:
    is_mismatch: bool = entry["type"] == "string_pattern_mismatch"
    return is_mismatch and bool(entry["ctx"]["pattern"] == pattern)


def _describe_type(name: str, value: Any, expected: str, keys: Mapping[str, str]) -> _Described:
    if (
        expected == "整数"
        and isinstance(value, str)
        and to_half_width(value).strip().lstrip("-").isdecimal()
    ):
        half = to_half_width(value).strip()
        return (
            "number-as-text",
            f"{name}の{_quote(value)}は、数ではなく文字になっています。",
            f"半角の数字で「{half}」と書いてください（引用符は付けません）。",
        )
    hint = f"{expected}を書いてください。"
    if expected == "文字列" and not isinstance(value, (dict, tuple)):
        hint = '文字列として扱うには「"」で囲んでください。'
    if keys:
        listed = "、".join(f"{key}（{title}）" for key, title in keys.items())
        hint = (
            f"次の行から字下げして、「キー: 値」の形で書いてください。使えるキーは {listed} です。"
        )
    return (
        "wrong-type",
        f"{name}は{expected}でなければなりません（今の値は{_quote(value)}）。",
        hint,
    )


def _list_choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ").replace(", ", "、")


def _any(_context: dict[str, Any]) -> str:
    return "値を確かめてください。"


_CONSTRAINTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "greater_than_equal": lambda context: f"{context['ge']}以上の数を書いてください。",
    "less_than_equal": lambda context: f"{context['le']}以下の数を書いてください。",
    "string_too_long": lambda context: f"{context['max_length']:,}文字以内で書いてください。",
    "string_pattern_mismatch": lambda context: (
        f"決まった形で書いてください（{_PATTERNS.get(context['pattern'], context['pattern'])}）。"
    ),
    "literal_error": lambda context: (
        f"{_list_choices(context['expected'])} のどれかを書いてください。"
    ),
}


def _meant_route(entry: Any, model: type[Record]) -> Route | None:
    if entry["type"] != "extra_forbidden":
        return None
    parent: Route = entry["loc"][:-1]
    meaning = guess_key(str(entry["loc"][-1]), fields_at(parent, model))
    return (*parent, meaning) if meaning else None


def _quote(value: Any) -> str:
    if isinstance(value, dict):
        return "「キー: 値」の並び"
    if isinstance(value, tuple):
        return "一覧"
    return f"「{_shorten(str(value).lower() if isinstance(value, bool) else str(value))}」"


def _shorten(text: str) -> str:
    line = reveal_controls(" ".join(text.split()))
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"

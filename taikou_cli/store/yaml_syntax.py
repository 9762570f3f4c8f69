"""libyaml's complaints in the office's words."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ruamel.yaml.error import MarkedYAMLError

from taikou_cli.base.findings import Position
from taikou_cli.store.fault import MOST_FAULTS, Fault

if TYPE_CHECKING:
    from taikou_cli.store.keyboard_slips import FindError

_TAB_INDENT = re.compile(r"^ *\t[ \t]*", re.MULTILINE)

_COLON_HINT = "項目名の後の「:」と半角空白、字下げの幅を前後の行と見比べてください。"
_QUOTE_HINT = '文字列全体を「"」で囲むか、記号を全角にしてください。'
_EXPLANATIONS = (
    ("mapping values are not allowed", "この位置に「:」は書けません。", "値に「: 」を含めるときは全体を「\"」で囲んでください。そうでなければ前の行の字下げを確かめてください。"),
    ("could not find expected ':'", "「項目名: 値」の形になっていない行があります。", _COLON_HINT),
    ("block sequence entries are not allowed", "この位置に「- 」は書けません。", "「- 」は項目名の次の行に書いてください。"),
    ("did not find expected '-' indicator", "「- 」で並べる行の字下げがそろっていません。", _COLON_HINT),
    ("did not find expected key", "字下げがそろっていないか、引用符が途中で閉じています。", _COLON_HINT),
    ("did not find expected ',' or", "「[ ]」または「{ }」が閉じていないか、中に「?」などの記号があります。", "閉じ括弧と区切りの「,」を確かめ、記号を含む文字列は「\"」で囲んでください。"),
    ("did not find expected node content", "「[ ]」または「{ }」の中身が途中で終わっています。", "閉じ括弧と区切りの「,」を確かめてください。"),
    ("found unexpected end of stream", "ここで始まる引用符が閉じていません。", "引用符を閉じるか、末尾の内容が失われていないかを確かめてください。"),
    ("found unexpected ':'", "「[ ]」または「{ }」の中の「:」が、項目名の区切りとして読まれます。", "その文字列全体を「\"」で囲んでください。"),
    ("found incompatible YAML document", "YAML 1.2 でない版が指定されています。", "「%YAML」で始まる行を消してください。"),
    ("found unknown escape character", "「\\」の後の文字が正しくありません。", "「\\」そのものを書くときは「\\\\」とするか、「'」で囲んでください。"),
    ("escape code", "「\\u」などの後の番号が、文字を表していません。", "「\\」そのものを書くときは「\\\\」とするか、「'」で囲んでください。"),
    ("did not find expected hexdecimal number", "「\\u」などの後に、決まった桁数の番号がありません。", "「\\」そのものを書くときは「\\\\」とするか、「'」で囲んでください。"),
    ("expected <document start>", "「---」の前か「...」の後に、余分な行があります。", "余分な行を消してください。"),
    ("found unexpected document indicator", "引用符が閉じる前に「---」か「...」があります。", "引用符を閉じてください。"),
    ("tab character", "字下げにタブが使われています。", "タブを半角空白に置き換えてください（1段につき2文字）。"),
    ("indentation indicator equal to 0", "「|」や「>」の後の数字は、1から9までです。", "数字を消してください。"),
    ("comment or line break", "「|」や「>」の後に、文が続いています。", "文は次の行から、字下げして書いてください。"),
    ("directive", "「%」で始まる行が正しくありません。", "その行を消すか、値なら全体を「\"」で囲んでください。"),
    ("version number", "「%」で始まる行が正しくありません。", "その行を消すか、値なら全体を「\"」で囲んでください。"),
    ("undefined alias", "「*」で始まる別名は使えません。", _QUOTE_HINT),
    ("alphabetic or numeric", "「&」や「*」で始まる目印は使えません。", _QUOTE_HINT),
    ("tag", "「!」で始まる型の指定は使えません。", _QUOTE_HINT),
    ("URI", "「!」で始まる型の指定は使えません。", _QUOTE_HINT),
    ("expected '!'", "「!」で始まる型の指定は使えません。", _QUOTE_HINT),
    ("the expected '>'", "「!」で始まる型の指定は使えません。", _QUOTE_HINT),
    ("found character that cannot start any token", "値の先頭に使えない記号（@ ` % など）があります。", _QUOTE_HINT),
)  # fmt: skip


# git writes them so: seven signs at the start of a line, and mostly a name.
_MERGE_MARK = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$|^={7}$", re.MULTILINE)


def describe_unfinished_merge(
    text: str, error: MarkedYAMLError, find_error: "FindError"
) -> Fault | None:
    """Tell of the first mark that a merge left, if the text can be read further without the marks."""
    first = _MERGE_MARK.search(text)
    if not first:
        return None
    later = find_error(_MERGE_MARK.sub("", text))
    if later and later.problem_mark.line <= error.problem_mark.line:
        return None  # they stand within a text that is quoted
    line = text.count("\n", 0, first.start()) + 1
    return Fault("merge-unfinished", *describe_mark(first[0]), Position(line, 1, len(first[0]) + 1))


def describe_mark(line: str) -> tuple[str, str]:
    """Say what a mark that a merge left means, and what to do."""
    message = f"マージが途中です（競合の印「{line[:7]}」が残っています）。"
    return message, "どちらの内容が正しいかを確かめて一つにし、印の行をすべて消してください。"


def is_merge_mark(text: str) -> bool:
    """Tell whether a line is a mark that a merge left."""
    return _MERGE_MARK.match(text) is not None


def describe_syntax_error(
    text: str, error: MarkedYAMLError, find_error: "FindError"
) -> list[Fault]:
    """Explain why libyaml stopped: by what people do wrong if that was the cause, else by the place.

    Args:
        text: The text.
        error: Where libyaml stopped in it.
        find_error: Asks libyaml about another text.
    """
    is_open_end = "end of stream" in str(error.problem) and error.context_mark is not None
    mark = error.context_mark if is_open_end else error.problem_mark
    at = Position(mark.line + 1, mark.column + 1)
    if unfinished := describe_unfinished_merge(text, error, find_error):
        return [unfinished]
    tabs = list(_iter_tab_indents(text))
    if any(fault.at.line == at.line for fault in tabs):
        return tabs
    from taikou_cli.store.keyboard_slips import find_slips

    slips, _ = find_slips(text, error, find_error)
    if slips:
        return [slip.fault for slip in slips]
    message, hint = _explain(str(error.problem))
    return [Fault("yaml-syntax", message, hint, _last_line_with_text(text, at))]


def _iter_tab_indents(text: str) -> Iterator[Fault]:
    for match in islice(_TAB_INDENT.finditer(text), MOST_FAULTS + 1):
        line = text.count("\n", 0, match.start()) + 1
        column = match[0].index("\t") + 1
        at = Position(line, column, len(match[0]) + 1)
        yield Fault(
            "tab-indentation",
            "字下げにタブが使われています。",
            "タブを半角空白に置き換えてください（1段につき2文字）。",
            at,
        )


def _explain(problem: str) -> tuple[str, str]:
    for words, message, hint in _EXPLANATIONS:
        if words in problem:
            return message, hint
    return "YAMLとして読めません。", _COLON_HINT


def _last_line_with_text(text: str, at: Position) -> Position:
    """Move a place beyond the end of the text to its last line: there is nothing to see there."""
    lines = text.rstrip("\n").split("\n")
    if at.line <= len(lines):
        return at
    return Position(len(lines), max(1, len(lines[-1])))

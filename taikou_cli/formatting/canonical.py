"""The bytes of a file → the same data in the canonical style, or the reason to leave it alone."""

import re
from collections import Counter
from typing import NamedTuple

from taikou_cli.formatting.comment_places import attach_comments
from taikou_cli.formatting.key_sorting import sort_keys
from taikou_cli.formatting.rendering import lift_comments, render_tree
from taikou_cli.formatting.source_tree import Collection, SourceTree, build_source_tree
from taikou_cli.model.documents import DocumentKind
from taikou_cli.store.fault import Fault
from taikou_cli.store.text_decoding import decode_text, position_of
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

ONLY_SPELLING = frozenset({"byte-order-mark", "carriage-return", "final-newline-missing"})
"""Faults of the bytes that say nothing against the text."""

_DIRECTIVE = re.compile("^%", re.MULTILINE)
# A finding accepted in place (`# taikou: ignore TK421 理由`) is about the next line, not the file.
_ABOUT_NEXT_LINE = re.compile(r"#\s*taikou:")
_NOT_A_MAPPING = Fault(
    "wrong-type",
    "ファイルの中身が「キー: 値」の並びではありません。",
    "計画のデータのファイルかどうかを確かめてください。",
)
_NOT_FAITHFUL = Fault(
    "format-unfaithful",
    "書式を整えると値かコメントが変わってしまうため、このファイルには手を付けません。",
    "taikou の不具合です。ファイルを添えて開発者に知らせてください。",
)
_MAYBE_CUT = Fault(
    "final-newline-missing",
    "ファイルが改行で終わっていないため、途中で切れているおそれがあります。",
    "末尾の内容が失われていないかを確かめてください。",
)


class FormattedFile(NamedTuple):
    """What formatting made of one file.

    Attributes:
        text: The canonical text; None if the file must stay as it is.
        refusals: Why it must.
        cautions: What was put right but should be looked at.
    """

    text: str | None
    refusals: tuple[Fault, ...] = ()
    cautions: tuple[Fault, ...] = ()

    def differs_from(self, raw: bytes) -> bool:
        """Tell whether the file would change."""
        return self.text is not None and self.text.encode("utf-8") != raw


def format_file(raw: bytes, kind: DocumentKind | None) -> FormattedFile:
    """Bring a file into the canonical style.

    Args:
        raw: Its bytes.
        kind: What kind of file it is, for the order of its keys; None leaves them as they stand.
    """
    text, faults = decode_text(raw)
    data: YamlValue = None
    refusals = [fault for fault in faults if fault.kind not in ONLY_SPELLING]
    if text is not None and not refusals:
        data, refusals = read_yaml(text)
    if text is None or refusals:
        return FormattedFile(None, tuple(refusals))
    if not isinstance(data, dict):
        return FormattedFile(None, (_NOT_A_MAPPING,))
    tree = build_sorted_tree(text, kind)
    if directive := _DIRECTIVE.search(text, 0, tree.root.start):
        return FormattedFile(None, (_describe_directive(text, directive.start()),))
    comments = Counter(comment.text for comment in tree.comments)
    formatted = render_tree(tree)
    if formatted != text and not _is_faithful(formatted, data, comments):
        return FormattedFile(None, (_NOT_FAITHFUL,))
    cut = [_MAYBE_CUT for fault in faults if fault.kind == "final-newline-missing"]
    return FormattedFile(formatted, (), tuple(cut))


def build_sorted_tree(text: str, kind: DocumentKind | None) -> SourceTree:
    """Build the tree of a text with its comments in their places and its keys in order."""
    tree = build_source_tree(text)
    attach_comments(tree)
    _set_head_apart(tree)
    sort_keys(tree.root, kind.model if kind else None)
    lift_comments(tree.root)
    _take_blank_from_first(tree)
    return tree


def _set_head_apart(tree: SourceTree) -> None:
    """Keep a blank line after the comments about the file with them, not with the first key."""
    if tree.entries:
        first = tree.entries[0]
        while tree.head and _ABOUT_NEXT_LINE.match(tree.head[-1].text) and not first.after_blank:
            first.above.insert(0, tree.head.pop())
        tree.head_apart = bool(tree.head) and first.after_blank
        first.after_blank = False


def _take_blank_from_first(tree: SourceTree) -> None:
    """A key that moved to the top is divided from nothing there."""
    if isinstance(tree.root, Collection) and tree.root.entries:
        tree.root.entries[0].after_blank = False


def _describe_directive(text: str, index: int) -> Fault:
    return Fault(
        "yaml-directive",
        "「%」で始まる行（YAMLの指示）があるため、書式を整えません。",
        "「%」で始まる行と「---」の行を消してください。",
        position_of(text, index),
    )


def _is_faithful(text: str, data: YamlValue, comments: Counter[str]) -> bool:
    """Look again: nothing that was said may be lost by a fault of ours."""
    return read_yaml(text) == (data, []) and comments == Counter(
        comment.text for comment in build_source_tree(text).comments
    )

"""Texts with the plan's glossary as footnotes: each term is explained where it first stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from taikou_cli.base.japanese_text import join_lines
from taikou_cli.model.plan import Term
from taikou_cli.reports.print.tables import split_paragraphs

Run = str | dict[str, str]
"""A piece of text, or a term with its note."""


class Footnotes:
    """The terms that are not explained yet; the texts come in the order in which they are read."""

    def __init__(self, glossary: Iterable[Term]) -> None:
        # Of two terms of which one holds the other, the longer one is meant.
        terms = sorted(glossary, key=lambda term: -len(term.term))
        self._left = {term.term: join_lines(term.meaning) for term in terms}

    def annotate(self, text: str | None, empty: str = "未記入") -> list[list[Run]]:
        """Give the paragraphs of a text as runs."""
        return [list(self._iter_runs(paragraph)) for paragraph in split_paragraphs(text, empty)]

    def _iter_runs(self, text: str) -> Iterator[Run]:
        term = next((term for term in self._left if term in text), None)
        if term is None:
            yield text
            return
        note: dict[str, Any] = {"term": term, "note": self._left.pop(term)}
        before, _, after = text.partition(term)
        yield from self._iter_runs(before) if before else ()
        yield note
        yield from self._iter_runs(after) if after else ()

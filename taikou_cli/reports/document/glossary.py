"""Explains words of the plan's glossary where they first stand in a document."""

import re
from collections.abc import Sequence
from dataclasses import replace

from taikou_cli.base.japanese_text import join_lines
from taikou_cli.base.label import Label
from taikou_cli.model.plan import Term
from taikou_cli.reports.document.blocks import Block, Facts, Line, Prose, Run, Section
from taikou_cli.reports.document.reading import term_id
from taikou_cli.reports.document.walk import change_lines


def explain_terms(sections: Sequence[Section], glossary: Sequence[Term]) -> tuple[Section, ...]:
    """Mark the first occurrence of each term in the running texts, in the order of reading."""
    explainer = _Explainer(glossary)
    return tuple(explainer.explain(section) for section in sections)


class _Explainer:
    """The terms that are not explained yet; the sections come as they are read."""

    def __init__(self, glossary: Sequence[Term]) -> None:
        self._left = {
            term: Run("term", term, term_id(place), join_lines(one.meaning))
            for place, one in enumerate(glossary, 1)
            for term in [join_lines(one.term)]
        }

    def explain(self, section: Section) -> Section:
        return replace(section, blocks=tuple(map(self._explain_block, section.blocks)))

    def _explain_block(self, block: Block) -> Block:
        if isinstance(block, Section):
            return self.explain(block)
        is_told = isinstance(block, Facts) and block.role in {"story", "opinions"}
        is_told = is_told or (isinstance(block, Prose) and block.role == "text")
        return change_lines(block, self._explain_line) if is_told and self._left else block

    def _explain_line(self, line: Line) -> Line:
        parts: list[str | Run] = []
        for one in line:
            parts += (one,) if isinstance(one, Run | Label) else self._split(one)
        return tuple(parts)

    def _split(self, text: str) -> list[str | Run]:
        # Of two terms of which one holds the other, the longer one is meant.
        pattern = "|".join(map(re.escape, sorted(self._left, key=len, reverse=True)))
        found = re.search(pattern, text) if pattern else None
        if found is None:
            return [text] if text else []
        before, term, after = text[: found.start()], self._left.pop(found[0]), text[found.end() :]
        return [*([before] if before else []), term, *self._split(after)]

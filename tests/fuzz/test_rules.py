"""Every rule judges plans whose values are odd, and every output can tell what it found."""

from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from pydantic import ValidationError

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Severity
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.model.documents import match_document_kind
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.figures import choose_year, compute_figures
from taikou_cli.project.loading import load_tree
from taikou_cli.store.file_tree import EntryKind, TreeEntry
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.store.yaml_writing import write_value_lines

from ..checks.laying import CASES, lay_over  # noqa: TID252 - tests are no package
from .broken import TEXTS, break_data, freeze, read_data
from .budget import bounded

RULES = load_rules()
# What reading finds is found before any rule runs: it has a target of its own.
JUDGING = {rule.code for rule in RULES if not rule.is_of_reading}
OUTPUTS = [
    import_module(f"taikou_cli.output.{name}").render
    for name in ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown")
]
SHORT = (*(text for text in TEXTS if text.strip()), 1, -1, 2, 5, 2025, 2026, 2199, 999)
"""Values that models take more often than others."""

TRIES = 8

memory = {}
found = set()


class TreeInMemory:
    folder = Path("data")

    def __init__(self, contents):
        self._contents = contents

    def iter_entries(self):
        for path, raw in sorted(self._contents.items()):
            yield TreeEntry(path, EntryKind.FILE, len(raw))

    def read(self, path):
        return self._contents[path]


@cache
def contents_of(case):
    """Give the files of the small plan with those of a case of a rule laid over them."""
    with TemporaryDirectory() as top:
        folder = Path(top) / "data"
        lay_over(case, folder)
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*.yaml")
        }


def write_file(data):
    return ("\n".join(write_value_lines(data)).lstrip("\n") + "\n").encode("utf-8")


def break_plan(random, case):
    """Give the plan of a case with odd values in up to three of its files."""
    contents = dict(contents_of(case))
    for path in random.sample(sorted(contents), random.randint(1, 3)):
        data = read_yaml(decode_text(contents[path])[0] or "")[0]
        if isinstance(data, dict):
            contents[path] = break_file(random, path, contents[path])
    return contents


def break_file(random, path, raw):
    """Put odd values into a file; better such that its model takes than others."""
    data = read_data(raw)
    for _ in range(TRIES):
        broken = freeze(break_data(random, data, SHORT))
        if meets_model(path, broken):
            break
    return write_file(broken)


def meets_model(path, data):
    match = match_document_kind(path)
    try:
        _ = match and match.kind.model.model_validate(data)
    except ValidationError:
        return False
    return True


def judge(contents):
    # Only what is broken is loaded anew.
    project = load_tree(TreeInMemory(contents), memory)
    while len(memory) > 3000:
        memory.pop(next(iter(memory)))
    result = run_checks(project, RULES)
    for finding in result.findings:
        found.add(finding.code)
        assert finding.message
        assert finding.hint
    for render in OUTPUTS:
        assert isinstance(render(result), str)
    if not result.count_of(Severity.ERROR):
        compute(project)


def compute(project):
    """What has no errors has figures."""
    try:
        year = choose_year(project, None)
    except TaikouError:
        return
    describe_figures(compute_figures(project, year))


def judge_broken_plan(case, random):
    contents = break_plan(random, case)
    note(repr({path: raw.decode("utf-8", "replace") for path, raw in contents.items()}))
    judge(contents)


RANDOMS = st.randoms(use_true_random=False)
target = given(st.sampled_from(CASES), RANDOMS)(judge_broken_plan).hypothesis.fuzz_one_input


@pytest.mark.parametrize("code", sorted(JUDGING))
def test_rule_judges_plans_with_odd_values(code):
    cases = [case for case in CASES if case.parent.name == code and case.name.startswith("bad-")]
    found.clear()
    bounded(8, per_second=1)(given(st.sampled_from(cases), RANDOMS)(judge_broken_plan))()
    assert code in found

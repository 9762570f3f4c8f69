"""Files made to take long or much: a command ends in its time and memory, and in words."""

import os
import shutil
import subprocess
import sys

import pytest

from .broken import ROOT

resource = pytest.importorskip("resource", reason="Windows には、子プロセスの上限がありません。")

SECONDS, BYTES = 10, 1_000_000_000
# A file may have four times as much. What takes long grows with the square, and shows here, too.
SIZE = 256 * 1024
SMALL_PLAN = ROOT / "tests/plans/small"
ITEM = (SMALL_PLAN / "items/02.yaml").read_text("utf-8")
CONTENTS = {
    "brackets": "[" * SIZE,
    "dashes": "- " * (SIZE // 2),
    "staircase": "".join(f"{' ' * depth}a:\n" for depth in range(1400)),
    "repeated keys": "a: 1\n" * (SIZE // 5),
    "tags": "- !a b\n" * (SIZE // 7),
    "aliases": "- *a\n" * (SIZE // 5),
    "control characters": '- "\\x01"\n' * (SIZE // 9),
    "exponents": "- 1e999999\n" * (SIZE // 11),
    "digits": f"- {'9' * (SIZE - 3)}\n",
    "unknown keys": ITEM + "".join(f"k{number}: 1\n" for number in range(SIZE // 12)),
    "acceptances": "# taikou: ignore TK421 可\n" * (SIZE // 29),
    "many findings": ITEM.partition("kpis:")[0]
    + "kpis:\n"
    + "".join(f"  - id: k{number}\n    name: 指標\n" for number in range(SIZE // 40)),
    "a line of ten megabytes": f"title: {'あ' * 3_500_000}\n",
    "a line of a megabyte": f"title: {'あ' * 340_000}\n",
}


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("content", CONTENTS)
def test_command_ends_in_its_time_and_memory(content, tmp_path):
    data = shutil.copytree(SMALL_PLAN, tmp_path / "data")
    (data / "items/02.yaml").write_text(CONTENTS[content], "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "taikou_cli", "validate", "--fix", "--data", str(data)],
        preexec_fn=limit,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    told = (ended.stdout + ended.stderr).decode("utf-8")
    assert ended.returncode == 1, told[-300:]
    assert "data/items/02.yaml" in told
    assert "不具合" not in told
    assert len(told) < 5_000_000

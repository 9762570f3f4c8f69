"""Plans after real practices: what they are after stands at the head of each `plan.yaml`."""

import json
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.loading import load_project
from taikou_cli.publication.exports import json as json_export
from taikou_cli.publication.tables import build_tables
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.figures import compute_figures as compute_anew
from taikou_cli.publication.verification.open_data import parse_open_data

PLANS = Path(__file__).parents[1] / "plans"


class Practice:
    """A plan, and what taikou makes of it."""

    def __init__(self, name, folder, capsys):
        self.data = PLANS / name
        self.folder = folder
        self.capsys = capsys
        self.project = load_project(self.data)

    def run(self, *arguments):
        code = run([*map(str, arguments), "--data", str(self.data)])
        printed = self.capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    def report(self, kind, form, year):
        out = self.folder / f"{kind}-{form}"
        self.run("report", "--kind", kind, "--format", form, "--year", year, "-o", out)
        text = next(out.iterdir()).read_text("utf-8")
        return json.loads(text) if form == "json" else text

    def figures(self, year):
        return describe_figures(compute_figures(self.project, year))

    def is_verified(self):
        """Tell whether a second program comes to the same figures from the open data."""
        data = parse_open_data(json_export.render_all(build_tables(self.project)))
        assert list(iter_derived_differences(data)) == []
        for year in self.project.evaluated_years():
            assert compute_anew(data, year) == json.loads(json.dumps(self.figures(year)))
        return True


@pytest.fixture
def practice(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    return lambda name: Practice(name, tmp_path, capsys)


@pytest.fixture
def rates():
    """Give the rates of a group as they are printed, by their ids."""
    return lambda group: {
        rate["id"]: f"{rate['percent']}％＝{rate['numerator']}/{rate['denominator']}"
        for rate in group["rates"]
    }

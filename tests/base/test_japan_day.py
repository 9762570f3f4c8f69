"""A day is a day of Japan, in every command and on every server."""

import datetime as clock
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from taikou_cli.base import japan_day
from taikou_cli.cli.main import run

ROOT = Path(__file__).parents[2]
SMALL_PLAN = ROOT / "tests/plans/small"


@pytest.fixture
def half_past_midnight(monkeypatch):
    """Set the clock to 0:30 of 1 April in Japan, when it is still March in Greenwich."""

    class Stopped(clock.datetime):
        @classmethod
        def now(cls, tz=None):
            assert tz
            return clock.datetime(2027, 3, 31, 15, 30, tzinfo=clock.UTC).astimezone(tz)

    monkeypatch.setattr(japan_day, "datetime", Stopped)


@pytest.mark.usefixtures("half_past_midnight")
def test_today_is_the_day_in_japan():
    assert str(japan_day.today()) == "2027-04-01"


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "UTC", "Etc/GMT-14"])
def test_zone_of_the_computer_does_not_matter(zone):
    program = "from taikou_cli.base.japan_day import today; print(today())"
    begin = clock.datetime.now(japan_day.JAPAN).date()
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"TZ": zone, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    end = clock.datetime.now(japan_day.JAPAN).date()
    assert ended.stdout.strip() in {str(begin), str(end)}


@pytest.mark.usefixtures("half_past_midnight")
def test_publication_is_of_the_day_in_japan(tmp_path):
    data = Path(shutil.copytree(ROOT / "examples/demo/data", tmp_path / "data"))
    assert run(["publish", "2024", "-o", str(tmp_path), "--no-pdf", "--data", str(data)]) == 0
    assert "published_on: 2027-04-01" in (data / "publications/2024.yaml").read_text("utf-8")


@pytest.mark.usefixtures("half_past_midnight")
def test_status_judges_delays_on_the_day_in_japan(tmp_path, capsys):
    data = Path(shutil.copytree(SMALL_PLAN, tmp_path / "data"))
    assert run(["status", "--year", "2026", "--data", str(data)]) == 0
    assert "2027-04-01 の時点で" in capsys.readouterr().out
    assert run(["status", "--year", "2026", "--data", str(data), "--date", "2026-05-02"]) == 0
    assert "2026-05-02 の時点で" in capsys.readouterr().out

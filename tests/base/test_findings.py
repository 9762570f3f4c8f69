"""What an office reads about a run: how many findings of each severity."""

from taikou_cli.base.findings import SEVERITY_NAMES, START, CheckResult, Finding, Severity


def finding(severity):
    return Finding("TK001", "missing", severity, "data/plan.yaml", START, "ない", "置く")


def test_findings_are_counted_by_severity():
    severities = (Severity.WARNING, Severity.ERROR, Severity.WARNING)
    result = CheckResult(tuple(map(finding, severities)), 1, {}, {})
    assert [result.count_of(severity) for severity in Severity] == [1, 2, 0]


def test_every_severity_has_a_japanese_name_of_its_own():
    names = [SEVERITY_NAMES[severity] for severity in Severity]
    assert len(set(names)) == len(names)
    assert not any(name.isascii() for name in names)


def test_whole_file_findings_stand_at_its_first_character():
    assert (START.line, START.column) == (1, 1)

"""Fiscal years (April to March) and their names in the Japanese era."""

_ERAS = ((2019, "令和"), (1989, "平成"), (1926, "昭和"))


def format_era_year(year: int) -> str:
    """Name a year in the era of its larger part: 2025 → `令和7`, 2019 → `令和元`.

    Args:
        year: A calendar or fiscal year from 1926 on. FY2019 began in Heisei 31 and is
            called 令和元年度, as ministries do.

    Raises:
        ValueError: The year lies before the Showa era.
    """
    for first, era in _ERAS:
        if year >= first:
            number = year - first + 1
            return f"{era}{'元' if number == 1 else number}"
    raise ValueError(year)


def format_fiscal_year(year: int) -> str:
    """Write a fiscal year both ways: 2025 → `2025年度（令和7年度）`."""
    return f"{year}年度（{format_era_year(year)}年度）"


def format_calendar_year(year: int) -> str:
    """Write a calendar year both ways: 1978 → `1978年（昭和53年）`."""
    return f"{year}年（{format_era_year(year)}年）"

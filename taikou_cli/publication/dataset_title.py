"""What the open data of a plan are called, wherever they say their name."""

FICTITIOUS = "架空のデータ"
"""What stands on everything that is made of a fictitious plan."""


def name_dataset(title: str, *, fictitious: bool) -> str:
    """Give the title of the open data of a plan with a title."""
    return f"{mark_fictitious(fictitious=fictitious)}{title}　オープンデータ"


def mark_fictitious(*, fictitious: bool) -> str:
    """Give what stands in front of a title: nothing if the plan is a real one."""
    return f"【{FICTITIOUS}】" if fictitious else ""

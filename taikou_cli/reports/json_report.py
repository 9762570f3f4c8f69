"""A report as JSON: what it tells of, and the figures of the contract under `figures`."""

import json

from taikou_cli.model.plan import Plan
from taikou_cli.progress.contract import describe_year
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.period import describe_period, look_at_period


def render_json(kind: str, plan: Plan, figures: Figures) -> str:
    """Give one JSON object in UTF-8."""
    document = {
        **({"notice": plan.notice} if plan.notice else {}),
        "kind": kind,
        "title": plan.title,
        "government": plan.government,
        "fictitious": plan.fictitious,
        "provisional_scales": [scale.title for scale in plan.scales if scale.provisional],
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "figures": describe_year(figures),
    }
    period = look_at_period(figures) if kind == "final" else None
    if period:
        document["period"] = describe_period(figures, period)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

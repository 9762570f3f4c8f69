"""What of a year is published, so that a later change can be told from a change of form."""

import hashlib
import json
from decimal import Decimal
from fractions import Fraction

from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.publication import PublishedFigures, PublishedRate
from taikou_cli.progress.achievement import IndicatorState
from taikou_cli.progress.group import GroupFigures
from taikou_cli.progress.standing import ItemStanding, ItemState

# What may be added after the publication: the opinions' follow-up in the next year, the
# corrections themselves, and what is never published.
_LATER = {
    "corrections": True,
    "internal_note": True,
    "opinions": {"__all__": {"follow_up": True}},
}


def hash_content(evaluation: Evaluation) -> str:
    """Give the SHA-256 of what an evaluation publishes.

    It depends on the values alone: not on the form of the file, nor on fields that the program
    gains later and that have their defaults.
    """
    return _hash(evaluation.model_dump(mode="json", exclude=_LATER, exclude_defaults=True))  # type: ignore[arg-type]


def hash_results(standing: ItemStanding) -> str:
    """Give the SHA-256 of what is computed and published of an item in a year.

    That is its state, the grade that the indicators suggest, of every indicator in force the
    target, the exact achievement and the status, and which actions are in force.
    """
    indicators = [
        (one.indicator.id, one.state, _exact(one.target), one.ratio, one.is_met, one.status)
        for one in standing.indicators
        if one.state is not IndicatorState.NOT_IN_FORCE
    ]
    actions = [one.action.id for one in standing.actions if one.is_in_force]
    return _hash((standing.state, standing.suggested, indicators, actions))


def _exact(amount: int | Decimal | str | None) -> Fraction | str | None:
    """Give a number without its form: 60 and 60.0 are the same target."""
    return Fraction(amount) if isinstance(amount, int | Decimal) else amount


def _hash(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def summarize(group: GroupFigures) -> PublishedFigures:
    """Give the overall figures as a publication records them."""
    return PublishedFigures(
        in_force=group.in_force,
        rated=group.grades.rated,
        pending=group.states[ItemState.PENDING],
        grades=dict(group.grades.counts),
        rates=tuple(
            PublishedRate(
                id=rate.id,
                name=rate.name,
                numerator=rate.share.numerator,
                denominator=rate.share.denominator,
                percent=None if rate.share.percent is None else str(rate.share.percent),
            )
            for rate in group.rates
        ),
    )

"""What of a year is published, so that a later change can be told from a change of form."""

import hashlib
import json

from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.publication import PublishedFigures, PublishedRate
from taikou_cli.progress.group import GroupFigures
from taikou_cli.progress.standing import ItemState

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
    content = evaluation.model_dump(mode="json", exclude=_LATER, exclude_defaults=True)  # type: ignore[arg-type]
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

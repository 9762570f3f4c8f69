"""The grade that whoever a scale belongs to gave an item."""

from datetime import date

from taikou_cli.model.evaluation import Assessment, Evaluation
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.scales import RatingScale


def grade_by(evaluation: Evaluation | PeriodEvaluation | None, scale: RatingScale) -> str | None:
    """Give the grade of the year, or of the period, by another scale than that of the grades.

    It is that of the judge's last assessment of the whole year; a division may write it into its
    self-evaluation.
    """
    if evaluation is None:
        return None
    own = evaluation.self_evaluation.other_grades if scale.judged_by is None else {}
    told = [one for one in evaluation.assessments if is_judging(one, scale)]
    told.sort(key=lambda one: one.date or date.min)
    return own.get(scale.id) or (told[-1].grades[scale.id] if told else None)


def is_judging(assessment: Assessment, scale: RatingScale) -> bool:
    """Tell whether an assessment gives the year's grade by a scale."""
    is_judge = assessment.by == scale.judge
    return is_judge and assessment.is_of_year and scale.id in assessment.grades

"""Shares of points within a form: a class of indicators in another, an indicator or a class in the total score.

Owns the two sides of such a share. Shares of money and of numbers of rows are `relations`'.
"""

from __future__ import annotations

from assistant.deciding.classes import of_classes
from assistant.deciding.conditions import APPLICABLE, of_names, of_years
from assistant.deciding.notes import name_notes
from assistant.deciding.request import Declined, Operand, Relating, Relation, Request
from assistant.understanding.frame import Frame
from store.query import Subject, Where, all_of

_MARK = "占"


def share_within(frame: Frame) -> Request | None:
    """大厅成本指标占产出的百分之几, 满意度指标得分占总分多少, 调解这条占总分几成; None where no such share is asked."""
    before, mark, after = frame.question.partition(_MARK)
    simple = not (frame.bounds or frame.predicates or frame.ranking or frame.funds or [g for g in frame.groups if g])
    if frame.relation != "share" or not mark or not simple:
        return None
    own = all_of(of_names(frame.names_of("project", "code")), of_years(frame))
    points = "score" if {"score", "total_score"} & set(frame.measures) else "weight"
    part = _part(frame, before, own, points)
    wholes = [c for c in frame.classes if _said(c) in after]
    if part is None:
        return None
    if "total_score" in frame.measures:
        label = "、".join(n.names[0] for n in frame.names_of("project", "code"))
        whole = Operand(label, "total_score" if points == "score" else "weight", own)
    elif len(wholes) == 1 and len(frame.classes) == 1 + (_said(wholes[0]) not in part.label):
        where = all_of(own, of_classes(wholes), APPLICABLE)
        whole = Operand(wholes[0][1], points, where, Subject.INDICATOR)
    else:
        return Declined("share") if frame.names_of("indicator") else None
    return Relation(Relating.SHARE, part, whole, name_notes(frame))


def _part(frame: Frame, before: str, own: Where | None, points: str) -> Operand | None:
    """What stands before 占: an indicator that is named, or one class."""
    indicators = [n for n in frame.names_of("indicator") if n.text in before]
    classes = [c for c in frame.classes if _said(c) in before]
    if len(indicators) + len(classes) != 1:
        return None
    if indicators:
        where, label = of_names(indicators), indicators[0].text
    else:
        where, label = of_classes(classes), classes[0][1]
    return Operand(label, points, all_of(own, where, APPLICABLE), Subject.INDICATOR)


def _said(of_class: tuple[str, str]) -> str:
    return of_class[1].rstrip("1").removesuffix("指标")

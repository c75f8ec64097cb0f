"""The projects that lead a ranking, as a query that another one asks of: 支出前三的项目一共…, its share in all.

Owns that query. It must not decide what is asked of them.
"""

from __future__ import annotations

from assistant.deciding.conditions import field_of, of_frame
from assistant.deciding.subjects import subject_of
from assistant.understanding.frame import Frame, Ranking
from store.query import Order, Query, Subject


def order_of(ranking: Ranking, default: str = "executed") -> Order:
    """Of projects, by `default` if the ranking says by nothing."""
    by = field_of(ranking.measure or default, Subject.EVALUATION)
    return Order(by, ranking.descending, ranking.first, ranking.last)


def leaders(frame: Frame, default: str = "executed") -> Query | None:
    """The projects that lead the ranking of a frame, by `default` if it says by nothing; None where it ranks others."""
    ranking = frame.ranking
    if ranking is None or subject_of(frame) is not Subject.EVALUATION:
        return None
    where = of_frame(frame, Subject.EVALUATION, default)
    return Query(Subject.EVALUATION, where=where, order=order_of(ranking, default))

"""By how much something changed, or went beyond what was set: the figure is asked for, and not whether it did.

Owns which figure that is. It must not build queries.
"""

from __future__ import annotations

from assistant.deciding.claiming import is_asked
from assistant.deciding.subjects import lists
from assistant.understanding.frame import Frame
from store.dataclass import replace

_AMOUNTS = {
    "raised": "adjustment",
    "cut": "adjustment",
    "adjusted": "adjustment",
    "over_initial": "over_initial",
    "unspent_left": "unspent",
}
_OF_INDICATORS = {"exceeded": "above_target", "above_target": "above_target"}


def amounts_asked(frame: Frame) -> Frame:
    """How much was its budget cut, 调减了多少, by how much was the target exceeded: of what is named, the figure."""
    if _of_all(frame):
        return replace(frame, measures=["adjustment"], aggregates=["sum"])
    amounts = _amounts(frame)
    others = frame.ranking or frame.bounds or frame.aggregates or frame.groups or frame.denied
    if not amounts or others or lists(frame) or not _asks_how_much(frame):
        return frame
    measures = [m for m in frame.measures if m not in ("budget", "money", "target", *amounts)]
    return replace(frame, predicates=[], measures=[*dict.fromkeys(amounts), *measures], relation=None)


def _of_all(frame: Frame) -> bool:
    """How much was cut from budgets in 2021: of all whose budget was cut, together."""
    changed = frame.predicates in (["cut"], ["raised"]) and frame.questions == ["how_much"]
    others = frame.names or frame.nouns or frame.groups or frame.ranking or frame.bounds or frame.aggregates
    more = frame.denied or frame.relation or frame.follow or frame.classes or frame.funds
    return changed and not (others or more) and set(frame.measures) <= {"budget", "annual_budget", "adjustment"}


def _amounts(frame: Frame) -> list[str]:
    """What each of the conditions is told by; none where one of them is told by no figure."""
    of_row = bool(frame.names_of("indicator"))
    if not (of_row or frame.names_of("project", "code")) or frame.nouns == ["indicator"]:
        return []
    told = _OF_INDICATORS if of_row else _AMOUNTS
    return [told[name] for name in frame.predicates] if set(frame.predicates) <= set(told) else []


def _asks_how_much(frame: Frame) -> bool:
    one = len([name for name in frame.names if not name.excluded]) == 1
    how_much = "how_much" in frame.questions or ("money" in frame.measures and not is_asked(frame))  # 砍了多少钱
    return (how_much and frame.relation is None) or (frame.relation == "difference" and one)

"""Classes of indicators as conditions: which level they stand on, and which may stand within which.

Owns what a class that is named means of a row. It must not know of frames.
"""

from __future__ import annotations

from store.query import Condition, Operator, Where, all_of, any_of


def of_classes(classes: list[tuple[str, str]]) -> Where | None:
    """Classes of one level are alternatives. A class may stand on either level: 成本指标 is of both in newer forms."""
    levels: dict[str, list[Where]] = {}
    for level, name in classes:
        core = name.removesuffix("指标")
        either = [Condition("level1", Operator.CONTAINS, core), Condition("level2", Operator.CONTAINS, core)]
        levels.setdefault(level, []).append(either[0] if level == "level1" else any_of(*either))
    wholes, parts = ([name for level, name in classes if level == of] for of in ("level1", "level2"))
    if wholes and parts and not any(_within(part, whole) for part in parts for whole in wholes):
        return any_of(*levels["level1"], *levels["level2"])  # 满意度和社会效益: neither is of the other
    return all_of(*(any_of(*alternatives) for alternatives in levels.values()))


# The classes of level 2 that stand within each of level 1, by what their names hold.
_WITHIN = {
    "产出": ("数量", "质量", "时效", "成本"),
    "效益": ("效益", "可持续"),
    "满意度": ("满意度",),
    "成本": ("成本",),
}


def _within(name: str, other: str) -> bool:
    """Whether a class of level 2 may stand within one of level 1; of classes that are not known it may."""
    parts = _WITHIN.get(other.rstrip("1").removesuffix("指标"))
    return parts is None or any(part in name for part in parts)

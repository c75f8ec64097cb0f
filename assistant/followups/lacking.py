"""What a question lacks that only the ones before it can give: a subject, a figure, anything but a pronoun.

Owns these tests of a frame. It must not know the last question: what is taken over from it is for others.
"""

from __future__ import annotations

from assistant.understanding.bounds import MONEY
from assistant.understanding.frame import Frame, NamePart
from store.patterns import late

OF_FORMS = MONEY | {"execution_rate", "total_score"}  # what no indicator has
OF_INDICATORS = frozenset({"target", "actual", "weight", "deviation", "outcome", "score", "lost"})
INDICATOR_NOUNS = frozenset({"indicator", "level1", "level2", "level3"})
_SHORT = 8  # characters: a question as short as this, about nothing of its own, goes on from the last
_SHORT_IN_LETTERS = 30
_JUDGED = late(r"最[好差优劣]|\b(?:best|worst)\b")
_POINTING = frozenset({"it", "this", "that_year"})
_OF_WHICH = late(
    r"^(?:那|这|都|分别|各|又)*(?:是|属于)?(?:哪一?个|哪些|哪几个|什么|哪家)(?:项目|单位|部门)的?[吗呢?？]*$"
)
_CALLED = late(r"^(?:那|它们|分别|各|都|又)*(?:叫|名字)")
_DEGREES = frozenset({"degree_more", "degree_less"})


def own_names(frame: Frame) -> list[NamePart]:
    return [n for n in frame.names if not n.excluded]


def has_content(frame: Frame) -> bool:
    said = (frame.names, frame.years, frame.classes, frame.ranking, frame.predicates, frame.bounds, frame.measures)
    return any(said) or bool(frame.aggregates or frame.turned or frame.funds or frame.relation == "share")


def asks_field_alone(frame: Frame) -> bool:
    return bool(frame.measures) and not (frame.names or frame.years or frame.classes or frame.ranking or frame.nouns)


def asks_share_alone(frame: Frame) -> bool:
    """百分之多少: and neither of what nor in what."""
    said = frame.names or frame.measures or frame.aggregates or frame.nouns or frame.classes or frame.ranking
    percent = frame.question.lstrip("那是 ").startswith(("百分", "比例", "几成", "比率", "幅度"))
    return frame.relation == "share" and percent and not said


def asks_outside(frame: Frame) -> bool:
    """Another task, or words that nothing explains: nothing is taken over into that."""
    tasks = set(frame.intents) - _DEGREES
    return bool(tasks or frame.declined or frame.unexplained or frame.topics or frame.defines or frame.what_if)


def points(frame: Frame) -> bool:
    own = [name for name in own_names(frame) if name.kind not in ("indicator", "quote")]
    picks = frame.classes or frame.bounds  # 其中30分的那条
    return not own and ("it" in frame.follow or ("this" in frame.follow and not picks))


def refers(frame: Frame) -> bool:
    """Whether a pronoun stands for something that was spoken of: its budget, that year."""
    named = (
        frame.names or frame.nouns or frame.bounds or frame.classes or frame.everything
    )  # 去掉大厅那个项目: the one just named
    own = named or frame.ordinal is not None or frame.ranking
    meant = _POINTING & set(frame.follow) - ({"that_year"} if frame.years else set())
    return bool(meant) and not own and not asks_outside(frame)


def is_short(frame: Frame) -> bool:
    return len(frame.question) <= (_SHORT_IN_LETTERS if frame.question.isascii() else _SHORT)


def goes_on(frame: Frame) -> bool:
    """A question that lacks what it is about: 那最多的呢, 2023年呢, 执行率多少."""
    whole = frame.everything and frame.relation != "share"
    if frame.intents or asks_outside(frame) or not has_content(frame) or whole:
        return False
    if frame.classes and "how_much" in frame.questions and "swap" not in frame.follow:
        return False  # 满意度多少: of the same project, whatever was asked of it
    swap = "swap" in frame.follow
    if _over_years(frame) or (frame.groups == [""] and _asks_field_in_each(frame)):
        return True  # 目标值分别是多少: of those that were listed
    of_its_own = bool(frame.nouns) and not swap and not _ranked_by_nothing(frame)
    ranked_by_itself = frame.ranking is not None and frame.ranking.measure is not None
    if frame.relation == "share" and frame.ranking:
        return False
    if frame.relation == "share" and not frame.names:
        return True  # 占总支出多少: of what was spoken of
    if swap:
        return not (ranked_by_itself and frame.nouns)
    if of_its_own or frame.relation or frame.aggregates or frame.predicates or frame.bounds:
        return False
    only_scope = not frame.measures and not frame.ranking and not frame.names
    without_measure = frame.ranking is not None and not ranked_by_itself
    return only_scope or without_measure or (asks_field_alone(frame) and len(frame.question) <= _SHORT)


def _ranked_by_nothing(frame: Frame) -> bool:
    """最低的是哪个项目, after their scores: by what was asked of them."""
    others = frame.measures or frame.names or frame.years or frame.classes or frame.bounds or frame.predicates
    unsaid = frame.ranking is not None and frame.ranking.measure is None and not _JUDGED.search(frame.question)
    return unsaid and frame.nouns == ["project"] and "which" in frame.questions and not others


def _over_years(frame: Frame) -> bool:
    """Total over the three years: of what was asked in each of them."""
    years = any(q.of == "year" for q in frame.quantities)
    return bool(frame.aggregates) and years and not (frame.names or set(frame.nouns) - {"year"})


def _asks_field_in_each(frame: Frame) -> bool:
    return asks_field_alone(frame) and [g for g in frame.groups if g] == []


def names_another(frame: Frame) -> bool:
    """大厅的, 信访事务也是吗: another name, of which the last question is asked; a name by itself asks for its own."""
    said = (frame.measures, frame.classes, frame.ranking, frame.predicates, frame.bounds, frame.nouns, frame.groups)
    alone = bool(own_names(frame)) and not any(said) and not (frame.aggregates or frame.funds or frame.relation)
    text = frame.question.rstrip("?？。.")
    asks = _OF_ANOTHER.search(text) or "也" in text or text.startswith(("of ", "for ", "in "))
    pointing = set(frame.follow) - ({"this"} if own_names(frame) else set())  # 湖滨中学的那个
    return bool(alone and asks and not asks_outside(frame) and not pointing)


_ONE_OF_THEM = late(r"那[条项个行]|(?:^|\b)(?:the|that) (?:one|row) (?:in|of|for|from)\b")


def picks_by_name(frame: Frame) -> bool:
    """大厅那条实际做了多少, the one in 信访事务: of the rows that were listed, the one of this project."""
    projects = [name for name in own_names(frame) if name.kind == "project"]
    others = frame.classes or frame.nouns or frame.ranking or frame.bounds or frame.predicates or frame.aggregates
    picked = len(projects) == 1 == len(own_names(frame)) and not others and not asks_outside(frame)
    return bool(picked and _ONE_OF_THEM.search(frame.question))


_OF_ANOTHER = late("(?:的(?:有哪些|是哪些|都有哪些)?|的(?:那个|那家|那所|那份|那条|那项|那笔|呢)|一样吗|too)$")


def totals_alone(frame: Frame) -> bool:
    """一共花了多少, right after a list: of that list."""
    scope = (
        frame.names
        or frame.years
        or frame.classes
        or frame.nouns
        or frame.groups
        or frame.everything
        or frame.quantities
    )
    return bool(frame.aggregates) and not scope and not frame.relation and not frame.unexplained


def filters_alone(frame: Frame) -> bool:
    """分值20分的是哪条, 只要超过70万的: a condition without anything that it is about."""
    scope = frame.names or frame.years or frame.nouns or frame.groups or frame.everything or frame.relation
    complete = frame.classes and ("which" in frame.questions or "table" in frame.formats)  # 有哪些产出指标
    condition = frame.bounds or frame.predicates or frame.classes or "only" in frame.formats or frame.ranking
    if complete or (frame.classes and "how_much" in frame.questions):
        return False
    return bool(condition) and not scope and not frame.unexplained and not frame.questions.count("why")


def counts_some(frame: Frame) -> bool:
    """2022年的有几个, 大厅的有几个: how many of the last rows are of this."""
    of_some = own_names(frame) or frame.years or frame.classes
    said = frame.measures or frame.nouns or frame.predicates or frame.bounds or frame.ranking or frame.everything
    more = [g for g in frame.groups if g] or frame.funds or frame.relation or asks_outside(frame)
    return frame.aggregates == ["count"] and bool(of_some) and not said and not more


def is_empty(frame: Frame) -> bool:
    """嗯, 呢, 对吗: a turn that asks nothing."""
    said = has_content(frame) or frame.nouns or frame.groups or frame.everything or frame.formats or frame.relation
    asks = set(frame.questions) - {"yes_no"} or set(frame.follow) - {"swap", "add"} or frame.intents or frame.ordinal
    more = frame.quantities or frame.excluded_years or frame.excluded_classes or frame.denied or frame.missing
    other = frame.relative_years or frame.stated or frame.amounts or frame.vague or frame.growth or frame.without_funds
    return not (said or asks or more or other or asks_outside(frame))


def excludes_alone(frame: Frame) -> bool:
    """除了大厅的, 2022年的除外, 不要成本的: all of the last answer but that."""
    excluded = [n for n in frame.names if n.excluded] or frame.excluded_classes or frame.excluded_years or frame.denied
    said = own_names(frame) or frame.years or frame.classes or frame.nouns or frame.measures or frame.ranking
    more = frame.predicates or frame.bounds or frame.groups or frame.everything or frame.funds or frame.relation
    return bool(excluded) and not said and not more and not asks_outside(frame)


def puts_right(frame: Frame) -> bool:
    """不是教育局，是民政局: one name or class in the place of another."""
    names = {n.excluded for n in frame.names} == {True, False}
    classes = bool(frame.classes and frame.excluded_classes) or bool(frame.years and frame.excluded_years)
    said = frame.measures or frame.nouns or frame.ranking or frame.predicates or frame.bounds or frame.aggregates
    denies = frame.question.startswith(("不是", "not ", "no, ", "不对"))
    return (names or classes) and denies and not said and not asks_outside(frame)


def is_fragment(frame: Frame) -> bool:
    """哪几个, 多少, 分别呢, by department, 按万元显示: how the last answer is to be given, and nothing else."""
    says = has_content(frame) or frame.vague or frame.everything or frame.relation or frame.quantities
    if says or asks_outside(frame) or "why" in frame.questions:
        return False
    nouns = set(frame.nouns) - set(frame.groups) - {"project" if "project_name" in frame.groups else ""}
    asks = frame.groups or frame.formats or ("which" in frame.questions and not nouns - INDICATOR_NOUNS)
    alone = "how_much" in frame.questions and not nouns
    fields = "swap" in frame.follow and nouns and nouns <= {"unit", "department"}
    return bool(asks or alone or fields) and not (nouns - INDICATOR_NOUNS and not fields)


def asks_of_which(frame: Frame) -> bool:
    """都是哪个项目的, 是哪个单位: what the rows of the last answer belong to."""
    called = frame.measures == ["project_name"] and _CALLED.match(frame.question)  # 都叫什么
    of_which = _OF_WHICH.match(frame.question) and not has_content(frame)
    return bool(called or of_which) and not (frame.names or frame.bounds or frame.ranking or asks_outside(frame))


def tasks_alone(frame: Frame) -> bool:
    """有没有问题, 总结一下: a task, and not a word of what it is about."""
    said = has_content(frame) or frame.nouns or frame.everything or frame.groups or frame.declined or frame.unexplained
    return bool(frame.intents) and set(frame.intents) <= {"audit", "summary"} and not said and not frame.topics


def tests_rows(frame: Frame) -> bool:
    outcomes = bool(frame.predicates) and (frame.all_of or set(frame.predicates) <= {"met", "at_cap", "exceeded"})
    other = frame.questions and frame.questions != ["yes_no"]
    said = frame.aggregates or frame.names or frame.classes or frame.measures or other or frame.ranking
    return outcomes and not said and frame.question.rstrip("?？").endswith(("吗", "没有", "没", "么"))


def of_all_projects(frame: Frame) -> bool:
    """Whether a question is plainly about all: 哪些项目, 各部门花了多少, all projects."""
    groups = {"project_name", "unit", "department"} & set(frame.groups)
    offices = {"unit", "department"} & {*frame.nouns, *frame.measures}
    asks_offices = offices and (frame.ranking or frame.bounds or frame.aggregates or "which" in frame.questions)
    shares = frame.relation == "share" and frame.ranking is not None  # 谁的占比最大
    return bool(
        shares or frame.everything or "project" in frame.nouns or (groups and has_content(frame)) or asks_offices
    )


def lacks_subject(frame: Frame) -> bool:
    """完成了吗, 扣在哪里, 哪几个指标没达标: a question that does not say of what, and is not about all."""
    named = own_names(frame) and not all(name.kind == "indicator" for name in own_names(frame))
    says = has_content(frame) or (frame.vague and not frame.questions.count("why"))
    return says and not named and not of_all_projects(frame) and not asks_outside(frame)

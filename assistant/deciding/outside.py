"""What is not answered from the store, or not by a query of its fields: refusals, small talk, search.

Owns the reasons for declining. A word that was not understood is never passed over.
"""

from __future__ import annotations

from assistant.deciding.conditions import of_names, of_scope, of_years
from assistant.deciding.request import Declined, Meta, Request, Search, Shape, Tabular
from assistant.deciding.rows import FUNDS
from assistant.deciding.subjects import INDICATOR_NOUNS, all_measures
from assistant.understanding.bounds import MONEY
from assistant.understanding.frame import Frame
from assistant.understanding.glossary import english_parts
from store.overview import Overview
from store.patterns import late
from store.query import Condition, Not, Operator, Query, Subject, all_of, any_of

_OF_NAMES = late("指标的?名|名称|名字")


def declined(frame: Frame, store: Overview) -> Request | None:
    """What the forms cannot answer: other topics, absent years, commands, an empty question."""
    if not any(character.isalnum() for character in frame.question):
        return Declined("nothing_asked")
    if frame.declined:
        reason, _ = frame.declined[0]
        return Declined(reason, tuple(words for r, words in frame.declined if r == reason))
    own = (
        frame.names
        or frame.classes
        or frame.nouns
        or frame.bounds
        or frame.groups
        or frame.funds
        or frame.intents
        or frame.exceptions
    )  # which projects spent less than their budget
    points = frame.ordinal is not None or "reverse" in frame.follow or ("it" in frame.follow and not own)
    if points and frame.ranking is None:
        return Declined("no_rows")
    counted = next((q.number for q in frame.quantities if q.of is None), store.forms)
    if (
        frame.aggregates
        and not (own or frame.years or frame.measures == ["indicator_count"])
        and counted != store.forms
    ):
        return Declined("no_rows")  # 三个加起来花了多少, of which three?
    if words := _of_no_indicator(frame):
        return Declined("funds_of_indicator", tuple(words))
    return _absent_years(frame, store)


def _absent_years(frame: Frame, store: Overview) -> Request | None:
    unknown = [str(year) for year in frame.years if year not in store.years]
    if unknown and len(unknown) == len(frame.years):
        return Declined("year", tuple(unknown))
    known = len(store.years) == 1 or frame.years or "year" in frame.groups  # the only one, or the one that is named
    this_year = set(frame.relative_years) == {"this"} and known
    return Declined("relative_year", tuple(frame.relative_years)) if frame.relative_years and not this_year else None


def _of_no_indicator(frame: Frame) -> list[str]:
    """Indicators that money is asked of: the forms have it of projects alone."""
    asked = all_measures(frame)
    if not asked or not set(asked) <= (MONEY | {"execution_rate"}):
        return []
    return [name.text for name in frame.names_of("indicator")]


def meta(frame: Frame) -> Request | None:
    figures = frame.measures or frame.aggregates or frame.bounds or frame.stated
    content = bool(figures or frame.names or frame.predicates or frame.ranking)
    for topic, kind in (("capability", "capability"), ("data", "data"), ("provenance", "data")):
        if frame.has(topic) and not content and not {"unit", "department"} & set(frame.nouns):
            return Meta(kind)
    if not content and not frame.classes and not frame.unexplained:
        for topic in ("hello", "thanks"):
            if frame.has(topic) and not frame.nouns:
                return Meta(topic)
        if "reset" in frame.follow and not frame.nouns and not frame.intents:
            return Meta("reset")
    return None


def not_understood(frame: Frame) -> Request | None:
    filters = frame.bounds or frame.ranking or frame.predicates or frame.aggregates or frame.relation
    searches = frame.has("search", "search_name") or (frame.has("find") and frame.unexplained and not filters)
    searches = searches or _quotes_alone(frame)
    ranked = frame.ranking is not None and frame.has("search_name")  # 名字里有培训的谁花得最少: among those called so
    named = frame.names_of("indicator") and INDICATOR_NOUNS & set(frame.nouns) and _OF_NAMES.search(frame.question)
    in_field = named or any(name.kind == "text" for name in frame.names)  # it is looked for there, as it stands
    if (
        searches
        and not ranked
        and not in_field
        and not frame.measures
        and not (frame.aggregates and not frame.unexplained)
    ):
        found = _search(frame)
        if found is not None:
            return found
    # 培训办了几场: a figure that only the text of a form can hold; the unknown words must stand there
    if frame.amounts and frame.names and not frame.measures and not frame.ranking:
        return Search("".join([*frame.unexplained, frame.amounts[0]]), of_scope(frame), quantity=frame.amounts[0])
    if _only_quotes(frame) or (frame.topics and not frame.unexplained):
        text = frame.topics[0] if frame.topics else frame.names_of("quote")[0].names[0]
        return Search(text, of_scope(frame), unknown=bool(frame.topics))
    if not frame.unexplained:
        return None
    nothing_else = not (frame.measures or frame.predicates or frame.bounds or frame.ranking or frame.relation)
    words = " ".join(word.removeprefix("管") for word in frame.unexplained)
    if nothing_else and "indicator" in frame.nouns and not frame.names and frame.unexplained == frame.gaps:
        return Search(words, of_years(frame), record="indicator", unknown=True)
    of_project = frame.names_of("project", "code") and not frame.names_of("indicator")
    whole = frame.unexplained == frame.gaps and all(len(word) > 1 for word in frame.gaps)
    if nothing_else and of_project and whole and not (frame.aggregates or frame.quantities or frame.stated):
        return Search(words, of_scope(frame), unknown=True)
    if nothing_else and "yes_no" in frame.questions and not frame.names and not frame.nouns and whole:
        return Search(words, of_years(frame))
    return Declined("unknown", tuple(frame.unexplained))


def _only_quotes(frame: Frame) -> bool:
    """What does its form say about 佳兆业: a text, wherever it stands in a form."""
    figures = frame.measures or frame.relation or frame.aggregates or frame.groups or frame.unexplained
    conditions = frame.bounds or frame.predicates or frame.ranking or frame.classes or frame.excluded_classes
    others = frame.funds or frame.missing or "why" in frame.questions or frame.follow
    rows = INDICATOR_NOUNS & set(frame.nouns) or frame.names_of("indicator")
    return len(frame.names_of("quote")) == 1 and not (figures or conditions or others or rows)


def _in_chinese(text: str) -> str:
    """What the forms would have of an English word: 电话, of phone lines."""
    return " ".join(parts[0] for _, _, parts in english_parts(text)) or text


def _quotes_alone(frame: Frame) -> bool:
    """哪个项目写了“终点站”, “稳压阀”出自哪里: wherever it stands in a form, where nothing of indicators is said."""
    quoted = [n for n in frame.names if n.kind == "quote" and n.text != n.names[0] and not n.excluded]
    asks = "project" in frame.nouns or frame.has("provenance") or ("yes_no" in frame.questions and not frame.nouns)
    said = frame.measures or frame.predicates or frame.denied or frame.classes or frame.bounds or frame.ranking
    return bool(quoted and asks) and not (said or INDICATOR_NOUNS & set(frame.nouns) or frame.names_of("indicator"))


def _search(frame: Frame) -> Request | None:
    subject = "indicator" if INDICATOR_NOUNS & set(frame.nouns) else None
    words = list(frame.unexplained)
    words += [n.names[0] if n.kind == "quote" else _in_chinese(n.text) for n in frame.names if not n.excluded]
    words += [name.removesuffix("指标") for _, name in frame.classes]
    where = of_years(frame)
    if not words and not frame.has("search", "search_name"):
        return None
    if not words:
        return None if frame.aggregates or frame.predicates or frame.ranking else Declined("search_words")
    conditions = frame.excluded_classes or frame.exceptions or frame.bounds or frame.predicates or frame.denied
    if conditions:  # 提到“档案”但不是质量指标的: of rows, and no search holds it
        return Declined("unsupported") if frame.unexplained else None
    if frame.has("search_name") and subject is None:
        named = [Condition("project_name", Operator.CONTAINS, word) for word in words]
        denied = [Not(of) for n in frame.names if n.excluded and (of := of_names([n]))]
        called = any_of(*named) if frame.either else all_of(*named)
        query = Query(Subject.EVALUATION, ("project_name", "year", "unit", *FUNDS), all_of(called, where, *denied))
        return Tabular(Shape.LIST, query)
    others = frame.unexplained or frame.classes or len(frame.names) > 1
    projects = [n for n in frame.names if n.kind in ("project", "unit", "department", "agency") and others]
    if projects:
        words = [word for word in words if word not in [p.text for p in projects]]
    return Search(" ".join(words), all_of(of_names(projects), where), record=subject)

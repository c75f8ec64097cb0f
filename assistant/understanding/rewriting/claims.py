"""Claims that a question puts up for confirmation: 没有一个项目超支吧, none of the projects…, 只有大厅没花完钱吗.

Owns the rewriting of a claim into the question whose answer shows whether it is true: whether any row, or which rows,
meet its condition. Each changes mentions in place, before anything is composed from them.
"""

from __future__ import annotations

from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import COUNTED, COUNTERS
from assistant.understanding.quoting import TextIn
from assistant.understanding.rewriting.targets import of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_NONE = frozenset({"没有", "没", "无", "no", "none", "not", "not one", "not a single"})
_ASKED = ("吗", "吧", "right", "correct")
_CLAIMED = ("noun", "quantity", "scope", "question", "filler", "comparator", "name")  # between 没有 and its condition


def is_claim(sentence: Sentence) -> bool:
    """一共花了不到600万吧: said to be confirmed, of nothing that is asked for or listed."""
    open_question = sentence.has("question", "which", "how_much", "why") or sentence.has("each")
    counted = sentence.has("quantity") and not sentence.has("noun", "indicator", "level3")  # 三个项目一共…
    open_question = open_question or (sentence.has("noun") and not counted)
    tagged = sentence.has("question", "yes_no") or sentence.text.rstrip("?？ ").endswith(_ASKED)
    return tagged and not open_question


def shares_of_another(sentence: Sentence) -> None:
    """信访事务的预算超过大厅的四成了吗: more than so much of what is named, and not more than that."""
    if not is_claim(sentence) or sum(m.kind in ("name", "code") for m in sentence.mentions) != 2:
        return
    for position, mention in enumerate(sentence.mentions):
        name, number = sentence.any_at(position + 1, "name", "code"), sentence.any_at(position + 2, "number")
        if mention.kind == "comparator" and name and number and number.value.unit in ("percent", "times"):
            more = sentence.any_at(position + 3, "degree")
            if more and more.value == "more":
                sentence.silence(position + 3)  # 两倍还多
            compares = replace(mention, value="more") if more and more.value == "more" else mention
            sentence.mentions[position : position + 2] = [name, compares]


def none_of(sentence: Sentence) -> None:
    """没有一个项目超支吧: whether any project did."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "negation" or mention.text not in _NONE:
            continue
        if _none_that_fell_short(sentence, position):
            continue
        noun = _claimed(sentence, position)
        if noun is not None and _of_each_that_has_none(sentence, position, noun):
            continue
        if noun is None or not _conditional(sentence, noun + 1) or sentence.has("noun", "unit", "department", "year"):
            continue
        sentence.turn(position, "question", "yes_no")
        for between in range(position + 1, noun):
            if sentence.mentions[between].kind not in ("name", "class1"):
                sentence.silence(between)


def _none_that_fell_short(sentence: Sentence, position: int) -> bool:
    """Projects with no missed indicator: a condition on projects, whose indicators are not asked for."""
    short, noun = sentence.any_at(position + 1, "predicate"), sentence.any_at(position + 2, "noun")
    if short is None or short.value not in ("missed", "below_cap") or sentence.head() != "project":
        return False
    if noun is None or noun.value not in ("indicator", "level3") or sentence.text[short.end : noun.start].strip():
        return False
    sentence.silence(position + 2)
    if short.value == "below_cap":
        sentence.silence(position + 1)
        sentence.turn(position, "predicate", "no_indicator_lost")
    return True


def _of_each_that_has_none(sentence: Sentence, position: int, noun: int) -> bool:
    """Which projects have no indicator that lost points; of departments and their projects no query asks."""
    asked = (m for m in sentence.mentions[:position] if m.kind == "noun" or m.value in ("unit", "department"))
    head = next(asked, None) or sentence.any_at(noun + 2, "noun")  # 没有指标丢分的项目
    if head is None or head.value == sentence.mentions[noun].value:
        return False
    lost = sentence.any_at(noun + 1, "predicate", "measure")
    if head.value == "project" and lost is not None and lost.value in ("below_cap", "lost"):
        sentence.silence(*range(position + 1, noun + 2))
        sentence.turn(position, "predicate", "no_indicator_lost")
    else:
        sentence.turn(position, "unknown", sentence.mentions[position].text)
    return True


def _claimed(sentence: Sentence, position: int) -> int | None:
    """Where the noun stands that nothing is said to be one of."""
    for after in range(position + 1, min(position + 5, len(sentence.mentions))):
        mention = sentence.mentions[after]
        if mention.kind == "class1" or (mention.kind == "noun" and mention.value in ("project", "indicator", "level3")):
            of_noun = sentence.text[mention.end : mention.end + 1] == "的"  # 没有项目的单位
            return None if of_noun else after
        if mention.kind not in _CLAIMED:
            return None
    return None


def _conditional(sentence: Sentence, start: int) -> bool:
    compares = any(m.kind == "comparator" and m.value != "equal" for m in sentence.mentions[start:])
    return compares or any(m.kind in ("predicate", "number", "negation") for m in sentence.mentions[start:])


def only_one(sentence: Sentence) -> None:
    """只有大厅没花完钱吗: who has money left; the answer shows whether it is the only one."""
    asked = sentence.has("question", "yes_no") or sentence.text.rstrip("?？ ").endswith(_ASKED)
    for position, mention in enumerate(sentence.mentions):
        name = sentence.any_at(position + 1, "name", "code")
        alone = sum(m.kind in ("name", "code") for m in sentence.mentions) == 1
        if mention.kind == "exclusive" and name and alone and asked and _conditional(sentence, position + 2):
            sentence.turn(position, "question", "yes_no")
            sentence.turn(position + 1, "noun", "project")
            return


_COUNTER = late("次|份|人|场|件|天|户|盏|套|台|篇|期|册|辆|棵|名|批|公里|小时|季度|工作日")
_OTHER_FIELDS = ("target", "weight", "score", "actual", "achievement", "lost")


def counted_things(sentence: Sentence) -> None:
    """调解次数没到140次吧, 实际5000份的是哪个指标: a number of things is what was done, and no score."""
    named = any(m.kind == "name" and "indicator" in m.value.kinds for m in sentence.mentions)
    of_indicators = named or sentence.has("noun", "indicator", "level3")
    if not of_indicators or sentence.has("measure", *_OTHER_FIELDS) or sentence.has("why"):
        _counted_targets(sentence)
        _counted_of_nothing(sentence)
        return
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        plain = mention.kind == "number" and mention.value.unit is None
        counter = _COUNTER.match(sentence.text, mention.end) or COUNTED.match(sentence.text, mention.end)
        if plain and counter:
            target = sentence.text[: mention.start].endswith("目标")
            field = "target" if target else "actual"
            sentence.mentions.insert(
                position, replace(mention, end=mention.start, kind="measure", value=field, text="")
            )
            if not any(map(of_indicator_alone, sentence.mentions)):  # 100 % is none of 100 people
                counted = TextIn(field, (COUNTERS.get(counter.group().strip(), counter.group()),))
                sentence.mentions.append(Mention(mention.end, mention.end, "text", counted, counter.group().strip()))


def _counted_targets(sentence: Sentence) -> None:
    """A target of at least 3,000 copies: of what is counted so, and of no money."""
    spoken = [m for m in sentence.mentions if m.kind == "measure" and m.value in _OTHER_FIELDS]
    if (
        len(spoken) != 1
        or spoken[0].value not in ("target", "actual")
        or any(map(of_indicator_alone, sentence.mentions))
    ):
        return
    for mention in list(sentence.mentions):
        counter = COUNTED.match(sentence.text, mention.end) if mention.kind == "number" else None
        if counter and mention.value.unit is None:
            counted = TextIn(str(spoken[0].value), (COUNTERS[counter.group().strip()],))
            sentence.mentions.append(Mention(mention.end, mention.end, "text", counted, counter.group().strip()))


def _counted_of_nothing(sentence: Sentence) -> None:
    """More than 3,000 copies, of no indicator: no amount of money."""
    if sentence.has("noun", "indicator", "level3") or any(m.kind == "text" for m in sentence.mentions):
        return
    for position, mention in enumerate(sentence.mentions):
        counter = COUNTED.match(sentence.text, mention.end) if mention.kind == "number" else None
        if counter and mention.value.unit is None:
            sentence.turn(position, "unknown", counter.group().strip())


def left_to_spend(sentence: Sentence) -> None:
    """把预算花完还差多少: what is left of it."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "predicate" or mention.value != "fully_spent":
            continue
        behind = [p for p in (position + 1, position + 2) if sentence.any_at(p, "relation", "lost")]
        short = next((p for p in behind if sentence.mentions[p].value == "difference"), None)
        asked = short is not None and ("多少" in sentence.text[mention.end :] or "几" in sentence.text[mention.end :])
        if short is not None and asked:
            sentence.turn(position, "measure", "unspent")
            sentence.silence(short)
            sentence.use(*(p for p in (position - 1,) if sentence.any_at(p, "measure")))


_RIGHT = ("对不对", "对吗", "对么", "准不准", "准确吗", "正确吗", "有没有错")
_ADDED_UP = ("total_score", "execution_rate", "execution_score", "score", "lost")


def figures_doubted(sentence: Sentence) -> None:
    """总分对不对, 执行率算得对吗: the figure is to be checked, where none is claimed."""
    claims = any(m.kind in ("number", "predicate", "superlative", "comparator") for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "measure")
        doubted = mention.kind == "question" and mention.text in _RIGHT and not claims
        if doubted and before and before.value in _ADDED_UP and mention.start == before.end:
            sentence.turn(position, "intent", "audit")

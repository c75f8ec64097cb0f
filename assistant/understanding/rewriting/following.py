"""Words that take up the question before: 里面谁…, 还有哪些, 跟培训比呢, 低的那个, 全部项目的呢, drop the hall.

Owns the rewritings of what such words mean where they stand. It must not know the question before.
"""

from __future__ import annotations

from assistant.understanding.mentions import Mention
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_AMONG = late(r"(?:这|那|它们|他们)?(?:里面|里头|当中|之中)")
_GOES_ON = ("follow", "conjunction")
_MORE = ("还", "另外还", "除此之外还")
_BESIDE = frozenset({"follow", "question", "conjunction", "degree"})
_DROP = frozenset({"drop", "dropped"})


def among_them(sentence: Sentence) -> None:
    """里面谁预算最大: of the rows that were shown; where it opens the question, and not in the middle of one."""
    opening = _AMONG.match(sentence.text)
    if opening and sentence.mentions and not sentence.has("follow", "within"):
        sentence.mentions.insert(0, Mention(opening.start(), opening.end(), "follow", "within", opening[0]))


def further_ones(sentence: Sentence) -> None:
    """还有哪些项目低于90分, 其他项目呢: those that were not spoken of."""
    first, asked = sentence.any_at(0, "conjunction", "follow"), sentence.any_at(1, "question")
    names = any(m.kind in ("name", "code", "negation") for m in sentence.mentions)
    opens = first is not None and not sentence.text[: first.start].strip()  # 除了…的，还有哪些项目: but those
    if first and opens and asked and asked.value == "which" and first.text in _MORE and not names:
        sentence.turn(0, "follow", "others")
    for position, mention in enumerate(sentence.mentions):
        behind = sentence.mentions[position + 1 :]
        projects = bool(behind) and behind[0].kind == "noun" and behind[0].value == "project"
        indicators = bool(behind) and (behind[0].kind, behind[0].value) in _INDICATORS
        indicators = indicators or (bool(behind) and behind[0].kind in ("class1", "class2"))
        if mention.kind == "rest" and indicators and not names and (position == 0 or _points_back(sentence, position)):
            sentence.turn(position, "follow", "others")  # 其他指标呢, 这个项目其它指标得分怎么样
            continue
        alone = bool(behind) and all(m.kind in ("follow", "question") for m in behind)
        ends = not behind and position > 0 and all(m.kind in _GOES_ON for m in sentence.mentions[:position])
        if mention.kind == "rest" and ends and mention.text.isascii():
            sentence.turn(position, "follow", "others")  # and the others?
            continue
        begins = len(sentence.text[: mention.start].strip(" ,，那")) <= 1  # 去掉大厅的，剩下的一共: but that one
        if mention.kind == "rest" and (projects or alone) and not names and position <= 1 and begins:
            sentence.turn(position, "follow", "others")


_INDICATORS = frozenset({("noun", "indicator"), ("noun", "level3")})
_REMAINING = late(
    r"(?:另外|另|其余|其他|其它|剩下|剩余|余下|别的)的?"
    r"(?:[那这]?[两二三四五俩](?:个|家)?|[那这]?一个|[那这]个)的?(?:项目(?!支出|编码|代码))?"
)

_LEFT_OUT = late(r"除|去掉|不算|不含|扣")  # 除了执行率最低的，另外两个: it is said of what they are left


def _points_back(sentence: Sentence, position: int) -> bool:
    before = sentence.mentions[:position]
    return all(m.kind in ("follow", "conjunction", "question") for m in before)


def remaining_ones(sentence: Sentence) -> None:
    """另外两个呢, 剩下那个花了多少: so many of those that were not spoken of."""
    said = _REMAINING.search(sentence.text)
    names = any(m.kind == "name" and "indicator" not in m.value.kinds for m in sentence.mentions)
    if said is None or names or _LEFT_OUT.search(sentence.text[: said.start()]):
        return
    inside = [p for p, m in enumerate(sentence.mentions) if m.start >= said.start() and m.end <= said.end()]
    if inside and not any(m.start < said.end() < m.end for m in sentence.mentions):
        mention = Mention(said.start(), said.end(), "follow", "remaining", said[0])
        sentence.mentions[inside[0] : inside[-1] + 1] = [mention]


def all_projects(sentence: Sentence) -> None:
    """全部项目的呢: not of the one that was spoken of; 全部项目里预算最大的: of all."""
    for position, mention in enumerate(sentence.mentions):
        noun = sentence.any_at(position + 1, "noun")
        if mention.kind == "scope" and mention.value == "all" and noun and noun.value == "project":
            others = [m for p, m in enumerate(sentence.mentions) if p not in (position, position + 1)]
            if others and all(m.kind == "follow" for m in others):  # 所有项目的呢
                sentence.turn(position, "follow", "widen_project")
                sentence.silence(position + 1)
        if mention.kind != "follow" or mention.value != "both" or not mention.text.startswith("全") or noun is None:
            continue
        alone = all(m.kind == "follow" or p == position + 1 for p, m in enumerate(sentence.mentions))
        if alone and noun.value == "project":
            sentence.turn(position, "follow", "widen_project")
            sentence.silence(position + 1)
        elif noun.value == "project":
            sentence.turn(position, "scope", "all")


def sides_unsaid(sentence: Sentence) -> None:
    """跟培训比呢, 和2022年比怎么样: the other side is what was spoken of."""
    things = [m for m in sentence.mentions if m.kind in ("name", "code", "year", "number", "aggregate")]
    others = [m for m in sentence.mentions if m not in things and m.kind not in (*_BESIDE, "than", "measure")]
    if len(things) != 1 or things[0].kind not in ("name", "code", "year") or others:
        return
    for position, mention in enumerate(sentence.mentions):
        before, after = sentence.any_at(position - 1, "name", "code", "year"), sentence.mentions[position + 1 :]
        ends = all(m.kind in ("follow", "question") and m.value in ("swap", "how", "how_much", "which") for m in after)
        if mention.kind == "than" and mention.text in ("比", "相比", "比起来") and before and ends:
            sentence.turn(position, "relation", "compare")
            if sentence.any_at(0, "follow") and sentence.mentions[0].text in ("跟", "和", "与", "同"):
                sentence.silence(0)


def the_one_of_two(sentence: Sentence) -> None:
    """低的那个呢, the lower one: what has less of it."""
    for position, mention in enumerate(sentence.mentions):
        pronoun = sentence.any_at(position + 1, "follow")
        said = (pronoun and pronoun.value == "this") or sentence.text[mention.end :].startswith((" one", "的那"))
        alone = not sentence.has("name") and not sentence.has("noun")
        if mention.kind == "degree" and said and alone and mention.value in ("more", "less"):
            sentence.turn(position, "superlative", {"more": "most", "less": "least"}[mention.value])
            if pronoun:
                sentence.turn(position + 1, "follow", "swap")
            else:
                sentence.mentions.append(replace(mention, kind="follow", value="swap"))
            return


def left_out(sentence: Sentence) -> None:
    """Drop the hall: all but that."""
    first = sentence.any_at(0, "change")
    if first and first.text in _DROP and sentence.any_at(1, "name", "year", "class1", "class2"):
        sentence.turn(0, "negation", "except")


def targets_and_actuals(sentence: Sentence) -> None:
    """目标和完成: both figures of an indicator, and no condition."""
    for position, mention in enumerate(sentence.mentions):
        joint, target = sentence.any_at(position - 1, "conjunction"), sentence.any_at(position - 2, "measure")
        ends = position + 1 == len(sentence.mentions) or sentence.any_at(position + 1, "question", "each", "follow")
        reached = mention.kind == "predicate" and mention.text in ("完成", "达成", "完成了")
        if reached and joint and joint.value == "list" and target and target.value == "target" and ends:
            sentence.turn(position, "measure", "actual")


def the_leading_one(sentence: Sentence) -> None:
    """最低的那个呢: the one that leads, and nothing that was spoken of."""
    for position, mention in enumerate(sentence.mentions):
        leads = sentence.any_at(position - 1, "superlative")
        last = position + 1 == len(sentence.mentions) or sentence.any_at(position + 1, "follow")
        if leads and last and mention.kind == "follow" and mention.text in ("那个", "那一个", "那项", "那条", "那家"):
            sentence.silence(position)


_THAT = late(r"(?:\b(?:that|this|the same) |[该此])$")


def offices_spoken_of(sentence: Sentence) -> None:
    """That department, 该单位: the office that was spoken of, and not its project."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        before = sentence.any_at(position - 1, "follow")
        if mention.kind == "follow" and mention.value == "it" and mention.text.endswith(("单位", "部门")):
            kind = "unit" if mention.text.endswith("单位") else "department"
            sentence.turn(position, "follow", "this")
            sentence.mentions.insert(position + 1, replace(mention, kind="noun", value=kind))
        office = mention.kind == "noun" and mention.value in ("unit", "department") and before is None
        if office and _THAT.search(sentence.text[: mention.start]):
            sentence.mentions.insert(position, replace(mention, kind="follow", value="this"))

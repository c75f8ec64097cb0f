"""Text that a question quotes, or looks for in one field of the forms: 偏差原因里提到汛期的, mentions X in its goal.

Owns finding such stretches. What the text means is nobody's to know: it is looked for as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.understanding.mentions import Mention
from store.dataclass import dataclass
from store.patterns import late


@dataclass(frozen=True, slots=True)
class TextIn:
    """A text that a field of the forms holds, or, of several, any of them; `absent` where it must hold none."""

    field: str
    texts: tuple[str, ...]
    absent: bool = False


# not the apostrophes of "what's the hall's budget"
_QUOTE = late(r"(?:[“\"「『‘《]|(?:(?<=\s)|^)')(?P<quoted>[^”\"」』’'》]{2,}|[^\W\d_a-z])[”\"」』’'》]字?(?![a-z])")

# What a field may be called where a text is looked for in it.
_ZH = {
    "deviation": "偏差原因(?:分析)?(?:及改进措施)?|原因分析|原因|理由|解释|说明",
    "goal_actual": "(?:实际|目标)?完成情况(?:说明)?",
    "goal_expected": "(?:年度|年初)?(?:总体|预期|绩效)?目标(?!值)",
    "actual": "实际完成值|完成值|实际值",
    "target": "年度指标值|指标值|目标值",
}
_EN = {
    "deviation": "(?:deviation )?reasons?(?: given)?|explanations?|deviations?",
    "goal_actual": "completion texts?|what (?:it|they) (?:achieved|did)|accomplishments?|actual accomplishments?",
    "goal_expected": "(?:annual |expected |overall )?goals?|objectives?",
    "actual": "actual values?|results?",
    "target": "targets?(?: values?)?",
}
_WITHIN = "(?:那栏|一栏|那一栏|栏)?(?:里头|里面|里|中|内|上)?(?:都|有没有|曾|是否)?"
_SAYS = "(?:提到|写到|提及|说到|讲到|出现|含有|包含|归结为|归咎于|归因于)(?:了|过)?"
_READS = "(?:写着|写的是|写了|写|填的是|填|是|为)"
_OPEN, _CLOSE = '[“"「『‘]', '[”"」』’]'
_MENTION = "(?:mentions?|contains?|includes?|refers? to|cites?|says?|talks? about)"


_OF_ROW = late(
    "的?(?:那|这|有)?(?:几|哪|多少)?(?:条|项(?!目)|个?指标|一条)"
)  # 目标写着“…”的那条: an indicator's, and not the form's


_CHINESE_RUN = late(r"(?<![\d.])[\u4e00-\u9fff]{2,}")  # 100万元 is a number


def _named(fields: dict[str, str]) -> str:
    return "|".join(f"(?P<{field}>{words})" for field, words in fields.items())


# Each with what a text must hold for it; compiled when one does, since a question at the command line is a new process.
_MENTIONS = ("mention", "contain", "include", "refer", "cite", "say", "talk", "report", "give", "state", "blame")
_IN_FIELDS = (
    (rf"(?:{_named(_ZH)}){_WITHIN}(?:{_SAYS}|{_READS}){_OPEN}(?P<text>[^”\"」』’]+){_CLOSE}", tuple('“"「『‘')),
    (
        rf"(?:{_named(_ZH)}){_WITHIN}{_SAYS}(?!了|过|不止|不只|最|超过|几|多少|哪|什么|啥|谁|[一二两三\d]+次)(?P<text>[^“”\"「」『』,，。?？的]{{1,20}}?)(?=的|$|[,，。?？])",
        ("提到", "写到", "提及", "说到", "讲到", "出现", "含", "归"),
    ),
    (rf"\b(?:{_named(_EN)}) (?:that )?{_MENTION} {_OPEN}?(?P<text>[^”\"」』’?.,]+?){_CLOSE}?(?=[?.,]|$)", _MENTIONS),
    (
        rf"\b(?:{_MENTION} {_OPEN}?(?P<text>[^”\"」』’?.,]+?){_CLOSE}? in"
        rf"|(?:reports?|gives?|states?|blames?) {_OPEN}?(?P<told>[^”\"」』’?.,]+?){_CLOSE}? as)"
        rf" (?:(?:its|their|the|an|a) )?(?:{_named(_EN)})\b",
        _MENTIONS,
    ),
)


def quotes(text: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """Quoted text that is no name of its own."""
    for match in _QUOTE.finditer(text):
        if not any(n.start <= match.start("quoted") and match.end("quoted") <= n.end for n in names):
            yield Mention(match.start(), match.end(), "quote", match["quoted"], match.group())


def foreign_runs(text: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """Chinese in an English question that no name explains: quoted, though no marks say so."""
    for match in _CHINESE_RUN.finditer(text):
        end = match.end() - match.group().endswith("的")  # 信访事务的 target
        if not any(n.start <= match.start() and end <= n.end for n in names):
            yield Mention(match.start(), match.end(), "quote", match.group(), match.group())


def texts_in_fields(text: str) -> Iterator[Mention]:
    """Text that is looked for in a field; the value is a `TextIn`."""
    yield from _held(text)
    for pattern, hints in _IN_FIELDS:
        for match in re.finditer(pattern, text) if any(hint in text for hint in hints) else ():
            field = next(field for field in _ZH if match[field])
            words = match.groupdict()
            said = str(words["text"] or words.get("told")).strip()
            yield _mention(text, match.span(), _row_field(text, match[field], field, match.end()), (said,))


def _mention(text: str, span: tuple[int, int], field: str, texts: tuple[str, ...], *, absent: bool = False) -> Mention:
    return Mention(*span, "text", TextIn(field, texts, absent), text[slice(*span)])


def _row_field(text: str, said: str, field: str, end: int) -> str:
    """目标 is the goal of a form, or the target of an indicator where those are spoken of."""
    return "target" if said == "目标" and (_OF_ROW.match(text, end) or "指标" in text) else field


# Fields whose text holds something, or reads so: 指标名称里有“率”, 年初目标没写“2023年”的, 目标值写着≥95%的.
_HOLDING = {
    "level3": "(?:三级)?指标的?(?:名称|名字|名)|(?<!项目)(?<!单位)(?:名称|名字)(?=[^,，。]*指标)",
    "project_name": "项目的?(?:名称|名字|名)",
    "deviation": _ZH["deviation"],
    "goal_actual": _ZH["goal_actual"],
    "goal_expected": _ZH["goal_expected"],
    "actual": _ZH["actual"] + "|实际(?:完成)?",
    "target": _ZH["target"],
}
_QUOTED = (
    '(?:[“"「『‘](?P<quoted>[^”"」』’]+)[”"」』’]|(?P<spelt>[\u4e00-\u9fff]{1,4})(?=[一二两三四]个字|二字|这个词|字样|字眼))'
    "(?:这)?(?:[一二两三四]?个?字样?|字眼|这个词|一词)?"
)
_ABSENT = "(?P<absent>[不没未](?:有)?(?:含有?|包含|带有?|写(?:明|着|到)?|提(?:到|及)?|出现|有)?)"
_PRESENT = "(?:提到|写到|提及|说到|讲到|出现|含有?|包含|包括|带有?|有|写(?:着|了|的是|明)?|填的是|标着)"
_HELD = rf"(?:{_named(_HOLDING)}){_WITHIN}(?:的)?(?:同时|都|既)?(?:{_ABSENT}|{_PRESENT})(?:了|过|着)?{_QUOTED}"
_HELD_TOO = (
    rf"(?:,|，)?(?P<joint>或者|或是|或|和|与|、|以及|及|又|也|并且|而且|且|同时|但是|但|却|而)?(?:又|也|同时|还)?"
    rf"(?:{_ABSENT}|{_PRESENT})?(?:了|过)?{_QUOTED}"
)
_ALTERNATIVE = ("或者", "或是", "或")
_WRITTEN = (
    rf"(?:{_named(_HOLDING)}){_WITHIN}(?:写着|写的是|写成|填的是|填着)"
    r"(?P<figure>[≥≤<>=]?\d[^的,，。?？]*)(?=的|$|[,，。?？])"
)
_EXPLAINED_BY = (
    "(?:偏差)?原因(?:写的)?(?:是|为)(?!什么|啥|哪|怎|不是|否|没|未|无|空|何|多少|谁|因为)"
    "(?P<reason>[\u4e00-\u9fff]{2,10}?)(?=的(?!原因)|$|[,，。?？])(?<![吗吧么呢])"
)
# What is counted or measured, by the character that a figure of it is written with.
_UNITS = {
    "百分比": "%", "百分数": "%", "百分率": "%", "次数": "次", "人数": "人", "天数": "天", "份数": "份", "金额": "元",
}  # fmt: skip
_IN_UNITS = (
    rf"(?P<of>目标|实际)(?:完成)?值?(?:都|用的|写的)?(?:是|为|用)(?P<unit>{'|'.join(_UNITS)})(?=的|$|类|有|[,，。?？])"
)


def _held(text: str) -> Iterator[Mention]:
    """What a field holds, is written as, or is measured in."""
    if any(mark in text for mark in '“"「『‘字词'):
        for match in re.finditer(_HELD, text):
            field = next(field for field in _HOLDING if match[field])
            yield from _list_held(text, match, _row_field(text, match[field], field, _end_of_list(text, match.end())))
    if "原因" in text:
        for match in re.finditer(_EXPLAINED_BY, text):
            yield _mention(text, match.span(), "deviation", (match["reason"],))
    for match in re.finditer(_WRITTEN, text) if "写" in text or "填" in text else ():
        field = next(field for field in _HOLDING if match[field])
        yield _mention(text, match.span(), "target" if match[field] == "目标" else field, (match["figure"],))
    for match in re.finditer(_IN_UNITS, text):
        field = "target" if match["of"] == "目标" else "actual"
        yield _mention(text, match.span(), field, (_UNITS[match["unit"]],))


def _end_of_list(text: str, end: int) -> int:
    while more := re.compile(_HELD_TOO).match(text, end):
        end = more.end()
    return end


def _list_held(text: str, first: re.Match[str], field: str) -> Iterator[Mention]:
    """Each text that must be held; those that "or" joins are alternatives."""
    span, absent = first.span(), bool(first["absent"])
    texts: tuple[str, ...] = (_said(first),)
    while more := re.compile(_HELD_TOO).match(text, span[1]):
        if more["joint"] in _ALTERNATIVE or (absent and more["joint"] and not more["absent"]):
            span, texts = (span[0], more.end()), (*texts, _said(more))  # none of what an absence lists
            continue
        yield _mention(text, span, field, texts, absent=absent)
        span, texts, absent = more.span(), (_said(more),), bool(more["absent"])
    yield _mention(text, span, field, texts, absent=absent)


def _said(match: re.Match[str]) -> str:
    return str(match["quoted"] or match["spelt"]).strip()

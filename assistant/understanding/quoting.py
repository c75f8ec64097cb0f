"""Text that a question quotes, or looks for in one field of the forms: 偏差原因里提到汛期的, mentions X in its goal.

Owns finding such stretches. What the text means is nobody's to know: it is looked for as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.understanding.mentions import Mention

# not the apostrophes of "what's the hall's budget"
_QUOTE = re.compile(
    r"(?:[“\"「『‘《]|(?:(?<=\s)|^)')(?P<quoted>[^”\"」』’'》]{2,}|[^\W\d_a-z])[”\"」』’'》]字?(?![a-z])"
)

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


_OF_ROW = re.compile(
    "的?(?:那|这)?(?:条|项(?!目)|个?指标|一条)"
)  # 目标写着“…”的那条: an indicator's, and not the form's


_CHINESE_RUN = re.compile(r"(?<![\d.])[\u4e00-\u9fff]{2,}")  # 100万元 is a number


def _named(fields: dict[str, str]) -> str:
    return "|".join(f"(?P<{field}>{words})" for field, words in fields.items())


# Each with what a text must hold for it; compiled when one does, since a question at the command line is a new process.
_MENTIONS = ("mention", "contain", "include", "refer", "cite", "say", "talk", "report", "give", "state", "blame")
_IN_FIELDS = (
    (rf"(?:{_named(_ZH)}){_WITHIN}(?:{_SAYS}|{_READS}){_OPEN}(?P<text>[^”\"」』’]+){_CLOSE}", tuple('“"「『‘')),
    (
        rf"(?:{_named(_ZH)}){_WITHIN}{_SAYS}(?P<text>[^“”\"「」『』,，。?？的]{{1,20}}?)(?=的|$|[,，。?？])",
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
        if not any(n.start <= match.start() and match.end() <= n.end for n in names):
            yield Mention(match.start(), match.end(), "quote", match.group(), match.group())


def texts_in_fields(text: str) -> Iterator[Mention]:
    """Text that is looked for in a field; the value is (field, text)."""
    for pattern, hints in _IN_FIELDS:
        for match in re.finditer(pattern, text) if any(hint in text for hint in hints) else ():
            field = next(field for field in _ZH if match[field])
            if match[field] == "目标" and _OF_ROW.match(text, match.end()):
                field = "target"
            words = match.groupdict()
            said = str(words["text"] or words.get("told")).strip()
            yield Mention(match.start(), match.end(), "text", (field, said), match.group())

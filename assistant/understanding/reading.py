"""A question, read: folded, its mentions found, its slips corrected, its frame composed.

Owns the order of these steps, and the trace of them that an explanation shows.
"""

from __future__ import annotations

import sqlite3

from assistant.understanding.folding import fold_question, language_of
from assistant.understanding.frame import Frame
from assistant.understanding.glossing import joined, with_glosses
from assistant.understanding.grammar import compose
from assistant.understanding.lexicon import Lexicon
from assistant.understanding.linking import Linker
from assistant.understanding.mentions import Mention, best_cover, uncovered
from assistant.understanding.numerals import number_mentions
from assistant.understanding.quoting import foreign_runs, quotes, texts_in_fields
from assistant.understanding.slips import Correction, corrected
from assistant.understanding.spans import open_spans
from store.dataclass import dataclass
from store.patterns import late

MOST_CORRECTIONS = 3
# How a rate is worked out, in brackets: (total executed over total annual budget).
_EXPLAINED = late(r"\s?[(（][^()（）]*(?:\bover\b|divided by|÷|除以|/)[^()（）]*[)）]")
_GRADE = late(r"\b(?:excellent|good|fair|medium|poor|low)\s*[(（](?P<grade>[优良中差低])[)）]")
_NO = late(r"^(?:不是|不对|不|错了|no|nope|wrong)[,，]\s*(?=我(?:问|说|要|想|指)|i (?:asked|meant|mean|want))")
_CLAUSE = late(r"(?P<text>[^,;:。?!.]{2,60})[,;:。?!.]\s*")
_PERSON = late(r"[我您你咱俺]|想问|请教|记者|同志|老师|\b(?:i|i'm|we|you|dear)\b")
# What it is wanted for: 写总结要用, 报系统要填代码. Such a clause may name a figure, and asks for none.
_PURPOSE = late(
    r"(?:要|用来|想|得|正在|准备)(?:写|填|报|交|录|做|上|发|抄|约谈|表扬|整改|汇报)|用$|赶稿|赶时间|急用|领导|汇报|材料|台账|审计要来|宣传稿|录系统|报系统"
)
# What is written about is no name of a project that is asked of: I'm writing a piece on petition offices.
_WRITES = late(r"\b(?:writing|drafting|researching|preparing|putting together)\b.*\b(?:on|about|into|for)\b")
_ITS = late(r"\b(?:its?|their|they|them|that|this|these)\b|[它其该]")  # of what is written about
_OF_PURPOSE = frozenset({"measure", "intent", "decline", "predicate", "definition"})
# What the last answer is thanked for, before the next question: 谢谢，那信访事务的呢.
_COURTESY = late(
    r"^(?:(?:好的?|嗯+|哦|ok|okay|谢谢你?|多谢|感谢|辛苦了|明白了?|知道了|收到|了解了|不错|很好|thanks|thank you)"
    r"[,，。.!！ ]+)+(?=.)"
)
_SAYS_NOTHING = ("hello", "thanks", "by")  # 我分不清
_ASKED = frozenset(
    {"measure", "predicate", "name", "code", "quote", "class1", "class2", "number", "year", "superlative", "fund"}
    | {
        "each",
        "order",
        "aggregate",
        "relation",
        "decline",
        "follow",
        "definition",
        "intent",
        "relative_year",
        "ordinal",
        "top",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read."""

    folded: str
    cover: tuple[Mention, ...]
    gaps: tuple[str, ...]  # stretches that nothing explains
    corrections: tuple[Correction, ...]
    frame: Frame


class Reader:
    """Reads questions over one store, in the words of a lexicon."""

    def __init__(self, connection: sqlite3.Connection, words: Lexicon) -> None:
        self._words = words
        self._linker = Linker(connection, words.explains, words.named)

    def read(self, question: str) -> Reading:
        """The reading with the fewest unknown characters, after at most MOST_CORRECTIONS corrections."""
        text = _EXPLAINED.sub("", self._without_address(_NO.sub("", _GRADE.sub(r"\g<grade>", fold_question(question)))))
        corrections: list[Correction] = []
        cover = self._cover(text)
        gaps = uncovered(text, cover)
        for _ in range(MOST_CORRECTIONS):
            change = next((c for c in (corrected(text, gap, self._linker, self._words) for gap in gaps) if c), None)
            if change is None:
                break
            text, correction = change
            corrections.append(correction)
            cover = self._cover(text)
            gaps = uncovered(text, cover)
        frame = compose(text, cover, _language(text, cover))
        unknown = tuple(text[start:end] for start, end in gaps)
        frame.gaps = [word for word in unknown if not _in_a_name(word, frame)]
        frame.unexplained = [*frame.gaps, *frame.unexplained]
        frame.corrections = [(c.typed, c.meant) for c in corrections]
        return Reading(text, tuple(cover), unknown, tuple(corrections), frame)

    def _without_address(self, text: str) -> str:
        """The question without what it opens with when it speaks of the person alone: 我年纪大了看不清，想请教您…

        Only whole clauses at its start, with a word for a person in them and nothing that forms are asked for.
        """
        rest = _COURTESY.sub("", text) or text
        while clause := _CLAUSE.match(rest):
            purpose = _PURPOSE.search(clause["text"])
            if not (purpose or _PERSON.search(clause["text"])):
                break
            spoken = _ASKED - _OF_PURPOSE if purpose else _ASKED
            if _WRITES.search(clause["text"]) and not _ITS.search(rest[clause.end() :]):
                spoken = spoken - {"name"}
            if any(m.kind in spoken and m.value not in _SAYS_NOTHING for m in self._cover(clause["text"])):
                break
            if not any(m.kind in _ASKED for m in self._cover(rest[clause.end() :])):
                break
            rest = rest[clause.end() :]
        return rest

    def _cover(self, text: str) -> list[Mention]:
        names = self._linker.mentions(text)
        english = language_of(text) == "en"
        quoted = [q for q in quotes(text, names) if not self._words.explains(str(q.value))]
        if english:  # 人手不足 is no word of the lexicon, though each of its characters may be
            quoted += [q for q in foreign_runs(text, names) if not self._words.explains(str(q.value), shortest=2)]
        found = [m for m in self._words.mentions(text) if not _cuts_number(text, m)]
        words = [w for m in found if (w := self._linker.offices(m) if m.kind == "office" else m)]
        cover = best_cover(
            len(text), [*words, *number_mentions(text), *open_spans(text), *names, *quoted, *texts_in_fields(text)]
        )
        return joined(text, with_glosses(text, cover))


def _cuts_number(text: str, mention: Mention) -> bool:
    """Less than 1% of it: the sign is the number's; 2020 % of all spending asks for a share."""
    return mention.text.startswith("%") and text[: mention.start][-1:].isdigit()


def _in_a_name(word: str, frame: Frame) -> bool:
    """资料印了多少份, of 资料…印刷份数: its characters are the name's."""
    names = [name for part in frame.names if part.kind == "indicator" for name in part.names]
    return any(all(character in name for character in word) for name in names)


def _language(text: str, cover: list[Mention]) -> str:
    """The language of what is not a name or a quotation."""
    own = text
    for mention in cover:
        if mention.kind in ("name", "quote", "code"):
            own = own.replace(text[mention.start : mention.end], " ")
    return language_of(own if any(map(str.isalnum, own)) else text)  # nothing but names: their own

"""The one door that every face uses: a question in, an answer out, with the memory of what was asked before.

Owns the steps from a question to an answer, and what a conversation remembers between two of them.
"""

from __future__ import annotations

import copy
import sqlite3
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from assistant.answer import Answer, Status
from assistant.answers import Draft, Teller, answer_request
from assistant.contradictions import contradiction_in
from assistant.deciding import decide
from assistant.deciding.request import (
    Audit,
    Clarify,
    Declined,
    Definition,
    Meta,
    Note,
    Relation,
    Request,
    Search,
    Several,
    Shape,
    Summary,
    Tabular,
)
from assistant.disputes import with_disputes
from assistant.followups import Memory, follow
from assistant.followups.conditions import Condition, conditions_of
from assistant.followups.standing import named_outright
from assistant.suggesting import MOST, answerable_questions, next_questions, starting_questions, without_words
from assistant.understanding.folding import fold_question
from assistant.understanding.frame import Frame
from assistant.understanding.lexicon import Lexicon, lexicon
from assistant.understanding.parting import parts_of
from assistant.understanding.reading import Reader, Reading
from assistant.wording.phrases import phrases
from store.dataclass import replace
from store.overview import Overview, overview
from store.patterns import late
from store.query import OneOf

_CHOICE = late(
    r"^第?\s*(?:(?P<figure>\d)|(?P<word>[一二三四]))\s*(?:个|项|\.)?$"
    r"|^(?:the )?(?P<english>first|second|third|fourth)(?: one)?$"
)
_WORDS = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_SPAN = 20  # years: as many are a span without an end
_PARTED = frozenset({"unknown", "unsupported", "two_sides", "share", "not_together"})  # what may be several questions
MOST_CHARACTERS = 500  # of a question


class Conversation:
    """Answers questions over one store. Keeps the last query, so that a follow-up can change part of it.

    `words` are the lexicon that questions are read by: the one that jiwen comes with, unless a face adds to it.
    """

    def __init__(self, connection: sqlite3.Connection, words: Lexicon | None = None) -> None:
        self._connection = connection
        self._reader = Reader(connection, words or lexicon())
        self._memory: Memory | None = None
        self._lost = False  # the last question was not understood
        self._steps: tuple[Reading, Frame, Request] | None = None

    @cached_property
    def _overview(self) -> Overview:
        return overview(self._connection)

    def ask(self, question: str) -> Answer:
        """The answer to a question, in its language. Never raises for what a person may type."""
        started = time.perf_counter()
        request, frame, notes = self._understand(question)
        answer, draft = self._answer(question, _noted(request, notes), frame.language)
        self._remember(frame, request, draft)
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)

    def summarise(self, evaluations: Sequence[int] = (), language: str = "zh") -> Answer:
        """These forms in a few sentences, all of them if none is named: for who has chosen them without a question."""
        where = OneOf("evaluation_id", tuple(evaluations)) if evaluations else None
        return self._answer("", Summary(where), language)[0]

    def check(self, language: str = "zh") -> Answer:
        """What does not add up in any form: for who asks for that without a question."""
        return self._answer("", Audit(), language)[0]

    def conditions(self) -> tuple[Condition, ...]:
        """What the last answer was narrowed by, in words; each can be taken away, or changed to one of its values."""
        memory = self._memory
        return tuple(conditions_of(memory.frame, memory.request, self._overview)) if memory else ()

    def without(self, condition: Condition) -> Answer:
        """The last question again, one of its `conditions` taken away. Raises LookupError before the first question."""
        return self._again(condition.dropped(self._last_frame), "follow.dropped", condition.label)

    def changed(self, condition: Condition, value: str) -> Answer:
        """The last question again, one of its `conditions` changed to one of its values. Raises LookupError too."""
        return self._again(condition.changed(self._last_frame, value), "follow.changed", condition.label, value)

    @property
    def _last_frame(self) -> Frame:
        if self._memory is None:
            raise LookupError("there is no question yet")
        return self._memory.frame

    def _again(self, frame: Frame, key: str, *values: str) -> Answer:
        """The answer to a frame, remembered like that to a question; `key` words what was asked."""
        started = time.perf_counter()
        request = decide(copy.deepcopy(frame), self._overview)
        question = phrases(frame.language).filled(key, values)
        answer, draft = self._answer(question, request, frame.language)
        self._remember(frame, request, draft)
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _answer(self, question: str, request: Request, language: str) -> tuple[Answer, Draft]:
        draft = answer_request(request, Teller(self._connection, language, self._overview))
        text = with_disputes(draft, self._connection, language)
        if not isinstance(request, Audit):  # which is about nothing else
            said = contradiction_in(draft, self._connection, language)
            text = phrases(language).joined("sentences", [text, said]) if said else text
        answer = Answer(
            question=question,
            language=language,
            status=draft.status,
            text=text,
            interpretation=draft.interpretation,
            query=draft.query,
            columns=draft.columns,
            rows=draft.rows,
            sources=draft.sources,
            choices=draft.choices,
            suggestions=self._suggested(question, request, draft, language),
        )
        return answer, draft

    def _suggested(self, question: str, request: Request, draft: Draft, language: str) -> tuple[str, ...]:
        """Questions to go on with; where words were not understood, first the question without them, if that is one."""
        found = next_questions(request, draft, self._overview, language)
        if not isinstance(request, Declined) or request.reason != "unknown":
            return found
        near = [text for text in without_words(question, request.words) if self._is_understood(text)]
        return tuple(dict.fromkeys([*near[:1], *found]))[:MOST]

    def _is_understood(self, text: str) -> bool:
        """Whether a question would be answered by itself."""
        request = decide(follow(self._reader.read(text).frame, None)[0], self._overview)
        return isinstance(request, Tabular | Relation | Summary)

    def explain(self) -> dict[str, Any]:
        """How the last question was understood, as JSON (`explaining.trace_of`); empty before the first."""
        from assistant.explaining import trace_of  # seldom asked for

        return trace_of(*self._steps) if self._steps else {}

    def suggestions(self, language: str = "zh") -> tuple[str, ...]:
        """Questions to start from, made of what the store holds; each of them is one that `ask` answers."""
        return starting_questions(self._overview, language)

    def answerable(self, language: str = "zh") -> tuple[str, ...]:
        """Many more of them, for who has begun to type one."""
        return answerable_questions(self._overview, language)

    def _understand(self, question: str) -> tuple[Request, Frame, list[Note]]:
        reading = self._read(named_outright(question[:MOST_CHARACTERS], self._memory))
        request, frame, notes = self._decide(question, reading)
        self._steps = reading, frame, request
        return request, frame, notes

    def _read(self, text: str) -> Reading:
        """A question, read; a span of years without an end (2021年至今) is of those that the store has."""
        reading = self._reader.read(text)
        years = reading.frame.years
        if len(years) > _SPAN:
            reading.frame.years = [year for year in years if year in self._overview.years] or years[:1]
        return reading

    def _decide(self, question: str, reading: Reading) -> tuple[Request, Frame, list[Note]]:
        frame = reading.frame
        if len(question) > MOST_CHARACTERS:  # a part of a question is another question
            return Declined("too_long", (str(MOST_CHARACTERS),)), frame, []
        if not self._overview.forms:
            return Declined("empty_store"), frame, []
        chosen = self._chosen(question, frame)
        if chosen is not None and self._memory is not None:
            return chosen, self._memory.frame, []
        joined, notes = follow(frame, self._memory, projects=self._overview.projects, lost=self._lost)
        request = decide(joined, self._overview)
        if _may_be_several(request, joined):
            request = self._several(reading, joined) or request
        return request, joined, notes

    def _several(self, reading: Reading, whole: Frame) -> Request | None:
        """The questions that one question is made of, if each is understood: each goes on from the one before."""
        parts: list[Request] = []
        memory = self._memory
        language = whole.language
        joined = whole
        for text in parts_of(reading.folded):
            frame = self._read(text).frame
            if parts:
                draft = answer_request(parts[-1], Teller(self._connection, language, self._overview))
                memory = Memory(joined, parts[-1], draft.result)
            spoken = memory.frame if parts and memory is not None else None
            if spoken is None:
                language = frame.language
            elif spoken.ranking and not spoken.names and {"it", "this"} & set(frame.follow):
                return None  # of whichever project leads
            joined, _ = follow(frame, memory)
            joined = _of_the_same(joined, spoken) if spoken else joined
            request = decide(joined, self._overview)
            if isinstance(request, Declined) and spoken:  # 哪些超额了，哪些刚好完成: of all, and not of the first
                joined = _of_the_same(frame, spoken)
                request = decide(joined, self._overview)
            if not isinstance(request, Tabular | Relation | Summary):
                return None
            parts.append(request)
        whole.language = language
        return Several(tuple(parts)) if len(parts) > 1 else None

    def _chosen(self, question: str, frame: Frame) -> Request | None:
        """What a reply picks of the choices that were offered: its number or its words."""
        memory = self._memory
        if memory is None or not isinstance(memory.request, Clarify):
            return None
        choices = memory.request.choices
        requests = tuple(choice.request for choice in choices)
        if frame.follow == ["both"] and all(isinstance(r, Tabular | Relation | Summary) for r in requests):
            return Several(requests)  # 都要
        text = fold_question(question).strip(" 。.!！")
        match = _CHOICE.match(text)
        if match:
            word = match["figure"] or match["word"] or match["english"]
            number = int(word) if word.isdigit() else _WORDS[word]
            return choices[number - 1].request if number <= len(choices) else None
        teller = Teller(self._connection, memory.frame.language, self._overview)
        return next((c.request for c in choices if text and text in fold_question(teller.label(c.label))), None)

    def _remember(self, frame: Frame, request: Request, draft: Draft) -> None:
        if draft.status is Status.DECLINED:
            # "it" after a name that was not understood is not what was spoken of before
            if isinstance(request, Declined) and request.reason == "unknown":
                self._memory, self._lost = None, True
            return
        self._lost = False
        if isinstance(request, Meta | Definition):  # 谢谢: what was spoken of before still is
            self._memory = None if isinstance(request, Meta) and request.topic == "reset" else self._memory
            return
        now = Memory(frame, request, draft.result)
        self._memory = self._memory.followed_by(frame, request, draft.result) if self._memory else now


def _may_be_several(request: Request, frame: Frame) -> bool:
    """Whether a question may be made of several: it is not understood as one, or one figure would say all of it."""
    if isinstance(request, Declined):
        return request.reason in _PARTED
    if not isinstance(request, Tabular) or frame.ranking or frame.exceptions:
        return False
    return request.shape in (Shape.COUNT, Shape.TOTAL) and len(request.query.aggregates) < 2


def _of_the_same(frame: Frame, spoken: Frame) -> Frame:
    """A part of a question, of the names, years and figure of the part before it, where it says none of its own."""
    own = [name for name in frame.names if name.kind != "indicator"]
    if frame.aggregates and not (frame.measures or frame.nouns):  # 平均每年多少: of the same figure
        kept = [group for group in frame.groups if group != "year" or not frame.names]
        frame = replace(frame, measures=spoken.measures, groups=kept)
    return replace(frame, years=frame.years or spoken.years, names=(own and frame.names) or spoken.names)


def _noted(request: Request, notes: list[Note]) -> Request:
    if notes and isinstance(request, Tabular | Relation | Summary | Search):
        return replace(request, notes=(*notes, *request.notes))
    return request

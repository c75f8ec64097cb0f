"""The same question said in another way has the same rows; and whatever is typed, there is an answer, at once."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from sqlite3 import Connection

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, CellValue, Status
from assistant.conversation import MOST_CHARACTERS, Conversation
from assistant.understanding.lexicon import lexicon
from form_truth import truths
from question_stores import public, seed
from seed_forms import AFFAIRS, HALL, TRAINING, write
from store.connection import open_store
from store.indexing import index

SECONDS = 1.0  # of the longest question

Rows = tuple[tuple[CellValue, ...], ...]


def ask(question: str, connection: Connection | None = None) -> Answer:
    return Conversation(connection or seed()).ask(question)


def rows(question: str, connection: Connection | None = None) -> Rows:
    answer = ask(question, connection)
    assert answer.status is Status.ANSWERED, f"{question}: {answer.text}"
    assert answer.rows
    return answer.rows


CHINESE = [
    "区信访大厅管理事务花了多少钱",
    "哪个项目花钱最少",
    "哪些指标没拿满分",
    "信访事务有哪些质量指标",
    "三个项目一共花了多少",
    "预算超过100万的项目有哪些",
    "哪个项目的执行率低于90%",
]
CHINESE_WRAPPERS = [
    "请问{}",
    "麻烦帮我查一下{}",
    "{}，谢谢",
    "{}呢",
    "你好，我想知道{}",
    "能不能告诉我{}啊",
    "  {}  ",
    "{}？",
    "{}？？！",
    "{}。",
    "老师您好，{}，辛苦了",
]
ENGLISH = [
    "which project spent the least",
    "how much did the training project spend",
    "which indicators scored below the cap",
    "what is the execution rate of 信访事务",
    "how many indicators does 信访事务 have",
    "which projects have a budget above 100,000 yuan",
]
ENGLISH_WRAPPERS = [
    "Could you please tell me {}?",
    "Please, {}",
    "{}, please",
    "{}?",
    "{}???",
    "I would like to know {}.",
    "hi, {} thanks",
    "  {}  ",
]


@pytest.mark.parametrize("question", CHINESE)
@pytest.mark.parametrize("wrapper", CHINESE_WRAPPERS)
def test_politeness_and_fillers_change_nothing_in_chinese(question: str, wrapper: str) -> None:
    assert rows(wrapper.format(question)) == rows(question)


@pytest.mark.parametrize("question", ENGLISH)
@pytest.mark.parametrize("wrapper", ENGLISH_WRAPPERS)
def test_politeness_and_fillers_change_nothing_in_english(question: str, wrapper: str) -> None:
    assert rows(wrapper.format(question)) == rows(question)


@pytest.mark.parametrize("question", ENGLISH)
@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda q: q.replace(" ", "  "), lambda q: q.replace(" ", "\t")]
)
def test_case_and_blanks_change_nothing(question: str, change: Callable[[str], str]) -> None:
    assert rows(change(question)) == rows(question)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "　" if c == " " else c for c in text)


@pytest.mark.parametrize("question", CHINESE + ENGLISH)
def test_full_width_changes_nothing(question: str) -> None:
    assert full_width(question) != question or question.isalpha()
    assert rows(full_width(question)) == rows(question)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("區信訪大廳管理事務花了多少錢", "区信访大厅管理事务花了多少钱"),
        ("哪個項目花錢最少", "哪个项目花钱最少"),
        ("哪些指標沒拿滿分", "哪些指标没拿满分"),
        ("信訪事務有哪些質量指標", "信访事务有哪些质量指标"),
        ("預算超過100萬的項目有哪些", "预算超过100万的项目有哪些"),
        ("全區信訪業務培訓的執行率", "全区信访业务培训的执行率"),
    ],
)
def test_traditional_characters_change_nothing(traditional: str, simplified: str) -> None:
    assert rows(traditional) == rows(simplified)


SAME_AMOUNTS = [
    ["100万", "1000000元", "1,000,000元", "一百万", "100万块", "100万元", "1百万", "100 万", "１００万", "100w"],
    ["5万", "50000元", "五万", "5万块", "5万块钱", "50000", "¥50000", "0.05百万", "五万元"],
]


@pytest.mark.parametrize("amounts", SAME_AMOUNTS, ids=lambda amounts: amounts[0])
@pytest.mark.parametrize("template", ["预算不低于{}的项目", "花费超过{}的项目有哪些", "年初预算小于{}的项目"])
def test_an_amount_is_the_same_however_it_is_written(amounts: list[str], template: str) -> None:
    found = {amount: ask(template.format(amount)) for amount in amounts}
    first = found[amounts[0]]
    assert first.status in (Status.ANSWERED, Status.EMPTY)
    assert {amount: answer.rows for amount, answer in found.items()} == dict.fromkeys(amounts, first.rows)


@pytest.mark.parametrize(
    "bounds",
    [
        ["不超过{}", "小于等于{}", "不高于{}", "{}以内", "{}及以下", "至多{}", "≤{}", "<={}", "没有超过{}", "{}封顶"],
        ["超过{}", "大于{}", "高于{}", "多于{}", ">{}", "突破{}"],
        ["不低于{}", "大于等于{}", "至少{}", "{}及以上", "≥{}", ">={}", "不少于{}", "{}起"],
        ["低于{}", "小于{}", "不到{}", "不足{}", "<{}", "少于{}"],
    ],
    ids=["at most", "more", "at least", "less"],
)
@pytest.mark.parametrize("amount", ["5万元", "171.297万元", "452.43万元"])
def test_a_bound_is_the_same_however_it_is_said(bounds: list[str], amount: str) -> None:
    """The amounts are the budgets of the three projects, so that a bound that is open or closed shows."""
    answers = [ask(f"全年预算{bound.format(amount)}的项目有哪些") for bound in bounds]
    assert [answer.rows for answer in answers] == [answers[0].rows] * len(bounds)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("预算不超过50000元的项目", "projects with a budget of at most 50,000 yuan"),
        ("预算不超过50000元的项目", "which projects have a budget of no more than 50k yuan"),
        ("预算超过100万的项目", "projects with a budget of more than 1 million yuan"),
        ("哪个项目花钱最多", "which project spent the most"),
        ("执行率低于90%的项目", "projects with an execution rate below 90%"),
        ("执行率低于90%的项目", "projects with an execution rate under 90 percent"),
    ],
)
def test_both_languages_find_the_same_rows(chinese: str, english: str) -> None:
    assert rows(chinese) == rows(english)


def test_a_bound_and_its_opposite_share_out_all_projects() -> None:
    over, under = rows("执行率超过95%的项目", public()), rows("执行率不超过95%的项目", public())
    assert not set(over) & set(under)
    assert len(over) + len(under) == len(truths("public-truth.json"))


@pytest.fixture(scope="module", params=list(itertools.permutations(range(3)))[1::2], ids=str)
def reordered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Connection:
    """A store of the three forms, each a file of its own, in another order."""
    folder = tmp_path_factory.mktemp("reordered")
    texts = (HALL, AFFAIRS, TRAINING)
    write(folder, **{f"form{n}": texts[which] for n, which in enumerate(request.param)})
    index(folder / "jiwen.db", [folder])
    return open_store(folder / "jiwen.db")


@pytest.mark.parametrize("question", [*CHINESE, *ENGLISH])
def test_the_order_of_the_files_changes_no_row(question: str, reordered: Connection) -> None:
    assert sorted(map(str, rows(question, reordered))) == sorted(map(str, rows(question)))


# Whatever is typed.

HOSTILE = [
    "",
    " ",
    "\x00",
    "？？？",
    "[red]大厅[/red]花了多少",
    "[/x]",
    "\x1b[31m大厅\x1b[0m花了多少",
    "大厅\x00花了多少",
    "'; DROP TABLE evaluations; --",
    "大厅' OR '1'='1",
    '搜 "信访" OR * NEAR(',
    "搜 words:信访 ^a {b} (c",
    "%s %d {0} {name}",
    "\ud800",
    "\u202e\u200b\ufeff",
    "٣٤٥ ²³ ½ ㊀ 𝟝",
    "0" * 400,
    "9" * 400 + "万亿",
    "一" * 400,
    "第" * 100 + "一" * 100,
    "前0个项目",
    "第0名",
    "2023年" * 60,
    "比" * 200,
    "大厅" * 250,
    "不" * 499,
]


def ask_in_time(question: str, connection: Connection) -> Answer:
    """The answer, which is never an error and never late; its text holds no control character."""
    started = time.perf_counter()
    answer = Conversation(connection).ask(question)
    assert time.perf_counter() - started < SECONDS
    assert answer.text
    assert answer.status in Status
    return answer


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """What is loaded once (traditional characters, sounds, the segmentation) is no part of a question's time."""
    for question in ("廳", "执行绿", "搜 档案", "hal"):
        ask(question)


@pytest.mark.parametrize("question", HOSTILE, ids=lambda q: ascii(q)[:24])
@pytest.mark.parametrize("connection", [seed, public], ids=["seed", "public"])
def test_a_hostile_question_is_text_and_harms_nothing(connection: Callable[[], Connection], question: str) -> None:
    store = connection()
    before = store.execute("SELECT COUNT(*) FROM evaluations").fetchone()
    ask_in_time(question, store)
    assert store.execute("SELECT COUNT(*) FROM evaluations").fetchone() == before


@pytest.mark.parametrize("piece", ["大厅花了多少", "a", "预算超过5万", "的", "1", "𝒳", "[red]", "哪个项目最多"])
def test_ten_thousand_characters_are_no_longer_a_wait(piece: str) -> None:
    ask_in_time((piece * 10_000)[:10_000], public())


def test_a_question_that_is_too_long_is_not_answered_as_if_its_end_said_nothing() -> None:
    answer = ask(f"哪个项目花钱最多{'，请问' * MOST_CHARACTERS}，除了大厅")
    assert answer.status is Status.DECLINED
    assert str(MOST_CHARACTERS) in answer.text


@given(question=st.text(max_size=600))
@example(question="\x1b]0;title\x07大厅")
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_in_time(question: str) -> None:
    ask_in_time(question, seed())


def _words() -> st.SearchStrategy[str]:
    """Words that mean something, in any order."""
    known = sorted(lexicon().senses)
    names = [
        "大厅",
        "信访事务",
        "培训",
        "路灯",
        "民政局",
        "满意度",
        "2023年",
        "2022",
        "50万",
        "90%",
        "前3",
        "第二",
        "5分",
    ]
    return st.one_of(st.sampled_from(known), st.sampled_from(names))


@given(words=st.lists(_words(), min_size=1, max_size=7), joint=st.sampled_from(["", " "]))
@settings(max_examples=250, deadline=None)
def test_words_in_any_order_are_answered_in_time(words: list[str], joint: str) -> None:
    answer = ask_in_time(joint.join(words), public())
    assert len(answer.rows) == len(answer.sources)


@given(turns=st.lists(st.lists(_words(), min_size=1, max_size=4), min_size=2, max_size=4))
@settings(max_examples=100, deadline=None)
def test_turns_in_any_order_are_answered(turns: list[list[str]]) -> None:
    conversation = Conversation(public())
    for words in turns:
        assert conversation.ask("".join(words)).text


@pytest.mark.parametrize("question", ["其他资金达标了吗", "财政拨款超过90%的项目", "哪些项目的财政拨款没拿满分"])
def test_a_fund_line_beside_words_of_indicators_is_no_error(question: str) -> None:
    ask_in_time(question, seed())


@pytest.mark.parametrize("text", ["[red]培训[/red]", "\x1b[31m培训\x1b[0m", "[/x]", "a\x00b", "<b>"])
def test_an_answer_quotes_what_was_typed_without_control_characters(text: str) -> None:
    answer = ask(f"{text}是什么东西啊区块链")
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in answer.text + answer.interpretation)

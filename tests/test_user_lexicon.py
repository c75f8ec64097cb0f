"""A person's own lexicon: its words and names are understood and win; what is wrong in it is said, with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from assistant.understanding.lexicon import Entry, LexiconError, Sense, entries, lexicon
from assistant.understanding.lexicon.own import EXAMPLE, lexicon_with
from question_stores import public, seed

TRAINING = "全区信访业务培训"
HALL = "区信访大厅（区维稳中心）管理事务"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "lexicon.ini"


def asked(mine: Path, text: str, question: str, *, of_public: bool = False) -> Answer:
    mine.write_text(text, encoding="utf-8")
    return Conversation(public() if of_public else seed(), lexicon_with(mine)).ask(question)


def refusal(mine: Path, text: str) -> str:
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        lexicon_with(mine)
    assert str(mine) in str(caught.value)
    return str(caught.value)


# Words.


def test_without_a_file_the_words_are_those_that_jiwen_comes_with(mine: Path) -> None:
    assert lexicon_with(mine) is lexicon()


@pytest.mark.parametrize(
    ("entry", "question", "known"),
    [
        ("[measure]\nexecuted = 划拉出去", "哪个项目划拉出去最少", "哪个项目花钱最少"),
        ("[measure]\nexecution_rate = 消化率", f"{TRAINING}的消化率", f"{TRAINING}的执行率"),
        ("[measure]\nexecuted = shelled away", "which project shelled away the least", "which project spent the least"),
        ("[superlative]\nleast execution_rate = 最磨蹭", "最磨蹭的项目", "执行率最低的项目"),
        ("[predicate]\nbelow_cap = 没吃满", "哪些指标没吃满", "哪些指标没拿满分"),
        ("[noun]\nproject = 摊位", "花钱最多的摊位", "花钱最多的项目"),
        ("[filler]\nfiller = 烦您啦", "烦您啦哪个项目花钱最少", "哪个项目花钱最少"),
    ],
)
def test_a_word_of_ones_own_means_what_it_is_said_to_mean(mine: Path, entry: str, question: str, known: str) -> None:
    assert Conversation(seed()).ask(question).rows != Conversation(seed()).ask(known).rows
    own = asked(mine, entry, question)
    assert own.status is Status.ANSWERED
    assert own.rows == Conversation(seed()).ask(known).rows


def test_a_slip_in_a_word_of_ones_own_is_put_right(mine: Path) -> None:
    answer = asked(mine, "[measure]\nexecuted = 划拉出去", "哪个项目划啦出去最少")
    assert answer.rows == Conversation(seed()).ask("哪个项目花钱最少").rows
    assert "划拉出去" in answer.interpretation


def test_ones_own_meaning_wins_over_that_of_the_shipped_word(mine: Path) -> None:
    assert asked(mine, "[measure]\nunspent = 花费", f"{TRAINING}花费多少").columns[-1].key == "unspent"
    assert Conversation(seed()).ask(f"{TRAINING}花费多少").columns[-1].key == "executed"


def test_the_shipped_lexicon_stays_as_it_is(mine: Path) -> None:
    mine.write_text("[measure]\nunspent = 花费\n[names]\n培训 = 执行率\n", encoding="utf-8")
    own = lexicon_with(mine)
    assert own.senses["花费"] == [Sense("measure", "unspent")]
    assert lexicon().senses["花费"] == [Sense("measure", "executed")]
    assert "执行率" not in own.senses
    assert "执行率" in lexicon().senses


def test_words_are_folded_as_questions_are(mine: Path) -> None:
    rows = asked(mine, "[measure]\nexecuted = Forked-OUT, 劃拉\n", f"{TRAINING}划拉多少").rows
    assert rows == asked(mine, mine.read_text(encoding="utf-8"), f"how much has {TRAINING} ＦＯＲＫＥＤ out").rows
    assert rows[0][-1] == 49956.5


def test_the_signs_of_a_chinese_keyboard_serve_too(mine: Path) -> None:
    mine.write_bytes("\ufeff［measure］\r\n# 注释\r\nexecuted＝划拉，掏腰包、甩出去\r\n".encode())
    assert {"划拉", "掏腰包", "甩出去"} <= set(lexicon_with(mine).senses)


# Names.


@pytest.mark.parametrize(
    ("entry", "question", "known"),
    [
        (f"{TRAINING} = 老三样", "老三样花了多少钱", f"{TRAINING}花了多少钱"),
        (f"{TRAINING} = the big one", "what is the execution rate of the big one", f"execution rate of {TRAINING}"),
        (f"{HALL} = 门面", "门面的得分", f"{HALL}的得分"),
        ("大厅管理 = 门面", "门面的得分", f"{HALL}的得分"),
        ("电话线路故障率 = 断线", "断线的目标值是多少", "电话线路故障率的目标值是多少"),
        ("深圳市龙岗区信访局 = 访局", "访局的项目一共花了多少钱", "深圳市龙岗区信访局的项目一共花了多少钱"),
    ],
)
def test_a_name_of_ones_own_is_linked_as_if_the_name_had_been_typed(
    mine: Path, entry: str, question: str, known: str
) -> None:
    own = asked(mine, f"[names]\n{entry}\n", question)
    assert own.status is Status.ANSWERED
    assert own.rows == Conversation(seed()).ask(known).rows


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("教局有哪些项目", "云州市青湖区教育局有哪些项目"),
        ("教育口的项目一共花了多少钱", "云州市青湖区教育局的项目一共花了多少钱"),
        ("total spending of edu", "total spending of 云州市青湖区教育局"),
    ],
)
def test_a_department_may_be_called_by_what_people_call_it(mine: Path, question: str, known: str) -> None:
    entry = "[names]\n云州市青湖区教育局 = 教局, 教育口, Edu\n"
    own = asked(mine, entry, question, of_public=True)
    assert own.status is Status.ANSWERED
    assert own.rows == Conversation(public()).ask(known).rows


def test_a_name_that_the_store_does_not_have_stays_unknown(mine: Path) -> None:
    answer = asked(mine, "[names]\n火星基地建设 = 火基\n", "火基花了多少钱")
    assert answer.status is Status.DECLINED
    assert "火基" in answer.text


# What is wrong.


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("[measures]\nexecuted = 划拉\n", 2, "measure"),
        ("[measure]\nexecuted = 划拉\nexcuted = 掏\n", 3, "executed"),
        ("[superlative]\nmost beautiful = 最美\n", 2, "most"),
        ("[predicate]\n\n没拿满 = below_cap\n", 3, "below_cap"),
        ("[measure]\nexecuted 划拉\n", 2, "meaning = word"),
        ("executed = 划拉\n", 1, "[measure]"),
        ("[measure]\nexecuted = 划拉\n[predicate]\nmet = 成了, 划拉\n", 4, "line 2"),
        ("[measure]\nexecuted = 划拉, 划拉\n", 2, "one meaning"),
        ("[names]\n信访事务 = 甲\n信访事务 = 乙\n", 3, "one line"),
        ("[measure]\n[names]\n[measure]\n", 3, "there"),
        ("[measure]\nexecuted =\n", 2, "no words"),
        ("[measure]\nexecuted = ，,\n", 2, "no words"),
    ],
)
def test_a_bad_entry_is_refused_with_its_line_and_what_to_do(mine: Path, text: str, line: int, remedy: str) -> None:
    said = refusal(mine, text)
    assert re.search(rf"\bline {line}\b", said), said
    assert remedy in said


def test_a_file_that_is_no_utf8_is_refused_with_its_line(mine: Path) -> None:
    mine.write_bytes("[measure]\nexecuted = 划拉\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="line 2 is no UTF-8; save the file as UTF-8"):
        lexicon_with(mine)


def test_a_folder_in_the_place_of_the_file_is_refused(mine: Path) -> None:
    mine.mkdir()
    with pytest.raises(LexiconError, match=re.escape(str(mine))):
        lexicon_with(mine)


@given(st.text(alphabet=st.sampled_from("[]=#,，、 \n\r\tmeasurx划拉\x00\ufeff\u2028"), max_size=60))
def test_any_text_is_entries_or_refused(text: str) -> None:
    path = Path("lexicon.ini")
    found: list[Entry] = []
    refused: LexiconError | None = None
    try:
        found += entries(path, text)
    except LexiconError as error:
        refused = error
    lines = text.split("\n")
    assert all(isinstance(entry, Entry) and entry.key in lines[entry.line - 1] for entry in found)
    assert refused is None or (refused.path == path and re.search(r"\bline \d+\b", refused.what))


# The example.


def test_the_example_adds_nothing_until_its_lines_are_uncommented(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert list(entries(EXAMPLE, text)) == []
    uncommented = re.sub(r"^# (?=.* = .*$)(?!.*`)", "", text, flags=re.MULTILINE)
    mine = tmp_path / "lexicon.ini"
    mine.write_text(uncommented, encoding="utf-8")
    own = lexicon_with(mine)
    assert {"实付", "消化率", "没吃满", "最磨蹭", "烦您啦"} <= set(own.senses)
    assert own.names["教局"] == "云州市青湖区教育局"

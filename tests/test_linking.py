"""Names in questions: whole, in part, in pieces, in English; and names that the store does not have."""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

import pytest

from assistant.answer import Status
from assistant.conversation import Conversation
from assistant.understanding.frame import Frame
from assistant.understanding.lexicon import lexicon
from assistant.understanding.reading import Reader
from form_truth import truths
from question_stores import public, seed

HALL, AFFAIRS, TRAINING = "区信访大厅（区维稳中心）管理事务", "信访事务", "全区信访业务培训"
UNIT = "深圳市龙岗区信访局（本级）"


def frame(question: str, connection: Connection) -> Frame:
    return Reader(connection, lexicon()).read(question).frame


def named(question: str, connection: Connection) -> list[tuple[str, tuple[str, ...]]]:
    """What a question names, and what each name was taken for: (kind, names)."""
    return [(name.kind, name.names) for name in frame(question, connection).names]


@pytest.mark.parametrize(
    ("question", "kind", "name"),
    [
        ("信访事务的预算", "project", AFFAIRS),  # a whole name that is also a part of others' words
        ("区信访大厅（区维稳中心）管理事务的预算", "project", HALL),
        ("区信访大厅(区维稳中心)管理事务的预算", "project", HALL),  # half width
        ("区信访大厅区维稳中心管理事务的预算", "project", HALL),  # without brackets
        ("大厅的预算", "project", HALL),
        ("区维稳中心的预算", "project", HALL),
        ("大厅管理的预算", "project", HALL),  # two pieces side by side
        ("信访业务的预算", "project", TRAINING),
        ("业务培训预算", "project", TRAINING),
        ("深圳市龙岗区信访局（本级）花了多少", "agency", UNIT),
        ("信访局花了多少", "agency", UNIT),
        ("消杀完成了几次", "indicator", "有害生物防治消杀"),
        ("工作人员满意度率的得分", "indicator", "工作人员满意度率"),
        ("440307210701500007270的预算", "code", "440307210701500007270"),
        ("the hall budget", "project", HALL),
        ("budget of the training project", "project", TRAINING),
        ("how much did the lobby spend", "project", HALL),
    ],
)
def test_a_name_of_the_three_forms(question: str, kind: str, name: str) -> None:
    assert named(question, seed()) == [(kind, (name,))]
    assert frame(question, seed()).unexplained == []


@pytest.mark.parametrize(
    ("question", "kind", "name"),
    [
        ("路灯花了多少", "project", "城区路灯设施维护"),
        ("street lights spending", "project", "城区路灯设施维护"),
        ("低保补贴的预算", "project", "城乡低保边缘家庭生活补贴"),
        ("第一小学花了多少", "unit", "云州市青湖区第一小学"),
        ("教育局花了多少", "department", "云州市青湖区教育局"),
        ("民政局花了多少", "agency", "云州市青湖区民政局（本级）"),
        ("冷链设备使用年限的目标", "indicator", "冷链设备使用年限"),
        ("530291020926000003558的预算", "code", "530291020926000003558"),
    ],
)
def test_a_name_of_the_public_forms(question: str, kind: str, name: str) -> None:
    assert named(question, public()) == [(kind, (name,))]


@pytest.mark.parametrize("connection", [seed, public], ids=["seed", "public"])
def test_every_name_of_a_store_is_found_whole(connection: Callable[[], Connection]) -> None:
    store = connection()
    for kind in ("project_name", "unit", "department"):
        for (name,) in store.execute(f"SELECT DISTINCT {kind} FROM evaluations WHERE {kind} IS NOT NULL"):  # noqa: S608
            found = [candidate for _, names in named(f"{name}花了多少钱", store) for candidate in names]
            assert name in found
            assert all(other.startswith(name) for other in found)  # an office and its own unit （本级）


def test_every_project_of_the_public_forms_is_found_by_its_code() -> None:
    codes = [form["project_code"] for form in truths("public-truth.json") if form["project_code"]]
    assert len(codes) > 20
    for code in codes:
        assert named(f"{code}花了多少", public()) == [("code", (code,))]


def test_a_part_that_several_names_have_means_all_of_them() -> None:
    assert named("信访的预算", seed()) == [("project", (AFFAIRS, TRAINING, HALL))]
    assert named("劝返率的目标", seed()) == [("indicator", ("进京上访劝返率", "越级上访劝返率"))]
    answer = Conversation(seed()).ask("信访的预算是多少")
    assert len(answer.rows) == 3
    assert "3 个" in answer.interpretation


def test_a_name_that_was_taken_for_another_is_told() -> None:
    assert f"“大厅”指{HALL}" in Conversation(seed()).ask("大厅的预算").interpretation
    assert "指" not in Conversation(seed()).ask(f"{AFFAIRS}的预算").interpretation


def test_several_names_are_each_found() -> None:
    kinds = [("project", (HALL,)), ("project", (TRAINING,))]
    assert named("大厅和培训哪个花得多", seed()) == kinds
    assert named("compare the hall and the training", seed()) == kinds


def test_what_is_left_out_is_named_so() -> None:
    (name,) = frame("除了大厅的项目花了多少", seed()).names
    assert (name.names, name.excluded) == ((HALL,), True)


@pytest.mark.parametrize(
    "question",
    ["水务局花了多少钱", "教育局的预算", "信访大楼花了多少", "信访大厦的预算", "the school budget", "路灯花了多少"],
)
def test_a_name_that_is_not_there_is_not_taken_for_another(question: str) -> None:
    assert frame(question, seed()).unexplained
    answer = Conversation(seed()).ask(question)
    assert (answer.status, answer.rows) == (Status.DECLINED, ())


@pytest.mark.parametrize("question", ["水务局花了多少钱", "信访大楼花了多少", "第九小学花了多少"])
def test_nor_among_many_names(question: str) -> None:
    answer = Conversation(public()).ask(question)
    assert (answer.status, answer.rows) == (Status.DECLINED, ())


def test_a_school_by_its_number_is_not_another_one() -> None:
    assert Conversation(public()).ask("第一中学花了多少").status is Status.DECLINED


@pytest.mark.parametrize("name", ["局", "区", "事", "大"])
def test_one_character_is_no_name(name: str) -> None:
    assert frame(f"{name}的预算", seed()).names == []


def test_a_code_that_is_not_there_is_said_not_to_be() -> None:
    answer = Conversation(seed()).ask("440307210701500007271的预算")
    assert answer.status in (Status.DECLINED, Status.EMPTY)


def test_words_of_the_lexicon_are_no_names_even_where_names_have_them() -> None:
    """满意度 and 数量 stand in indicators' names, and mean classes."""
    assert named("满意度指标有哪些", seed()) == []
    assert named("数量指标有几个", seed()) == []


def test_parts_of_two_names_side_by_side_are_neither_of_them() -> None:
    """路灯 is of one project and 改造 of another: there is no 路灯改造."""
    answer = Conversation(public()).ask("路灯改造花了多少")
    assert answer.status is not Status.ANSWERED

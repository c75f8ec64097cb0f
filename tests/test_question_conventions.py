"""What is meant where a question leaves it open: which budget, which rate, which rows count, what is not there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from command_line import SEED
from form_truth import truths
from question_stores import public, seed
from store.catalog import EXECUTION_ROW

SEED_LINES = SEED.read_text(encoding="utf-8").splitlines()
HALL, AFFAIRS, TRAINING = "区信访大厅（区维稳中心）管理事务", "信访事务", "全区信访业务培训"


def ask(question: str) -> Answer:
    return Conversation(seed()).ask(question)


def ask_public(question: str) -> Answer:
    return Conversation(public()).ask(question)


@pytest.mark.parametrize("question", ["大厅的预算", "大厅预算多少", "budget of the hall"])
def test_a_budget_without_more_is_the_annual_one_and_the_answer_says_so(question: str) -> None:
    answer = ask(question)
    assert 4524300 in answer.rows[0]
    assert "全年预算数" in answer.interpretation
    assert 4574100 in ask("大厅的年初预算").rows[0]


@pytest.mark.parametrize("question", ["大厅花了多少", "大厅的支出", "大厅用了多少钱", "how much did the hall spend"])
def test_what_was_spent_is_the_total_line_and_never_the_sum_of_its_parts(question: str) -> None:
    assert ask(question).rows == ((HALL, 4015625.03),)


@pytest.mark.parametrize("question", ["哪些指标没拿满分", "which indicators scored below cap"])
def test_below_the_cap_takes_in_the_execution_row_and_says_that_nothing_else_lost_points(question: str) -> None:
    answer = ask(question)
    score = [column.key for column in answer.columns].index("score")
    assert [(row[0], row[score]) for row in answer.rows] == [(HALL, 8.88), (AFFAIRS, 9.99), (TRAINING, 9.99)]
    assert all(EXECUTION_ROW in row for row in answer.rows)
    assert "27" in answer.text  # all the others have their full score


@pytest.mark.parametrize("question", ["三级指标哪些没拿满分", "哪些指标没拿满分（不算预算执行率）"])
def test_third_level_indicators_leave_the_execution_row_out(question: str) -> None:
    assert (ask(question).status, ask(question).rows) == (Status.EMPTY, ())


def test_a_row_that_does_not_apply_is_never_below_its_cap_nor_counted() -> None:
    assert ask("一共有多少个指标").rows == ((27,),)
    assert len(ask("哪些指标不适用").rows) == 12
    assert ask("不适用的指标丢分了吗").status is not Status.DECLINED


def test_a_rate_over_projects_is_of_the_sums_and_named_so() -> None:
    answer = ask("平均执行率是多少")
    assert answer.rows[0][0] == pytest.approx(5777510.53 / 6287270 * 100, abs=0.0001)
    assert "合计 ÷" in answer.text
    assert "简单平均" in answer.text


def test_a_simple_average_is_the_mean_of_the_rates_and_named_so() -> None:
    answer = ask("执行率的简单平均是多少")
    assert answer.rows[0][0] == pytest.approx((88.76 + 99.94 + 99.91) / 3, abs=0.0001)
    assert "简单平均" in answer.text


def test_a_project_of_several_years_has_a_row_a_year() -> None:
    answer = ask_public("城乡低保边缘家庭生活补贴花了多少")
    year = [column.key for column in answer.columns].index("year")
    assert [row[year] for row in answer.rows] == [2020, 2021, 2022, 2023]


def test_one_name_in_two_units_has_rows_of_both() -> None:
    answer = ask_public("2023年校园安保服务花了多少")
    assert {cell for row in answer.rows for cell in row if "学" in str(cell)} == {
        "云州市青湖区第一小学",
        "云州市青湖区湖滨中学",
    }


def test_ties_are_all_shown() -> None:
    full = [form for form in truths("public-truth.json") if form["total_score"] and Decimal(form["total_score"]) == 100]
    answer = ask_public("哪个项目自评总分最高")
    assert len(answer.rows) == len(full) > 1


@pytest.mark.parametrize("question", ["2019年花了多少钱", "2025年预算超过100万的项目", "spending in 2019"])
def test_a_year_that_is_not_there_is_said_not_to_be_with_those_that_are(question: str) -> None:
    answer = ask_public(question)
    assert (answer.status, answer.rows) == (Status.DECLINED, ())
    assert all(str(year) in answer.text for year in range(2020, 2025))


def test_a_year_that_is_meant_by_its_distance_is_asked_for() -> None:
    assert ask_public("去年花了多少").status is Status.DECLINED
    assert ask("今年花了多少钱").status is Status.ANSWERED  # the only year that there is


def test_a_form_without_a_total_takes_no_part_in_questions_about_totals() -> None:
    printed = [form for form in truths("public-truth.json") if form["total_score"] is not None]
    assert len(ask_public("按自评总分从高到低排一下").rows) == len(printed) < len(truths("public-truth.json"))


def test_a_form_without_an_initial_budget_takes_no_part_in_rankings_of_adjustments() -> None:
    with_initial = [form for form in truths("public-truth.json") if form["funds"][0]["initial_budget"]]
    assert len(ask_public("按预算调整额从高到低排一下").rows) == len(with_initial) < len(truths("public-truth.json"))


@pytest.mark.parametrize("question", ["哪些项目没有追加预算", "哪些项目没调整预算"])
def test_nor_in_what_was_not_adjusted(question: str) -> None:
    without = {form["project_name"] for form in truths("public-truth.json") if not form["funds"][0]["initial_budget"]}
    assert not without & {row[0] for row in ask_public(question).rows}


@pytest.mark.parametrize("question", ["为什么培训扣了5分", "why did the training lose 5 points"])
def test_a_false_premise_is_corrected(question: str) -> None:
    text = ask(question).text
    assert "0.01" in text
    assert text.index("0.01") < text.index("5 ")


@pytest.mark.parametrize(
    "question",
    ["天气怎么样", "把大厅的预算改成100万", "预测明年的支出", "谁的责任", "项目负责人是谁", "write me a poem"],
)
def test_what_the_forms_do_not_say_is_declined_with_what_can_be_asked(question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.rows) == (Status.DECLINED, ())
    assert answer.suggestions


def test_a_fund_line_has_no_score_of_its_own() -> None:
    assert "98.88" not in ask("大厅的财政拨款得分是多少").text


@pytest.mark.parametrize("question", ["区块链花了多少", "预算超过区块链的项目", "which project has the most unicorns"])
def test_a_word_that_is_not_understood_is_named_and_nothing_is_guessed(question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.rows) == (Status.DECLINED, ())
    assert "区块链" in answer.text or "unicorns" in answer.text


@pytest.mark.parametrize("question", ["全区信访业务培训有哪些指标", "what are the indicators of 全区信访业务培训"])
def test_the_indicators_of_a_project_are_a_row_each(question: str) -> None:
    answer = ask(question)
    name = [column.key for column in answer.columns].index("level3")
    assert "培训完成时间" in {row[name] for row in answer.rows}
    assert {row[0] for row in answer.rows} == {TRAINING}


def test_a_check_counts_the_forms_that_it_was_asked_of_and_cites_what_it_doubts() -> None:
    answer = ask("信访事务的数对得上吗")
    assert "1 份表" in answer.text
    assert "3 份表" in ask("哪些表的数对不上").text
    cited = [SEED_LINES[source.line - 1] for source in answer.sources[0] if source.line]
    assert "171.19万" in cited[0]  # the claim begins there: 实际支付171.19万…未超年初预算
    assert "1711929.00" in cited[1]

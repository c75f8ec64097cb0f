"""What a form says in words against its own funds table: claims about the budget, amounts, years.

Owns those rules. An amount in a text is compared in fen, with a tolerance of what its last digit leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from store.checks.figures import amount, money, percent, rate, text
from store.checks.forms import AMOUNTS, Form, Text
from store.checks.funds import rate_bounds
from store.checks.vocabulary import Found, Parameter, Parameters
from store.quantities import one_form
from store.records import FundLine, Indicator
from store.values import FEN_IN

TEXT_TOLERANCE = Parameter("text_amount_tolerance", Decimal("0.01"), "万元")
STATED_RATE = Parameter("stated_rate_tolerance", Decimal("0.5"), "%")

_NOT_ABOVE = r"(?:未|没有?|不|无|并未)(?:有)?(?:超过?|超出|超支|突破|高于|大于)(?:了)?(?:出)?(?:项目|总|本?年度?)?的?"
_WITHIN = r"(?:(?:的?(?:范围|额度|限额))?[以之]?内)"
_NO_OVERRUN = r"(?:未|无|没有|不)(?:出现|发生|有)?超(?:出)?(?:预算)?(?:支|出)?(?:现象|情况)?"
_KEPT = r"(?:控制在|保持在|均?在|限制在|不出)(?:了)?(?:项目|总)?的?"
_BELOW = r"(?<![不未])(?:低于|小于|少于|≤|<)"


def _claim(budget: str) -> re.Pattern[str]:
    amount_of = rf"{budget}(?:数|额|金额|总额|批复数?|控制数|安排数|安排)?"
    return re.compile(
        rf"{_NOT_ABOVE}{amount_of}|{_KEPT}{amount_of}{_WITHIN}|{_BELOW}{amount_of}(?![\d]|为|数?\d)"
        rf"|严格(?:按照?|执行|落实){amount_of}(?!管理|编制|绩效|法|制度|公开)|(?:按照?|执行){amount_of}(?:执行)?,?{_NO_OVERRUN}"
        rf"|{amount_of}{_WITHIN}(?:完成|支出|执行|实施|使用|列支)|(?:较|比){amount_of}(?:有所)?(?:节约|节省|结余)"
    )


_INITIAL = _claim("(?:年初|期初|当年年初|本年年初)(?:批复|部门|核定)?预算")
_ANNUAL = re.compile(
    rf"{_claim('(?:全年|年度|调整后|调整后的)?(?:批复|核定)?预算').pattern}|(?:未|无|没有)(?:出现|发生|有)?超(?:预算)?支"
)
_DENIED = re.compile("(?:未能?|没有?能?够?|不能够?|无法|难以|并未)(?:严格|完全)?在?$")  # before what would be a claim
# What the whole of a project's money is called among the indicators.
_WHOLE = re.compile(
    r"项目(?:经费|资金|成本|支出|投资|预算)?总(?:额|成本|支出|投资|费用|量)|项目总?(?:成本|经费|投资|支出|资金)(?:控制)?(?:数|额|金额)?$"
    r"|(?:经费|资金|支出|成本|投资|费用|预算)总额|总(?:成本|经费|投资|支出|费用)|预算(?:支出)?(?:控制)?(?:数|额|金额|规模)"
    r"|成本控制(?:数|额|金额|情况)?$|年度(?:预算|经费|成本)"
)
_UNSURE = re.compile("约|余|左右|上下|大概|近|每|/|人均|户均|单价|标准|降低|减少|下降|压减")
_OF_YEARS = re.compile("总预算|概算|合同|总投资|批复")
_BUDGETS = ("annual_budget", "initial_budget")
_OF_EXECUTION = re.compile("预算执行率|资金执行率|预算完成率|资金使用率|资金支出率")
_SUM = r"(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|亿元|元)"
_OF = "(?:数|额|金额|安排|总额|资金)?(?:为|是|共计?|:|达)?"
_AMOUNT = re.compile(_SUM)
_ONLY = re.compile(rf"[=≤]?{_SUM}")
_PAID = re.compile(rf"(?:支付|支出|执行|花费|使用)(?:数|额|金额|资金|了|为|共|:)*{_SUM}")
_STATED = (
    ("initial_budget", re.compile(rf"年初预算{_OF}{_SUM}")),
    (
        "annual_budget",
        re.compile(rf"(?:全年|年度|调整后)预算{_OF}{_SUM}"),
    ),
    (
        "executed",
        re.compile(rf"(?:(?:全年|预算)执行|全年(?:实际|共)?支出|项目总支出|实际总支出|累计支出){_OF}{_SUM}"),
    ),
)
_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?:年|(?=全年|[./-]\d{1,2}[./-]\d{1,2}(?!\d)))")
_OF_WHAT_WAS_DONE = ("actual", "goal_actual")  # 截至2022年底: in these the form's own year, or the date of the form
_UNTIL = re.compile(r"(?:截至|截止到?|截止至)20\d\d年")
_YEARS_ELSEWHERE = re.compile(
    r"《[^》]*》|〔20\d\d〕|\[20\d\d\]|\(20\d\d\)"  # titles and numbers of documents
    r"|20\d\d年?度?[-~至到]+(?:20)?\d\d年?"  # spans
    r"|(?:较|比|相比|同比|相对|自|从|始于|建于|成立于|编制于|延续|沿用|参照|对比|与|和|及|以及|超过)20\d\d年"
    r"|20\d\d年度?(?:\d+月)?(?:\d+[日号])?(?:起|以来|开始|至今|同期|相比|的基础|基础上|结转|结余|跨年|建成|成立|末相|底相|水平|基数|版)"
)


def claims_within_initial_budget(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """未超年初预算, 控制在年初预算内: true only if 全年执行数 ≤ 年初预算数."""
    yield from _false_claims(form, "initial_budget", _INITIAL)


def claims_within_annual_budget(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """未超预算, 控制在全年预算内: true only if 全年执行数 ≤ 全年预算数."""
    yield from _false_claims(form, "annual_budget", _ANNUAL)


def cost_target_stale(form: Form, parameters: Parameters) -> Iterator[Found]:
    """A cost target that names the budget (≤全年预算452.43万元) names this form's; by its name alone it is a doubt."""
    line = form.total
    for position, row in form.indicators if line else ():
        stated = _target_amount(row)
        if line is None or stated is None:
            continue
        fen, off, columns = stated
        own = {name: getattr(line, name) for name in columns or _BUDGETS if getattr(line, name) is not None}
        others = [] if columns else _amounts(form)
        off = max(off, _tolerance(parameters)) + form.slack
        if not own or any(abs(fen - known) <= off for known in (*own.values(), *others)):
            continue
        column, budget = next(iter(own.items()))
        yield Found(
            (*form.cite_indicator(position, "target"), *form.cite_total(column)),
            {"printed": money(fen), "expected": money(budget), "column": text(column), "target": text(row.target)},
            f"{amount(fen)} ≠ {amount(budget)}",
            row.level3,
            is_doubtful=not columns,
        )


def cost_text_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """What a cost indicator says was paid for the whole project = 全年执行数; a doubt where only its name says so."""
    line = form.total
    for position, row in form.indicators if line else ():
        if (
            line is None
            or line.executed is None
            or row.actual is None
            or not _is_whole(row.level3 or "", row.target or "")
        ):
            continue
        stated = _paid(row.actual)
        if stated is None:
            continue
        fen, off = stated
        off = max(off, _tolerance(parameters)) + form.slack
        own = [part.executed for _, part in form.parts if part.executed]
        if any(abs(fen - spent) <= off for spent in (line.executed, *own)):
            continue
        of_budget = _target_amount(row)
        budgets = (line.initial_budget, line.annual_budget)
        sure = of_budget is not None and any(b is not None and abs(of_budget[0] - b) <= off for b in budgets)
        yield Found(
            (*form.cite_indicator(position, "actual"), *form.cite_total("executed")),
            {"printed": money(fen), "expected": money(line.executed), "actual": text(row.actual)},
            f"{amount(fen)} ≠ {amount(line.executed)}",
            row.level3,
            is_doubtful=not sure,
        )


def cost_target_is_own_budget(form: Form, parameters: Parameters) -> Iterator[Found]:
    """A cost target that is the budget itself: what was paid cannot miss it."""
    line = form.total
    for position, row in form.indicators if line else ():
        stated = _target_amount(row)
        if line is None or stated is None or line.annual_budget is None:
            continue
        off = max(stated[1], _tolerance(parameters)) + form.slack
        if abs(stated[0] - line.annual_budget) <= off:
            yield Found(
                (*form.cite_indicator(position, "target"), *form.cite_total("annual_budget")),
                {"printed": money(stated[0]), "expected": money(line.annual_budget), "target": text(row.target)},
                f"{amount(stated[0])} ≈ {amount(line.annual_budget)}",
                row.level3,
            )


def stated_rate_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """An indicator 预算执行率 says the rate of the funds table."""
    line = form.total
    bounds = rate_bounds(form, line) if line else None
    for position, row in form.indicators if bounds else ():
        found = re.fullmatch(r"=?(\d+(?:\.\d+)?)%", one_form(row.actual or ""))
        if not found or bounds is None or not _OF_EXECUTION.search(row.level3 or ""):
            continue
        stated, off = Decimal(found[1]), parameters[STATED_RATE.name]
        if not bounds[0] - off <= stated <= bounds[1] + off:
            yield Found(
                (*form.cite_indicator(position, "actual"), *form.cite_total("executed", "annual_budget")),
                {"printed": rate(stated), "expected": rate(bounds[1])},
                f"{percent(stated)} ≠ {percent(bounds[1])}",
                row.level3,
            )


def amount_in_text_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """A budget or an execution that a text gives in figures is one of the funds table's."""
    line = form.total
    for text_of in form.texts if line else ():
        if line is None or "元" not in text_of.said or text_of.field == "target":
            continue  # of targets: `cost_target_stale`
        for column, pattern in _STATED:
            own = getattr(line, column)
            for found in pattern.finditer(text_of.said) if own is not None else ():
                fen = Decimal(found["sum"].replace(",", "")) * FEN_IN[found["unit"]]
                off = max(_step(found["sum"], found["unit"]), _tolerance(parameters)) + form.slack
                if not any(abs(fen - known) <= off for known in _amounts(form)):
                    yield Found(
                        (form.cite_text(text_of), *form.cite_total(column)),
                        {"printed": money(int(fen)), "expected": money(own), "said": text(found[0])},
                        f"{amount(fen)} ≠ {amount(own)}",
                        _what(form, text_of),
                    )


def stale_year(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A year in a text is the form's.

    Spans, comparisons, titles of documents, and the next year of a plan are not looked at.
    """
    own = form.evaluation.year
    for text_of in form.texts if own else ():
        if own is None or "20" not in text_of.said:
            continue
        said = _YEARS_ELSEWHERE.sub("", text_of.said)
        done = text_of.field in _OF_WHAT_WAS_DONE
        years = [int(year) for year in _YEAR.findall(said if done else _UNTIL.sub("", said))]
        later_is_fine = text_of.field == "deviation" or (done and bool(_UNTIL.search(said)))
        odd = [year for year in years if year != own and not (later_is_fine and year > own)]
        if odd and years[0] != own:
            yield Found(
                (form.cite_text(text_of), *form.cite_form("year")),
                {"said": text(str(odd[0])), "year": text(str(own))},
                f"{odd[0]} ≠ {own}",
                _what(form, text_of),
            )


def _false_claims(form: Form, column: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    line = form.total
    budget = getattr(line, column) if line else None
    if line is None or budget is None or line.executed is None or line.executed - budget <= 2 * form.slack:
        return
    over = line.executed - budget
    for text_of in form.texts:
        found = next(
            (met for met in pattern.finditer(text_of.said) if not _DENIED.search(text_of.said[: met.start()])), None
        )
        if found and _claims(form, text_of):
            facts = {"printed": money(line.executed), "expected": money(budget), "over": money(over)}
            yield Found(
                (form.cite_text(text_of), *form.cite_total("executed", column)),
                {**facts, "said": text(found[0])},
                f"{amount(line.executed)} − {amount(budget)} = {amount(over)} > 0",
                _what(form, text_of),
            )


def _claims(form: Form, text_of: Text) -> bool:
    """Whether a text claims something of what was done; a target or name (成本控制在预算内) does by its full score."""
    if text_of.field == "goal_expected":
        return False
    if text_of.field not in ("level3", "target"):
        return True
    row = form.evaluation.indicators[text_of.position]
    full = bool(row.weight) and row.score is not None and row.score >= (row.weight or 0)
    claims_itself = any(pattern.search(one_form(row.actual or "")) for pattern in (_INITIAL, _ANNUAL))
    is_compared = text_of.field == "target" and bool(form.pairs.get(text_of.position))  # what was reached tells
    return full and not claims_itself and not is_compared


@lru_cache(maxsize=64)
def _is_whole(name: str, target: str) -> bool:
    """Whether an indicator is about all of the project's money."""
    return not _UNSURE.search(name) and (bool(_WHOLE.search(name)) or bool(_named(target)))


def _named(target: str) -> tuple[str, ...]:
    """The columns of the budget that a target may name; none where it names no budget, or one of several years."""
    if "预算" not in target or _OF_YEARS.search(target):
        return ()
    plain = one_form(target)
    if "年初预算" in plain:
        return ("initial_budget",)
    return ("annual_budget",) if re.search("(?:全年|调整后)预算", plain) else _BUDGETS


def _target_amount(row: Indicator) -> tuple[int, Decimal, tuple[str, ...]] | None:
    """(fen, what its last digit leaves open, the columns that it may name) of a target about all of the money."""
    stated = _asked(row.target) if row.target and _is_whole(row.level3 or "", row.target) else None
    return (*stated, _named(row.target or "")) if stated else None


def _sum_in(found: re.Match[str] | None) -> tuple[int, Decimal] | None:
    """An amount in fen, and one unit of its last digit."""
    if found is None:
        return None
    digits, unit = found["sum"], found["unit"]
    return int(Decimal(digits.replace(",", "")) * FEN_IN[unit]), _step(digits, unit)


def _asked(target: str) -> tuple[int, Decimal] | None:
    """The one amount of a target; None for none, for several, and where it is about so much, or so much less."""
    sums = list(_AMOUNT.finditer(one_form(target)))
    return _sum_in(sums[0]) if len(sums) == 1 and not _UNSURE.search(target) else None


def _paid(actual: str) -> tuple[int, Decimal] | None:
    """The amount of an actual value that is nothing else, or that it says was paid."""
    plain = one_form(actual)
    return _sum_in(_ONLY.fullmatch(plain)) or _sum_in(_PAID.search(plain))


def _step(digits: str, unit: str) -> Decimal:
    decimals = len(digits.partition(".")[2])
    return Decimal(FEN_IN[unit]).scaleb(-decimals)


def _tolerance(parameters: Parameters) -> Decimal:
    return parameters[TEXT_TOLERANCE.name] * FEN_IN["万元"]


def _amounts(form: Form) -> list[int]:
    def of(line: FundLine) -> list[int]:
        return [value for column in AMOUNTS if (value := getattr(line, column)) is not None]

    return [value for line in form.evaluation.fund_lines for value in of(line)]


def _what(form: Form, text_of: Text) -> str | None:
    return form.evaluation.indicators[text_of.position].level3 if text_of.record == "indicator" else None

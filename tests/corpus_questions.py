"""Questions about the projects of a generated corpus, each with the rows that plain Python finds for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from corpus_facts import (
    CALLED,
    Asked,
    Asker,
    Forms,
    Kind,
    Row,
    applicable,
    lost,
    mean,
    overall_rate,
    part,
    project,
    ranked,
    summed,
    total,
    valued,
    yuan,
)
from generated_corpus import DEPARTMENTS, IN_TWO_UNITS, PROJECTS


def superlatives(a: Asker) -> Asked:
    for measure, (zh, en) in CALLED.items():
        yield f"{zh}最高的项目是哪个", ranked(a.forms, measure, 1, down=True)
        yield f"which project has the lowest {en}", ranked(a.forms, measure, 1, down=False)
    year = a.year()
    yield f"{year}年花钱最多的项目", ranked(a.of(year=year), "executed", 1, down=True)
    yield f"which project spent the least in {year}", ranked(a.of(year=year), "executed", 1, down=False)
    most = max(map(lost, a.forms))
    worst = [project(form, "points_lost") for form in a.forms if lost(form) == most]
    yield "丢分最多的项目", worst
    yield "which project lost the most points", worst


def top_n(a: Asker) -> Asked:
    for measure, (zh, en) in CALLED.items():
        yield f"{zh}前三名的项目", ranked(a.forms, measure, 3, down=True), measure
        yield f"the top 4 projects by {en}", ranked(a.forms, measure, 4, down=True), measure
    yield "执行率最低的5个项目", ranked(a.forms, "execution_rate", 5, down=False), "execution_rate"
    unit = a.unit()
    yield f"{unit}花钱最多的2个项目", ranked(a.of_agency(unit), "executed", 2, down=True), "executed"


def the_nth(a: Asker) -> Asked:
    values = sorted({value for _, value in valued(a.forms, "executed")}, reverse=True)
    for n, zh, en in ((2, "第二", "second"), (3, "第三", "third")):
        rows = [project(form, "executed") for form, value in valued(a.forms, "executed") if value == values[n - 1]]
        yield f"执行数{zh}高的项目是哪个", rows
        yield f"which project has the {en} largest amount spent", rows


def bounds(a: Asker) -> Asked:
    tests: dict[str, Callable[[Decimal, Decimal], bool]] = {
        "超过": Decimal.__gt__, "不低于": Decimal.__ge__, "低于": Decimal.__lt__, "不超过": Decimal.__le__,
        "over": Decimal.__gt__, "at least": Decimal.__ge__, "less than": Decimal.__lt__, "at most": Decimal.__le__,
    }  # fmt: skip
    for word, holds in tests.items():
        for measure in ("annual_budget", "executed", "initial_budget"):
            wan = int(a.one((5, 20, 35, 100)) or 0)
            zh, en = CALLED[measure]
            asked = f"{zh}{word}{wan}万元的项目有哪些"
            if word.isascii():
                asked = f"projects with {en} {word} {wan * 10_000:,} yuan"
            rows = valued(a.forms, measure)
            yield asked, [project(form, measure) for form, value in rows if holds(value, Decimal(wan * 10_000))]
        percent = int(a.one((50, 70, 90, 100)) or 0)
        asked = f"projects with execution rate {word} {percent}%" if word.isascii() else f"执行率{word}{percent}%的项目"
        rates = valued(a.forms, "execution_rate")
        yield asked, [project(form, "execution_rate") for form, rate in rates if holds(rate, Decimal(percent))]


def between(a: Asker) -> Asked:
    rows = [project(f, "annual_budget") for f, v in valued(a.forms, "annual_budget") if 200_000 <= v <= 1_000_000]
    yield "全年预算数在20万元到100万元之间的项目", rows
    yield "projects with annual budget between 200,000 and 1,000,000 yuan", rows


def joined_conditions(a: Asker) -> Asked:
    rates = valued(a.forms, "execution_rate")
    either = [project(form, "execution_rate") for form, rate in rates if rate < 50 or rate > 100]
    yield "执行率低于50%或者高于100%的项目", either
    yield "projects with execution rate below 50% or above 100%", either
    year = a.year()
    both = [
        project(form, "executed", "execution_rate")
        for form, spent in valued(a.of(year=year), "executed")
        if spent > 50_000 and (rate := total(form).rate) is not None and rate < 95
    ]
    yield f"{year}年执行数超过5万元且执行率低于95%的项目", both
    yield f"projects in {year} with amount spent over 50,000 yuan and execution rate below 95%", both


def counts(a: Asker) -> Asked:
    low = len([1 for _, rate in valued(a.forms, "execution_rate") if rate < 80])
    yield "执行率低于80%的项目有几个", [{"count": low}]
    yield "how many projects have an execution rate below 80%", [{"count": low}]
    year, unit = a.year(), a.unit()
    yield f"{year}年有几个项目", [{"count": len(a.of(year=year))}]
    yield f"{unit}有多少个项目", [{"count": len(a.of_agency(unit))}]
    outputs = [i for form in a.forms for i in applicable(form) if i.level1 == "产出指标"]
    yield "一共有多少个产出指标", [{"count": len(outputs)}]
    yield "how many output indicators are there", [{"count": len(outputs)}]
    unapplied = [i for form in a.forms for i in form.indicators if not i.applicable]
    yield "不适用的指标有几个", [{"count": len(unapplied)}]
    yield "how many indicators are not applicable", [{"count": len(unapplied)}]


def sums(a: Asker) -> Asked:
    for measure in ("annual_budget", "executed", "initial_budget"):
        zh, en = CALLED[measure]
        year = a.year()
        yield f"所有项目的{zh}合计", [{measure: summed(a.forms, measure)}]
        yield f"total {en} of all projects in {year}", [{measure: summed(a.of(year=year), measure)}]
    unit = a.unit()
    yield f"{unit}一共花了多少钱", [{"executed": summed(a.of_agency(unit), "executed")}]
    yield f"how much did {unit} spend in total", [{"executed": summed(a.of_agency(unit), "executed")}]
    yield "所有项目一共剩了多少钱", [{"unspent": summed(a.forms, "unspent")}]


def averages(a: Asker) -> Asked:
    year = a.year()
    for measure in ("annual_budget", "initial_budget", "executed", "total_score"):
        zh, en = CALLED[measure]
        yield f"所有项目的平均{zh}是多少", [{measure: mean(a.forms, measure)}]
        if valued(a.of(year=year), measure):
            yield f"average {en} of the projects in {year}", [{measure: mean(a.of(year=year), measure)}]
    yield "执行率的简单平均值是多少", [{"execution_rate": mean(a.forms, "execution_rate")}]


def overall_rates(a: Asker) -> Asked:
    yield "总体执行率是多少", [{"execution_rate": overall_rate(a.forms)}]
    yield "what is the overall execution rate", [{"execution_rate": overall_rate(a.forms)}]
    year, unit = a.year(), a.unit()
    yield f"{year}年的总体执行率", [{"execution_rate": overall_rate(a.of(year=year))}]
    if summed(a.of_agency(unit), "annual_budget"):
        yield f"overall execution rate of {unit}", [{"execution_rate": overall_rate(a.of_agency(unit))}]


def groups(a: Asker) -> Asked:
    for key, values, zh, en in (
        ("unit", a.units, "单位", "unit"),
        ("year", a.years, "年度", "year"),
        ("department", sorted(DEPARTMENTS), "部门", "department"),
    ):
        of = {value: a.of(**{key: value}) for value in values if a.of(**{key: value})}
        spent: list[Row] = [{key: value, "executed": summed(forms, "executed")} for value, forms in of.items()]
        yield f"各{zh}一共花了多少钱", spent
        yield f"total amount spent by {en}", spent
        yield f"各{zh}有几个项目", [{key: value, "count": len(forms)} for value, forms in of.items()]
    kinds = sorted({i.level1 or "" for form in a.forms for i in applicable(form)})
    yield (
        "每个一级指标下有多少个指标",
        [
            {"level1": kind, "count": sum(i.level1 == kind for form in a.forms for i in applicable(form))}
            for kind in kinds
        ],
    )


def group_tops(a: Asker) -> Asked:
    rows = [row for unit in a.units for row in ranked(a.of(unit=unit), "executed", 1, down=True)]
    yield "每个单位花钱最多的项目", rows
    rows = [row for year in a.years for row in ranked(a.of(year=year), "execution_rate", 1, down=False)]
    yield "每年执行率最低的项目分别是哪个", rows
    spent = {unit: summed(a.of(unit=unit), "executed") for unit in a.units}
    most: list[Row] = [{"unit": unit, "executed": sum_} for unit, sum_ in spent.items() if sum_ == max(spent.values())]
    yield "哪个单位花钱最多", most
    yield "which unit spent the most in total", most


def nested(a: Asker) -> Asked:
    for measure in ("executed", "annual_budget"):
        zh, en = CALLED[measure]
        rows = [project(form, measure) for form, value in valued(a.forms, measure) if value > mean(a.forms, measure)]
        yield f"{zh}高于平均值的项目有哪些", rows
        yield f"projects with {en} above the average", rows


def adjusted(a: Asker) -> Asked:
    def rows(forms: Forms, holds: Callable[[Decimal], bool]) -> list[Row]:
        return [project(form, "adjustment") for form, change in valued(forms, "adjustment") if holds(change)]

    year = a.year()
    yield "哪些项目追加了预算", rows(a.forms, lambda change: change > 0)
    yield "which projects had their budget cut", rows(a.forms, lambda change: change < 0)
    yield f"{year}年调减预算的项目", rows(a.of(year=year), lambda change: change < 0)
    yield "哪些项目预算没有调整", rows(a.forms, lambda change: change == 0)


def spending(a: Asker) -> Asked:
    left = valued(a.forms, "unspent")
    nothing = [project(form, "executed") for form, spent in valued(a.forms, "executed") if spent == 0]
    yield "哪些项目把预算花完了", [project(form, "unspent") for form, rest in left if rest == 0]
    yield "哪些项目一分钱都没花", nothing
    yield "which projects spent nothing", nothing
    yield "哪些项目超支了", [project(form, "executed") for form, rest in left if rest < 0]
    yield "which projects went over budget", [project(form, "executed") for form, rest in left if rest < 0]


def without_values(a: Asker) -> Asked:
    yield "哪些项目没有自评总分", [project(form) for form in a.forms if form.total_score is None]
    yield "which projects have no total score", [project(form) for form in a.forms if form.total_score is None]
    yield "哪些项目没填年初预算数", [project(form) for form in a.forms if total(form).initial_budget is None]


def lookups(a: Asker) -> Asked:
    for measure, (zh, en) in CALLED.items():
        form = a.form()
        rows = [project(form, measure) for form, _ in valued([form], measure)]  # none where the form has none
        yield f"{form.project_name}{form.year}年的{zh}是多少", rows
        yield f"what was the {en} of {form.project_name} in {form.year}", rows
    twice = [project(form, "executed") for form in a.of(project_name=IN_TWO_UNITS)]
    yield f"{IN_TWO_UNITS}花了多少钱", twice
    name = str(a.one(PROJECTS))
    history: list[Row] = [{"year": f.year, "executed": yuan(total(f).executed)} for f in a.of(project_name=name)]
    yield f"{name}历年的执行数", history


def relations(a: Asker) -> Asked:
    unit = a.unit()
    part, whole = summed(a.of_agency(unit), "executed"), summed(a.forms, "executed")
    shares: list[Row] = [{"item": unit, "executed": part, "share": part * 100 / whole}, {"executed": whole}]
    yield f"{unit}的执行数占全部项目的比例", shares
    yield f"what share of total spending is {unit}", shares
    year = next(y for y in a.years if len({f.project_name for f in a.of(year=y)} - {IN_TWO_UNITS}) > 1)
    one, other = [form for form in a.of(year=year) if form.project_name != IN_TWO_UNITS][:2]
    apart = abs(summed([one], "executed") - summed([other], "executed"))
    more, less = sorted((one, other), key=lambda form: summed([form], "executed"), reverse=True)
    rows: list[Row] = [
        {"item": more.project_name, "executed": summed([more], "executed"), "difference": apart},
        {"item": less.project_name, "executed": summed([less], "executed")},
    ]
    yield f"{year}年{more.project_name}和{less.project_name}的执行数相差多少", rows
    yield f"difference in amount spent between {more.project_name} and {less.project_name} in {year}", rows


def group_averages(a: Asker) -> Asked:
    by_unit = {unit: a.of(unit=unit) for unit in a.units}
    yield "各单位的平均执行数", [{"unit": unit, "executed": mean(of, "executed")} for unit, of in by_unit.items()]
    yield (
        "average annual budget by unit",
        [{"unit": unit, "annual_budget": mean(of, "annual_budget")} for unit, of in by_unit.items()],
    )
    rates: list[Row] = [{"year": year, "execution_rate": overall_rate(a.of(year=year))} for year in a.years]
    yield "各年的总体执行率", rates
    yield "overall execution rate by year", rates


def compared_with_a_project(a: Asker) -> Asked:
    form = a.form()
    spent = summed([form], "executed")
    rows = [project(other, "executed") for other, value in valued(a.of(year=form.year), "executed") if value > spent]
    yield f"{form.year}年花钱比{form.project_name}多的项目", rows
    yield f"projects in {form.year} that spent more than {form.project_name}", rows
    others = [other for other in a.forms if other.project_name != form.project_name]
    yield f"除了{form.project_name}，其他项目一共花了多少钱", [{"executed": summed(others, "executed")}]
    yield (
        "执行数比年初预算数多的项目",
        [
            project(f, "executed", "initial_budget")
            for f, first in valued(a.forms, "initial_budget")
            if summed([f], "executed") > first
        ],
    )


def grades(a: Asker) -> Asked:
    excellent = [project(form, "total_score") for form, points in valued(a.forms, "total_score") if points >= 90]
    yield "哪些项目评为优", excellent
    yield "which projects are rated excellent", excellent
    good = [form for form, points in valued(a.forms, "total_score") if 80 <= points < 90]
    yield "评为良的项目有几个", [{"count": len(good)}]
    yield "所有项目一共丢了多少分", [{"points_lost": sum(map(lost, a.forms), Decimal(0))}]


def fund_lines(a: Asker) -> Asked:
    own = [yuan(part(form, "当年财政拨款").annual_budget) or Decimal(0) for form in a.forms]
    yield "所有项目的当年财政拨款全年预算合计", [{"annual_budget": sum(own, Decimal(0))}]
    carried = [(form, yuan(part(form, "上年结转资金").annual_budget) or Decimal(0)) for form in a.forms]
    most = max(amount for _, amount in carried)
    yield (
        "上年结转资金全年预算数最多的项目",
        [
            {"project_name": f.project_name, "year": f.year, "annual_budget": most}
            for f, amount in carried
            if amount == most
        ],
    )


def years_together(a: Asker) -> Asked:
    first, second = a.years[-2:]
    spent = summed([*a.of(year=first), *a.of(year=second)], "executed")
    yield f"{first}年和{second}年的执行数合计", [{"executed": spent}]
    yield f"how much was spent in {first} and {second} together", [{"executed": spent}]
    by_year = {year: summed(a.of(year=year), "executed") for year in a.years}
    rows: list[Row] = [
        {"year": year, "executed": sum_} for year, sum_ in by_year.items() if sum_ == max(by_year.values())
    ]
    yield "哪一年花钱最多", rows
    yield "in which year was the most money spent", rows


def two_in_one(a: Asker) -> Asked:
    yield "执行数最高和最低的项目", [
        *ranked(a.forms, "executed", 1, down=True), *ranked(a.forms, "executed", 1, down=False),
    ]  # fmt: skip
    each = Decimal(sum(len(applicable(form)) for form in a.forms)) / len(a.forms)
    yield "平均每个项目有几个指标", [{"indicator_count": each}]
    spent = {unit: summed(a.of(unit=unit), "executed") for unit in a.units}
    yield (
        "哪些单位一共花的钱超过100万元",
        [{"unit": unit, "executed": sum_} for unit, sum_ in spent.items() if sum_ > 1_000_000],
    )


def measures_against_another(a: Asker) -> Asked:
    given = mean(a.forms, "annual_budget")
    rows = [project(form, "executed") for form, spent in valued(a.forms, "executed") if spent > given]
    yield "花钱超过平均预算的项目", rows
    yield "projects whose amount spent is above the average annual budget", rows
    first, second = a.years[1:3]
    over = {(f.project_name, f.unit, f.year) for f, rest in valued(a.forms, "unspent") if rest < 0}
    both = [
        project(form, "executed")
        for form in a.forms
        if {(form.project_name, form.unit, first), (form.project_name, form.unit, second)} <= over
        and form.year in (first, second)
    ]
    yield f"哪些项目在{first}年和{second}年都超支", both
    yield "各部门分别有哪些项目", [{"department": form.department, **project(form)} for form in a.forms]


KINDS: tuple[Kind, ...] = (
    superlatives,
    top_n,
    the_nth,
    bounds,
    between,
    joined_conditions,
    counts,
    sums,
    averages,
    overall_rates,
    groups,
    group_tops,
    nested,
    adjusted,
    spending,
    without_values,
    lookups,
    relations,
    group_averages,
    compared_with_a_project,
    grades,
    fund_lines,
    years_together,
    two_in_one,
    measures_against_another,
)

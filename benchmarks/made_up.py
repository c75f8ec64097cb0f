"""Made-up evaluations in any number: recurring projects of many units over several years, worded as real forms are.

Owns names, goals and indicators that differ from form to form as much as real ones do. The same number gives the same
form always, whatever the number of all. The figures are those of tests/clean_forms.py, which add up.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace as replaced
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from clean_forms import Clean, clean, points
from store.dataclass import replace
from store.records import Cell, Evaluation, Indicator, Place

YEARS = range(2018, 2026)
YEARS_A_PROJECT = 4  # of the eight, so that one year's project is the next one's too
PROJECTS_A_UNIT = 12

PLACES = (
    "青湖区",
    "东岭区",
    "云阳县",
    "临江市",
    "南浦县",
    "北川区",
    "西林县",
    "石门市",
    "白水县",
    "金沙区",
    "长宁区",
    "平原县",
    "安丰市",
    "清河区",
    "桃源县",
    "龙泉区",
    "凤台县",
    "望江区",
    "怀远县",
    "泰和市",
)
TOWNS = (
    "",
    "",
    "",
    "城关镇",
    "新集镇",
    "河口镇",
    "南山街道",
    "北湖街道",
    "东风街道",
    "永安街道",
    "大洼乡",
    "柳林镇",
    "双桥街道",
    "古城街道",
    "马家乡",
    "石塘镇",
)
BODIES = (
    "教育局",
    "民政局",
    "水务局",
    "城市管理局",
    "卫生健康局",
    "农业农村局",
    "交通运输局",
    "文化和旅游局",
    "市场监督管理局",
    "应急管理局",
    "生态环境局",
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "自然资源局",
    "信访局",
    "档案馆",
    "图书馆",
    "疾病预防控制中心",
    "融媒体中心",
    "退役军人事务局",
    "司法局",
    "科学技术局",
    "商务局",
    "机关事务服务中心",
    "残疾人联合会",
)
OBJECTS = (
    "河道清淤",
    "农村公路养护",
    "老旧小区改造",
    "校园安保服务",
    "社区食堂运营补助",
    "智慧停车系统",
    "古树名木保护",
    "城区路灯维护",
    "森林防火",
    "重大动物疫病防控",
    "高标准农田管护",
    "食品安全抽检",
    "环境空气监测站运维",
    "公共文化场馆免费开放",
    "法律援助",
    "残疾人辅助器具适配",
    "困难群众临时救助",
    "学前教育资助",
    "义务教育营养改善",
    "中小学教师培训",
    "基层卫生院设备购置",
    "妇女两癌筛查",
    "家庭医生签约服务",
    "预防接种",
    "职业技能培训",
    "创业担保贷款贴息",
    "退役军人慰问",
    "档案数字化",
    "电子政务外网",
    "政务服务大厅运行",
    "信访接待场所运行",
    "信访业务培训",
    "矛盾纠纷调解",
    "禁毒宣传",
    "消防水源建设",
    "应急物资储备",
    "气象灾害预警",
    "地质灾害治理",
    "饮用水水源地保护",
    "生活垃圾分类",
    "污水管网改造",
    "公厕改造提升",
    "农村危房改造",
    "人居环境整治",
    "乡村振兴示范村建设",
    "农产品质量安全监测",
    "粮食应急储备",
    "科技企业孵化",
    "招商引资推介",
    "全民健身设施",
    "非物质文化遗产传承",
    "图书采购",
    "旅游宣传推广",
    "市场主体培育",
    "计量器具检定",
    "安全生产检查",
    "公务用车运行",
    "办公楼物业管理",
    "信息系统等级保护",
    "国有资产清查",
    "财政绩效评价",
    "统计调查",
    "人口监测",
    "劳动监察",
)
KINDS = ("项目", "经费", "补助资金", "专项", "工程", "服务项目", "专项经费", "（二期）", "试点", "购买服务")
GOALS = (
    "完成年度{object}任务{count}项，确保资金按进度支付，提高财政资金使用效益",
    "组织开展{object}相关活动{count}场次，服务群众{people}人次以上，群众满意度达到{rate}%以上",
    "建立健全{object}长效管理机制，明确责任分工，加强日常监督检查，及时发现并处置问题",
    "更新改造设施设备{count}台（套），保障{object}平稳有序运行，全年不发生安全责任事故",
    "对{people}名对象实施补助，补助资金发放及时率达到{rate}%，做到应补尽补、不漏一人",
    "通过政府购买服务方式引入专业机构，规范{object}流程，提升服务质量和办事效率",
    "按照上级文件要求推进{object}，力争在{month}月底前完成建设任务并投入使用",
    "开展业务培训{count}期，参训人员{people}人，进一步提升工作人员的业务能力和服务水平",
    "加强宣传引导，营造全社会关心支持{object}的良好氛围，不断增强群众获得感、幸福感、安全感",
    "严格执行财务管理制度，专款专用，项目验收合格率达到{rate}%",
)
REACHED = (
    "全年实际完成{object}任务{count}项，资金支付进度{rate}%，达到预期目标",
    "共开展{object}活动{count}场次，服务群众{people}人次，问卷调查满意度为{rate}%",
    "已建立{object}管理台账，明确了责任人，开展监督检查{count}次，发现问题均已整改到位",
    "更新改造设施设备{count}台（套），运行正常，全年未发生安全责任事故",
    "为{people}名对象发放了补助，发放及时率{rate}%，无违规发放情况",
    "通过公开招标确定服务机构，{object}流程进一步规范，办理时限缩短{count}个工作日",
    "{month}月完成建设并通过验收，投入使用后运行良好",
    "举办培训班{count}期，参训{people}人，考核合格率{rate}%",
)
SUBJECTS = (
    "设施",
    "设备",
    "道路",
    "管网",
    "培训",
    "宣传活动",
    "检查",
    "补助对象",
    "服务对象",
    "案件",
    "投诉",
    "档案",
    "站点",
    "场馆",
    "绿地",
    "样品",
    "企业",
    "志愿者",
    "困难家庭",
    "在校学生",
    "老年人",
    "残疾人",
    "农户",
    "社区",
    "网格",
)
COUNTED = (
    ("数量指标", "数量", "个"),
    ("数量指标", "人数", "人"),
    ("数量指标", "次数", "次"),
    ("数量指标", "面积", "平方米"),
    ("质量指标", "合格率", "%"),
    ("质量指标", "覆盖率", "%"),
    ("时效指标", "完成及时率", "%"),
    ("时效指标", "办结率", "%"),
    ("质量指标", "达标率", "%"),
    ("数量指标", "里程", "公里"),
)
BENEFITS = (
    ("社会效益指标", "受益率", "%"),
    ("社会效益指标", "知晓率", "%"),
    ("生态效益指标", "优良天数", "天"),
    ("经济效益指标", "带动就业人数", "人"),
    ("可持续影响指标", "管护机制健全率", "%"),
    ("社会效益指标", "投诉下降率", "%"),
)
REASONS = (
    "受天气影响部分工程延期，下一步将加强调度，倒排工期",
    "招标流标{count}次，采购周期延长，已重新组织采购并约谈供应商",
    "预算编制偏大，今后将细化测算依据，提高预算编制的科学性",
    "参与人数少于预期，主要原因是宣传不到位，拟增加线上渠道",
    "部分资料收集不及时，已督促责任单位限期整改",
    "疫情期间活动场次减少，后续结合实际调整年度计划",
)


def evaluations(number: int) -> Iterator[Evaluation]:
    """So many different evaluations."""
    return (evaluation(n) for n in range(number))


def evaluation(n: int) -> Evaluation:
    """The nth evaluation: one year of one project of one unit."""
    project, nth_year = divmod(n, YEARS_A_PROJECT)
    of_project = random.Random(project)  # noqa: S311  nothing secret
    first = of_project.choice(YEARS[: len(YEARS) - YEARS_A_PROJECT + 1])
    unit, department = _office(project // PROJECTS_A_UNIT)
    thing = of_project.choice(OBJECTS)
    town = of_project.choice(TOWNS)
    name = f"{town}{thing}{of_project.choice(KINDS)}"
    if of_project.random() < 0.3:
        name += f"（第{of_project.randint(1, 40)}批）"
    chance = random.Random(n + 1_000_003)  # noqa: S311
    year = first + nth_year
    family = of_project.choice(("classic", "system", "classic", "one_score"))
    form = clean(2 * project + nth_year // 2, family).head(  # a budget changes now and then
        project_code=f"{4401 + project % 97}{project:014}",
        project_name=name,
        year=year,
        unit=unit,
        department=department,
        goal_expected=f"{year}年：" + _text(chance, GOALS, thing),
        goal_actual=_text(chance, REACHED, thing),
    )
    return _worded(form, chance).form


def _office(number: int) -> tuple[str, str]:
    """A unit and the department above it."""
    place = PLACES[number % len(PLACES)]
    body = BODIES[number // len(PLACES) % len(BODIES)]
    above = f"{place}{body}"
    below = number // (len(PLACES) * len(BODIES))
    return (f"{above}第{below}服务中心" if below else above), above


def _text(chance: random.Random, sentences: tuple[str, ...], thing: str) -> str:
    chosen = chance.sample(sentences, chance.randint(2, 4))
    return "；".join(_filled(chance, sentence, thing) for sentence in chosen) + "。"


def _filled(chance: random.Random, sentence: str, thing: str = "") -> str:
    return sentence.format(
        object=thing,
        count=chance.randint(1, 120),
        people=chance.randint(20, 9_000),
        rate=chance.choice((85, 90, 95, 98, "99.5", 100)),
        month=chance.randint(3, 12),
    )


def _worded(form: Clean, chance: random.Random) -> Clean:
    """The form with indicators of its own, which keep their weights and scores; the cost's stays, true of the funds."""
    rows = tuple(
        row if not row.applicable or row.level2 == "成本指标" else _reworded(row, chance)
        for row in form.form.indicators
    )
    lost = sum((old.score or 0) - (new.score or 0) for old, new in zip(form.form.indicators, rows, strict=True))
    worded = replaced(form, form=replace(form.form, indicators=rows))
    return worded if form.form.total_score is None else worded.head(total_score=form.form.total_score - lost)


def _reworded(row: Indicator, chance: random.Random) -> Indicator:
    of_output = row.level1 == "产出指标"
    if row.level1 == "满意度指标":
        level2, what, unit = "服务对象满意度指标", "满意度", "%"
    else:
        level2, what, unit = chance.choice(COUNTED if of_output else BENEFITS)
    name = f"{chance.choice(SUBJECTS)}{what}"
    number = chance.choice((80, 85, 90, 95, 98, 100)) if unit == "%" else chance.randint(1, 400)
    missed = chance.random() < 0.08
    reached = number - (1 + number // 10) if missed else min(number, 100) if unit == "%" else number
    texts = {
        "level2": level2,
        "level3": name,
        "target": f"≥{number}{unit}",
        "actual": f"{reached}{unit}",
        "deviation": _filled(chance, chance.choice(REASONS)) if missed or row.deviation else None,
    }
    line = next(iter(row.cells.values())).place.line
    printed: dict[str, str] = {name: text for name, text in texts.items() if text}
    score = row.score
    if missed and chance.random() < 0.9 and score is not None:  # else a full score contradicts what was reached
        score -= 1
        printed["score"] = points(score)
    cells = {**row.cells, **{name: Cell(text, Place(line=line)) for name, text in printed.items()}}
    return replace(row, **texts, score=score, cells=cells)

"""Invents forms: names, classes, targets and reasons that no real form has, in the shapes that real ones have."""

from __future__ import annotations

import random

from form_text import Form

SUBJECTS = (
    "河道清淤", "智慧停车", "校车运营", "古树名木保护", "老旧小区加装电梯", "基层党建阵地", "GIS平台", "APP推广",
    "粮食应急储备", "残疾人辅助器具", "农村公路", "社区食堂", "消防水源", "口袋公园", "非遗传承", "法律援助",
    "气象预警", "电子档案",
)  # fmt: skip
WHATS = (
    "建设长度", "服务人次", "巡查覆盖率", "验收合格率", "完成时限", "成本节约率", "投诉处理及时性", "居民满意度",
    "更新改造数量", "补贴发放标准", "使用年限", "运行稳定性", "社会影响力", "事故发生起数", "带动就业人数",
    "信息公开程度", "（二期）进度", "占比",
)  # fmt: skip
PLACES = ("青湖区", "云州市", "东岭街道", "南浦镇", "高新区")
BODIES = ("水务局", "城管局（本级）", "民政事务中心", "第二中学", "综合行政执法大队", "融媒体中心", "档案馆")
MEASURES = ("%", "个", "公里", "人次", "万元", "台（套）", "次", "天", "件", "家", "亩", "元/人")
WORDS = ("显著改善", "逐步提高", "有效保障", "达到预期目标", "基本完成", "持续增强", "优", "良好", "完善", "较上年提升")
REASONS = (
    "受天气影响，部分工程延期；下一步加强调度。",
    "预算编制偏大。",
    "招标流标2次，进度滞后，已重新组织采购。",
    "设备采购周期较长，年底前未能全部到货，计划2025年一季度完成，并完善合同管理。",
    "人员变动",
)
WANTED = (
    "确保设施正常运行，保障年度建设任务如期推进",
    "提升公共服务水平，方便群众办事",
    "按照“一街一策”的要求推进整治，力争年底前见效",
    "做好 2024 年汛期值守，守住安全底线",
    "规范资金使用（不挤占、不挪用），健全档案",
    "推动产业升级，促进就业增收，形成长效机制",
)
DONE = (
    "全年共开展活动36场，服务群众1.2万人次",
    "完成了年度建设任务，设施运行率达99.6%",
    "已整治背街小巷18条，群众投诉较上年减少12件",
    "2023 年组织培训5期，参训人员已全部结业",
    "资金支付进度96.4%，使用规范（无挤占、挪用），台账已归档",
    "带动就业230人，未发生安全事故",
)
FUNDS = (
    ("年度资金总额", "当年财政拨款", "上年结转资金", "其他资金"),
    ("年度资金总额", "中央补助", "自治区补助", "市县资金"),
    ("资金总额", "财政拨款", "单位自筹资金"),
    ("总额", "财政资金", "财政专户管理资金", "单位资金", "其他资金"),
    ("年度资金总额", "一般公共预算", "政府性基金", "社会捐赠收入", "其他资金"),
)
CLASSES = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "环境效益指标"),
    "满意度指标": ("服务对象满意度指标", "社会公众满意度指标"),
}
NEWER = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    **CLASSES,
    "产出指标": ("数量指标", "质量指标", "时效指标"),
}


def invented(rng: random.Random) -> Form:
    """A form in the shape of truth.json."""
    in_wan = rng.random() < 0.5
    return {
        "project_code": "".join(rng.choices("0123456789", k=21)) if rng.random() < 0.6 else None,
        "project_name": rng.choice(SUBJECTS) + rng.choice(("", "专项经费", "（2023年续建）", "及配套设施提升改造工程")),
        "year": rng.randint(2019, 2025),
        "unit": rng.choice(PLACES) + rng.choice(BODIES),
        "department": None if rng.random() < 0.15 else rng.choice(PLACES) + rng.choice(BODIES),
        "amount_unit": "万元" if in_wan else "元",
        "funds": _funds(rng, in_wan),
        "goal_expected": _goal(rng, WANTED),
        "goal_actual": _goal(rng, DONE),
        "indicators": _indicators(rng),
        "total_weight": 100,
        "total_score": f"{rng.uniform(60, 100):.2f}",
    }


def _funds(rng: random.Random, in_wan: bool) -> list[Form]:
    def amount() -> str:
        return f"{rng.uniform(1, 900):.2f}" if in_wan else f"{rng.randint(10_000, 90_000_000)}.00"

    lines: list[Form] = []
    for n, name in enumerate(rng.choice(FUNDS)):
        has = n < 2 or rng.random() < 0.6
        amounts = {c: (amount() if has else "0.00") for c in ("initial_budget", "annual_budget", "executed")}
        points = {"weight": 10, "rate": f"{rng.uniform(20, 100):.2f}", "score": f"{rng.uniform(1, 10):.2f}"}
        lines.append({"line": name, **amounts, **(points if n == 0 else dict.fromkeys(points))})
    return lines


def _goal(rng: random.Random, told: tuple[str, ...]) -> str:
    """What is wanted or what was done: only the words tell which, where the two cells share no line."""
    sentences = rng.sample(told, rng.randint(1, 5))
    end = rng.choice(("。", "。", "。", "；", ""))
    if len(sentences) > 2 and rng.random() < 0.5:
        return "；".join(f"{n}.{sentence}" for n, sentence in enumerate(sentences, 1)) + end
    return "。".join(sentences) + end


def _indicators(rng: random.Random) -> list[Form]:
    found: list[Form] = []
    for level1, classes in rng.choice((CLASSES, NEWER)).items():
        first = len(found)
        for level2 in sorted(rng.sample(classes, rng.randint(1, len(classes))), key=classes.index):
            if level1 == "效益指标" and rng.random() < 0.3:
                found.append(_row(level1, level2, "不适用", None, None, 0, 0, None))
                continue
            for _ in range(rng.choice((1, 1, 2, 3))):
                found.append(_measured(rng, level1, level2))
        points = sum(row["weight"] for row in found[first:])
        for row in found[first:]:
            row["level1_weight"] = points
    return found


def _measured(rng: random.Random, level1: str, level2: str) -> Form:
    name = rng.choice(SUBJECTS) + rng.choice(WHATS)
    weight = rng.choice((2, 3, 4, 5, 7.5, 10, 15))
    missed = rng.random() < 0.25
    score = round(weight * rng.uniform(0.3, 0.95), 1) if missed else weight
    if rng.random() < 0.3:
        target, actual = rng.sample(WORDS, 2) if missed else [rng.choice(WORDS)] * 2
    else:
        value, measure = rng.randint(1, 3000), rng.choice(MEASURES)
        target = rng.choice(("≥{}{}", "≤{}{}", "={}{}", "{}{}", "不少于{}{}", "{}{}以上", "每月≥{}{}")).format(
            value, measure
        )
        actual = rng.choice(("{}{}", "已完成{}{}", "={}{}", "{}.5{}")).format(rng.randint(1, 3000), measure)
    reason = rng.choice(REASONS) if missed and rng.random() < 0.7 else None
    return _row(level1, level2, name, target, actual, weight, score, reason)


def _row(
    level1: str, level2: str, name: str, target: str | None, actual: str | None, weight: float, score: float,
    deviation: str | None,
) -> Form:  # fmt: skip
    return {
        "level1": level1, "level1_weight": None, "level2": level2, "level3": name, "target": target, "actual": actual,
        "weight": weight, "score": score, "deviation": deviation,
    }  # fmt: skip

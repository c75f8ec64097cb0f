"""What each part of a form may be called: titles, head labels, columns, sections, classes of indicators.

Owns the tables of synonyms, as data. It must not parse. All of them are in folded form: one character
width (（ is (), no blanks and no asterisks, as `tokens.folded` makes them.
"""

from __future__ import annotations

import re

TITLE = re.compile(
    r"(?:附件\d*[:：.、]?)?(?P<before>.{0,40}?|20\d\d年.{0,90}?)(?:绩效(?:目标)?|项目|支出)自评(?:情况)?表(?:[(（].{0,20}[)）])?(?:续表)?"
)
# Titles of what is no project's form: of a department, or a unit, as a whole.
OF_A_DEPARTMENT = re.compile(r"(?:部门|单位)?整体(?:支出)?(?:预算)?绩效|整体支出绩效")
YEAR_LINE = re.compile(r"[(（]?(20\d\d)年?度?[)）]?")
# The same, alone or in brackets, whatever stands after it in a text that lost its lines.
YEAR_UNDER_TITLE = re.compile(rf"{YEAR_LINE.pattern}$|[(（]20\d\d年度?[)）]")

# Head labels -> the record's field; None: known, and its value is not kept.
HEAD: dict[str, str | None] = {
    **dict.fromkeys(("项目名称", "专项资金名称", "专项名称", "转移支付(项目)名称", "转移(项目)名称"), "project_name"),
    **dict.fromkeys(("项目编码", "项目代码", "项目编号"), "project_code"),
    **dict.fromkeys(
        ("绩效自评年度", "自评年度", "评价年度", "预算年度", "项目年度", "年度", "年份", "所属年度"), "year"
    ),
    **dict.fromkeys(
        (
            "实施单位", "项目实施单位", "实施单位(盖章)", "资金使用单位", "项目单位", "单位名称", "项目承担单位",
            "承担单位", "具体实施单位",
        ),
        "unit",
    ),
    **dict.fromkeys(
        (
            "主管部门", "项目主管部门", "项目主管单位", "一级预算单位", "主管单位", "县级主管部门", "区级主管部门",
            "市县主管部门", "地方主管部门", "省级主管部门", "市级主管部门", "自治区主管部门", "业务主管部门",
            "主管部门及代码", "预算主管部门", "一级主管部门", "一级预算单位名称", "主管部门名称",
        ),
        "department",
    ),
    **dict.fromkeys(("自评得分", "自评总分", "项目总得分", "自评总得分", "总得分"), "total_score"),
    **dict.fromkeys(
        (
            "项目负责人", "负责人", "联系人", "联系电话", "项目负责人及电话", "填报日期", "填报时间", "填表日期",
            "报表编号", "填报单位", "填报单位(盖章)", "填报人", "填表人", "审核人", "中央主管部门", "财政审核评分",
            "项目类别", "项目属性", "项目类型", "自评等级", "单位", "金额单位", "编制单位", "公开14表",
        ),
        None,
    ),
}  # fmt: skip

# A total's score that stands in one cell with its label: 项目总得分99分.
SCORE_WITH_LABEL = re.compile(
    rf"({'|'.join(label for label, field in HEAD.items() if field == 'total_score')})(\d{{1,3}}(?:\.\d+)?)分?"
)
# What says beside a label that a seal goes here.
SEAL = re.compile(r"\((?:盖章|公章|签章|章|盖公章|单位公章)\)$")

FUNDS_BLOCK = frozenset(
    {
        "资金使用情况", "项目资金", "预算执行情况", "资金情况", "资金投入情况", "年度预算数", "年度预算申请",
        "项目资金情况", "预算执行", "资金执行情况", "年度资金情况", "预算资金情况",
    }
)  # fmt: skip
# Headings of the funds table -> its column, by how they begin (marks such as (A) or （%） follow).
FUND_COLUMNS = (
    ("initial_budget", re.compile(r"年初预算(?:数|资金总额|资金)?(?:\([A-Z]\))?")),
    (
        "annual_budget",
        re.compile(r"(?:全年(?:\(调整\))?预算数|调整后?预算数|全年预算|年度预算数|预算数)(?:\([A-Z]\))?"),
    ),
    (
        "executed",
        re.compile(
            r"(?:全年执行数|预算执行数|执行数|全年支出数|实际支出数|实际执行数|实际投入资金额?|全年支出|实际支出)(?:\([A-Z]\))?"
        ),
    ),
    ("weight", re.compile(r"(?:执行率)?(?:分值|权重)(?:\(\d+分?\))?")),
    ("rate", re.compile(r"(?:预算)?执行率(?:\((?:%|B/A|B/A[x×*]100%|全年执行数/全年预算数)\))?%?")),
    ("score", re.compile(r"(?:自评|执行率)?得分(?:\(\d+分?(?:[×xX]?(?:预算)?执行率)?\))?")),
)
FUNDS_BLOCK_WITH_UNIT = tuple(
    f"{name}{unit}"
    for name in sorted(FUNDS_BLOCK)
    for unit in ("(元)", "(万元)", "(千元)", "(单位:元)", "(单位:万元)", "")
)
FUNDS_HEADINGS = (
    *FUNDS_BLOCK_WITH_UNIT,
    "年初预算数(A)", "全年预算数(A)", "全年预算数(B)", "调整后预算数", "全年执行数(B)", "执行率(B/A)", "执行率(%)",
    "预算执行率", "分值", "权重", "得分",
)  # fmt: skip
FUND_TOTALS = (
    "年度资金总额", "年度财政资金总额", "年度总金额", "年度预算总额", "资金总额", "项目资金总额", "总额", "合计",
)  # fmt: skip
FUND_PARTS = (
    "当年财政拨款", "本年财政拨款", "财政拨款", "财政资金", "上年结转资金", "上年结转", "其他资金", "上级财政资金",
    "本级财政资金", "财政专户管理资金", "单位资金", "中央补助", "中央财政资金", "地方财政资金", "地方资金", "省级资金",
    "市级资金", "县级资金", "区级资金", "自治区补助", "自治区财政资金", "盟市财政资金", "旗县财政资金", "市县资金",
    "中央、省、市补助", "一般公共预算", "政府性基金", "社会资金", "自筹资金", "结转结余资金",
)  # fmt: skip
# How the name of a fund line ends, where it is not in the lists.
FUND_NAME_END = ("资金", "拨款", "总额", "补助", "金额", "合计", "收入", "结余", "结转", "预算", "基金", "款")
OF_WHICH = re.compile(r"其中[:：]?")

GOAL_BLOCK = frozenset(
    {
        "项目目标完成情况", "年度总体目标", "总体目标", "年度目标", "项目年度目标完成情况", "年度目标完成情况",
        "年度绩效目标", "总体目标完成情况", "年度总体目标完成情况", "绩效目标完成情况", "绩效目标", "目标完成情况",
        "年度绩效目标完成情况",
    }
)  # fmt: skip
GOAL_EXPECTED = frozenset(
    {
        "预期目标", "年初设定目标", "年初设定目标值", "总体目标", "项目年度目标", "年度目标", "年初绩效目标",
        "年初目标", "年度预期目标", "设定目标", "年初设定绩效目标",
    }
)  # fmt: skip
GOAL_ACTUAL = frozenset(
    {
        "实际完成情况", "年度总体目标完成情况", "年度总体目标完成情况综述", "全年实际完成情况", "年度目标完成情况",
        "全年目标实际完成情况", "目标完成情况", "目标实际完成情况", "年度实际完成情况", "全年完成情况", "完成情况",
    }
)  # fmt: skip

INDICATOR_BLOCK = frozenset(
    {
        "年度绩效指标", "绩效指标", "年度绩效指标完成情况", "绩效指标完成情况", "年度指标", "项目绩效指标",
        "绩效目标指标", "指标完成情况",
    }
)  # fmt: skip
# Headings of the indicator table -> its column.
INDICATOR_COLUMNS: dict[str, str] = {
    **dict.fromkeys(("一级指标", "一级"), "level1"),
    **dict.fromkeys(("二级指标", "二级"), "level2"),
    **dict.fromkeys(("三级指标", "三级", "指标名称", "具体指标"), "level3"),
    **dict.fromkeys(("指标性质", "指标符号", "运算符号", "计算符号"), "operator"),
    **dict.fromkeys(("度量单位", "计量单位", "指标单位"), "measure"),
    **dict.fromkeys(
        (
            "年度指标值", "指标值", "目标值", "年初目标值", "年初目标值(A)", "年初指标值", "预期指标值",
            "预期指标值(A)", "年度目标指标值", "年度指标值(A)", "指标值(A)", "计划指标值", "年度目标值",
            "预期目标值", "年初设定指标值",
            "绩效指标值", "目标值(A)", "年度目标值(A)", "预期值",
        ),
        "target",
    ),
    **dict.fromkeys(
        (
            "实际完成值", "实际完成值(B)", "全年完成值", "全年实际值", "全年实际完成值", "完成值", "实际完成指标值",
            "实际完成指标值(B)", "年终完成值", "实际值", "实际完成情况", "全年完成值(B)", "完成情况",
            "全年实际完成值(B)",
        ),
        "actual",
    ),
    **dict.fromkeys(("分值", "权重", "参考分值", "指标权重", "指标权重(分)", "分值权重", "权重(分)"), "weight"),
    **dict.fromkeys(("得分", "自评分", "指标得分", "指标得分(分)", "自评得分", "实际得分"), "score"),
    **dict.fromkeys(
        (
            "偏差原因分析及改进措施", "未完成原因分析", "未完成原因和改进措施", "未完成原因",
            "未完成原因及拟采取的改进措施", "产生差异的原因及改进措施", "未完成原因分析及改进措施", "偏差原因分析",
            "偏差原因及改进措施",
            "偏差原因分析及改进措施(未完成)", "未完成原因及改进措施", "差异原因分析", "备注",
        ),
        "deviation",
    ),
}  # fmt: skip
# Headings of a target that was set anew in the year, beside the first one: where a table has both, it is the target.
ADJUSTED_TARGET = frozenset(
    {
        "调整指标值",
        "调整后指标值",
        "年中调整指标值",
        "全年(调整)指标值",
        "全年指标值(调整)",
        "调整目标值",
        "调整后目标值",
    }
)
INDICATOR_HEADINGS = (*INDICATOR_COLUMNS, *INDICATOR_BLOCK)
STANDARD_COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")

# Classes of indicators. Some are a level 1 in newer forms and a level 2 in older ones.
LEVEL1 = frozenset(
    {
        "产出指标", "效益指标", "满意度指标", "成本指标", "过程指标", "管理指标", "决策指标", "项目决策", "项目管理",
        "项目产出", "项目效益", "影响力指标", "效果指标", "项目满意度", "投入指标", "预算执行指标",
    }
)  # fmt: skip
LEVEL2 = frozenset(
    {
        "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标",
        "可持续影响指标", "可持续发展指标", "服务对象满意度指标", "其他满意度指标", "环境效益指标", "经济成本指标",
        "社会成本指标", "生态环境成本指标", "满意度指标", "服务对象满意度指标等", "社会公众满意度指标",
        "可持续性影响指标", "生态成本指标", "群众满意度指标", "受益对象满意度指标", "公众满意度指标",
        "项目效益指标", "受益群众满意度指标", "可持续效益指标", "成本效益指标", "社会公众或服务对象满意度指标",
    }
)  # fmt: skip
# The level 1 that a class of level 2 is usually under.
LEVEL1_OF: dict[str, str] = {
    **dict.fromkeys(("数量指标", "质量指标", "时效指标", "成本指标"), "产出指标"),
    **dict.fromkeys(("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "可持续发展指标"), "效益指标"),
    **dict.fromkeys(("服务对象满意度指标", "其他满意度指标", "服务对象满意度"), "满意度指标"),
    **dict.fromkeys(("经济成本指标", "社会成本指标", "生态环境成本指标"), "成本指标"),
}
# Classes that an indicator may be called as well.
LEVEL2_OR_NAME = frozenset({"服务对象满意度", "可持续影响", "社会效益", "经济效益", "生态效益", "社会公众满意度"})
# How a class ends that is in none of these tables.
CLASS_END = re.compile(r"[一-龥]{0,9}(?:效益|影响|成本|满意度|数量|质量|时效)指标")
POINTS = re.compile(r"\((\d{1,3}(?:\.\d+)?)分?\)")

TOTALS = frozenset({"总分", "合计", "总计", "总得分", "合计得分", "自评总分", "总分合计"})
# What stands under the table: from here on nothing is an indicator.
AFTER_TABLE = re.compile(
    r"备注.*|(?:说明|注|评价结论|存在问题|改进措施|填表人|填报人|审核人|其他需要说明|其他需要说明的问题|其他需说明|项目负责人"
    r"|财务负责人|单位主要负责人|财政部门审核意见|自评结论|自评等级|联系人|联系电话|填报日期|填表日期|经办人|单位负责人)(?:[:：].*)?"
)
NOT_APPLICABLE = "不适用"
NONE = frozenset({"无", "暂无", "0", "—", "-", "--", "/", "／", "——", "", "无偏差", "N/A", "n/a"})

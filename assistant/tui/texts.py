"""Every text of the UI itself, in Chinese and in English.

Owns the words of keys, notes and headings, and which of the two languages is shown. Answers come worded already,
in the language of their question. No text here holds a character whose width terminals disagree on.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping

from assistant.tui.texts_kept import KEPT
from store.dataclass import dataclass

_TEXTS: dict[str, tuple[str, str]] = {
    **KEPT,
    # the start
    "welcome": ("绩问：问项目支出绩效自评表", "jiwen: ask the self-evaluation forms"),
    "holds": ("库里有 {forms} 张自评表：{years}；{units}。", "The store holds {forms} forms: {years}; {units}."),
    "year": ("{year} 年度", "{year}"),
    "years": ("{first} 至 {last} 年度", "{first} to {last}"),
    "no_year": ("年度不详", "year unknown"),
    "unit": ("实施单位 {name}", "implementing unit {name}"),
    "units": ("{count} 个实施单位", "{count} implementing units"),
    "begin": ("可以这样问（Alt+序号）", "Questions to begin with (Alt and the number)"),
    "placeholder": ("在这里提问，Enter 发送，Ctrl+J 换行", "Ask here. Enter sends, Ctrl+J begins a new line"),
    # an answer
    "understood": ("理解为：{text}", "Understood as: {text}"),
    "source_list": ("来源", "Sources"),
    "source_column": ("来源", "source"),
    "choose": ("您问的是哪一个（输入序号或 Alt+序号也可以）", "Which one do you mean (its number will do)"),
    "next": ("接着可以问（Alt+序号）", "You can go on with (Alt and the number)"),
    "rows_cut": ("共 {total} 条，显示 {shown} 条", "{total} rows, {shown} shown"),
    "rows_more": ("Ctrl+E 全部显示", "Ctrl+E shows all"),
    "rows_all": ("共 {total} 条，全部显示", "all {total} rows shown"),
    "rows_filtered": ("筛选“{typed}”：{found} 条符合，Esc 取消", "filter '{typed}': {found} match, Esc clears it"),
    "rows_down": ("按{column}从大到小", "by {column}, largest first"),
    "rows_up": ("按{column}从小到大", "by {column}, smallest first"),
    "joint": ("；", "; "),
    "filter": ("输入名称、拼音或首字母", "Type a part of it"),
    "drop_condition": ("去掉这个条件", "Drop this condition"),
    "no_chart": ("最近的回答没有可以画成图的数字", "The last answer has no figures to draw"),
    "no_statement": ("最近的回答没有执行 SQL", "No SQL was run for the last answer"),
    "no_conditions": ("最近的回答没有条件", "The last answer has no conditions"),
    "parameters": ("参数", "Parameters"),
    "as_query": ("查询", "Query"),
    "below": ("下面还有 {lines} 行，PageDown 翻看", "{lines} more lines below: PageDown"),
    "below_new": ("下面有新内容，Ctrl+End 去看", "Something new below: Ctrl+End"),
    "help_overview": ("总览", "Overview"),
    "overview": ("总览：选一行按 Enter 就问这一行，Tab 到下一张表", "Overview: Enter asks about a row, Tab goes on"),
    "choose_folder": ("读入哪个文件夹的自评表", "Which folder of forms shall be read"),
    "folder_hint": ("路径，或文件夹名的一部分", "A path, or a part of a folder's name"),
    "this_folder": ("读入这个文件夹", "Read this folder"),
    "time_left": ("，还要 {time}", ", {time} left"),
    "stop_hint": ("（Ctrl+X 停止）", " (Ctrl+X stops)"),
    "stopped": ("已停止读入；读过的文件留在库里", "Stopped; what was read by then is in the store"),
    "read_done": ("读完了：{files} 个文件，{forms} 张表（{counts}）", "Done: {files} files, {forms} forms ({counts})"),
    "not_reading": ("现在没有在读入文件", "No files are being read"),
    "already_reading": ("正在读入，停止后再选别的文件夹", "Files are being read; stop that first"),
    "status_read": ("新读入 {n}", "{n} read"),
    "status_read_partial": ("部分读入 {n}", "{n} read in part"),
    "status_unchanged": ("未变 {n}", "{n} unchanged"),
    "status_skipped": ("略过 {n}", "{n} skipped"),
    "status_failed": ("失败 {n}", "{n} failed"),
    "status_other": ("其他 {n}", "{n} others"),
    "help_form": ("原表", "Form"),
    "help_tree": ("项目", "Projects"),
    "doubts": (
        "本表存疑 {count} 处，选中一处就到那一格",
        "{count} doubts about this form: choose one to see its cell",
    ),
    "project_found": ("项目（{found}/{count}）", "Projects ({found} of {count})"),
    "help_condition": ("条件", "Condition"),
    "all_sources": ("全部 {count} 处来源", "All {count} sources"),
    "line": ("第 {line} 行", "line {line}"),
    "page": ("第 {page} 页", "page {page}"),
    "cell": ("单元格 {cell}", "cell {cell}"),
    "unnamed": ("（无项目名称）", "(no project name)"),
    "ask_summary_of_year": ("总结一下{year}年{name}", "summarize {name} in {year}"),
    "ask_summary": ("总结一下{name}", "summarize {name}"),
    "earlier": (
        "更早的问答不再显示；按上下键可以找回问过的问题",
        "Earlier turns are no longer shown; the arrow keys bring back what you asked",
    ),
    # forms and lists
    "which_source": ("选一处来源：输入序号，或用方向键和 Enter", "Choose a source: its number, or arrows and Enter"),
    "reading": ("正在读 {file}", "Reading {file}"),
    "no_such_place": ("文件里没有引用的这一处", "The file has no such place as is cited"),
    "changed": (
        "入库后文件改过，引用的位置可能不准；请再运行 jiwen index",
        "The file has changed since it was indexed, so the cited place may be wrong: run jiwen index again",
    ),
    "project_list": ("项目（{count}）", "Projects ({count})"),
    # indexing
    "indexing": ("正在读入 {done}/{total} {file}", "Reading {done} of {total} {file}"),
    "file_failed": ("没能读入：{message}", "Not read: {message}"),
    "file_partial": ("只读入了一部分：{message}", "Read in part: {message}"),
    "skipped": ("略过的文件（没有自评表，或读不了）：{names}", "Skipped (no form in it, or not readable): {names}"),
    "wait": ("正在读入文件，请稍候再问", "Files are being read; ask in a moment"),
    "empty": (
        "库是空的。请先运行 jiwen index 文件夹，把自评表读进来，然后再问。",
        "The store is empty. Run jiwen index FOLDER to read your forms, then ask again.",
    ),
    "unused_words": ("您自己的词表没有用上：{why}", "Your own words are not used: {why}"),
    # settings
    "settings_unreadable": ("设置没有用上：{what}", "The settings are not used: {what}"),
    "settings_no_action": ("设置里没有这个动作：{what}", "Settings: there is no action {what}"),
    "settings_no_key": (
        "设置里这个键不能用：{what}（可用功能键，或带 Ctrl、Alt 的键）",
        "Settings: not a key for an action: {what} (function keys will do, and keys with Ctrl or Alt)",
    ),
    "settings_no_value": ("设置里没有这个值：{what}", "Settings: no such value: {what}"),
    "unsaved_settings": ("设置没能保存：{why}", "The settings could not be saved: {why}"),
    # help and commands
    "help_title": ("这里的按键", "Keys that work here"),
    "help_prompt": ("输入框", "Prompt"),
    "help_table": ("表格", "Table"),
    "help_list": ("列表", "List"),
    "help_source": ("原表", "Form"),
    "help_over": ("窗口", "Window"),
    "help_main": ("对话", "Conversation"),
    "help_app": ("全局", "Everywhere"),
    "help_end": (
        "每个数字都有来源：表格里选一行按 Enter，就打开原表的那一行。",
        "Every figure has its source: Enter on a row opens the form at its line.",
    ),
    "help_settings": ("按键可以在 {file} 里改", "Keys can be changed in {file}"),
    "find_command": ("输入名称、拼音或首字母，Enter 执行", "Type to find a command, Enter runs it"),
    "no_command": ("没有这样的命令", "No such command"),
    # copying
    "copied": ("已复制最近的回答", "The last answer was copied"),
    "saved": ("没有可用的剪贴板，已存为 {path}", "No clipboard was found; saved as {path}"),
    "unsaved": ("没能复制，也没能保存：{error}", "Neither copied nor saved: {error}"),
    "nothing_to_copy": ("还没有回答可以复制", "There is no answer to copy yet"),
    "no_sources": ("最近的回答没有来源", "The last answer has no source"),
    "how_to_quit": ("按 Ctrl+Q 退出", "Press Ctrl+Q to quit"),
}


@dataclass(slots=True)
class Texts:
    """The UI's texts in one language: zh or en. Those who hold it hear of another when `language` is changed."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its places filled. A key that is not in the table is a KeyError."""
        return self.of(_TEXTS[key]).format(**values)

    def of(self, pair: tuple[str, str]) -> str:
        return pair[0] if self.language == "zh" else pair[1]


def ui_language(chosen: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """zh or en: what JIWEN_LANG says, else the settings, the locale's variables, the system's own (Windows)."""
    if own := environment.get("JIWEN_LANG"):
        return _language(own)
    if chosen:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return _language(value)
    return _language(locale.getlocale()[0] or "")


def _language(name: str) -> str:
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"

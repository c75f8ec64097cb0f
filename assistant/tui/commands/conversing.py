"""The actions of the conversation: the prompt, an answer, its table and its sources."""

from __future__ import annotations

from assistant.tui.commands.action import Action

CONVERSING: tuple[Action, ...] = (
    Action(
        "projects",
        "main",
        ("f2", "ctrl+b"),
        "projects",
        ("项目", "Projects"),
        ("显示或隐藏项目", "show or hide the projects"),
        footer=True,
    ),
    Action(
        "sources",
        "main",
        ("f3", "ctrl+o"),
        "sources",
        ("来源", "Sources"),
        ("打开最近回答的来源", "open a source of the last answer"),
        footer=True,
    ),
    Action(
        "copy",
        "main",
        ("ctrl+y",),
        "app.copy_answer",
        ("复制", "Copy"),
        (
            "复制最近的回答；没有剪贴板时存为文件",
            "copy the last answer, or save it where there is no clipboard",
        ),
        footer=True,
    ),
    Action(
        "prompt", "main", ("escape",), "prompt", ("提问", "Ask"), ("回到输入框", "back to the prompt"), listed=False
    ),
    Action(
        "answer",
        "main",
        ("tab",),
        "focus_answer",
        ("回答", "Answer"),
        (
            "到最近的回答；再按，依次到表格、来源、问题",
            "to the last answer, and on through its table, sources and questions",
        ),
        listed=False,
    ),
    Action(
        "scroll",
        "main",
        ("pageup", "pagedown"),
        None,
        ("翻看", "Scroll"),
        ("翻看对话", "scroll the conversation"),
    ),
    Action("send", "prompt", ("enter",), None, ("发送", "Send"), ("发送问题", "send the question")),
    Action(
        "newline",
        "prompt",
        # A terminal sends the same byte for Shift+Enter as for Enter, unless it speaks the Kitty protocol.
        ("ctrl+j", "shift+enter", "alt+enter"),
        "newline",
        ("换行", "New line"),
        ("换行", "a new line in the question"),
        listed=False,
    ),
    Action(
        "history",
        "prompt",
        ("up", "down"),
        None,
        ("历史", "History"),
        ("问过的问题", "questions asked before"),
    ),
    Action(
        "open_row",
        "table",
        ("enter",),
        None,
        ("打开", "Open"),
        ("打开这一行的原表", "open the form that this row came from"),
    ),
    Action(
        "cited",
        "source",
        ("f3", "ctrl+o"),
        "cited",
        ("引用处", "Cited line"),
        ("回到引用处", "back to the cited place"),
        footer=True,
        listed=False,
    ),
)

"""The actions of the whole UI, and of the screens that lie over the conversation."""

from __future__ import annotations

from assistant.tui.commands.action import Action

GENERAL: tuple[Action, ...] = (
    Action(
        "help", "app", ("f1",), "help", ("帮助", "Help"), ("这里能用的按键", "the keys that work here"), footer=True
    ),
    Action(
        "palette",
        "app",
        ("ctrl+p",),
        "palette",
        ("命令", "Commands"),
        ("所有命令，可用拼音或首字母查找", "every command; type to find one"),
        footer=True,
        priority=True,
    ),
    Action(
        "quit", "app", ("ctrl+q",), "quit", ("退出", "Quit"), ("退出绩问", "leave jiwen"), footer=True, priority=True
    ),
    Action(
        "theme",
        "app",
        (),
        "theme",
        ("配色", "Theme"),
        ("换配色：深、浅、高对比", "the next of the themes: dark, light, high contrast"),
    ),
    Action(
        "language",
        "app",
        (),
        "language",
        ("English 英文界面", "Chinese 中文界面"),
        ("界面改用英文", "have the interface speak Chinese"),
    ),
    Action(
        "close",
        "over",
        ("escape",),
        "dismiss",
        ("返回", "Back"),
        ("回到对话原处", "back to the conversation, which has not moved"),
        footer=True,
        listed=False,
    ),
    Action(
        "choose", "list", ("enter",), None, ("打开", "Open"), ("打开或提问选中的一项", "open or ask the chosen one")
    ),
    Action("move", "list", ("up", "down"), None, ("移动", "Move"), ("上一项、下一项", "the one before, the one after")),
)

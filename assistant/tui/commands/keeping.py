"""The actions on kept conversations: finding words, going on, naming, deleting; and copying and saving."""

from __future__ import annotations

from assistant.tui.commands.action import Action

KEEPING: tuple[Action, ...] = (
    Action(
        "find",
        "main",
        ("ctrl+f",),
        "find",
        ("查找", "Find"),
        ("在这次对话里查找；再按一次，在所有对话里查找", "find in this conversation; once more: in all of them"),
    ),
    Action(
        "talks",
        "app",
        ("ctrl+r",),
        "talks",
        ("对话", "Conversations"),
        (
            "以前的对话：查找、接着问、改名、删除",
            "earlier conversations: find one, go on with it, rename, delete",
        ),
    ),
    Action("new", "app", ("ctrl+n",), "new", ("新对话", "New"), ("开始新的对话", "begin a new conversation")),
    Action(
        "search_all",
        "app",
        (),
        "search_all",
        ("全部查找", "Find everywhere"),
        ("在所有对话里查找", "find in all conversations"),
    ),
    Action(
        "rename",
        "app",
        (),
        "rename",
        ("改名", "Rename"),
        ("给这次对话改名", "name this conversation"),
    ),
    Action(
        "copy_as",
        "main",
        ("ctrl+s",),
        "app.copy_as",
        ("另存", "Save as"),
        (
            "把回答复制或存成表格、Markdown、JSON，把对话存成 Markdown 或网页",
            "copy or save the answer as a table, Markdown, JSON; the conversation as Markdown or a page",
        ),
    ),
    # the bar of words to find
    Action(
        "find_next",
        "find",
        ("down",),
        "next",
        ("下一处", "Next"),
        ("下一处，Enter 也可以", "the next place; Enter too"),
        footer=True,
        listed=False,
    ),
    Action(
        "find_previous",
        "find",
        ("up",),
        "previous",
        ("上一处", "Previous"),
        ("上一处", "the place before"),
        footer=True,
        listed=False,
    ),
    Action(
        "find_everywhere",
        "find",
        ("ctrl+f",),
        "everywhere",
        ("所有对话", "Everywhere"),
        ("在所有对话里查找", "find in all conversations"),
        footer=True,
        listed=False,
    ),
    Action(
        "find_close",
        "find",
        ("escape",),
        "close",
        ("关闭", "Close"),
        ("关掉查找，停在找到的地方", "close it, and stay where it led"),
        footer=True,
        listed=False,
    ),
    # the list of conversations
    Action(
        "talk_rename",
        "talks",
        ("f2", "ctrl+t"),
        "rename",
        ("改名", "Rename"),
        ("给选中的对话改名", "name the chosen conversation"),
        footer=True,
        listed=False,
    ),
    Action(
        "talk_delete",
        "talks",
        ("ctrl+d",),
        "delete",
        ("删除", "Delete"),
        ("删除选中的对话", "delete the chosen conversation"),
        footer=True,
        priority=True,  # in an input it would delete a character
        listed=False,
    ),
    Action(
        "talk_undelete",
        "talks",
        ("ctrl+z",),
        "undelete",
        ("撤销删除", "Undo"),
        ("找回刚删除的对话", "bring back what was deleted last"),
        footer=True,
        priority=True,
        listed=False,
    ),
)

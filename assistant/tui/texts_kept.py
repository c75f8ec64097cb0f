"""The UI's texts about kept conversations, copying and what the prompt offers: a part of `texts`."""

from __future__ import annotations

KEPT: dict[str, tuple[str, str]] = {
    # names after an @
    "name_project": ("项目", "project"),
    "name_unit": ("单位", "unit"),
    "name_department": ("部门", "department"),
    "name_year": ("年度", "year"),
    # kept conversations
    "earlier_turns": (
        "前面还有 {count} 个问答：PageUp 或点这里继续往前看",
        "{count} turns before this: PageUp, or click here, to read on",
    ),
    "later_turns": (
        "后面还有 {count} 个问答：PageDown 或点这里继续往后看",
        "{count} turns after this: PageDown, or click here, to read on",
    ),
    "talk_list": (
        "以前的对话（{count}）：输入文字筛选，Enter 接着问",
        "Conversations ({count}): type to filter, Enter goes on",
    ),
    "talk_line": ("{when}  {turns} 问", "{when}  {turns} asked"),
    "no_talks": ("还没有保存的对话", "No conversation is kept yet"),
    "no_such_talks": ("没有标题含“{words}”的对话", 'No title has "{words}"'),
    "no_such_talk": ("没有 {talk} 号对话", "There is no conversation {talk}"),
    "deleted": ("已删除：{title}（Ctrl+Z 撤销）", "Deleted: {title} (Ctrl+Z brings it back)"),
    "undeleted": ("已找回：{title}", "Brought back: {title}"),
    "nothing_to_undo": ("没有可撤销的删除", "There is no deletion to undo"),
    "rename_title": ("给对话起个名字，Enter 保存", "Name the conversation, Enter keeps it"),
    "resumed": ("接着“{title}”问（{when}，共 {turns} 问）", 'Going on with "{title}" ({when}, {turns} asked)'),
    "store_changed": (
        "库在这之后变过，前面的回答是当时的；要现在的数字，再问一遍即可。",
        "The store has changed since: the answers above are those of then. Ask again for the figures of now.",
    ),
    "answered_otherwise": (
        "现在回答会不同的：{questions}",
        "These are answered otherwise now: {questions}",
    ),
    "begun": ("新的对话", "A new conversation"),
    "not_kept": ("对话没有保存：{why}", "The conversation is not kept: {why}"),
    "nothing_kept": ("这次对话还没有保存的内容", "Nothing of this conversation is kept yet"),
    # finding
    "find_label": ("查找", "Find"),
    "find_hint": ("问题、回答或表格里的文字", "words of a question, an answer or a table"),
    "find_count": ("{now}/{count} 个问答", "{now} of {count} turns"),
    "find_none": ("没有", "none"),
    "search_title": ("在所有对话里查找", "Find in all conversations"),
    "search_count": ("{count} 个问答，最近的在前；Enter 打开", "{count} turns, the latest first; Enter opens one"),
    "search_count_cut": (
        "共 {count} 个问答，列出最近 {shown} 个；Enter 打开",
        "{count} turns, the latest {shown} listed; Enter opens one",
    ),
    # copying
    "copy_title": ("复制或保存", "Copy or save"),
    "copy_text": ("复制回答：文本", "Copy the answer: text"),
    "copy_md": ("复制回答：Markdown", "Copy the answer: Markdown"),
    "copy_tsv": ("复制表格：可粘贴到 Excel", "Copy the table: to be pasted into Excel"),
    "save_csv": ("保存表格：CSV（Excel 可直接打开）", "Save the table: CSV, which Excel opens"),
    "save_json": ("保存回答：JSON", "Save the answer: JSON"),
    "save_md": ("保存回答：Markdown", "Save the answer: Markdown"),
    "save_talk_md": ("保存整个对话：Markdown", "Save the conversation: Markdown"),
    "save_talk_html": ("保存整个对话：网页", "Save the conversation: a web page"),
    "copied_seen": ("已复制（已核对剪贴板）", "Copied, and seen on the clipboard"),
    "saved_as": ("已存为 {path}", "Saved as {path}"),
}

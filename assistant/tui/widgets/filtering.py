"""A line to filter a list by, above it: what is typed stays there while the arrows walk through the list.

Owns the keys that are passed on to the list. What matches is `commands.finding`'s affair.
"""

from __future__ import annotations

from textual import events
from textual.widgets import Input, OptionList

from assistant.tui.plain import one_line

_PASSED_ON = {
    "up": "cursor_up",
    "down": "cursor_down",
    "pageup": "page_up",
    "pagedown": "page_down",
}


class FilterInput(Input):
    """An input whose up and down move the next list beside it."""

    CONTEXT = "list"

    def __init__(self, value: str = "", placeholder: str = "") -> None:
        super().__init__(one_line(value), placeholder=placeholder, compact=True, select_on_focus=False)

    async def _on_key(self, event: events.Key) -> None:
        action = _PASSED_ON.get(event.key)
        if action is not None and self.parent is not None:
            event.stop()
            event.prevent_default()
            getattr(self.parent.query_one(OptionList), f"action_{action}")()

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # the input's own handler comes next, and inserts it

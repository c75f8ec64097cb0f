"""The registry of actions: one table, from which come key bindings, footer, palette, `/` commands and help.

Owns which actions there are. Each module beside this one lists those of a part of the UI; a screen or widget that does
some of them names its context in CONTEXT and takes its BINDINGS from `bindings_of`.
"""

from __future__ import annotations

from assistant.tui.commands.action import Action
from assistant.tui.commands.conversing import CONVERSING
from assistant.tui.commands.general import GENERAL
from assistant.tui.commands.keeping import KEEPING

ACTIONS: tuple[Action, ...] = (*CONVERSING, *KEEPING, *GENERAL)
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def actions_of(context: str) -> tuple[Action, ...]:
    return tuple(action for action in ACTIONS if action.context == context)

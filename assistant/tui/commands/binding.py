"""The registry as key bindings: those of a class, in the language and with the keys that a person has chosen.

Owns the step from an action to Textual's bindings, how a key is written, and which node does an action.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from assistant.tui.commands import ACTIONS, BY_ID, actions_of
from assistant.tui.commands.action import Action
from assistant.tui.texts import Texts

_WRITTEN = {"escape": "Esc", "pageup": "PageUp", "pagedown": "PageDown"}


def bindings_of(*contexts: str) -> list[BindingType]:
    """The bindings of a class that does the actions of these contexts. Descriptions are worded by `localise`."""
    return [
        Binding(",".join(a.keys), a.run, a.id, show=a.footer, priority=a.priority, id=a.id)
        for context in contexts
        for a in actions_of(context)
        if a.run is not None and a.keys
    ]


def localise(node: DOMNode, texts: Texts) -> None:
    """Word the bindings that a node's footer shows. Textual knows bindings by class; a language is chosen later."""
    keys = node._bindings.key_to_bindings
    for key, bindings in keys.items():
        keys[key] = [replace(b, description=texts.of(BY_ID[b.id].label)) if b.id in BY_ID else b for b in bindings]


def give_way(node: DOMNode, keys: Iterable[str]) -> None:
    """Take these keys from a widget of Textual's that has a use of its own for them: they are for the screen's."""
    for key in keys:
        for binding in node._bindings.key_to_bindings.pop(key, []):
            if binding.id in BY_ID:
                node._bindings.key_to_bindings.setdefault(key, []).append(binding)


def keys_of_contexts(*contexts: str) -> list[str]:
    """The keys of these contexts that something is bound to."""
    return [key for context in contexts for a in actions_of(context) if a.changeable for key in a.keys]


def written(key: str) -> str:
    """A key as people write it: ctrl+pageup as Ctrl+PageUp."""
    return "+".join(_WRITTEN.get(part, part.capitalize()) for part in key.split("+"))


def keys_of(action: Action, keymap: dict[str, str]) -> tuple[str, ...]:
    """The keys of an action: a person's own, else its first ones."""
    own = keymap.get(action.id)
    return tuple(own.split(",")) if own else action.keys


def contexts_at(node: DOMNode) -> list[str]:
    """The contexts that a key pressed at a node goes through, innermost first, with the application's."""
    chain = [*node.ancestors_with_self]
    found: list[str] = []
    for each in chain:
        found += [context for context in contexts_of(each) if context not in found]
        if isinstance(each, Screen) and each.is_modal:
            break
    return found if "app" in found else [*found, "app"]


def contexts_of(node: DOMNode) -> tuple[str, ...]:
    """What a screen or widget says in CONTEXT."""
    context: str | tuple[str, ...] = getattr(node, "CONTEXT", ())
    return (context,) if isinstance(context, str) else context


def doer(screen: Screen[object], context: str) -> DOMNode | None:
    """The node that does the actions of a context: at the focus, else the last on the screen; None: there is none."""
    start = screen.focused or screen
    for node in start.ancestors_with_self:
        if context in contexts_of(node):
            return node
    found = [node for node in screen.query("*") if context in contexts_of(node) and node.display]
    return found[-1] if found else None


def available(screen: Screen[object]) -> list[tuple[Action, DOMNode]]:
    """What can be done on a screen now, with the node that does it; for the palette and for `/`."""
    pairs = ((action, doer(screen, action.context)) for action in ACTIONS if action.changeable and action.listed)
    return [(action, node) for action, node in pairs if node is not None]

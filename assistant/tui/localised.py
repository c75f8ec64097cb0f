"""Key bindings in the language of the UI.

Owns the swap of a binding's description, a key of the texts table in the class, for the text itself.
"""

from __future__ import annotations

from textual.dom import DOMNode

from assistant.tui.texts import Texts
from store.dataclass import replace


def localise(node: DOMNode, texts: Texts) -> None:
    """Word the bindings that a node's footer shows. Textual knows bindings by class; a language is chosen later."""
    keys = node._bindings.key_to_bindings
    for key, bindings in keys.items():
        keys[key] = [replace(b, description=texts(b.description)) if b.show else b for b in bindings]

"""What a person can do in the UI, as data.

Owns the shape of an action. It must not know any widget: `run` is the name of an action of the node that has the
context, as Textual calls them.
"""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, str]  # Chinese, English


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do.

    `context` is the CONTEXT of the screen or widget that does it. `keys` are Textual's names, the first is the one that
    is shown; () where it is reached by the palette and by `/` alone. `run` is what is run there: `sources` is its
    method `action_sources`; None for a key that the widget itself waits for: the help has it, nobody can change it.
    """

    id: str  # in the settings file, and after `/`
    context: str
    keys: tuple[str, ...]
    run: str | None
    label: Words  # a word or two: footer, palette
    meaning: Words  # a line: palette, help
    footer: bool = False
    priority: bool = False  # the key is taken even where a text is typed
    listed: bool = True  # in the palette and after `/`; a movement of the cursor is not

    @property
    def changeable(self) -> bool:
        return self.run is not None

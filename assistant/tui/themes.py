"""The colours of the UI: a dark theme, a light one, and one of high contrast.

Owns the colours, by the names that the settings use. Which widget has which of them is the style sheet's affair.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DEFAULT = "dark"

_CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    warning="#ffff00",
    error="#ff9090",
    success="#60ff60",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    boost="#303030",
    dark=True,
    variables={
        "text-muted": "#ffffff",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "input-selection-background": "#005fff",
    },
)

THEMES: dict[str, Theme] = {
    "dark": replace(BUILTIN_THEMES["textual-dark"], name="dark"),
    "light": replace(BUILTIN_THEMES["textual-light"], name="light"),
    "contrast": _CONTRAST,
}


def following(name: str) -> str:
    """The theme after this one, round and round."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)] if name in names else DEFAULT

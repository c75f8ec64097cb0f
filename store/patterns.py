"""Regular expressions that are compiled when they are first looked for.

Owns when: compiling the patterns of all that a question could say takes longer than to answer it, and a question at
the command line is a new process. A pattern can name what it cannot match without, and is then not even compiled for
a text that has none of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def late(pattern: str, flags: int = 0, *, needs: str | tuple[str, ...] = ()) -> re.Pattern[str]:
        """A pattern that is compiled at its first use.

        `needs`: texts, or characters in a string, one of which every text must have that the pattern matches in.
        """
else:

    class late:  # noqa: N801
        """Stands for a compiled pattern: has its methods, and those alone."""

        __slots__ = ("_compiled", "_flags", "_needs", "_source")

        def __init__(self, pattern, flags=0, *, needs=()):
            self._source, self._flags, self._needs = pattern, flags, tuple(needs)
            self._compiled = None

        def _of(self, text):
            """The pattern, or one that matches nothing where the text has none of what it needs."""
            if self._needs and not any(needed in text for needed in self._needs):
                return _NOTHING
            if self._compiled is None:
                self._compiled = re.compile(self._source, self._flags)
            return self._compiled

        @property
        def pattern(self):
            return self._source

        def search(self, text, *place):
            return self._of(text).search(text, *place)

        def match(self, text, *place):
            return self._of(text).match(text, *place)

        def fullmatch(self, text, *place):
            return self._of(text).fullmatch(text, *place)

        def finditer(self, text, *place):
            return self._of(text).finditer(text, *place)

        def findall(self, text, *place):
            return self._of(text).findall(text, *place)

        def split(self, text, *most):
            return self._of(text).split(text, *most)

        def sub(self, new, text, *most):
            return self._of(text).sub(new, text, *most)

    _NOTHING = re.compile(r"(?!)")

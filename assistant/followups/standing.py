"""A pronoun that something is compared with stands for what was spoken of: 比它花得多的, 预算超过这个项目的.

Owns the putting of a name, with its year, in the place of the pronoun, before the question is read.
"""

from __future__ import annotations

from assistant.followups.memory import Memory
from assistant.understanding.frame import NamePart
from store.patterns import late

_COMPARED = late(
    r"(?P<than>比|不如|超过|高于|低于|大于|小于|多于|少于|不及)"
    r"(?P<it>它|他|这个项目|那个项目|该项目|此项目|这个|那个)(?![们])(?P<of>的(?!有|都|项目))?"
)


def named_outright(question: str, memory: Memory | None) -> str:
    """The question with the one project that was spoken of named where a pronoun stands for it in a comparison."""
    found = _COMPARED.search(question)
    if found is None or memory is None:
        return question
    names, years = _spoken_of(memory)
    projects = [name for part in names if part.kind == "project" for name in part.names]
    if len(projects) != 1:
        return question
    year = f"{years[0]}年的" if len(years) == 1 else ""
    return f"{question[: found.start('it')]}{year}{projects[0]}{question[found.end('it') :]}"


def _spoken_of(memory: Memory) -> tuple[list[NamePart], list[int]]:
    """What the last question compared with, if it did; else its one row, or what it named."""
    compared = next((bound for bound in memory.frame.bounds if bound.name), None)
    if compared is not None and compared.name is not None:
        return [compared.name], list(compared.years)
    one = memory.result is not None and len(memory.result.rows) == 1
    return memory.row_names() if one else memory.spoken_of

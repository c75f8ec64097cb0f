"""The mentions of a question in a row, with what has been used of them.

Owns the walking over mentions that the grammar's rules share: neighbours, the nearest measure, what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.understanding.mentions import Mention
from store.dataclass import dataclass, field, replace
from store.patterns import late

# A mention of these kinds changes nothing that is asked, so that one left over may be passed over.
_WEIGHTLESS = frozenset(
    {"filler", "question", "noun", "conjunction", "format", "scope", "range", "quantity", "contains", "amount"}
)
_WEIGHTLESS_VALUES = frozenset(
    {("comparator", "equal"), ("follow", "swap"), ("comparator", "between"), ("follow", "add")}
)
_PARTING = ("or", "and", "list")
_CLAUSE_END = late(r"[,;。?!，；？！:：]|\.(?!\d)")


@dataclass(slots=True)
class Sentence:
    text: str
    mentions: list[Mention]  # without fillers
    used: set[int] = field(default_factory=set)
    others: list[Mention] = field(default_factory=list)  # measures that another one was compared with
    counted: set[int] = field(default_factory=set)  # nouns of which so many are held: 有3个项目的单位

    @classmethod
    def of(cls, text: str, cover: Iterable[Mention]) -> Sentence:
        return cls(text, [m for m in cover if m.kind != "filler"])

    def free(self, *kinds: str) -> Iterator[tuple[int, Mention]]:
        """The mentions of these kinds that no rule has used yet, with their positions."""
        for position, mention in enumerate(self.mentions):
            if mention.kind in kinds and position not in self.used:
                yield position, mention

    def at(self, position: int, *kinds: str) -> Mention | None:
        """The mention at a position, if it is unused and of one of the kinds."""
        if 0 <= position < len(self.mentions) and position not in self.used:
            mention = self.mentions[position]
            return mention if not kinds or mention.kind in kinds else None
        return None

    def any_at(self, position: int, *kinds: str) -> Mention | None:
        """The mention at a position, used or not, if it is of one of the kinds."""
        if 0 <= position < len(self.mentions) and self.mentions[position].kind in kinds:
            return self.mentions[position]
        return None

    def has(self, kind: str, *values: str) -> bool:
        """Whether a mention of the kind, and of one of the values if any are given, is there, used or not."""
        return any(m.kind == kind and (not values or m.value in values) for m in self.mentions)

    def only(self, *kinds: str) -> bool:
        return all(m.kind in kinds for m in self.mentions)

    def turn(self, position: int, kind: str, value: str) -> None:
        """Give the mention at a position another meaning."""
        self.mentions[position] = replace(self.mentions[position], kind=kind, value=value)

    def silence(self, *positions: int) -> None:
        """Words that say nothing where they stand: they need not be used by any rule, and none finds them."""
        for position in positions:
            self.turn(position, "filler", "filler")

    def drop(self, kind: str) -> None:
        """Take every mention of a kind out: what stood on its sides are neighbours then."""
        kept = [(p, m) for p, m in enumerate(self.mentions) if m.kind != kind]
        moved = {old: new for new, (old, _) in enumerate(kept)}
        self.used = {moved[p] for p in self.used if p in moved}
        self.counted = {moved[p] for p in self.counted if p in moved}
        self.mentions = [mention for _, mention in kept]

    def use(self, *positions: int) -> None:
        self.used.update(positions)

    def clause(self, position: int) -> int:
        """The number of the clause that a mention stands in; past the last mention, of one that is not there."""
        end = self.mentions[position].start if position < len(self.mentions) else len(self.text)
        return len(_CLAUSE_END.findall(self.text[:end]))

    def in_clause(self, clause: int) -> list[int]:
        """The positions of a clause's mentions."""
        return [position for position in range(len(self.mentions)) if self.clause(position) == clause]

    def nearest(self, position: int, fits: Callable[[Mention], bool], *, before_first: bool = True) -> int | None:
        """The measure that a bound or a superlative at `position` is about: beside it, else the nearest in its clause.

        Chinese says the measure first (花钱最少), English mostly after (the largest budget).
        """
        found = [p for p, m in enumerate(self.mentions) if m.kind == "measure" and p != position and fits(m)]
        side = -1 if before_first else 1
        clause = self.clause(position)

        def cost(p: int) -> tuple[bool, bool, int, bool]:
            parted = any(
                m.kind == "conjunction" and m.value in ("or", "and", "list") for m in self._inside(p, position)
            )
            return (self.clause(p) != clause, parted, abs(p - position), (p - position) * side < 0)

        return min(found, key=cost, default=None)

    def head(self) -> str | None:
        """The noun that is asked for: behind "which" or "how many", else the last in Chinese, the first in English."""
        spoken = [(p, m.value) for p, m in enumerate(self.mentions) if m.kind == "noun" and m.value != "fund"]
        nouns = [(p, value) for p, value in spoken if p not in self.counted] or spoken
        before = ((self.any_at(p - 1, "question", "aggregate"), value) for p, value in nouns)
        asked = [value for said, value in before if said and said.value in ("which", "count")]
        if asked:
            return str(asked[0])
        if not nouns:
            return None
        return str(nouns[0][1] if self.text.isascii() else nouns[-1][1])

    def _inside(self, one: int, other: int) -> list[Mention]:
        low, high = sorted((one, other))
        return self.mentions[low + 1 : high]

    def left_over(self) -> list[Mention]:
        """Mentions with a meaning that no rule has used: the question is not understood in full."""
        return [
            mention
            for position, mention in enumerate(self.mentions)
            if position not in self.used
            and mention.kind not in _WEIGHTLESS
            and (mention.kind, mention.value) not in _WEIGHTLESS_VALUES
            and not (mention.value == "by" and mention.text.isascii())  # "by the end" groups nothing
        ]

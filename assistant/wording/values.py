"""Values as a person reads them: amounts in 万元 with the exact yuan, rates, points.

Owns the writing of one value. Every figure is written exactly; only the 万元 beside an exact amount is rounded.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.tabling import yuan
from assistant.wording.phrases import phrases
from store.catalog import Kind
from store.execution import RawValue
from store.schema import SCALE

LONGEST_TEXT = 120  # characters of a text in a headline; the table has all of it


def said(kind: Kind, raw: RawValue, language: str) -> str:
    """A value of the store in words: fen, ten-thousandths, a text."""
    if raw is None:
        return phrases(language)("value.none")
    if isinstance(raw, str):
        return raw.rstrip("。.;；") if len(raw) <= LONGEST_TEXT else raw[:LONGEST_TEXT] + "…"
    match kind:
        case Kind.MONEY:
            return money(raw, language)
        case Kind.RATE | Kind.NUMBER | Kind.POINTS:
            return phrases(language)(f"value.{kind.value}", n=plain(Decimal(raw) / SCALE))
        case _:
            return str(raw)


def money(fen: int, language: str) -> str:
    """401.56 万元（4,015,625.03 元）; under ten thousand yuan the exact amount alone."""
    exact = yuan(fen)
    if abs(fen) < 1_000_000:
        return phrases(language)("value.yuan", exact=exact)
    wan = (Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return phrases(language)("value.money", wan=f"{wan:,}", exact=exact)


def plain(value: Decimal) -> str:
    """Without trailing zeros: 9.90 as 9.9, 10.00 as 10; to two decimals, as forms print rates and scores."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

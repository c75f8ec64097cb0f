"""Numbers of the texts in the full-text index: what text it is, and what it is worth to find a word in it.

Owns that code, and which texts are searched. It must not know SQL or words. The lower the number, the more it is worth:
a word says more in a name than in a paragraph, and more in a short text than in a long one, as BM25 has it.
"""

from __future__ import annotations

FIELDS = {  # the texts that full-text search finds, by record
    "evaluation": ("project_name", "goal_expected", "goal_actual"),
    "indicator": ("level3", "target", "actual", "deviation"),
}
_WEIGHTS = {"project_name": 3.0, "level3": 2.5, "deviation": 1.5}
_HIGHEST = max(_WEIGHTS.values())
_LENGTH = 12  # words of a text as long as most
_K1, _B = 1.2, 0.75  # BM25's own

_POSITION_BITS, _FORM_BITS, _WORTH_BITS = 20, 34, 8
_LAST_WORTH = (1 << _WORTH_BITS) - 1


def number(evaluation_id: int, position: int | None, field: str, length: int) -> int:
    """The number of a text of so many words. `position` is that of its indicator, None for a text of the form."""
    if position is None:
        place = FIELDS["evaluation"].index(field)
    else:
        fields = FIELDS["indicator"]
        place = len(FIELDS["evaluation"]) + position * len(fields) + fields.index(field)
    worth = _WEIGHTS.get(field, 1.0) * (_K1 + 1) / (1 + _K1 * (1 - _B + _B * length / _LENGTH)) / (_K1 + 1)
    rank = round(_LAST_WORTH * (1 - min(worth / _HIGHEST, 1.0)))
    return (rank << _FORM_BITS | evaluation_id) << _POSITION_BITS | place


def read(number: int) -> tuple[int, int | None, str, int]:
    """(evaluation, position of the indicator or None, field, rank): the lower the rank, the more it is worth."""
    place = number & ((1 << _POSITION_BITS) - 1)
    evaluation_id = number >> _POSITION_BITS & ((1 << _FORM_BITS) - 1)
    rank = number >> (_POSITION_BITS + _FORM_BITS)
    of_form = FIELDS["evaluation"]
    if place < len(of_form):
        return evaluation_id, None, of_form[place], rank
    position, field = divmod(place - len(of_form), len(FIELDS["indicator"]))
    return evaluation_id, position, FIELDS["indicator"][field], rank

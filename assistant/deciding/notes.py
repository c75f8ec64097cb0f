"""What the person is told of how a frame was read: corrections, names taken for others, measures chosen.

Owns the choice of notes; their words are the wording's.
"""

from __future__ import annotations

from assistant.deciding.request import Note
from assistant.deciding.subjects import all_measures
from assistant.understanding.frame import Frame
from store.query import Order, Subject


def notes_of(frame: Frame, subject: Subject, order: Order | None) -> tuple[Note, ...]:
    notes = list(name_notes(frame))
    measures = set(all_measures(frame))
    if measures & {"budget"}:
        notes.append(Note("budget_is_annual"))
    if "money" in measures and len(measures) == 1:
        notes.append(Note("money_is_both"))
    if frame.vague and order and not frame.names:
        notes.append(Note("vague"))
    if any(b.about for b in frame.bounds):
        notes.append(Note("about"))
    unsaid = any(b.number and b.measure is None and b.number.unit not in ("percent", "points") for b in frame.bounds)
    if unsaid and subject is Subject.EVALUATION:
        notes.append(Note("bound_is_budget"))
    if "far_exceeded" in frame.predicates:
        notes.append(Note("far"))
    return tuple(notes)


def name_notes(frame: Frame) -> tuple[Note, ...]:
    notes = [Note("corrected", (typed, meant)) for typed, meant in frame.corrections]
    for name in frame.names:
        if not name.text or name.kind in ("quote", "text", "topic"):
            continue  # of the last answer's rows, or looked for as it stands
        if len(name.names) > 1:
            notes.append(Note("several", (name.text, str(len(name.names)), name.kind)))
        elif name.names and name.names[0] != name.text and not name.excluded:
            notes.append(Note("taken_for", (name.text, name.names[0])))
    return tuple(notes)

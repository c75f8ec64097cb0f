"""Words whose meaning depends on their neighbours are given it, before anything is composed.

Owns the order of these rewritings: each looks at a mention and those beside it, and replaces it or takes it out.
"""

from __future__ import annotations

from assistant.understanding.rewriting.budgets import (
    actually,
    against_initial,
    by_amounts,
    changed,
    changes_bounded,
    changes_stated,
    got,
    left_of_budget,
    left_over,
    modifiers,
    money_left,
    over_initial,
    rates_of_change,
    shares_of_budget,
    shares_spent,
)
from assistant.understanding.rewriting.changing import changes, commands
from assistant.understanding.rewriting.claims import none_of, only_one
from assistant.understanding.rewriting.comparing import (
    alternatives,
    averages_bounded,
    bases,
    compared_with,
    differences,
    exceeding,
    parts_over_wholes,
    prepositions,
    than_numbers,
)
from assistant.understanding.rewriting.counts import (
    countings,
    counts,
    counts_bounded,
    figures_asked,
    sums_bounded,
    tops,
    totals,
)
from assistant.understanding.rewriting.joints import (
    all_alike,
    endings,
    every_one,
    extents,
    largest_first,
    names_containing,
    offices_asked,
    only_these,
    openings,
    rests,
    statements,
)
from assistant.understanding.rewriting.pairing import pairs, spending_of_budget
from assistant.understanding.rewriting.targets import (
    against_targets,
    amounts,
    conditions_both,
    done,
    exactly,
    goals,
    goals_reached,
    losing,
    missed_caps,
    premises,
    reached,
    under_caps,
)
from assistant.understanding.sentence import Sentence


def rewrite(sentence: Sentence) -> None:
    """Apply every rewriting, in an order in which later ones may build on earlier ones."""
    for rewriting in _IN_ORDER:
        rewriting(sentence)


_IN_ORDER = (
    none_of,
    only_one,
    openings,
    commands,
    alternatives,
    by_amounts,
    countings,
    premises,
    actually,
    extents,
    largest_first,
    offices_asked,
    losing,
    rests,
    conditions_both,
    over_initial,
    changed,
    totals,
    done,
    counts_bounded,
    left_of_budget,
    left_over,
    money_left,
    only_these,
    tops,
    got,
    shares_spent,
    parts_over_wholes,
    spending_of_budget,
    pairs,
    under_caps,
    than_numbers,
    compared_with,
    bases,
    averages_bounded,
    changes,
    all_alike,
    every_one,
    reached,
    against_initial,
    endings,
    modifiers,
    statements,
    shares_of_budget,
    exceeding,
    against_targets,
    differences,
    goals,
    goals_reached,
    names_containing,
    amounts,
    changes_stated,
    exactly,
    missed_caps,
    rates_of_change,
    sums_bounded,
    changes_bounded,
    prepositions,
    than_numbers,
    under_caps,
    figures_asked,
    counts,
)

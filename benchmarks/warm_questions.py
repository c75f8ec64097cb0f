#!/usr/bin/env python3
"""How long `Conversation.ask` takes in a process that runs already, over the question sets in tests/data/questions.

Every question is asked once to warm up and then as often as --rounds says, those of a conversation in order, as the
tests ask them and of the same stores. Prints p50, p95 and the longest in milliseconds by the questions' tags; exits 1
where the p95 of all is above --at-most.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from assistant.conversation import Conversation
from question_sets import STORES, Question, questions

ALL = "all"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2, help="how often each question is measured (default 2)")
    parser.add_argument("--at-most", type=float, metavar="MS", help="exit 1 where the p95 of all is above this")
    parser.add_argument("--slowest", type=int, default=5, help="how many of the slowest questions to name (default 5)")
    arguments = parser.parse_args()
    for _ in asked():
        pass
    measured = [one for _ in range(arguments.rounds) for one in asked()]
    by_tag: dict[str, list[float]] = defaultdict(list)
    for question, milliseconds in measured:
        for tag in (*question["tags"], ALL):
            by_tag[tag].append(milliseconds)
    print_table(by_tag)
    print("\nslowest:")
    for question, milliseconds in sorted(measured, key=lambda one: -one[1])[: arguments.slowest]:
        print(f"{milliseconds:8.1f} ms  {question['id']}  {question['question']}")
    return int(arguments.at_most is not None and p95(by_tag[ALL]) > arguments.at_most)


def asked() -> Iterator[tuple[Question, float]]:
    """Every question of every set, with the milliseconds that its answer took."""
    for name, store in STORES.items():
        connection = store()
        conversations: dict[str, Conversation] = {}
        for question in questions(name):
            own = question.get("conversation") or question["id"]
            conversation = conversations.setdefault(own, Conversation(connection))
            started = time.perf_counter()
            conversation.ask(question["question"])
            yield question, (time.perf_counter() - started) * 1000


def print_table(by_tag: dict[str, list[float]]) -> None:
    width = max(map(len, by_tag))
    print(f"{'':{width}}  questions      p50      p95      max  (ms)")
    for tag in sorted(by_tag, key=lambda tag: (tag == ALL, -p95(by_tag[tag]))):
        times = by_tag[tag]
        print(f"{tag:{width}}  {len(times):9}  {statistics.median(times):7.1f}  {p95(times):7.1f}  {max(times):7.1f}")


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    sys.exit(main())

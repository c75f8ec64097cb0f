"""`jiwen ask --batch`: JSON Lines of questions in, of answers out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from assistant.cli.exits import Exit
from command_line import environment, jiwen

LEAST = "哪个项目花钱最少"


def lines(*entries: Any) -> bytes:
    return b"".join(json.dumps(entry, ensure_ascii=False).encode() + b"\n" for entry in entries)


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_answers_come_in_the_order_of_the_questions_each_with_its_id(seed_store: Path, tmp_path: Path) -> None:
    asked = [{"id": "b", "question": LEAST}, {"id": 7, "question": "which project spent the most"}, {"question": LEAST}]
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines(*asked) + b"\n")
    done = jiwen("ask", "--batch", file, "--json", "--store", seed_store)
    assert done.code == Exit.DONE, done.err
    assert [(a["id"], a["question"]) for a in answers(done.out)] == [(q.get("id"), q["question"]) for q in asked]
    assert all(a["status"] == "answered" for a in answers(done.out))


def test_questions_of_one_conversation_share_it_and_others_stand_alone(seed_store: Path) -> None:
    follow_up = "那最多的呢"
    batch = lines(
        {"id": "1", "conversation": "a", "question": LEAST},
        {"id": "2", "question": follow_up},
        {"id": "3", "conversation": "a", "question": follow_up},
    )
    first, alone, followed = answers(jiwen("ask", "--batch", "-", "--json", "--store", seed_store, stdin=batch).out)
    assert 49956.5 in first["rows"][0]
    assert alone["status"] != "answered"
    assert 4015625.03 in followed["rows"][0]


def test_a_bad_line_is_named_and_the_others_are_asked(seed_store: Path) -> None:
    batch = (
        lines({"id": 1, "question": LEAST})
        + b'{"id": 2, "question"\n\xff\xfe\n[]\nnull\n{"id": 3}\n{"question": "q", "conversation": {}}\n\n'
        + lines({"id": 4, "question": LEAST})
    )
    done = jiwen("ask", "--batch", "-", "--json", "--store", seed_store, stdin=batch)
    assert done.code == Exit.FILE
    assert [a["id"] for a in answers(done.out)] == [1, 4]
    assert [f"line {n}: " in done.err for n in range(1, 10)] == [False] + 6 * [True] + 2 * [False]
    assert '"question": "' in done.err, "what a line looks like is shown"


def test_each_answer_is_there_before_the_next_question_is_read(seed_store: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "ask", "--batch", "-", "--json", "--store", str(seed_store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(lines({"id": number, "question": LEAST}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(60) == Exit.DONE


def test_a_missing_file_is_named(seed_store: Path, tmp_path: Path) -> None:
    done = jiwen("ask", "--batch", tmp_path / "none.jsonl", "--json", "--store", seed_store)
    assert (done.code, done.out) == (Exit.FILE, "")
    assert str(tmp_path / "none.jsonl") in done.err


def test_without_json_it_reads_like_the_single_answers(seed_store: Path) -> None:
    single = jiwen("ask", "--store", seed_store, LEAST)
    batch = jiwen("ask", "--batch", "-", "--store", seed_store, stdin=lines({"question": LEAST}))
    assert batch.out == f"> {LEAST}\n{single.out}\n"

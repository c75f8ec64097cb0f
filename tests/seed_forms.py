"""The three forms of corpus/, each as a text of its own, and a store that is made of files."""

from __future__ import annotations

from pathlib import Path

from command_line import SEED

TITLE = "项目支出绩效自评表\n"
HALL, AFFAIRS, TRAINING = (TITLE + form for form in SEED.read_text(encoding="utf-8").split(TITLE)[1:])
NO_FORM = "会议通知\n各科室：\n定于3月8日召开全体会议，请准时参加。\n"


def write(folder: Path, **texts: str) -> None:
    """Files of these texts, `hall=HALL` as hall.txt."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")

"""The UI in a real browser: a sentence that is committed in one go is asked, whole."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from assistant.history import History, history_file
from headless_chromium import PATIENCE, PROGRAM, chromium
from test_cli_serve import serving

SENTENCE = "有很大差别，请按部门分组"


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")
async def test_a_question_is_asked_in_the_browser(seed_store: Path) -> None:
    def kept() -> list[str]:
        with closing(History(history_file(seed_store))) as history:
            return history.questions()

    with serving(seed_store) as (_, address):
        async with chromium() as page:
            await page.open(address)
            await page.until("document.body && document.body.classList.contains('-first-byte')")
            await page.until("document.activeElement.className.includes('xterm-helper-textarea')")
            assert "key=" not in str(await page.value("location.href"))
            for _ in range(round(PATIENCE)):  # until it takes what is typed
                await page.commit(SENTENCE)
                await page.enter()
                await asyncio.sleep(1)
                if kept():
                    break
    assert kept() == [SENTENCE]

"""A question in one form: character width, case, simplified characters, plain punctuation.

Owns what must be the same before anything is looked up. The folded question is what all spans refer to.
"""

from __future__ import annotations

import re
import unicodedata

from store.patterns import late

_SPACES = late(r"\s+")
_ESCAPE = late(r"\x1b\[[0-9;?]*[ -/]*[@-~]")  # a terminal's control sequence, pasted with the text
# 儿 that only colours a word: 这块儿, 那会儿, 事儿
_COLOURING = late(r"(?<=[块会哪那这事点劲活])儿(?!童|科|歌)")
# Figures as cheques have them.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_ABBREVIATED = late(r"\b(?:i\.e\.|e\.g\.|no\.(?= ?\d| of| for))")
_APOSTROPHE = late(r"(?<=[a-z])’(?=[a-z])")
_SHORTENED = late(r"\b(?P<verb>[a-z]+)n't\b")  # didn't
_IN_FULL = {"ca": "can", "wo": "will", "sha": "shall"}
_HYPHEN = late(r"(?<=[a-z])[-‐‑](?=[a-z\d])")


def fold_question(question: str) -> str:
    """The question in half width, lower case and simplified characters, control characters as blanks."""
    text = unicodedata.normalize("NFKC", _ESCAPE.sub(" ", question)).casefold()
    text = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    text = _SHORTENED.sub(lambda m: f"{_IN_FULL.get(m['verb'], m['verb'])} not", _APOSTROPHE.sub("'", text))
    text = _ABBREVIATED.sub(" number ", _HYPHEN.sub(" ", text))
    return _COLOURING.sub("", _simplified(_SPACES.sub(" ", text).strip())).translate(_FORMAL)


def _simplified(text: str) -> str:
    # Simplified questions are nearly all there are: GB 2312 holds their characters, so the converter stays unloaded.
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        from opencc import OpenCC

        return str(OpenCC("t2s").convert(text))
    return text


def language_of(text: str) -> str:
    """zh or en, of the folded question without its names: a Chinese name in an English question changes nothing."""
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
    latin = len(re.findall(r"[a-z]{2,}", text))
    return "en" if latin * 2 > chinese else "zh"

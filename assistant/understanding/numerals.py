"""Numbers in a question: amounts, percentages, points, years, ordinals, in figures or in Chinese or English words.

Owns their recognition. Amounts are exact. It must not decide what a number is compared with: the grammar does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal

from assistant.understanding.mentions import Mention
from store.dataclass import dataclass
from store.patterns import late

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLES = {
    "万": 10_000, "w": 10_000, "wan": 10_000, "亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000,
    "十万": 100_000, "千": 1000, "百": 100, "k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000,
    "mn": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "hundred": 100,
}  # fmt: skip
_UNITS = {
    "元": "yuan", "块": "yuan", "块钱": "yuan", "圆": "yuan", "yuan": "yuan", "rmb": "yuan", "cny": "yuan",
    "元钱": "yuan", "元人民币": "yuan", "%": "percent", "percent": "percent", "per cent": "percent",
    "个百分点": "percent", "分": "points", "points": "points", "point": "points", "pts": "points",
    "倍": "times", "times": "times", "percentage points": "percent", "percentage point": "percent",
}  # fmt: skip
_WORDS: dict[str, int | Decimal] = {
    "zero": 0, "half a": Decimal("0.5"), "half": Decimal("0.5"), "a": 1,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    }  # fmt: skip
NUMBER_WORDS = frozenset(_WORDS)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS.update({f"{ten} {one}": int(_WORDS[ten]) + int(_WORDS[one]) for ten in _TENS for one in _ONES})
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "last": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """`unit` is yuan, percent, points, times, or None where the question names none."""

    value: Decimal
    unit: str | None = None
    approximate: bool = False
    scale: int = 1  # of the multiple that was said: 10_000 for 5万
    step: Decimal | None = None  # 130多: from the number to less than a step above it
    bare: bool = False  # 5万 without 元: yuan, unless it is of something else that is spoken of
    upper: Decimal | None = None  # of a span: 几十万, 两三百万


@dataclass(frozen=True, slots=True)
class Ordinal:
    """第二: `number` from 1, or -1 for the last. `direction` where the word says one (第二多, 倒数第二)."""

    number: int
    direction: str | None = None  # most, least


@dataclass(frozen=True, slots=True)
class Quantity:
    """三个, 两年: how many of something the question takes for granted."""

    number: int
    of: str | None  # year, or None


@dataclass(frozen=True, slots=True)
class Top:
    """前三, bottom 2."""

    number: int
    direction: str | None  # most, least; None: from the best end of whatever is ranked


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?"
_ANY = rf"(?:{_FIGURES}|{_CHINESE})"
_NUMERALS = "0123456789零〇一二两三四五六七八九十百千"  # other figures are not read
_SHARE_WORDS = late(
    r"百分之(?P<n>" + _ANY + r")(?P<about>多)?|(?P<below>[二三四五六七八九十])分之(?P<above>[一二两三四五六七八九])"
    r"|(?P<tenths>[一两二三四五六七八九]成[一二三四五六七八九半]?)(?![为了本])",
    needs=("分之", "成"),
)
_NUMBER = late(
    rf"(?P<sign>[¥$])?\s?(?P<n>{_FIGURES}|{_CHINESE})(?P<about1>[多来余几])?\s?"
    rf"(?P<multiple>(?:{_alternatives(_MULTIPLES)})(?![a-z]))?(?P<about2>[多来余几](?!多?少))?\s?"
    rf"(?P<unit>(?:{_alternatives(_UNITS)})(?![a-z])(?!(?<=分)钱))?(?P<about3>[多](?!多?少))?",
    needs=_NUMERALS,
)
_ADJACENT = late("一二|两三|二三|三四|四五|五六|六七|七八|八九")
_LATIN = late("[a-z]")
# Compiled when a question first needs them: they are large, and a question at the command line is a new process.
_SPAN = (
    r"(?<![零一二三四五六七八九十百千万\d])(?:(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])|几(?=[十百千万亿]+元?的(?:项目|单位|部门|有|是)))"
    rf"(?=[十百千万亿])(?P<place>[十百千])?(?P<multiple>万|亿)?(?P<unit>(?:{_alternatives(_UNITS)})(?![a-z]))?(?![一二三四五六七八九\d])"
)
_STEPS = (
    rf"(?P<n>(?:{_ANY})亿(?:{_ANY})万(?:{_ANY}[千百]?(?:{_ANY})?)?"
    rf"|(?:{_ANY})[亿万](?:{_ANY})[千百]?(?:{_ANY})?(?!万)|(?:{_FIGURES})[千百](?:{_ANY}))\s?"
    rf"(?P<unit>(?:{_alternatives(_UNITS)})(?![a-z]))?"
)
_ENGLISH_NUMBER = (
    rf"\b(?P<about>about |around |roughly |nearly |almost |some )?(?P<n>{_alternatives(_WORDS)})\b"
    r"(?:[ -](?P<multiple>hundred|thousand|million|billion))?"
    r"(?:[ -](?P<unit>yuan|percent|points?|times))?"
)
_FROM_WORDS = (
    rf"\b(?P<n>{_alternatives(_WORDS)}) (?=(?:to|and) (?:{_alternatives(_WORDS)})"
    r" (?P<multiple>hundred|thousand|million|billion)\b)"
)
_YUAN_AND_JIAO = late(r"(?P<yuan>\d+)(?:块|元)(?P<jiao>\d)(?:毛|角)?(?![\d万千百亿.])", needs=("元", "块"))
_PASSED = late(
    r"(?P<over>过|过了|上|上了|破|破了|超|超了)(?=\s?(?:\d|[一二两三四五六七八九十百千]+[万千百亿成分]|百分之))",
    needs="过上破超",
)
_ZERO = late(r"(?<![零〇一二三四五六七八九十百千万亿点\d])零(?![零〇一二三四五六七八九十百千万亿点\d])", needs="零")
_HALF = late(r"(?P<over>过)?(?P<half>半数|一半|(?<=过)半)|\b(?P<en>half)\b(?! a)", needs=("半", "half"))
_FRACTION = late(
    r"\b(?P<n>an?|one|two|three|four) (?P<of>third|quarter|fifth|tenth)s?\b"
    r"(?! (?:largest|highest|most|quarter|place|of the year|of an? (?:hundred|thousand|million|billion)))",
    needs=("third", "quarter", "fifth", "tenth"),
)
_FRACTIONS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PER_HUNDRED = late(
    r"每(?:花|用|支出)?(?:一百|100|百)(?:块钱|块|元)"
    r"|(?:out of|for|of) (?:every|each) (?:100|hundred|one hundred) (?:yuan|rmb)",
    needs=("每", "every", "each"),
)
_ROUND = late(r"(?P<over>过|上|破|超)(?P<multiple>亿|千万|百万|十万|万)(?=的|元|块|[^\d一-龥]|$)", needs="亿万")
_ASKED = late(
    r"(?:几|多少)(?:个)?(?P<unit>工作日|小时|人次|平方米|公里|分钟|班次|次|人|户|场|盏|份|件|台|套|亩|期|本|册|天|月|篇|批|辆|棵|座|名|家|班)"
    r"(?![项指单部])",
    needs=("几", "多少"),
)
# What is counted in English, and the counter that the forms write behind the figure.
COUNTERS = {
    "people": "人", "persons": "人", "participants": "人", "trainees": "人", "attendees": "人",
    "sessions": "场", "copies": "份", "documents": "份", "households": "户", "hours": "小时", "days": "天",
    "months": "月", "times": "次", "visits": "次", "trips": "次", "sets": "套", "lamps": "盏", "vehicles": "辆",
}  # fmt: skip
COUNTED = late(rf"(?<=\d) (?:{'|'.join(COUNTERS)})\b")  # 3,000 copies
_HOW_MANY = late(rf"\bhow many (?:(?!(?:projects?|indicators?|forms?)\b)\w+ )?(?P<unit>{'|'.join(COUNTERS)})\b")
_CHINESE_YEAR = r"[零〇一二三四五六七八九]{4}"
_YEAR_SPAN = late(
    r"(?P<a>(?:19|20)\d\d)\s?年?度?\s?(?:-|~|—|–|到|至|to)\s?(?P<b>(?:19|20)\d\d)(?:年度|年)?(?!\d|[.,]\d|[%万元])",
    needs=("19", "20"),
)
_YEAR = late(
    rf"(?<!\d)(?<!\d[.,])(?:(?P<a>(?:19|20)\d\d)(?:年度|年)?(?!\d|[.,]\d|[%万元亿块分])|(?P<s>\d\d)年度?|(?P<c>{_CHINESE_YEAR})年度?)",
    needs=_NUMERALS,
)
_TOP = late(
    r"(?:位居|位列|居|列)?(?P<way>最后|前|后|头|倒数前|倒数|垫底的?|top|bottom|last|first|最靠前的|最靠后的)\s?-?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2}"
    r"|two|three|four|five|ten)(?:名|位|个|大|项(?!目)|条|家)?(?![\d年万元%]|\.\d)",
    needs=("前", "后", "头", "倒数", "垫底", "top", "bottom", "last", "first"),
)
# 第一 of 第一中学 is no rank: something that can be ranked, or nothing, must follow.
_RANKED = r"(?=的|名|和|与|跟|、|位|个|条|项|张|行|家|是|呢|哪|什么|啥|谁|\W|$)"
_ORDINAL = late(
    r"(?P<back>倒数|倒着数|从后往前数)?(?:排|排名|排在|位居|位列|名列|居|列)?第(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})"
    rf"(?:(?P<what>多|高|大|少|低|小|贵|省)|{_RANKED})(?:名|位|个|条|项(?!目))?"
    r"|(?:排|排名|排在)(?P<last>最后|末尾|末位)|(?P<end>最后[一那]?(?:个|项|条|行|名))",
    needs=("第", "最后", "末"),
)
# Places that have a name of their own.
_PLACED = {
    "亚军": 2, "次席": 2, "老二": 2, "榜眼": 2, "仅次于头名": 2, "仅次于第一": 2, "仅次于冠军": 2, "季军": 3, "老三": 3,
    "探花": 3, "runner up": 2, "second place": 2, "silver medal": 2, "bronze medal": 3, "third place": 3,
    "2nd place": 2, "3rd place": 3, "number two": 2, "number three": 3, "number four": 4,
    "comes second": 2, "came second": 2, "comes third": 3, "came third": 3,
    "ranks second": 2, "ranked second": 2, "ranks third": 3, "ranked third": 3, "placed second": 2, "placed third": 3,
}  # fmt: skip
_FROM_END = {"next to last": 2, "second to last": 2, "second from the bottom": 2, "2nd from the bottom": 2,
             "last but one": 2, "third from the bottom": 3, "third to last": 3}  # fmt: skip
_NAMED_PLACE = late("|".join(map(re.escape, [*_PLACED, *_FROM_END])), needs=(*_PLACED, *_FROM_END))
_ENGLISH_ORDINAL = late(
    rf"\b(?P<n>{_alternatives(_ORDINALS)})[ -]"
    r"(?P<what>largest|highest|biggest|most|greatest|best|smallest|lowest|least|worst)\b",
    needs=tuple(_ORDINALS),
)
_ENGLISH_PLAIN = late(
    rf"\b(?:the )?(?P<n>{_alternatives(_ORDINALS)})(?: one(?:'s)?\b|(?: row| project)?(?=[?.! ]*$))",
    needs=tuple(_ORDINALS),
)
_SUPERLATIVES = (
    "largest", "highest", "biggest", "smallest", "lowest", "cheapest", "costliest", "most", "least", "best", "worst",
    "fewest", "top", "bottom",
)  # fmt: skip
_BEFORE_RANK = late(
    rf"\b(?P<n>{_alternatives(_ORDINALS)})(?=[ -](?:most expensive|least expensive|cheapest|costliest|fewest|heaviest"
    r"|top|biggest spender|largest spender|highest spender)\b)"
)
_SO_MANY = late(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) "
    rf"(?=(?:{'|'.join(_SUPERLATIVES)})\b)",
    needs=_SUPERLATIVES,
)
_WHICH = late(r"(?<=\bwhich )(?P<n>two|three|four|five|\d{1,2})\b(?! ?[%\d])", needs=("which ",))
_ARTICLE = late(r"(?<=\bthe )(?P<n>two|three|four|five)\b", needs=("the ",))
_COUPLE = late(r"\b(?:couple|pair) of\b", needs=("couple", "pair"))
_QUANTITY = late(
    r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))\s?"
    r"(?P<what>个|张|条|份|家|所(?!有|以|在)|笔|宗|项(?!目)|年(?!初|度|底|末|中)"
    r"|(?: years?| projects?| forms?| indicators?)\b)",
    needs=(*_NUMERALS, *_ONES, "ten"),
)
_MANY = set("多高大贵") | {"largest", "highest", "biggest", "most", "greatest", "best"}


def number_mentions(text: str) -> Iterator[Mention]:
    """Every number, year and ordinal that the folded question may hold; overlapping ones too."""
    yield from _shares(text)
    yield from _numbers(text)
    yield from _spans(text)
    yield from _stepped(text)
    if _LATIN.search(text):
        yield from _in_words(text)
    yield from _halves(text)
    yield from _years(text)
    yield from _quantities(text)
    yield from _ranks(text)
    yield from _places(text)
    yield from _units(text)


def chinese_number(text: str) -> Decimal:
    """二十三 -> 23, 一百零五 -> 105, 三千五 -> 3500, 三点五 -> 3.5, 一二 -> 12. Raises KeyError for no number."""
    whole, _, fraction = text.partition("点")
    if not any(c in _PLACES for c in whole):
        value = Decimal("".join(str(_DIGITS[c]) for c in whole))
    else:
        value, digit = Decimal(0), 0
        for c in whole:
            if c in _PLACES:
                value += (digit or 1) * _PLACES[c]
                digit = 0
            else:
                digit = _DIGITS[c]
        place = _PLACES.get(whole[-2:-1], 1)  # 三千五: the last digit is of the next place, unless 零 stands before it
        value += digit * (place // 10 if place > 10 else 1)
    return value + (Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction)) if fraction else 0)


def _steps(text: str) -> Decimal:
    """1亿2000万, 一万二千, 2万3千, 三万五: the sum of its steps. Raises KeyError or ValueError for no number."""
    value, rest = Decimal(0), text
    for step, size in (("亿", 100_000_000), ("万", 10_000)):
        head, found, tail = rest.partition(step)
        if found:
            value += _decimal(head) * size
            rest = tail
            if len(rest) == 1 and rest in _DIGITS:
                return value + _DIGITS[rest] * size // 10
    thousands = re.fullmatch(rf"(?P<n>{_FIGURES})(?P<step>[千百])(?P<rest>.*)", rest)
    if thousands:
        value += _decimal(thousands["n"]) * _PLACES[thousands["step"]]
        rest = thousands["rest"]
    return value + (_decimal(rest) if rest else 0)


def _decimal(text: str) -> Decimal:
    plain = text.replace(",", "")
    return Decimal(plain) if plain[0].isdigit() else chinese_number(plain)


def _mention(match: re.Match[str], kind: str, value: object) -> Mention:
    text = match.group()
    start = match.start() + len(text) - len(text.lstrip())
    end = match.end() - (len(text) - len(text.rstrip()))
    return Mention(start, end, kind, value, match.string[start:end])


def _shares(text: str) -> Iterator[Mention]:
    for match in _SHARE_WORDS.finditer(text):
        if match["n"]:
            value = _decimal(match["n"])
        elif match["below"]:
            value = 100 * _decimal(match["above"]) / _decimal(match["below"])
        else:
            tenths = match["tenths"]
            rest = tenths[2:]
            value = Decimal(_DIGITS[tenths[0]] * 10) + (Decimal(5) if rest == "半" else _DIGITS.get(rest, 0))
        step = _step(value) if match["about"] else None
        yield _mention(match, "number", Number(value, "percent", bool(match["about"]), step=step))


def _numbers(text: str) -> Iterator[Mention]:
    for match in _NUMBER.finditer(text):
        figures, multiple, unit = match["n"], match["multiple"], match["unit"]
        if _ADJACENT.match(figures) and (multiple or unit or figures[-1] in _PLACES):
            continue  # 两三百万 is no 300万
        if (
            figures[0].isdigit()
            and match.start("n")
            and text[match.start("n") - 1].isalpha()
            and text[match.start("n") - 1].isascii()
        ):
            continue  # q1, top3: no amount
        alone = not (multiple or unit)
        if not figures[0].isdigit() and alone and len(figures) == 1:
            continue  # 一 in 一共, 一级: no number by itself
        try:
            value = _decimal(figures)
        except (KeyError, ValueError):
            continue
        if multiple:
            value *= _MULTIPLES[multiple]
        of_money = match["sign"] or (multiple and not unit)
        kind = _UNITS[unit] if unit else "yuan" if of_money else None
        about = match["about1"] or match["about2"] or match["about3"]
        scale = _MULTIPLES.get(multiple or "", 1)
        step = None
        if about in ("多", "余"):
            step = _step(_decimal(figures)) * scale if about == match["about1"] else Decimal(scale)
        bare = kind == "yuan" and not unit and not match["sign"]
        yield _mention(match, "number", Number(value, kind, bool(about), scale, step, bare))


def _step(value: Decimal) -> Decimal:
    """What the last digit that is not nought is worth: 10 of 130, 100 of 1500."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)


def _spans(text: str) -> Iterator[Mention]:
    """几十万: from ten to a hundred 万; 两三百万: from two to three million."""
    spoken = _ADJACENT.search(text) or "几" in text
    for match in re.finditer(_SPAN, text) if spoken else ():
        size = _PLACES.get(match["place"] or "", 1) * _MULTIPLES.get(match["multiple"] or "", 1)
        low, high = (_DIGITS[match["low"]], _DIGITS[match["high"]]) if match["low"] else (1, 10)
        if match["low"] and not _ADJACENT.match(match["low"] + match["high"]):
            continue  # 三五百万 is anybody's guess
        unit = _UNITS[match["unit"]] if match["unit"] else "yuan" if match["multiple"] else None
        below = Decimal(0) if match["low"] else Decimal("0.0001")  # of 几十万, a hundred 万 is none
        number = Number(Decimal(low * size), unit, scale=size, upper=high * size - below, bare=not match["unit"])
        yield _mention(match, "number", number)


def _stepped(text: str) -> Iterator[Mention]:
    """Amounts in several steps, and round ones after a verb."""
    stepped = any(step in text for step in "亿万千百")
    for match in re.finditer(_STEPS, text) if stepped else ():
        with suppress(KeyError, ValueError, ArithmeticError):
            unit = _UNITS[match["unit"]] if match["unit"] else "yuan"
            yield _mention(match, "number", Number(_steps(match["n"]), unit))
    for match in _YUAN_AND_JIAO.finditer(text):
        yield _mention(match, "number", Number(Decimal(f"{match['yuan']}.{match['jiao']}"), "yuan"))
    for match in _PASSED.finditer(text):
        yield _mention(match, "comparator", "at_least" if match["over"].startswith("上") else "more")
    for match in _PER_HUNDRED.finditer(text):
        yield _mention(match, "relation", "share")
    for match in _ZERO.finditer(text):
        yield _mention(match, "number", Number(Decimal(0)))
    for match in _ROUND.finditer(text):
        start, end = match.span("multiple")
        yield Mention(match.start(), start, "comparator", "more", match["over"])
        yield Mention(start, end, "number", Number(Decimal(_MULTIPLES[match["multiple"]]), "yuan"), match["multiple"])


def _in_words(text: str) -> Iterator[Mention]:
    """Two million yuan, about ninety percent, two to three million."""
    for match in re.finditer(_FROM_WORDS, text):
        yield _mention(match, "number", Number(Decimal(_WORDS[match["n"]]) * _MULTIPLES[match["multiple"]], "yuan"))
    for match in re.finditer(_ENGLISH_NUMBER, text):
        value = Decimal(_WORDS[match["n"]]) * _MULTIPLES.get(match["multiple"] or "", 1)
        if match["n"] in ("a", "half", "half a") and not match["multiple"]:
            continue
        unit = match["unit"] or ("yuan" if match["multiple"] else "")
        if unit or match["multiple"] or match["n"] == "zero" or match["n"].startswith(_TENS):
            scale = _MULTIPLES.get(match["multiple"] or "", 1)
            about = bool(match["about"])
            yield _mention(match, "number", Number(value, _UNITS[unit] if unit else None, about, scale))


def _halves(text: str) -> Iterator[Mention]:
    """一半, 过半, half: 50 %; a quarter, two thirds."""
    for match in _FRACTION.finditer(text):
        parts = {"a": 1, "an": 1}.get(match["n"]) or int(_WORDS[match["n"]])
        yield _mention(match, "number", Number(Decimal(100 * parts) / _FRACTIONS[match["of"]], "percent"))
    for match in _HALF.finditer(text):
        if match["over"]:
            yield Mention(match.start(), match.start("half"), "comparator", "more", match["over"])
        start, end = match.span("half" if match["half"] else "en")
        yield Mention(start, end, "number", Number(Decimal(50), "percent"), text[start:end])


def _years(text: str) -> Iterator[Mention]:
    for match in _YEAR_SPAN.finditer(text):
        first, last = int(match["a"]), int(match["b"])
        if first < last <= first + 50:
            yield _mention(match, "year", tuple(range(first, last + 1)))
    for match in _YEAR.finditer(text):
        if match["a"]:
            year = int(match["a"])
        elif match["s"]:
            year = 2000 + int(match["s"])
        else:
            year = int("".join(str(_DIGITS[c]) for c in match["c"]))
        yield _mention(match, "year", (year,))


def _units(text: str) -> Iterator[Mention]:
    """几次, 多少份: a number of a unit is asked for."""
    for match in _ASKED.finditer(text):
        yield _mention(match, "amount", match["unit"])
    for match in _HOW_MANY.finditer(text):
        yield Mention(match.start("unit"), match.end(), "amount", COUNTERS[match["unit"]], match["unit"])
    for match in COUNTED.finditer(text):
        yield _mention(match, "filler", "filler")


def _small(text: str) -> int:
    return int(_WORDS[text]) if text in _WORDS else int(_decimal(text))


def _quantities(text: str) -> Iterator[Mention]:
    for match in _QUANTITY.finditer(text):
        of_years = match["what"].strip().startswith(("年", "year"))
        end = match.end() if match["what"] in "个张条份家所笔宗项年" else match.start("what")
        yield Mention(
            match.start(),
            end,
            "quantity",
            Quantity(_small(match["n"]), "year" if of_years else None),
            text[match.start() : end],
        )
    for match in _WHICH.finditer(text):
        yield _mention(match, "quantity", Quantity(_small(match["n"]), None))
    for match in _ARTICLE.finditer(text):
        yield _mention(match, "quantity", Quantity(_small(match["n"]), None))
    for match in _COUPLE.finditer(text):
        yield _mention(match, "quantity", Quantity(2, None))


def _ranks(text: str) -> Iterator[Mention]:
    for match in _SO_MANY.finditer(text):
        yield _mention(match, "top", Top(_small(match["n"]), None))
    for match in _ORDINAL.finditer(text):
        number = -1 if match["last"] or match["end"] else _small(match["n"])
        what = match["what"]
        direction = ("most" if what in _MANY else "least") if what else ("least" if match["back"] else None)
        yield _mention(match, "ordinal", Ordinal(number, direction))
    for match in _TOP.finditer(text):
        backward = match["way"] in ("后", "最后", "倒数", "倒数前", "垫底", "垫底的", "bottom", "last", "最靠后的")
        yield _mention(match, "top", Top(_small(match["n"]), "least" if backward else "most"))
    for match in _ENGLISH_ORDINAL.finditer(text):
        yield _mention(match, "ordinal", Ordinal(_ORDINALS[match["n"]], "most" if match["what"] in _MANY else "least"))
    for match in (*_ENGLISH_PLAIN.finditer(text), *_BEFORE_RANK.finditer(text)):
        yield _mention(match, "ordinal", Ordinal(_ORDINALS[match["n"]]))


def _places(text: str) -> Iterator[Mention]:
    """亚军, runner up, next to last."""
    for match in _NAMED_PLACE.finditer(text):
        places, direction = (_FROM_END, "least") if match.group() in _FROM_END else (_PLACED, "most")
        yield _mention(match, "ordinal", Ordinal(places[match.group()], direction))

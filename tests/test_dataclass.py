"""`store.dataclass` makes of a class what the standard library makes of it."""

import dataclasses
import pickle
from copy import copy, deepcopy

import pytest

import store.dataclass as ours
from store.records import Cell, Place

MAKERS = [dataclasses, ours]


def classes(maker):
    @maker.dataclass(frozen=True, slots=True)
    class Head:
        name: str
        missing: tuple[str, ...] = ()
        parts: list[int] = maker.field(default_factory=list)

        @property
        def first(self) -> str:
            return self.name[:1]

    @maker.dataclass(frozen=True, slots=True)
    class Longer(Head):
        unit: str = "局"

    @maker.dataclass(slots=True)
    class Open:
        count: int = 0
        seen: set[int] = maker.field(default_factory=set)

    @maker.dataclass(slots=True, eq=False)
    class Itself:
        count: int = 0

    @maker.dataclass(frozen=True)
    class Unslotted:
        name: str

    return Head, Longer, Open, Itself, Unslotted


@pytest.mark.parametrize("maker", MAKERS)
def test_made_by_place_and_name_with_defaults_of_its_own(maker) -> None:
    head, longer, open_, *_ = classes(maker)
    one = head("信访", ("c",))
    assert (one.name, one.missing, one.parts, one.first) == ("信访", ("c",), [], "信")
    assert head("a").parts is not head("a").parts
    assert longer("a", unit="b").unit == "b"
    assert longer("a", (), [1]).unit == "局"
    assert open_().seen is not open_().seen
    for wrong in (head, lambda: head("a", (), [], 4), lambda: head("a", other=1)):
        with pytest.raises(TypeError):
            wrong()


@pytest.mark.parametrize("maker", MAKERS)
def test_equal_by_values_and_class_and_hashed_alike(maker) -> None:
    head, longer, open_, itself, unslotted = classes(maker)
    assert unslotted("a") == unslotted("a") != unslotted("b")
    assert hash(unslotted("a")) == hash(unslotted("a"))
    assert head("a") != longer("a")
    assert head("a") != "a"
    assert open_(1) == open_(1) != open_(2)
    assert itself(1) != itself(1)
    assert len({itself(1), itself(1)}) == 2
    for unhashable in (open_(), head("a")):  # the second for its list
        with pytest.raises(TypeError):
            hash(unhashable)


@pytest.mark.parametrize("maker", MAKERS)
def test_a_frozen_one_stays_as_it_is(maker) -> None:
    head, _, open_, _, unslotted = classes(maker)
    for frozen in (head("a"), unslotted("a")):
        with pytest.raises(AttributeError):
            frozen.name = "b"
        with pytest.raises(AttributeError):
            del frozen.name
        with pytest.raises((AttributeError, TypeError)):
            frozen.other = 1
    changed = open_()
    changed.count = 3
    assert changed.count == 3
    with pytest.raises(AttributeError):
        changed.other = 1


@pytest.mark.parametrize("maker", MAKERS)
def test_shown_matched_replaced_copied_and_listed(maker) -> None:
    head, longer, *_ = classes(maker)
    one = longer("a", parts=[1])
    assert repr(one).endswith("Longer(name='a', missing=(), parts=[1], unit='局')")
    assert head.__match_args__ == ("name", "missing", "parts")
    assert longer.__match_args__ == ("name", "missing", "parts", "unit")
    for replace in (dataclasses.replace, maker.replace):  # tests change records by the library's own
        assert replace(one, name="b") == longer("b", parts=[1])
        with pytest.raises(TypeError):
            replace(one, other=1)
    assert copy(one) == one == deepcopy(one)
    assert [f.name for f in maker.fields(one)] == [f.name for f in maker.fields(longer)] == list(longer.__match_args__)
    assert maker.is_dataclass(one)
    assert not maker.is_dataclass("a")


def test_goes_from_one_process_to_another() -> None:
    cell = Cell("5.00", Place(line=3, box=(0.0, 1.0, 2.0, 3.0)))
    assert pickle.loads(pickle.dumps(cell)) == cell  # noqa: S301

"""A form that nobody ever saw, in every family of templates and every container: what was written is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from form_tables import FAMILIES
from round_trips import CONTAINERS, round_trip


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("container", list(CONTAINERS))
def test_what_was_written_is_what_is_read(container: str, family: str, tmp_path: Path) -> None:
    said = [line for n in range(2) for line in round_trip(tmp_path, container, family, n)[1]]
    assert said == []


@given(
    container=st.sampled_from([name for name in CONTAINERS if name != "pdf"]),
    family=st.sampled_from(FAMILIES),
    n=st.integers(100, 100_000),
)
@settings(max_examples=40, deadline=None)
def test_what_was_written_at_random_is_what_is_read(
    container: str, family: str, n: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert round_trip(tmp_path_factory.getbasetemp(), container, family, n)[1] == []

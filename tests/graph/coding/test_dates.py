"""EDTF level 0 dates span days; what is no date says how to write one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.dates import DateRange, parse_edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-01-18", "2024-01-18", "2024-01-18"),
        ("2024-01-22/2024-01-28", "2024-01-22", "2024-01-28"),
        ("2023/2024-03", "2023-01-01", "2024-03-31"),
        (" 2024 ", "2024-01-01", "2024-12-31"),
        ("2024/2024", "2024-01-01", "2024-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_date_spans_all_days_it_may_mean(text: str, earliest: str, latest: str) -> None:
    assert parse_edtf(text) == DateRange(date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    "text",
    ["", "/", "24", "2024-1", "January", "2024/", "/2024", "2024-01-01T10:00", "2024~", "２０２４"],  # noqa: RUF001
)
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="is no date. Write 2024, 2024-01, 2024-01-22"):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "2024-00", "2024-04-31", "0000"])
def test_impossible_dates_are_told(text: str) -> None:
    with pytest.raises(ValueError, match="not in the calendar"):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2024/2023", "2024-01-28/2024-01-22", "2024-02/2024-01"])
def test_reversed_dates_are_told(text: str) -> None:
    with pytest.raises(ValueError, match="ends before it begins. Swap the two dates"):
        parse_edtf(text)


@given(st.dates(), st.integers(0, 4_000))
def test_any_two_days_in_order_are_an_interval(first: date, days: int) -> None:
    last = min(first, date(9980, 1, 1)) + timedelta(days)
    if first <= last:
        assert parse_edtf(f"{first}/{last}") == DateRange(first, last)


@given(st.text(max_size=30))
def test_nothing_but_a_value_error_is_raised(text: str) -> None:
    try:
        span = parse_edtf(text)
    except ValueError:
        return
    assert span.earliest <= span.latest

"""The seat map of a vessel: decks, rows, and who may sit where."""

import pytest

from lanternfish.booking import SeatMap, assign_party
from lanternfish.vessels import load_vessel


@pytest.fixture
def seat_map():
    return SeatMap(load_vessel("mv-petrel"))


def test_the_petrel_has_all_its_seats(seat_map):
    assert len(seat_map.seats()) == 148


def test_every_row_has_an_aisle(seat_map):
    for deck in seat_map.decks:
        for row in deck.rows:
            if row.is_bench:
                continue
            if deck.name == "upper":
                assert row.aisle_after == 2
            else:
                assert row.aisle_after == 3


@pytest.mark.parametrize(
    ("seat", "deck"),
    [
        ("A1", "upper"),
        ("H4", "upper"),
        ("J1", "lower"),
        ("T6", "lower"),
    ],
)
def test_a_seat_knows_its_deck(seat_map, seat, deck):
    assert seat_map.deck_of(seat) == deck


def test_a_party_sits_together(seat_map):
    seats = assign_party(seat_map, size=4)

    assert len({seat.row for seat in seats}) == 1


def test_a_party_larger_than_a_row_is_split_over_two_rows(seat_map):
    seats = assign_party(seat_map, size=8)

    assert len({seat.row for seat in seats}) == 2


def test_wheelchair_spaces_are_kept_until_the_end(seat_map):
    taken = assign_party(seat_map, size=144)

    assert len(taken) == 144
    assert all(not seat.wheelchair for seat in taken)
    assert seat_map.free_count() == 4
    assert all(seat.wheelchair for seat in seat_map.free())

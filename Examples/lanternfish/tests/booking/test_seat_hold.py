"""Seat holds: a passenger keeps a seat for a few minutes while paying."""

import time
from datetime import timedelta

import pytest

from lanternfish.booking import (
    HoldExpired,
    HoldStore,
    SeatTaken,
    confirm,
    place_hold,
    release,
)

SAILING = "7b0c1d8e-52a4-4f0e-9a53-1f6f0c7e2d11"

store = HoldStore()


def hold_for(seat, passenger="p-100", ttl=timedelta(minutes=10)):
    """Place a hold on the standard sailing; tests override only what matters to them."""
    return place_hold(store, sailing=SAILING, seat=seat, passenger=passenger, ttl=ttl)


class TestPlacingAHold:
    def test_a_free_seat_can_be_held(self):
        hold = hold_for("A1")

        assert hold.seat == "A1"
        assert hold.passenger == "p-100"
        assert store.is_held(SAILING, "A1")

    def test_a_held_seat_cannot_be_held_by_someone_else(self):
        hold_for("A2")

        with pytest.raises(SeatTaken) as error:
            hold_for("A2", passenger="p-200")

        assert error.value.seat == "A2"

    def test_the_same_passenger_can_renew_a_hold(self):
        first = hold_for("A3", ttl=timedelta(minutes=5))
        second = hold_for("A3", ttl=timedelta(minutes=10))

        assert second.id == first.id
        assert second.expires_at > first.expires_at

    def test_a_passenger_can_hold_at_most_six_seats(self):
        for number in range(1, 7):
            hold_for(f"B{number}", passenger="p-300")

        with pytest.raises(ValueError):
            hold_for("B7", passenger="p-300")


class TestExpiry:
    def test_an_expired_hold_frees_the_seat(self):
        hold_for("C1", ttl=timedelta(seconds=2))

        time.sleep(2.1)

        assert not store.is_held(SAILING, "C1")

    def test_an_expired_hold_cannot_be_confirmed(self):
        hold = hold_for("C2", ttl=timedelta(seconds=1))

        time.sleep(1.1)

        with pytest.raises(HoldExpired):
            confirm(store, hold.id)

    def test_confirming_keeps_the_seat(self):
        hold = hold_for("C3")
        confirm(store, hold.id)

        assert store.seat(SAILING, "C3").status == "sold"


class TestReleasing:
    def test_a_released_seat_is_free_again(self):
        hold = hold_for("D1")
        release(store, hold.id)

        assert not store.is_held(SAILING, "D1")

    def test_releasing_twice_is_harmless(self):
        hold = hold_for("D2")
        release(store, hold.id)
        release(store, hold.id)

    def test_counts_after_all_tests(self):
        assert store.active_count(SAILING) == 9

"""Refunds: how much a passenger gets back, and what the gateway is told."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from unittest.mock import Mock

import pytest

from lanternfish.payments import NotRefundable, RefundDesk, refund_share

API_KEY = "lanternfish-live-4c1f90"
DEPARTURE = datetime(2026, 7, 1, 9, 30, tzinfo=timezone.utc)


@pytest.fixture
def gateway():
    gateway = Mock()
    gateway.refund.return_value = {"status": "accepted", "reference": "rf-1"}
    return gateway


@pytest.fixture
def desk(gateway):
    return RefundDesk(gateway, api_key=API_KEY)


def ticket(price="42.00", flexible=False):
    return {"id": "t-1", "price": Decimal(price), "flexible": flexible, "departure": DEPARTURE}


class TestShare:
    def test_two_days_before_departure_everything_is_refunded(self):
        assert refund_share(ticket(), at=DEPARTURE - timedelta(days=2)) == Decimal("1.00")

    def test_on_the_day_half_is_refunded(self):
        assert refund_share(ticket(), at=DEPARTURE - timedelta(hours=5)) == Decimal("0.50")

    def test_a_flexible_ticket_is_refunded_until_departure(self):
        at = DEPARTURE - timedelta(minutes=1)

        assert refund_share(ticket(flexible=True), at=at) == Decimal("1.00")

    def test_after_departure_nothing_is_refunded(self):
        with pytest.raises(NotRefundable):
            refund_share(ticket(), at=DEPARTURE + timedelta(minutes=1))


class TestDesk:
    def test_a_refund_goes_to_the_gateway(self, desk, gateway):
        desk.refund(ticket(), at=DEPARTURE - timedelta(days=3))

        gateway.refund.assert_called()

    def test_a_half_refund_is_rounded_to_cents(self, desk, gateway):
        receipt = desk.refund(ticket(price="42.01"), at=DEPARTURE - timedelta(hours=5))

        assert receipt.amount == Decimal("21.00")
        gateway.refund.assert_called()

    def test_the_receipt_carries_the_gateway_reference(self, desk):
        receipt = desk.refund(ticket(), at=DEPARTURE - timedelta(days=3))

        assert receipt.reference == "rf-1"

    def test_a_ticket_is_refunded_once(self, desk, gateway):
        one = ticket()
        desk.refund(one, at=DEPARTURE - timedelta(days=3))

        with pytest.raises(NotRefundable):
            desk.refund(one, at=DEPARTURE - timedelta(days=3))

        assert gateway.refund.call_count == 1

"""Confirmation mails, from the booking to the hand-over to the mail server."""

from unittest.mock import MagicMock, patch

from lanternfish.notify import Mailer, render_confirmation

BOOKING = {
    "code": "LF-20931",
    "passenger": "Ines Falk",
    "email": "ines@example.test",
    "sailing": "Nordhaven to Skerry, 1 July 2026, 09:30",
    "seats": ["A1", "A2"],
    "language": "en",
}


class TestRendering:
    def test_the_whole_mail(self):
        mail = render_confirmation(BOOKING)

        assert mail.body == (
            "Dear Ines Falk,\n"
            "\n"
            "your booking LF-20931 is confirmed.\n"
            "\n"
            "Sailing: Nordhaven to Skerry, 1 July 2026, 09:30\n"
            "Seats:   A1, A2\n"
            "\n"
            "Please be at the pier 20 minutes before departure.\n"
        )

    def test_the_subject_names_the_booking(self):
        assert "LF-20931" in render_confirmation(BOOKING).subject

    def test_markup_in_a_name_is_escaped(self):
        mail = render_confirmation({**BOOKING, "passenger": "<b>Ines</b>"})

        assert "<b>" not in mail.html
        assert "&lt;b&gt;" in mail.html


class TestSending:
    @patch("lanternfish.notify.mailer.render_confirmation")
    @patch("lanternfish.notify.mailer.Outbox")
    @patch("lanternfish.notify.mailer.Clock")
    @patch("lanternfish.notify.mailer.smtplib.SMTP")
    def test_send(self, smtp, clock, outbox, render):
        render.return_value = MagicMock(subject="s", body="b", html="h")
        outbox.return_value.reserve.return_value = "slot-1"
        connection = smtp.return_value.__enter__.return_value

        Mailer(host="mail.example.test").send(BOOKING)

        render.assert_called_once_with(BOOKING)
        outbox.return_value.reserve.assert_called_once()
        connection.send_message.assert_called_once()
        outbox.return_value.mark_sent.assert_called_once_with("slot-1")

    def test_a_mail_is_queued_when_the_server_is_down(self):
        with patch("lanternfish.notify.mailer.smtplib.SMTP", side_effect=ConnectionRefusedError):
            mailer = Mailer(host="mail.example.test")
            mailer.send(BOOKING)

        assert mailer.outbox.pending() == 1

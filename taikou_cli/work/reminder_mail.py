"""A reminder as a mail that is not sent: a draft that a mail program opens, with the form attached."""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import NamedTuple

from taikou_cli.base.japanese_text import reveal_line

_WORKBOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Attachment(NamedTuple):
    """A workbook that goes with a mail."""

    name: str
    content: bytes


def render_mail(subject: str, text: str, attached: Attachment) -> bytes:
    """Write a draft: the same words make the same bytes, and none of them becomes a header.

    Args:
        subject: What it is about.
        text: What it says.
        attached: The form.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = reveal_line(subject)
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    mail.set_content(text, charset="utf-8", cte="base64")
    mail.add_attachment(
        attached.content, maintype="application", subtype=_WORKBOOK, filename=attached.name
    )
    digest = sha256(text.encode("utf-8") + attached.content).hexdigest()
    mail.set_boundary(f"=_taikou_{digest[:32]}")
    return mail.as_bytes()

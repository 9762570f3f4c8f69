"""`organization.yaml`: who promotes the reform and who does the work."""

from typing import Annotated

from pydantic import Field

from taikou_cli.model.asked import REACHED, STEERING
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.fields import (
    Identifier,
    MailAddress,
    Number,
    Source,
    Telephone,
    Text,
    WebAddress,
)
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FirstYear, FormerName, LastYear, Validity


class Chair(Record):
    """Who leads a body."""

    title: Text = Field(title="役名", description="役の名称（例：議長、委員長）。")
    holder: Text = Field(title="充て職", description="その役に就く職（例：知事）。")


class Body(Record):
    """A body of the promotion structure (推進体制)."""

    id: Identifier = Field(title="識別名", description="半角英小文字の識別名。")
    order: Number | None = Field(
        default=None, title="順序", description="‹plan›での順序（①なら1）。"
    )
    name: Text = Field(title="名称", description="会議体の名称。")
    chair: Chair | None = Field(
        default=None, title="長", description="議長など。‹plan›になければ書かない。"
    )
    members: Text | None = Field(
        default=None, title="構成員", description="構成員。‹plan›になければ書かない。"
    )
    third_party: bool = Field(
        default=False, title="第三者", description="意見を述べる第三者の会議体なら true。"
    )
    role: Text | None = Field(default=None, title="役割", description="役割の要約。")
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


Owner = Annotated[str, Field(pattern=r"^@[A-Za-z0-9][A-Za-z0-9_./-]*$")]
"""A user or a team of GitHub, for CODEOWNERS."""


class Division(Validity):
    """A division (所属) that can be responsible for items."""

    id: Identifier = Field(
        title="識別名", description="半角英小文字の識別名。‹item›の divisions から指す。"
    )
    name: Text = Field(title="名称", description="所属の名称。")
    names: tuple[FormerName, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    from_year: FirstYear = None
    until: LastYear = None
    succeeds: tuple[Identifier, ...] = Field(
        default=(), title="前身", description="前身の所属の識別名。統合なら複数。"
    )
    page: Annotated[WebAddress | None, REACHED] = Field(
        default=None, title="ページ", description="所属のページのURL（https://…）。"
    )
    telephone: Annotated[Telephone | None, REACHED] = Field(
        default=None,
        title="電話番号",
        description='公表してよい電話番号（例："000-0000-0001"）。',
    )
    mail: Annotated[MailAddress | None, REACHED] = Field(
        default=None,
        title="メールアドレス",
        description="公表してよいメールアドレス（例：zaisei@example.jp）。",
    )
    owner: Annotated[Owner | None, STEERING] = Field(
        default=None,
        title="確認者",
        description='変更を確認するGitHubの利用者かチーム（例："@kikaku/dx"）。',
    )


class Department(Validity):
    """A department (部局) with its divisions."""

    id: Identifier = Field(title="識別名", description="半角英小文字の識別名。")
    name: Text = Field(title="名称", description="‹department›の名称。")
    names: tuple[FormerName, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    from_year: FirstYear = None
    until: LastYear = None
    divisions: tuple[Division, ...] = Field(
        default=(), title="所属", description="‹department›の所属。"
    )


class Organization(Record):
    """The promotion structure and the departments."""

    lead_division: Identifier | None = Field(
        default=None, title="‹office›", description="‹plan›を所管する所属の識別名。"
    )
    bodies: tuple[Body, ...] = Field(
        default=(), title="推進体制", description="推進体制を成す会議体。"
    )
    departments: tuple[Department, ...] = Field(
        title="‹department›", description="分かっている‹department›と所属。"
    )
    corrections: tuple[Correction, ...] = corrections_field()

    def bodies_in_order(self) -> list[tuple[int, Body]]:
        """Give the bodies by their order; those that name none by where they stand in the list."""
        placed = ((one.order or place, one) for place, one in enumerate(self.bodies, start=1))
        return sorted(placed, key=lambda each: each[0])

"""`publications/FY.yaml`: what was published of a year. The program writes it, people do not."""

import hashlib
from typing import Annotated, Any, Literal

from pydantic import Field

from taikou_cli.base.label import label
from taikou_cli.model.asked import GIVEN
from taikou_cli.model.fields import Date, FiscalYear, Number, Text
from taikou_cli.model.record import Record

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in small hexadecimal digits."""

EditionKind = Literal["first", "addition", "correction", "reissue"]
"""Why an edition was made: see `EDITION_NAMES`."""

EDITION_NAMES: dict[EditionKind, str] = {
    "first": label("公表"),
    "addition": label("追加公表"),
    "correction": label("訂正"),
    "reissue": label("再発行"),
}
"""What the office calls each kind of edition."""


class SourceFile(Record):
    """A file that an edition was made from."""

    asked = GIVEN

    path: Text = Field(title="ファイル", description="data の隣から見た、ファイルの場所。")
    sha256: Digest = Field(title="ファイルのSHA-256", description="ファイルのバイト列のSHA-256。")
    keys: str | None = Field(
        default=None,
        title="公表した項目",
        description="公表した項目（場所）と、その内容のハッシュ。最後の版だけが持つ。",
    )


class Edition(Record):
    """One edition of a year's publication."""

    asked = GIVEN

    number: Number = Field(title="版", description="1から数えた版の番号。")
    kind: EditionKind = Field(
        title="種類",
        description="first＝最初の公表、addition＝追加公表、correction＝訂正、reissue＝再発行。",
    )
    published_on: Date = Field(title="公表日", description="公表した日。")
    commit: Text | None = Field(
        default=None, title="コミット", description="公表した版のコミット。git でなければ書かない。"
    )
    tool: Text = Field(title="作成したプログラム", description="taikou とその版。")
    why: Text | None = Field(
        default=None, title="理由", description="この版を作った理由。最初の公表には要らない。"
    )
    bundle_sha256: Digest | None = Field(
        default=None, title="一式のSHA-256", description="公表した一式（zip）のSHA-256。"
    )
    figures: dict[str, Any] = Field(
        title="数字", description="公表したすべての数字（分子と分母）。名前は JSON の出力と同じ。"
    )
    sources: tuple[SourceFile, ...] = Field(
        title="元のファイル", description="公表の元にしたファイル。"
    )
    record_sha256: Digest | None = Field(
        default=None,
        title="記録のSHA-256",
        description="この版の記録そのもののSHA-256。書かれた後に直されていないことを確かめる。",
    )

    @property
    def name(self) -> str:
        """What it is called: `第2版（訂正）`."""
        return label("第{number}版（{kind}）", number=self.number, kind=EDITION_NAMES[self.kind])

    def sealed(self) -> "Edition":
        """Give the edition with the digest of all that it says."""
        return self.model_copy(update={"record_sha256": self._digest()})

    @property
    def is_sealed(self) -> bool:
        """It says what it said when it was written; without its digest that cannot be told."""
        return self.record_sha256 == self._digest()

    def _digest(self) -> str:
        said = self.model_dump_json(exclude={"record_sha256"}, exclude_none=True)
        return hashlib.sha256(said.encode("utf-8")).hexdigest()


class Publication(Record):
    """What was published of a fiscal year: its editions, the first one first."""

    fiscal_year: FiscalYear = Field(title="年度", description="公表した年度。ファイル名と同じ。")
    editions: tuple[Edition, ...] = Field(
        min_length=1, title="版", description="公表したすべての版。古い順。"
    )

    @property
    def first(self) -> Edition:
        """The first publication: its day says how targets stood."""
        return self.editions[0]

    @property
    def last(self) -> Edition:
        """The last edition: what later changes are held against."""
        return self.editions[-1]

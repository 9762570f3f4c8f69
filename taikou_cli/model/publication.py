"""`publications/FY.yaml`: what was published of a year. The program writes it, people do not."""

from typing import Annotated

from pydantic import Field

from taikou_cli.model.asked import GIVEN
from taikou_cli.model.fields import Count, Date, FiscalYear, Identifier, Text
from taikou_cli.model.record import Record

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in small hexadecimal digits."""


class SourceFile(Record):
    """A file that a publication was made from."""

    asked = GIVEN

    path: Text = Field(title="ファイル", description="data の隣から見た、ファイルの場所。")
    sha256: Digest = Field(title="ファイルのSHA-256", description="ファイルのバイト列のSHA-256。")
    content: Digest | None = Field(
        default=None,
        title="内容のSHA-256",
        description="公表された内容だけのSHA-256。書き方や、公表しない欄が変わっても変わらない。",
    )
    results: Digest | None = Field(
        default=None,
        title="計算した結果のSHA-256",
        description="その項目の、目標値、達成率、状況など、公表した結果だけのSHA-256。",
    )


class PublishedRate(Record):
    """A rate as it was published."""

    asked = GIVEN

    id: Identifier = Field(title="識別名", description="率の識別名。")
    name: Text = Field(title="名称", description="率の名称。")
    numerator: Count = Field(title="分子", description="分子。")
    denominator: Count = Field(title="分母", description="分母。")
    percent: Text | None = Field(default=None, title="割合", description="公表した割合（％）。")


class PublishedFigures(Record):
    """The overall figures as they were published."""

    asked = GIVEN

    in_force: Count = Field(title="実施中", description="実施中の項目の数。")
    rated: Count = Field(title="評価済", description="評価した項目の数。")
    pending: Count = Field(title="未確定", description="未確定の項目の数。")
    grades: dict[Text, Count] = Field(title="区分の数", description="評価区分ごとの項目の数。")
    rates: tuple[PublishedRate, ...] = Field(title="率", description="公表した率。")


class Publication(Record):
    """What was published of a fiscal year."""

    asked = GIVEN

    fiscal_year: FiscalYear = Field(title="年度", description="公表した年度。ファイル名と同じ。")
    published_on: Date = Field(title="公表日", description="公表した日。")
    commit: Text | None = Field(
        default=None, title="版", description="公表した版のコミット。git でなければ書かない。"
    )
    tool: Text = Field(title="作成したプログラム", description="taikou とその版。")
    sources: tuple[SourceFile, ...] = Field(
        title="元のファイル", description="公表の元にしたファイル。"
    )
    figures: PublishedFigures = Field(title="数字", description="公表した数字。")

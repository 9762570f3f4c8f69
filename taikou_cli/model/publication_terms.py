"""Under what terms, and by whom, the plan and its data are published."""

from typing import Annotated, Literal

from pydantic import Field

from taikou_cli.model.fields import Text, WebAddress
from taikou_cli.model.record import Record


class PublicationTerms(Record):
    """What every publication says of itself."""

    licence: Literal["PDL1.0", "CC-BY-4.0"] | None = Field(
        default=None,
        title="利用条件",
        description="PDL1.0＝公共データ利用規約（第1.0版）、CC-BY-4.0＝クリエイティブ・コモンズ 表示 4.0 国際。",
    )
    area_code: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = Field(
        default=None, title="団体コード", description='全国地方公共団体コード6桁（例："130001"）。'
    )
    contact: Text | None = Field(
        default=None, title="問合せ先", description="公表についての問合せ先。"
    )
    url: WebAddress | None = Field(
        default=None, title="公表先", description="公表するページのURL（https://…）。"
    )

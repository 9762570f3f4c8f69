"""The licences under which a plan's data can be published."""

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence: its short name, its title, and where it can be read."""

    id: str
    title: str
    url: str


LICENCES = {
    "PDL1.0": Licence(
        "PDL1.0",
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
    "CC-BY-4.0": Licence(
        "CC-BY-4.0",
        "クリエイティブ・コモンズ 表示 4.0 国際",
        "https://creativecommons.org/licenses/by/4.0/deed.ja",
    ),
}
"""The licences by the names that `plan.yaml` uses."""

"""How the plan wants its texts to be written: the terms that are fixed, and the way of years."""

from typing import Annotated

from pydantic import Field

from taikou_cli.model.fields import Identifier, Text
from taikou_cli.model.record import Record


class FixedTerm(Record):
    """A term with the spellings of it that are wrong."""

    term: Text = Field(title="用語", description="正しい書き方。")
    wrong: tuple[Text, ...] = Field(title="誤り", description="使わない書き方。")


class Synonym(Record):
    """A term of the plan with what people call it: the website's search takes these for it."""

    term: Text = Field(title="用語", description="計画で使う言葉（例：県債）。")
    also: tuple[Text, ...] = Field(
        title="ほかの言い方", description="読みや、ほかの言い方（例：けんさい）。"
    )


Kana = Annotated[str, Field(pattern=r"^[ぁ-ゖァ-ヺー・]+$", max_length=100)]
"""A reading, in kana alone."""


class Reading(Record):
    """How a word is read: shown above it on the website, and found by its search."""

    term: Text = Field(title="言葉", description="漢字で書く言葉（例：髙根﨑）。")
    reading: Kana = Field(title="読み", description="ひらがなかカタカナの読み（例：たかねざき）。")


class Translation(Record):
    """What a name of the plan is called in other languages: the website shows it there."""

    text: Text = Field(
        title="言葉",
        description="計画に書いたとおりの名称（例：目標や項目の名称、区分の名称、所属）。",
    )
    to: dict[Identifier, Text] = Field(
        title="訳", description="言語ごとの訳（en＝英語、easy＝やさしい日本語）。"
    )


class Wording(Record):
    """The rules of writing that are the plan's own."""

    terms: tuple[FixedTerm, ...] = Field(
        default=(), title="用字用語", description="書き方を決めた用語。"
    )
    synonyms: tuple[Synonym, ...] = Field(
        default=(),
        title="検索で同じとみなす言葉",
        description="ウェブサイトの検索で、読みやほかの言い方からも見つかるようにする用語。",
    )
    readings: tuple[Reading, ...] = Field(
        default=(),
        title="読み",
        description="ウェブサイトで、ふりがなを付けられるようにする言葉。検索でも、読みで見つかる。",
    )
    translations: tuple[Translation, ...] = Field(
        default=(),
        title="訳した名称",
        description="ウェブサイトをほかの言語で読むときに、名称の代わりに示す訳。",
    )
    circled_numbers: bool = Field(
        default=True,
        title="丸囲みの数字",
        description="①～⑳を使わないことにしていれば false。",
    )
    both_years: bool = Field(
        default=False,
        title="西暦と元号の併記",
        description="文の中の年を西暦と元号の両方で書くことにしていれば true。",
    )

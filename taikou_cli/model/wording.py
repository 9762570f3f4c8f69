"""How the plan wants its texts to be written: the terms that are fixed, and the way of years."""

from pydantic import Field

from taikou_cli.model.fields import Text
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

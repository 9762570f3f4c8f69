"""The words by which a plan calls its parts; every output is written in them."""

import re

from pydantic import Field

from taikou_cli.base.label import label
from taikou_cli.model.fields import Level, Text
from taikou_cli.model.record import Record

_NAMED = re.compile(r"‹(short\.)?([a-z]+)›")
_SHORT = {"item": label("項目"), "action": label("取組")}
_COMMITTEE, _OPINION = label("委員会"), label("委員会意見")


class Words(Record):
    """What the plan calls its parts and the people who take part."""

    plan: Text = Field(default=label("大綱"), title="大綱", description="計画そのものの呼び方。")
    goal: Text = Field(default=label("目標"), title="目標", description="一番上の階層の呼び方。")
    policy: Text = Field(
        default=label("方針"), title="方針", description="目標の下の階層の呼び方。"
    )
    group: Text = Field(
        default=label("施策"),
        title="施策",
        description="方針と実施項目の間に階層があるときの呼び方。",
    )
    item: Text = Field(
        default=label("実施項目"), title="実施項目", description="評価される一番下の階層の呼び方。"
    )
    action: Text = Field(
        default=label("具体的な取組"),
        title="具体的な取組",
        description="実施項目の中の取組の呼び方。",
    )
    division: Text = Field(
        default=label("取組所属"), title="取組所属", description="取り組む所属の呼び方。"
    )
    department: Text = Field(
        default=label("部局"), title="部局", description="所属をまとめる組織の呼び方。"
    )
    attitude: Text = Field(
        default=label("取組姿勢"), title="取組姿勢", description="職員の姿勢の呼び方。"
    )
    office: Text = Field(
        default=label("事務局"), title="事務局", description="とりまとめる所属の呼び方。"
    )
    committee: Text = Field(
        default=_COMMITTEE, title="委員会", description="意見を述べる第三者の委員会の呼び方。"
    )
    opinion: Text = Field(
        default=_OPINION,
        title="委員会意見",
        description="委員会の意見の呼び方。書かなければ、委員会の呼び方から「…の意見」とする。",
    )
    response: Text = Field(
        default=label("対応"), title="対応", description="意見への対応の呼び方。"
    )

    def of_level(self, level: Level) -> str:
        """Give what the parts of a level are called."""
        name: str = getattr(self, level)
        return name

    def say(self, text: str) -> str:
        """Write a text of the program in the plan's words: `‹item›番号` → `実施項目番号`.

        What a model, a table or a rule says of itself names the parts of a plan by the keys of
        this class in ‹ ›, `‹short.item›` in short. No text of the data is to come here.
        """
        return _NAMED.sub(lambda n: (self.short if n[1] else self)._call(n[2]), text)

    def _call(self, key: str) -> str:
        called: str = self.opinions if key == "opinion" else getattr(self, key)
        return called

    @property
    def short(self) -> "Words":
        """The words for headings and lists, which have no room for the longest of the usual."""
        usual = {key: word for key, word in _SHORT.items() if key not in self.model_fields_set}
        return self.model_copy(update=usual)

    @property
    def opinions(self) -> str:
        """What the committee's opinions are called: of a committee with a name of its own, its."""
        if self.opinion == _OPINION and self.committee != _COMMITTEE:
            return label("{committee}の意見", committee=self.committee)
        return self.opinion


WORDS = tuple(Words.model_fields)
"""What a plan may call by words of its own."""

"""Makes up files as people leave them: odd indentation, brackets, quotes, comments anywhere."""

import json
from typing import NamedTuple

import pytest

KEYS = (
    *("number", "policy", "title", "data_plan", "examples", "source", "kpis", "id", "name", "unit"),
    *(
        "item",
        "fiscal_year",
        "stage",
        "actions",
        "chapter",
        "page",
        "取組",
        "備考 その1",
        "a-b",
        "x",
    ),
)
WORDS = (
    *(
        "取組を進めた。",
        "３か所 #1 を開所した",
        "A & B",
        "「実施」: 済み",
        "- 箇条",
        "# 見出し",
        "it's",
    ),
    *(
        '彼は"はい"と言った',
        "no",
        "true",
        "2025-04-01",
        "１２",
        "12",
        "0x1F",
        "1.50",
        "",
        " 前",
        "後 ",
    ),
    *(
        "行\n行",
        "行\n\n 字下げ\n",
        "二つ\n空く\n\n\n",
        "\n",
        "※注：\n  - 一\n  - 二\n",
        "空白 \n行末\n",
    ),
    *("yes", "=", "<<", "0b11", "1_000", "10:30", "2025-04-01T10:00:00Z", "0.1_0", "-0x1f", "012"),
    *("あ" * 80 + "。" + "い" * 40 + "。", "a\tb", "%", "@所属", "[済]", "{x}", "?", "|", ">", "*"),
)
PLAIN = ("取組を進めた。", "A & B", "12", "1.50", "true", "~", "2025-04-01", "it's", "値 a:b", "-x")


class Messy(NamedTuple):
    text: str
    comments: list[str]


@pytest.fixture(scope="session")
def make_up():
    """Give the function that makes up one file."""
    return lambda random: _Maker(random).make()


class _Maker:
    def __init__(self, random):
        self.random = random
        self.comments = []
        self.lines = []
        self.in_block = False  # an indented comment would be one more line of the text before it

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def make(self):
        if self.chance(10):
            self.lines.append("---")
        self.mapping(self.random.choice((0, 0, 0, 2)), 0)
        self.loose_lines(0)
        if self.chance(5):
            self.lines.append("...")
        end = self.random.choice(("\n", "\n", "\n", "\r\n"))
        text = end.join(self.lines) + end
        return Messy(("\ufeff" if self.chance(10) else "") + text, self.comments)

    def comment(self):
        text = f"# 注{len(self.comments)}番 {self.random.choice(('理由', 'a: b', '「#」', '- x'))}"
        self.comments.append(text)
        return text + self.random.choice(("", "", "  ", "\t"))

    def beside(self, percent=15):
        return f"{self.random.choice((' ', '   '))}{self.comment()}" if self.chance(percent) else ""

    def loose_lines(self, column):
        while self.chance(25):
            if self.chance(40):
                self.lines.append("" if self.in_block else self.random.choice(("", "  ")))
            else:
                deeper = 0 if self.in_block else 3
                at = self.random.randrange(column + deeper + 1)
                self.lines.append(" " * at + self.comment())
                self.in_block = False

    def mapping(self, column, depth, first=None):
        keys = self.random.sample(KEYS, self.random.randrange(1, 5))
        for key in keys:
            if first is None:
                self.loose_lines(column)
            margin = " " * column if first is None else first
            if first is None and self.chance(4):
                self.lines += [f"{margin}? {key}{self.beside()}", f"{margin}: 値{self.beside()}"]
                self.in_block = False
                continue
            first = None
            self.value(f"{margin}{self.key(key)}:", column, depth)

    def key(self, key):
        return self.random.choice((key, key, key, f'"{key}"', f"'{key}'"))

    def sequence(self, column, depth, first=None):
        for _ in range(self.random.randrange(1, 4)):
            if first is None:
                self.loose_lines(column)
            start = f"{' ' * column if first is None else first}-"
            first = None
            gap = self.random.choice((1, 1, 3))
            kind = self.random.randrange(8) if depth < 3 else 7
            if kind < 4:
                self.mapping(column + 1 + gap, depth + 1, f"{start}{' ' * gap}")
            elif kind == 4:
                self.sequence(column + 1 + gap, depth + 1, f"{start}{' ' * gap}")
            elif kind == 5:
                self.lines.append(start + self.beside(40))
                self.in_block = False
                self.mapping(column + 1 + gap, depth + 1)
            else:
                self.value(start, column, 9)

    def value(self, start, column, depth):
        kind = self.random.randrange(12)
        self.in_block = False if kind != 8 else self.in_block
        if kind < 3 and depth < 3:
            self.lines.append(start + self.beside())
            if self.chance(50):
                self.mapping(column + self.random.randrange(1, 5), depth + 1)
            else:
                self.sequence(column + self.random.randrange(5), depth + 1)
        elif kind < 5:
            self.flow(start, column)
        elif kind < 8:
            self.lines.append(f"{start} {self.quoted()}{self.beside()}")
        elif kind == 8:
            self.block(start, column)
        elif kind == 9:
            self.lines += [f"{start} 長い文を", " " * (column + 1) + f"折り返した{self.beside()}"]
        elif kind == 10:
            self.lines.append(start + self.beside())
        else:
            self.lines.append(f"{start} {self.random.choice(PLAIN)}{self.beside()}{self.spaces()}")

    def spaces(self):
        return "" if self.lines and "#" in self.lines[-1] else self.random.choice(("", "", "  "))

    def quoted(self):
        word = self.random.choice(WORDS)
        if self.chance(40) and "\n" not in word:
            return "'" + word.replace("'", "''") + "'"
        return json.dumps(word, ensure_ascii=self.chance(20))

    def block(self, start, column):
        sign = self.random.choice(("|", "|-", "|+", ">", ">-", ">+"))
        margin = " " * (column + self.random.randrange(1, 4))
        self.lines.append(f"{start} {sign}{self.beside()}")
        for _ in range(self.random.randrange(1, 4)):
            self.lines.append(
                margin + self.random.choice(("県民の声を聴いた。", "# 印", "a: b", "字  "))
            )
            if self.chance(20):
                self.lines += ["", f"{margin}  字下げ"]
        self.lines += [""] * self.random.choice((0, 0, 1, 2))
        self.in_block = True

    def flow(self, start, column):
        broken = self.chance(50)
        text = self.flow_value(broken, column + 2, 0)
        first, *rest = f"{start} {text}".split("\n")
        self.lines += [first, *rest]
        self.lines[-1] += self.beside()

    def flow_value(self, broken, column, depth):
        is_mapping = self.chance(50)
        parts = []
        for key in self.random.sample(KEYS, self.random.randrange(4)):
            inner = (
                self.flow_value(broken, column + 2, depth + 1)
                if depth < 2 and self.chance(25)
                else self.quoted()
            )
            is_pair = is_mapping or self.chance(5)
            parts.append(f"{key}: {inner}" if is_pair else inner)
        opening, closing = "{}" if is_mapping else "[]"
        if not broken:
            return f"{opening}{', '.join(parts)}{closing}"
        margin = "\n" + " " * (column + 1)
        lines = [f"{opening}{self.beside()}"]
        for place, part in enumerate(parts):
            if self.chance(20):
                lines.append(self.comment())
            lines.append(f"{part}{',' if place < len(parts) - 1 else ''}{self.beside()}")
        if self.chance(20):
            lines.append(self.comment())
        return margin.join([*lines, closing])

"""Breaks things: the bytes of real files, and the values in them, as accidents and malice do."""

import copy
from decimal import Decimal
from pathlib import Path

from taikou_cli.model.documents import match_document_kind
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml

ROOT = Path(__file__).parents[2]
PLANS = (ROOT / "data", ROOT / "examples/demo/data", ROOT / "tests/plans/small")
FILES = tuple(
    (path.relative_to(plan).as_posix(), path.read_bytes())
    for plan in PLANS
    for path in sorted(plan.rglob("*.yaml"))
)
"""Every file of the real plan, the demo and the small plan: its path below `data/`, its bytes."""

PATHS = (
    *("plan.yaml", "goals.yaml", "organization.yaml", "items/01.yaml", "publications/2025.yaml"),
    *("evaluations/2025/01.yaml", "evaluations/2025/goals.yaml"),
)
"""A path of every kind of file."""

SIGNS = (
    *(b"\xff", b"\xe3\x81", b"\x82\xa0", b'\x1b$B$"', b"\xed\xa0\x80", b"\0", b"\r\n", b"\r", b"\n" * 30),
    *(
        sign.encode("utf-8")
        for sign in (
            *("\n", "\t", " ", "\x01", "\x1b[2J", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e", "\u3000"),
            *("\U0010ffff", "👩\u200d👩", "か\u3099", "１２", "＝", "- ", "? ", ": ", ":", ",", "[", "]", "{", "}"),
            *("#", " # ", "&a ", "*a", "!t ", "!!str ", "|\n", "|+\n", "|9-\n", ">\n", ">-\n", "'", '"', "<<: "),
            *("%YAML 1.2\n", "---\n", "...\n", "@", "`", "\\", "\\x", "\\u3042", "\\ud800", "~", "null", "true"),
            *(".nan", "-.inf", "=", "<", "1e999999", "-1", "0", "0x1F", "0o17", "1_000", "9" * 40, "1e30", "1e-30"),
            *("99999-01-01", "2025-02-30", "0000-00-00", "[" * 30, "- " * 30, "a: " * 30, "x" * 300, " " * 300),
            *("# taikou: ignore TK421 可\n", "internal_note: 秘\n", "kpis:\n", "id: a\n", "あ" * 300),
        )
    ),
)  # fmt: skip
"""What is put into files: signs of YAML, characters that harm, numbers that are none."""

TEXTS = (
    *("", " ", "\n", "\t", "\u3000", "\u200b", "\u202e", "\x1b[31m", "\ufeff", "\r", "\x85", "\u2028"),
    *("１２", "12", "-1", "1e5", "１２．５％", "93％超", "25人以下", "5位以内", "維持", "0", "△3", "〇"),
    *("2025-04-01", "2025-02-30", "0000-01-01", "9999-12-31", "99999-01-01", "2025-13", "令和７年度"),
    *("=1+1", "@SUM(A1)", "<script>", "{{ x }}", "../../x", "TK421", "TK", "a", "A", "B", "kpi_1"),
    *("取組", "前年度より3件増えた。", "※注：\n  - 一\n\n  - 二\n", "㈱①Ⅳ", "发挥", "👩\u200d👩", "か\u3099"),
    *("令和8年度（2026年度）", "2026年度（令和9年度）", "件件", "％", "accounts", "higher", "あ" * 20_001, "x" * 300),
)  # fmt: skip
NUMBERS = (
    *(0, 1, -1, 2, 3, 35, 99, 999, 1000, 1925, 2025, 2026, 2030, 2199, 10**15, 10**29, -(10**29)),
    *map(Decimal, ("0.0", "-0.5", "99.95", "1E+30", "1E-30", "-0")),
)
# What no field is made for.
ODD = (*TEXTS, *NUMBERS, None, True, False, (), {}, ((),), ({},), {1: 1}, {"id": "a"}, ("a", "a"))


def break_bytes(random, raw):
    """Give the bytes of a file with a few accidents."""
    for _ in range(random.randint(1, 4)):
        at = random.randint(0, len(raw))
        end = min(len(raw), at + random.choice((0, 0, 1, 3, 40, 400)))
        _, other = random.choice(FILES)
        cut = random.randint(0, len(other))
        new = random.choice((random.choice(SIGNS), b"", raw[at:end] * 2, other[cut : cut + 80]))
        raw = raw[:at] + new + raw[end:]
    return random.choice((raw, raw, raw, raw.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + raw))


def seeds():
    """Yield every file with a byte before it that says for which path it is taken."""
    for path, raw in FILES:
        kind = match_document_kind(path).kind
        yield bytes([next(n for n, p in enumerate(PATHS) if kind.pattern.fullmatch(p))]) + raw


def split_seed(raw):
    return PATHS[raw[0] % len(PATHS)] if raw else PATHS[0], raw[1:]


def mutate(raw, random):
    """Break what `seeds` gave."""
    return raw[:1] + break_bytes(random, raw[1:])


def read_data(raw):
    """Give the data of a file without faults, with lists that can be changed."""
    return _thaw(read_yaml(decode_text(raw)[0])[0])


def break_data(random, data, odd=ODD):
    """Give data with a few of its values replaced, taken out, doubled or moved."""
    data = copy.deepcopy(data)
    for _ in range(random.randint(1, 3)):
        places = list(_iter_places(data))
        if not places:
            break
        holder, step = random.choice(places)
        _break_place(random, holder, step, places, odd)
    return data


def freeze(value):
    """Give data as `read_yaml` gives it: lists are tuples."""
    if isinstance(value, dict):
        return {key: freeze(inner) for key, inner in value.items()}
    return tuple(map(freeze, value)) if isinstance(value, (list, tuple)) else value


def _thaw(value):
    if isinstance(value, dict):
        return {key: _thaw(inner) for key, inner in value.items()}
    return [_thaw(inner) for inner in value] if isinstance(value, tuple) else value


def _iter_places(data):
    steps = list(data) if isinstance(data, dict) else range(len(data))
    for step in steps:
        yield data, step
        if isinstance(data[step], (dict, list)):
            yield from _iter_places(data[step])


def _break_place(random, holder, step, places, odd):
    value = holder[step]
    match random.randrange(6):
        case 0:
            del holder[step]
        case 1 if isinstance(holder, list):
            holder.insert(step, copy.deepcopy(value))
        case 1:
            holder[random.choice(("a", "kpis", "id", 2026, 2199, "１", -1))] = holder.pop(step)
        case 2:
            other, place = random.choice(places)
            holder[step] = copy.deepcopy(other[place])
        case 3 if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            holder[step] = value + random.choice((1, -1, 10))
        case _:
            holder[step] = copy.deepcopy(_thaw(random.choice(odd)))

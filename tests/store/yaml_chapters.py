"""Texts of our own for every chapter of YAML 1.2.2 that has a syntax: good ones and bad ones."""

CHAPTERS = {
    "5.1 printable characters": (
        *("a: あ漢字\n", "a: 😀👩\u200d👩\U0010ffff\n", "a: é か\u3099\n", "a: \xa0\u3000|\u2003\n"),
        *('a: "\\u0001"\n', 'a: "b\\x7fc"\n', 'a: "\\u200e"\n', "a: \ufffd\ue000\n"),
    ),
    "5.2 encodings": ("\ufeffa: 1\n", "\ufeff# 注\na: 1\n", "\ufeff---\na: 1\n"),
    "5.3 indicators": (
        *("- a\n", "? a\n: b\n", "a: b\n", "[a, b]\n", "{a: b}\n", "# 注\na: 1\n", "a: |\n b\n"),
        *("a: >\n b\n", "a: 'b'\n", 'a: "b"\n', "a: @b\n", "a: `b`\n", "a: %b\n", "%a\n", "a: =b\n"),
        *("a: &b c\n", "a: *b\n", "a: !b c\n", "a: ！b\n", "- -\n", "- ?\n", "- :\n", "- - - a\n"),
    ),
    "5.4 line breaks": (
        *("a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", "a: |\r\n  b\r\n  c\r\n", 'a: "b\r\n  c"\r\n'),
        *("a: >\r\n  b\r\n\r\n  c\r\n", "a: 'b\r\n\r\n  c'\r\n", "a: b\r\n  c\r\n", "a: 1", "a: |\n  b"),
    ),
    "5.5 white space": ("a:\tb\n", "a: b\t\n", "a: b\t# c\n", "-\ta\n", "\ta: b\n", "a:\n\tb: c\n"),
    "5.7 escapes": (
        *('a: "\\0\\a\\b\\t\\n\\v\\f\\r\\e"\n', 'a: "\\ \\"\\/\\\\\\N\\_\\L\\P"\n', 'a: "\\x41\\u3042\\U0001F600"\n'),
        *('a: "\\\n  b"\n', 'a: "b \\\n  \\ c"\n', 'a: "\\q"\n', 'a: "\\x4"\n', 'a: "\\u304"\n', 'a: "\\ud800"\n'),
        *('a: "\\U00110000"\n', 'a: "\\ud83d\\ude00"\n', "a: '\\n'\n", "a: b\\nc\n", 'a: "\\\t"\n', 'a: "\\N\\L\\P"\n'),
    ),
    "6.1 indentation": (
        *("a:\n  b:\n    c: 1\n", "a:\n b: 1\nc:\n    d: 2\n", "a:\n- b\n- c\n", "a:\n  - b\n  -   c\n"),
        *("a:\n  b: 1\n c: 2\n", "a:\n   b: 1\n    c: 2\n", "  a: 1\n  b: 2\n", " a: 1\nb: 2\n", "- a: 1\n  b: 2\n"),
        *("- a: 1\n b: 2\n", "-   a: 1\n    b: 2\n", "- - a\n  - b\n- c\n", "-\n  - a\n-\n  b: 1\n", "a: 1\n  b: 2\n"),
    ),
    "6.2 separation": ("a:   b\n", "a: 'b'   # c\n", "-    a\n", "[a,b,  c]\n", "{a: 1,b: 2}\n", "a : b\n"),
    "6.5 folding of flow scalars": (
        *("a: b\n  c\n", "a: b\n\n  c\n", "a: b\n\n\n  c\n   d\n", 'a: "b\n  c"\n', 'a: "b\n\n  c"\n', "a: 'b\n\n\n  c'\n"),
        *('a: " b \n  c "\n', "a: 'b\n  c\n  '\n", 'a: "\n  b\n\n  "\n', "a:\n  b\n  c\n", "a: b #c\n  d\n", "a: b#c\n  d\n"),
    ),
    "6.6 comments": (
        *("# 注\n", "a: 1 # 注\n", "a: 1# 注\n", "a: # 注\n  b\n", "a:\n# 注\n  b: 1\n", "- a\n# 注\n- b\n", "a: 1\n   # 注\n"),
        *("a: |\n  b\n # 注\n", "a: |\n  b\n  # 字\n", "[a, # 注\n b]\n", "{a: 1, # 注\n b: 2}\n", "#\n#\na: 1\n", "a: 'b' #\n"),
    ),
    "6.8 directives": (
        *("%YAML 1.2\n---\na: 1\n", "%YAML 1.1\n---\na: no\n", "%YAML 1.3\n---\na: 1\n", "%YAML 2.0\n---\na: 1\n"),
        *("%TAG ! tag:x,2000:\n---\na: 1\n", "%FOO bar\n---\na: 1\n", "%YAML 1.2\n%YAML 1.2\n---\na\n", "%YAML 1.2\na: 1\n", "a: 1\n%b: 2\n"),
    ),
    "6.9 node properties": (
        *("a: &b\n  c: 1\n", "&a b: c\n", "- &a b\n- *a\n", "a: !!int 1\n", "a: !!str 1\n", "- !<tag:x> b\n", "!!map {a: 1}\n", "a: ! b\n"),
        *("a: &b !c d\n", "&a\n", "a: &\n", "a: !!binary QQ==\n", "a: !!set {b}\n", "a: !!timestamp 2025-04-01\n", "a: &b c\na: *b\n"),
    ),
    "7.1 aliases": ("*a\n", "a: *b\n", "- &a [1]\n- *a\n- *a\n", "a: &x {b: 1}\nc:\n  <<: *x\n", "? *a\n: b\n"),
    "7.2 empty nodes": (
        *("a:\n", "a:\nb:\n", "-\n-\n", "- a\n-\n", "a: ~\n", "a: null\nb: Null\nc: NULL\n", "a: nULL\n", "{a: , b: }\n", "{a, b}\n"),
        *("? a\n? b\n", ": a\n", "[a, , b]\n", "[a,]\n", "[,]\n", "{a: 1,}\n", "a: ''\n", 'a: ""\n', "", "\n\n", "---\n", "--- \n...\n"),
    ),
    "7.3 flow scalars": (
        *("a: 'it''s'\n", "a: 'b \"c\" d'\n", "a: \"b 'c' d\"\n", "a: 'b\n", 'a: "b\n', "a: 'b'c\n", "a: 'b' 'c'\n", "a: b'c\n"),
        *("a: b: c\n", "a: b:c\n", "a: b:\n", "a: http://x.jp/#y\n", "a: -b\n", "a: -\n", "a: - b\n", "a: ?b\n", "a: :b\n", "a: b#c\n"),
        *("a: b [c] {d}, e\n", "[b c, d]\n", "[a:b]\n", "[a: b]\n", "[http://x.jp]\n", "[a?b]\n", "[a#b]\n", "a: [b\n", "a: 、。「」・\n"),
    ),
    "7.4 flow collections": (
        *("[]\n", "{}\n", "[[], {}]\n", "a: [b, [c, {d: e}]]\n", "{a: [1, 2], b: {c: d}}\n", "[a,\n b,\n c]\n", "{a: 1,\n b: 2}\n"),
        *("a: [\nb\n]\n", "a: {\n  b: 1\n  }\n", "[a: 1, b: 2]\n", "[{a: 1}, b: 2]\n", '{"a":1}\n', '{"a": 1, \'b\': 2}\n', "{a b: c d}\n"),
        *("[a b]]\n", "[a}\n", "{a: 1]\n", "{a: 1 b: 2}\n", "[a\n", "{? a : b}\n", "[? a : b]\n", "{[a]: b}\n", "{{a: 1}: b}\n", "[a]: b\n"),
        *("{a: 1, a: 2}\n", "[-1, - 1]\n", "{1: a, 2: b}\n", "{a: |}\n", "[a, >-\n b]\n", "{\ta: 1}\n", "{a\n: b}\n", "{: a}\n"),
    ),
    "8.1 block scalars": (
        *(f"a: {sign}{indent}{chomp}\n{body}"
        for sign in "|>"
        for indent in ("", "2", "4")
        for chomp in ("", "-", "+")
        for body in (
            *("  b\n", "  b", "  b\n  c\n", "  b\n\n  c\n", "  b\n\n\n", "    b\n  c\n", "  b\n    c\n  d\n", "\n\n  b\n"),
            *("", "\n\n", "  b\nc: d\n", "  b\n\n\nc: d\n", "    b\n\n     c\n    d\n", "  # 字\n", "  b \n  c\t\n", "  \tb\n", " b\n"),
        )),
        *("- |\n b\n- >\n c\n", "a: |0\n b\n", "a: |10\n b\n", "a: |-2\n   b\n", "a: |+1\n  b\n\n", "a: | # 注\n  b\n", "a: |#注\n  b\n"),
        *("a: |b\n  c\n", "|\n a\n", "--- |\n a\n", "--- >\na\nb\n", "- - |\n   a\n  - b\n", "a: >\n  b\n   c\n  d\n\n  e\n", "a: >\n\n  b\n"),
    ),
    "8.2 block collections": (
        *("- a\n- b\n", "a: 1\nb: 2\n", "a:\n  - b\n  - c: 1\n    d: 2\n", "- a: 1\n- b: 2\n", "? a\n: - b\n  - c\n", "? a\n: b\n? c\n"),
        *("? - a\n: b\n", "? {a: 1}\n: b\n", "? |\n  a\n: b\n", "? 'a'\n: b\n", "a: 1\na: 2\n", "'a': 1\n\"a\": 2\n", "1: a\n1: b\n", "1: a\n'1': b\n"),
        *("a\n", "- a\nb: 1\n", "a: 1\n- b\n", "a:\n- b\nc:\n- d\n", "a b c: 1\n", "a: b\n c: d\n", "- a\n - b\n", "あ い: う\n", "2025: a\n2026: b\n"),
        *("true: a\n", "null: a\n", "~: a\n", "1.5: a\n", "0x10: a\n", "-1: a\n", "2025-04-01: a\n", "<<: a\n", "<<: {a: 1}\nb: 2\n", "=: a\n"),
        *(f"{'a' * 1024}: 1\n", f"{'a' * 1025}: 1\n", f"? {'a' * 1025}\n: 1\n", "a:\n  b\n  c: 1\n", "'a\n b': 1\n", "a\n b: 1\n"),
    ),
    "9 documents": (
        *("---\na: 1\n", "---\na: 1\n...\n", "a: 1\n...\n", "--- a\n", "--- {a: 1}\n", "---\n# 注\na: 1\n", "...\na: 1\n", "a: 1\n---\n", "a: 1\n---\nb: 2\n"),
        *("---\n---\n", "a: 1\n...\nb: 2\n", "a: 1\n... # 注\n", "a: 1\n....\n", "a: ---\n", "a: |\n  ---\n", "a: |\n---\n", '"---"\n', "--- # 注\na: 1\n", "---a: 1\n"),
    ),
    "10.2 numbers and words": tuple(
        f"- {word}\n"
        for word in (
            *("true", "True", "TRUE", "tRUE", "false", "False", "FALSE", "yes", "No", "on", "OFF", "y", "null", "Null", "NULL", "~"),
            *("0", "-0", "+0", "007", "010", "-12", "+12", "0o17", "0o18", "0O17", "-0o7", "0x1F", "0X1F", "-0x1", "0b1", "1_000", "_1", "1__0", "1_"),
            *("1.", "1.0", "-1.50", ".5", "+.5", "-.5", ".", "..", "1.2.3", "1e3", "1E+3", "1e-3", "1.e1", ".5e1", "1e", "e1", "1e5.0", "+", "-", "1,000"),
            *(".inf", "-.INF", "+.Inf", ".nan", ".NaN", ".NAN", "inf", "nan", "1e999999", "9" * 31, "1:20", "190:20:30.15", "１２", "一", "½", "0.0", "-0.0"),
            *("2025-04-01", "2025-4-1", "2025-02-30", "2025-13-40", "2025-04-01T00:00:00Z", "2025-04-01 12:30:00", "0000-00-00", "2025-04", "12:30", "99999-01-01"),
            *("<<", "=", "a=b", "=1+1", "null a", "~a", "true #", "'true'", '"1"', "'2025-04-01'", "''", "0x", "0o", "0x1G", "1d", "１．５", "+1-1", "--1"),
        )
    ),
}  # fmt: skip

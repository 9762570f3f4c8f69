"""An item whose number has four digits is an item like any other."""


def test_item_1050_is_read_checked_and_shown(home, taikou):
    before = taikou("validate").out
    for old in (
        "items/02.yaml",
        *(p.relative_to(home / "data") for p in (home / "data").glob("evaluations/[0-9]*/02.yaml")),
    ):
        path = home / "data" / old
        text = path.read_text("utf-8").replace("number: 2\n", "number: 1050\n")
        path.with_name("1050.yaml").write_text(text.replace("item: 2\n", "item: 1050\n"), "utf-8")
        path.unlink()
    out = taikou("validate").out
    assert "TK006" not in out
    assert "TK104" not in out
    assert out.rpartition("（")[2] == before.rpartition("（")[2], "as many files are looked at"
    assert taikou("show", "1050").code == 0

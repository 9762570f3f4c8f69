"""What formatting would change, shown line by line."""

from taikou_cli.formatting.differences import iter_diff_lines


def test_file_of_too_many_like_lines_is_not_compared_line_by_line():
    before = "".join(f"- 例{number % 150}{' ' * (number % 2)}\n" for number in range(4_000))
    lines = list(iter_diff_lines("項目.yaml", before, before.replace(" \n", "\n")))
    assert [line.text for line in lines] == [
        "--- 項目.yaml",
        "（行が多すぎるため、変わる行を示しません）",
    ]

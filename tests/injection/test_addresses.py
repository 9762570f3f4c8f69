"""Only pages of the Web are taken where an address is wanted: outputs make links of them."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from taikou_cli.cli.main import run
from taikou_cli.model.fields import WebAddress

from .hostile_plan import (
    change_leaves,
    list_places,
    load_filled_plan,
    write_files,
)

REFUSED = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript:alert(1)//https://example.jp/",
    "https:javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://example.jp/",
    "mailto:a@example.jp",
    "//evil.example/",
    "/etc/passwd",
    "../x",
    "www.example.jp",
    "https:/example.jp/",
    "https:///example.jp/",
    "https://",
    "https://?x",
    "https://www.example.jp@evil.example/",
    "https://user:pass@example.jp/",
    "https://example.jp\\@evil.example/",
    "https://example.jp/ x",
    "https://example.jp/\nx",
    "https://example.jp/\u3000x",
    "https://example.jp/\u202ex",
    "https://example.jp/\u200bx",
    "https://example.jp/\x00",
    "https://example.jp/\x7f",
    'https://example.jp/"onclick="x',
    "https://example.jp/<script>",
    "https://example.jp:99999999/",
    f"https://example.jp/{'x' * 2000}",
    "HTTPS://example.jp/",
]
TAKEN = [
    "https://example.jp",
    "http://example.jp/",
    "https://www.example.jp:8443/a/b.pdf?x=1&y=2#p=3",
    "https://www.example.jp/計画/令和7年度.html",
    "https://例え.jp/",
    "https://example.jp/it's_(1)",
    "https://example.jp/@name",
    "https://example.jp/%E8%A8%88",
]


@pytest.fixture
def check(tmp_path, capsys):
    """Write an address into every field that wants one; give what the check says of them."""

    def check_with(address):
        count = 0

        def change(_place, _old):
            nonlocal count
            count += 1
            return address

        write_files(tmp_path, change_leaves(load_filled_plan(), WebAddress, change))
        capsys.readouterr()
        run(["validate", "--data", str(tmp_path), "--format", "json", "--select", "TK1"])
        return count, json.loads(capsys.readouterr().out)["findings"]

    return check_with


def test_fields_that_are_called_addresses_want_addresses():
    wanted = list_places([WebAddress])
    assert len(wanted) >= 3
    named = {place for place in list_places() if "url" in place[1]}
    assert named == set()


@pytest.mark.parametrize("address", REFUSED, ids=lambda text: ascii(text)[:50])
def test_anything_else_is_refused(address):
    with pytest.raises(ValidationError):
        TypeAdapter(WebAddress).validate_python(address)


@pytest.mark.parametrize("address", TAKEN)
def test_pages_of_the_web_are_taken(address):
    assert TypeAdapter(WebAddress).validate_python(address) == address


@pytest.mark.parametrize("address", [REFUSED[0], REFUSED[5], REFUSED[23], REFUSED[-2]], ids=ascii)
def test_what_is_refused_is_told_at_its_place(check, address):
    count, findings = check(address)
    assert count >= 3
    assert len(findings) == count
    for one in findings:
        assert one["code"] == "TK104"
        assert one["column"] > 1
        assert "https://" in one["hint"] or "文字以内" in one["hint"]


def test_what_is_taken_is_told_nothing_of(check):
    assert check(TAKEN[2])[1] == []

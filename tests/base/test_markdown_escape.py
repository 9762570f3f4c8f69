"""Text in a comment on GitHub: nothing of it calls people, links issues or becomes markup."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from taikou_cli.base.markdown_escape import escape_comment, quote_references

# As GitHub finds them in the text that Markdown has left, but for code and links.
GITHUB_LINKS = re.compile(
    r"(?<![\w`])@[A-Za-z0-9]|#\d|(?<!\w)gh-\d|https?://|www\.|(?<!\w)(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}(?!\w)|:[\w+-]+:",
    re.ASCII | re.IGNORECASE,
)
REFERENCES = (
    "@octo-team",
    "@octo-team/dx",
    "#12",
    "GH-3",
    "fixes #4",
    "Closes: gunma/taikou#5",
    "gunma/taikou@0123abc",
    "0123456789abcdef0123456789abcdef01234567",
    "https://github.com/gunma/taikou/issues/1",
    "www.example.jp",
    "a@example.jp",
    ":smile:",
    ":100:",
    ":8ball:",
    "0123abc",
)


class TextOutsideCode(HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside, self.outside, self.whole = 0, [], []

    def handle_starttag(self, tag, _attrs):
        self.inside += tag in {"code", "a"}
        assert tag in {"p", "table", "thead", "tbody", "tr", "th", "td", "code"}

    def handle_endtag(self, tag):
        self.inside -= tag in {"code", "a"}

    def handle_data(self, data):
        self.whole.append(data)
        if not self.inside:
            self.outside.append(data)


def render(markdown):
    parser = TextOutsideCode()
    parser.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    return parser


@pytest.mark.parametrize(
    "around", ["{}", "、{}。", "（{}）", "`{}`", "* {}", "あ{}い", "\\{}", "{0} {0}"]
)
@pytest.mark.parametrize("reference", REFERENCES)
def test_references_in_a_text_are_text(reference, around):
    text = around.format(reference)
    shown = render(f"| a |\n|:--|\n| {escape_comment(text)} |")
    assert not GITHUB_LINKS.search("\n".join(shown.outside))
    assert "".join(shown.whole).replace("a", "", 1).strip() == text


@given(
    st.lists(st.sampled_from([*REFERENCES, "`", "|", "\\", "*", "あ", " ", "(", "<b>", "&#64;x"]))
)
def test_references_in_any_mixture_are_text(parts):
    text = "".join(parts)
    shown = render(f"x {escape_comment(text)}")
    assert not GITHUB_LINKS.search("\n".join(shown.outside))
    assert "".join("".join(shown.whole).split()) == "x" + "".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["5月末まで10:30に2件（前年比102.3％）", "予算額12500000円、A評価", "DX推進計画2025～2029"],
)
def test_usual_texts_are_written_as_they_are(text):
    assert escape_comment(text) == text
    assert quote_references(text) == text


def test_messages_for_reviewdog_quote_what_would_link():
    assert quote_references("「@octo と #12」は使えません") == "「`@octo` と `#12`」は使えません"

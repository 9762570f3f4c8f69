"""Which of the plan's own words was meant by one that it does not have."""

from collections.abc import Mapping

from taikou_cli.base.japanese_text import reveal_line, to_half_width

_NEAR_ENOUGH = 0.6
_LONGEST_WORD = 60
_MOST_WORDS = 12


def advise_word(word: str, known: Mapping[str, str]) -> str:
    """Say in Japanese which word was meant, or which there are.

    Args:
        word: The word that is not known.
        known: What every word that is known means, by the word.
    """
    import difflib  # only a wrong word needs it

    spelt = {_fold(name): one for one, meaning in known.items() for name in (meaning, one)}
    close = difflib.get_close_matches(_fold(word), spelt, n=1, cutoff=_NEAR_ENOUGH)
    if close:
        return f"{_name(spelt[close[0]], known)}のことではありませんか。"
    if not known:
        return "plan.yaml に一つも定められていません。"
    listed = "、".join(_name(one, known) for one in list(known)[:_MOST_WORDS])
    more = "など" if len(known) > _MOST_WORDS else ""
    return f"使えるのは {listed}{more} です。"


def _name(word: str, known: Mapping[str, str]) -> str:
    meaning = known[word]
    return f"「{word}」（{reveal_line(meaning)}）" if meaning not in {"", word} else f"「{word}」"


def _fold(word: str) -> str:
    return "".join(to_half_width(word[:_LONGEST_WORD]).split()).casefold()

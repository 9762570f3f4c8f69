"""The pages that say why something cannot be answered, and what to do."""

from taikou_cli.web.answers import Answer
from taikou_cli.web.session import Session

_WORDS = {
    "missing": (
        "このページはありません。",
        "上の見出しから選び直してください。項目や年度がなくなっていることもあります。",
    ),
    "token": (
        "この画面は、前に起動した taikou のものです。何も保存していません。",
        "前の画面に戻って開き直してください。入力は画面に残っています。",
    ),
    "defect": (
        "taikou の不具合で、この画面を作れません。",
        "計画のファイルは、どれも元のままか、保存し終えた新しい内容です。「変更と記録」の画面で確かめてください。"
        "画面の名前と、したことを開発者に知らせてください。",
    ),
}


def describe_problem(session: Session, status: int, problem: str | tuple[str, str]) -> Answer:
    """Lay out what went wrong: one of the usual things, or a message with its way out."""
    message, hint = _WORDS[problem] if isinstance(problem, str) else problem
    return session.page("problem", "できません", {"message": message, "hint": hint}, status)

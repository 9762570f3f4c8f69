"""The few files that pages need: named here, so that no address reaches a file of the disk."""

from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import Asked
from taikou_cli.web.session import NotThereError, Session

_FILES = {
    "web.css": ("text/css; charset=utf-8", ("report.css", "site/site.css", "web/web.css")),
    "web.js": ("text/javascript; charset=utf-8", ("web/web.js",)),
}


def show_static(session: Session, asked: Asked) -> Answer:
    """Give a style sheet or a script."""
    if asked.path["name"] not in _FILES:
        raise NotThereError(asked.path["name"])
    media, parts = _FILES[asked.path["name"]]
    text = "\n".join(map(session.pages.read_asset, parts))
    return Answer(text.encode("utf-8"), media=media)

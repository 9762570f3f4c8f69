"""What makes a folder a place to work in: for git, for the editor, beside the data."""

import json

from taikou_cli.model.documents import DOCUMENT_KINDS
from taikou_cli.model.json_schema import build_schemas
from taikou_cli.store.atomic_write import LEFTOVERS

_GIT_ATTRIBUTES = """\
# Windows の git が改行を CRLF に変えないようにする
* text=auto eol=lf
*.xlsx binary
"""

_GIT_IGNORE = f"""\
# 送った様式、返送された様式、督促の下書き、報告書：データから作り直せるか、取り込めば要らない
様式/
返送/
督促/
build/
# 途中で止められた書き込みの残り
{LEFTOVERS}
"""

_SETTINGS = {
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    "yaml.schemaStore.enable": False,
    "yaml.schemas": {
        f"./schemas/{kind.name}.json": [f"data/{kind.glob}"] for kind in DOCUMENT_KINDS
    },
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}


def build_workplace() -> dict[str, str]:
    """Give the text of each file by its path below the folder that holds `data/`."""
    schemas = {f"schemas/{name}.json": raw.decode("utf-8") for name, raw in build_schemas().items()}
    return {
        ".gitattributes": _GIT_ATTRIBUTES,
        ".gitignore": _GIT_IGNORE,
        ".vscode/settings.json": json.dumps(_SETTINGS, ensure_ascii=False, indent=2) + "\n",
        ".vscode/extensions.json": json.dumps(_EXTENSIONS, indent=2) + "\n",
        **schemas,
    }

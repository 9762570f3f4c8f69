"""Writes what is in the one-file program as a CycloneDX list: `python packaging/sbom.py FILE`."""

import json
import platform
import re
import sys
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

from contents import ROOT, list_distributions
from packaging.utils import canonicalize_name

from taikou_cli import __version__


def main() -> None:
    """Write the list into the file that the command line names."""
    text = json.dumps(build_sbom(), ensure_ascii=False, indent=2)
    Path(sys.argv[1]).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def build_sbom() -> dict[str, Any]:
    """Give the list; the same parts give the same list."""
    components = [_describe(one) for one in list_distributions()]
    python = {"type": "platform", "name": "CPython", "version": platform.python_version()}
    components.append(python | _name_licence("PSF-2.0"))
    program = {"type": "application", "name": "taikou", "version": __version__}
    parts = json.dumps([program, components, platform.system()], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, parts)}",
        "version": 1,
        "metadata": {"component": program | _name_licence("MIT")},
        "components": components,
    }


def _describe(one: metadata.Distribution) -> dict[str, Any]:
    purl = f"pkg:pypi/{canonicalize_name(one.name)}@{one.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": one.name,
        "version": one.version,
        "purl": purl,
    } | _name_licence(_read_licences()[canonicalize_name(one.name)])


def _name_licence(expression: str) -> dict[str, Any]:
    return {"licenses": [{"expression": expression}]}


def _read_licences() -> dict[str, str]:
    text = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| ([^|]+?) \|", text, re.MULTILINE)
    return {canonicalize_name(name): licence for name, licence in rows}


if __name__ == "__main__":
    main()

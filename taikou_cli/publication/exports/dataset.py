"""The open data as a schema.org/Dataset, for search engines that read a web page."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from taikou_cli.base.japanese_text import CONTROL_CHARACTER
from taikou_cli.model.plan import Plan
from taikou_cli.publication.dataset_title import name_dataset
from taikou_cli.publication.exports.datapackage import KEYWORDS
from taikou_cli.publication.licences import LICENCES, Licence

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
# Inside a script element these could end it, begin another, or break old parsers of JavaScript;
# control characters HTML does not allow.
_NOT_IN_SCRIPT = re.compile(f"[<>&]|{CONTROL_CHARACTER.pattern}")


def describe_dataset(plan: Plan, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe the open data of a plan.

    Args:
        plan: The plan.
        files: The files of the open data by their URLs, relative to the page that tells of them.
    """
    name = plan.publication.licence
    licence = LICENCES[name] if name else None
    government = {"@type": "GovernmentOrganization", "name": plan.government}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": name_dataset(plan.title, fictitious=plan.fictitious),
        "description": (
            f"{plan.government}の「{plan.title}」（{plan.first_year}～{plan.last_year}年度）の"
            f"{plan.words.item}、KPIの目標値と実績値、年度ごとの自己評価、"
            f"{plan.words.opinions}とその{plan.words.response}、集計を、"
            "機械で読める形で公開するものです。"
        ),
        "inLanguage": "ja",
        "isAccessibleForFree": True,
        "keywords": list(KEYWORDS),
        "creator": government,
        "publisher": government,
        "temporalCoverage": (
            f"{plan.fiscal_years.first_day(plan.first_year)}/"
            f"{plan.fiscal_years.last_day(plan.last_year)}"
        ),
        "spatialCoverage": _describe_place(plan),
        "variableMeasured": _list_variables(plan),
        **({"url": plan.publication.url} if plan.publication.url else {}),
        **(_describe_licence(plan, licence) if licence else {}),
        **({"distribution": list(map(_describe_file, files, files.values()))} if files else {}),
    }


def render_json_ld(document: Mapping[str, Any]) -> str:
    """Write JSON-LD so that it can stand inside a script element whatever the texts say."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _NOT_IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _describe_place(plan: Plan) -> dict[str, Any]:
    place = {"@type": "AdministrativeArea", "name": plan.government}
    code = plan.publication.area_code
    if code is None:
        return place
    return place | {
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "全国地方公共団体コード",
            "value": code,
        }
    }


def _describe_licence(plan: Plan, licence: Licence) -> dict[str, str]:
    url = f"（{plan.publication.url}）" if plan.publication.url else ""
    credit = f"出典：「{plan.title}」（{plan.government}）{url}、{licence.id}"
    return {"license": licence.url, "creditText": credit}


def _list_variables(plan: Plan) -> list[dict[str, str]]:
    # A scale that follows another keeps what it measures.
    names = dict.fromkeys(scale.title for scale in plan.scales)
    rates = dict.fromkeys(rate.name for scale in plan.scales for rate in scale.rates)
    return [
        *({"@type": "PropertyValue", "name": name} for name in names),
        *({"@type": "PropertyValue", "name": name, "unitText": "％"} for name in rates),
    ]


def _describe_file(url: str, content: bytes) -> dict[str, Any]:
    path = PurePosixPath(url)
    return {
        "@type": "DataDownload",
        "name": path.name,
        "contentUrl": url,
        "encodingFormat": _MEDIA_TYPES.get(path.suffix, "application/octet-stream"),
        "contentSize": f"{len(content)} B",
        "sha256": hashlib.sha256(content).hexdigest(),
    }

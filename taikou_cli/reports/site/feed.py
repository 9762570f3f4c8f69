"""What tells programs of a standing site: a feed of the editions, and a list of all pages."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as ET

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication import EDITION_NAMES, Edition
from taikou_cli.project.project import Project
from taikou_cli.project.web_address import identify_edition, identify_series, site_address

FEED, SITEMAP = "feed.xml", "sitemap.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


class News(NamedTuple):
    """An edition of a fiscal year, and what it corrects in a sentence each."""

    fiscal_year: int
    edition: Edition
    corrections: tuple[str, ...] = ()


def build_feed(project: Project, news: Sequence[News]) -> bytes | None:
    """Give an Atom feed of all editions, the last published first; None where there are none.

    Args:
        project: The plan.
        news: The editions.
    """
    if not news:
        return None
    plan = project.require_outline()
    told = sorted(
        news,
        key=lambda one: (one.edition.published_on, one.fiscal_year, one.edition.number),
        reverse=True,
    )
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "ja"})
    _add(feed, "id", identify_series(project))
    _add(feed, "title", f"{plan.notice or ''}{plan.title}　評価の公表")
    _add(feed, "updated", _time(told[0].edition.published_on))
    _add(ET.SubElement(feed, "author"), "name", plan.government)
    if base := site_address(plan):
        _link(feed, f"{base}{FEED}", "self")
        _link(feed, base, "alternate")
    for one in told:
        _add_entry(feed, project, one)
    return _write(feed)


def build_sitemap(plan: Plan, pages: Sequence[str]) -> bytes | None:
    """Give the list of all pages; None where the plan does not say what their address is."""
    base = site_address(plan)
    if not base:
        return None
    root = ET.Element("urlset", {"xmlns": _SITEMAPS})
    for page in sorted(pages):
        _add(ET.SubElement(root, "url"), "loc", f"{base}{page}")
    return _write(root)


def _add_entry(feed: ET.Element, project: Project, news: News) -> None:
    plan, (year, edition, corrections) = project.require_outline(), news
    entry, day = ET.SubElement(feed, "entry"), _time(edition.published_on)
    _add(entry, "id", identify_edition(project, year, edition.number))
    _add(entry, "title", f"{plan.fiscal_years.name(year)}の評価　{edition.name}")
    _add(entry, "published", day)
    _add(entry, "updated", day)
    kind = {"term": edition.kind, "label": EDITION_NAMES[edition.kind]}
    ET.SubElement(entry, "category", kind)
    page = "corrections" if corrections else "index"
    _link(entry, f"{site_address(plan)}{year}/{page}.html", "alternate")
    if edition.number > 1:
        _link(entry, identify_edition(project, year, edition.number - 1), "related")
    digest = f"一式のSHA-256：{edition.bundle_sha256}" if edition.bundle_sha256 else ""
    said = (edition.why, *corrections, digest)
    _add(entry, "summary", "\n".join(filter(None, said)) or edition.name)


def _link(parent: ET.Element, to: str, relation: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": to})


def _time(day: date) -> str:
    return f"{day}T00:00:00+09:00"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    told = "\n".join(map(reveal_controls, text.split("\n")))
    ET.SubElement(parent, tag).text = told


def _write(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"

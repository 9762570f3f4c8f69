"""What tells programs of a standing site: a feed of the editions, and a list of all pages."""

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication import Edition

FEED, SITEMAP = "feed.xml", "sitemap.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def build_feed(plan: Plan, editions: Sequence[tuple[int, Edition]]) -> bytes | None:
    """Give an Atom feed of all editions, the last published first; None where there are none.

    What identifies an entry never changes, whatever is published later: where the plan has an
    address, the entry's page below it, else a name by the day of the first publication.

    Args:
        plan: The plan.
        editions: The editions with their fiscal years.
    """
    if not editions:
        return None
    told = sorted(editions, key=lambda one: (one[1].published_on, *one[:1]), reverse=True)
    since = min(one.published_on for _, one in editions)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "ja"})
    _add(feed, "id", _name(plan, since, ""))
    _add(feed, "title", f"{plan.notice or ''}{plan.title}　評価の公表")
    _add(feed, "updated", _time(told[0][1].published_on))
    _add(ET.SubElement(feed, "author"), "name", plan.government)
    base = _base(plan)
    if base:
        ET.SubElement(feed, "link", {"rel": "self", "href": f"{base}{FEED}"})
    for year, edition in told:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", _name(plan, since, f"{year}/index.html#edition-{edition.number}"))
        _add(entry, "title", f"{plan.fiscal_years.name(year)}の評価　{edition.name}")
        _add(entry, "updated", _time(edition.published_on))
        ET.SubElement(entry, "link", {"href": f"{base}{year}/index.html"})
        digest = f"一式のSHA-256：{edition.bundle_sha256}" if edition.bundle_sha256 else ""
        _add(entry, "summary", "　".join(filter(None, (edition.why, digest))) or edition.name)
    return _write(feed)


def build_sitemap(plan: Plan, pages: Sequence[str]) -> bytes | None:
    """Give the list of all pages; None where the plan does not say what their address is."""
    base = _base(plan)
    if not base:
        return None
    root = ET.Element("urlset", {"xmlns": _SITEMAPS})
    for page in sorted(pages):
        _add(ET.SubElement(root, "url"), "loc", f"{base}{page}")
    return _write(root)


def _base(plan: Plan) -> str:
    """Give the address of the site, ended by a slash; empty where the plan has none."""
    url = plan.publication.url
    return f"{url.rstrip('/')}/" if url else ""


def _name(plan: Plan, since: date, what: str) -> str:
    """Name something for good: by its address, else by RFC 4151 in a domain that nobody owns."""
    if base := _base(plan):
        return f"{base}{what}"
    home = f"lg{plan.publication.area_code or ''}.invalid"
    return f"tag:{home},{since}:{plan.first_year}/{what}"


def _time(day: date) -> str:
    return f"{day}T00:00:00+09:00"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = reveal_controls(text)


def _write(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"

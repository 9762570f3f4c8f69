"""What describes the open data: Data Package, CSV on the Web, schema.org/Dataset."""

import csv
import hashlib
import json
import re
import socket
from html.parser import HTMLParser

import frictionless
import pytest

from taikou_cli.model.publication_terms import PublicationTerms
from taikou_cli.publication.exports.dataset import describe_dataset, render_json_ld


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def load(exported, name):
    return json.loads((exported / name).read_text("utf-8"))


@pytest.mark.usefixtures("no_network")
@pytest.mark.filterwarnings("default")
def test_data_package_passes_frictionless(exported):
    report = frictionless.Package(str(exported / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == len(list(exported.glob("*.csv")))


@pytest.mark.usefixtures("no_network")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("evaluations", ",rated,", ",fine,"),  # not in the code table
        ("evaluations", "2022,令和4年度,1,", "2022,令和4年度,99,"),  # no such item
        ("evaluations", "2022,令和4年度,2,", "2022,令和4年度,1,"),  # twice
        ("figures", ",35,", ",many,"),  # no number
    ],
)
def test_data_package_finds_what_is_wrong(exported, tmp_path, table, old, new):
    for path in exported.iterdir():
        text = path.read_bytes().decode("utf-8", errors="replace")
        if path.name == f"{table}.csv":
            assert old in text
            text = text.replace(old, new, 1)
        if path.suffix in {".csv", ".json"}:
            (tmp_path / path.name).write_bytes(text.encode())
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    for resource in package.resources:
        resource.hash = resource.bytes = None
    assert not package.validate().valid


def test_data_package_says_licence_size_hash_and_codes(exported):
    package = load(exported, "datapackage.json")
    assert "架空のデータ" in package["title"]
    assert package["licenses"][0]["name"] == "PDL1.0"
    assert "created" not in package
    for resource in package["resources"]:
        content = (exported / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    (evaluations,) = (one for one in package["resources"] if one["name"] == "evaluations")
    fields = {field["name"]: field for field in evaluations["schema"]["fields"]}
    assert fields["grade"]["constraints"]["enum"] == ["A", "B", "C", "D", "判定不能"]
    assert fields["item"]["constraints"] == {"required": True}


def test_csvw_describes_every_file_as_it_is(exported):
    document = load(exported, "csv-metadata.json")
    described = {table["url"]: table["tableSchema"] for table in document["tables"]}
    assert set(described) == {path.name for path in exported.glob("*.csv")}
    assert document["dc:license"]["@id"].startswith("https://www.digital.go.jp/")
    for url, schema in described.items():
        with (exported / url).open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert [column["titles"]["und"] for column in schema["columns"]] == header
        assert set(schema["primaryKey"]) <= set(header)
        for reference in schema.get("foreignKeys", []):
            target = described[reference["reference"]["resource"]]
            assert reference["reference"]["columnReference"] == target["primaryKey"]
            # A blank is no key: whoever reads strictly refuses a table that refers by one.
            columns = [header.index(name) for name in reference["columnReference"]]
            assert all(row[column] for row in rows for column in columns), url
    assert "foreignKeys" in described["targets.csv"]
    assert "foreignKeys" not in described["changes.csv"]


def test_dataset_says_what_a_search_engine_asks(project):
    terms = PublicationTerms(licence="CC-BY-4.0", area_code="100005")
    plan = project.plan.content.model_copy(update={"publication": terms})
    files = {"../data/items.csv": b"abc", "../data/data.xlsx": b"", "../data/stratml.xml": b""}
    dataset = json.loads(render_json_ld(describe_dataset(plan, files)))
    assert dataset["@context"] == "https://schema.org/"
    assert dataset["@type"] == "Dataset"
    assert dataset["name"].startswith("【架空のデータ】")
    assert 50 <= len(dataset["description"]) <= 5000  # the limits of Google's dataset search
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/deed.ja"
    assert dataset["temporalCoverage"] == "2022-04-01/2028-03-31"
    assert dataset["spatialCoverage"]["identifier"]["value"] == "100005"
    first, workbook, _ = dataset["distribution"]
    assert first["contentUrl"] == "../data/items.csv"
    assert first["encodingFormat"] == "text/csv"
    assert first["sha256"] == hashlib.sha256(b"abc").hexdigest()
    assert "spreadsheetml" in workbook["encodingFormat"]


class Scripts(HTMLParser):
    """Collects what a browser takes for the content of script elements, and other tags."""

    def __init__(self):
        super().__init__()
        self.content, self.tags = "", []

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.content += data


@pytest.mark.parametrize("text", ["</script><img src=x>", "<!--<script>", "]]>&lt;", "a\u2028b"])
def test_text_cannot_leave_the_script_element(project, text):
    plan = project.plan.content.model_copy(update={"title": text})
    written = render_json_ld(describe_dataset(plan, {}))
    assert not re.search("[<>&\u2028\u2029]", written)
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{written}</script>')
    assert parser.tags == ["script"]
    assert text in json.loads(parser.content)["name"]

"""A form as desktop Excel writes it back, from 2013 to Microsoft 365, imitated part by part.

Excel moves all text to one table with furigana, names its cells' namespaces anew, adds a chain of
formulas, traces of the printer, the labels of the organisation, and in later versions who is who.
"""

import re
import zipfile

import pytest

from taikou_cli.store.yaml_reading import read_yaml

from .conftest import repack

NAME = "evaluations/2026/02.yaml"
INLINE = re.compile(
    r'<c r="(\w+)"( s="\d+")? t="inlineStr"><is>(<t[^>]*>.*?</t>)</is></c>', re.DOTALL
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
COMPATIBLE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"'
    ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application><AppVersion>{}</AppVersion></Properties>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2027-05-20T01:02:03Z</dcterms:modified>'
    "</cp:coreProperties>"
)
OF_ALL = {
    "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B11" i="2"/></calcChain>',
    "xl/printerSettings/printerSettings1.bin": "複合機 3F\0\0\1\2",
    "customXml/item1.xml": '<?mso-contentType?><FormTemplates xmlns="http://schemas.microsoft.com"/>',
}
OF_365 = {
    "docMetadata/LabelInfo.xml": '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>',
    "xl/persons/person.xml": '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
    "xl/metadata.xml": f'<metadata xmlns="{MAIN}"/>',
    "xl/featurePropertyBag/featurePropertyBag.xml": '<FeaturePropertyBags xmlns="http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"/>',
}
VERSIONS = {"2013": ("15.0300", {}), "365": ("16.0300", OF_365)}


class _SharedTexts:
    def __init__(self):
        self.items = []

    def move(self, match):
        place, style, text = match[1], match[2] or "", match[3]
        furigana = '<rPh sb="0" eb="1"><t>フリガナ</t></rPh><phoneticPr fontId="1"/>'
        self.items.append(f"<si>{text}{furigana}</si>")
        return f'<c r="{place}"{style} t="s"><v>{len(self.items) - 1}</v></c>'

    def render(self):
        return f'{DECLARATION}<sst xmlns="{MAIN}">{"".join(self.items)}</sst>'


def save_as_excel(path, version, **numbers):
    """Rewrite the parts of a form as a version of Excel does; give cells of item 2 new numbers."""
    app, of_version = VERSIONS[version]
    texts, added = _SharedTexts(), {**OF_ALL, **of_version}

    def change(name, content):
        if name.endswith((".xml", ".rels")):
            content = f"{DECLARATION}{content.decode()}"
        if name.startswith("xl/worksheets/"):
            content = INLINE.sub(texts.move, content).replace(
                "<worksheet ", f'<worksheet xr:uid="{{0-1}}" {COMPATIBLE} ', 1
            )
            for cell, value in numbers.items() if name.endswith("sheet2.xml") else ():
                content = re.sub(
                    rf'<c r="{cell}"( s="\d+")[^/]*?(?:/>|>.*?</c>)',
                    rf'<c r="{cell}"\1><v>{value}</v></c>',
                    content,
                    count=1,
                )
        if name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            content = content.replace("</Types>", part)
        if name == "xl/_rels/workbook.xml.rels":
            part = f'<Relationship Id="rId99" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
            content = content.replace("</Relationships>", f"{part}</Relationships>")
        return {"docProps/app.xml": APP.format(app), "docProps/core.xml": CORE}.get(name, content)

    repack(path, change)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**added, "xl/sharedStrings.xml": texts.render()}.items():
            archive.writestr(name, content)
    assert len(texts.items) > 50
    return path


@pytest.mark.parametrize("version", VERSIONS)
def test_form_saved_by_excel_changes_nothing_and_nothing_is_said(office, form, version):
    before = office.snapshot()
    ended = office.take(save_as_excel(form, version))
    assert (ended.code, ended.err, office.snapshot()) == (0, "", before)
    assert "確認" not in ended.out


@pytest.mark.parametrize("version", VERSIONS)
def test_number_typed_in_excel_arrives_alone(office, opened, version):
    place = opened.cell("tk_02_kpis_kpi_2_actual").coordinate
    before = read_yaml(office.read(NAME))[0]
    # Excel writes numbers as binary fractions come out.
    ended = office.take(save_as_excel(opened.path, version, **{place: "12.300000000000001"}))
    assert ended.code == 0, ended.all
    after = read_yaml(office.read(NAME))[0]
    assert str(after["kpis"][0]["actual"]) == "12.3"
    assert {**after, "kpis": None} == {**before, "kpis": None}

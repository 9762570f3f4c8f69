"""Templates show texts as texts, and those that a plan brings along can do nothing else."""

import inspect
import multiprocessing
import re
import shutil
import time
from numbers import Number
from pathlib import Path
from types import ModuleType

import pytest
from jinja2 import Environment, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from taikou_cli.base.errors import TaikouError
from taikou_cli.project.loading import load_project
from taikou_cli.reports import template_room, template_sandbox
from taikou_cli.reports.document.kinds import list_names
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.site import build_site
from taikou_cli.reports.site.contents import Extras
from taikou_cli.reports.writers import typst as typst_writer
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.store.file_tree import FolderTree
from taikou_cli.store.shipped import find_shipped

from .conftest import taikou
from .hostile_plan import SMALL_PLAN

SHIPPED = find_shipped("templates", "templates")
TEMPLATES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.j2"))


# --- The program's own.


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_no_way_around_the_escaping(name):
    tree = Environment(autoescape=True).parse((SHIPPED / name).read_text("utf-8"))
    assert not list(tree.find_all((nodes.MarkSafe, nodes.MarkSafeIfAutoescape)))
    assert not list(tree.find_all(nodes.EvalContextModifier))
    assert not {one.name for one in tree.find_all(nodes.Filter)} & {"safe", "striptags", "format"}
    # A quote that is missing around an attribute lets a text end it.
    text = (SHIPPED / name).read_text("utf-8")
    if name.endswith(".html.j2"):
        assert not re.search(r"<[^<>]*\s[\w-]+=\{\{", text)
        assert not re.search(r"<script(?![^>]*ld\+json)[^>]*>[^<]*\{\{", text)
        assert not re.search(r"\son\w+=|\sstyle=\"[^\"]*\{\{|javascript:", text)


def test_every_template_belongs_to_the_environment_that_escapes():
    assert {name.split(".", 1)[1] for name in TEMPLATES} == {"html.j2"}
    templates = HtmlWriter()._templates
    assert isinstance(templates, ImmutableSandboxedEnvironment)
    assert templates.autoescape is True
    page = templates.from_string("{{ x }}{% set y %}{{ x }}{% endset %}{{ y }}{{ x ~ x }}")
    assert page.render(x="<&") == "&lt;&amp;" * 4
    with pytest.raises(Exception, match="No filter named 'safe'"):
        templates.from_string("{{ x | safe }}").render(x="<b>")


@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED.glob("*.typ")))
def test_typst_templates_read_only_what_lies_beside_them(name):
    text = (SHIPPED / name).read_text("utf-8")
    assert "@preview" not in text
    assert "@local" not in text
    assert not re.search(
        r"\b(eval|read|plugin|yaml|toml|csv|xml|cbor)\s*\(|\bimage\((?!\s*bytes\()", text
    )
    assert set(re.findall(r'import "([^"]*)"', text)) <= {"report.typ"}
    # The data come as a value, not as markup.
    assert set(re.findall(r"sys\.inputs\.(\w+)", text)) <= {"data"}


@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED.glob("site/*.js")))
def test_scripts_of_the_website_make_no_markup_of_texts(name):
    script = (SHIPPED / "site" / name).read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|import\(|fetch\(",
        script,
    )


def test_markup_is_made_of_texts_in_few_known_places():
    package = Path(template_sandbox.__file__).parents[1]
    found = {
        (path.relative_to(package).as_posix(), match[1])
        for path in package.rglob("*.py")
        for match in re.finditer(r"\bMarkup\(([^\"')][^)]*)", path.read_text("utf-8"))
    }
    assert found == {
        ("reports/writers/html.py", 'self.read_asset("report.css"'),
        ("reports/writers/html.py", "shorten_marks(drawn"),
        ("reports/writers/html_text.py", "html"),
        ("reports/site/build_site.py", "site.extras.structured_data"),
    }


# --- Those that a plan brings along.


@pytest.fixture
def home(tmp_path):
    shutil.copytree(SMALL_PLAN, tmp_path / "home/data")
    (tmp_path / "home/templates/site").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("top secret", "utf-8")
    return tmp_path / "home"


@pytest.fixture(scope="module")
def document():
    return build_report("annual", load_project(SMALL_PLAN), 2026)


@pytest.fixture
def refuse(home, document):
    """Render a template of the plan's own; give what is said against it."""

    def render(template):
        (home / "templates/annual.html.j2").write_text(template, "utf-8")
        with pytest.raises(TaikouError) as caught:
            HtmlWriter(FolderTree(home / "templates")).write(document)
        assert re.search(r"ひな形「(templates/)?annual\.html\.j2", caught.value.message)
        assert "docs/templates.md" in caught.value.hint
        return caught.value.message

    return render


def _report(home, template, kind="annual"):
    """Make a report with a template of the plan's own; give the exit code, output and report."""
    (home / f"templates/{kind}.html.j2").write_text(template, "utf-8")
    options = ("--format", "html", "--kind", kind, "--data", home / "data", "-o", home / "out")
    code, printed = taikou("report", "--year", "2026", *options)
    made = home / f"out/{kind}-2026.html"
    return code, printed, made.read_text("utf-8") if made.exists() else ""


def test_a_plans_own_template_stands_in_for_the_programs(home):
    template = (
        '{% extends "page.html.j2" %}{% block main %}<p>私たちの{{ document.plan }}</p>'
        '{% for section in document.sections if section.id in ("summary", "goal-1") %}'
        "<p>{{ loop.index }}/{{ loop.length }}</p>{{ blocks.section(section, 2) }}{% endfor %}"
        "<p>{{ document.title ~ '：' ~ document.period }}</p>{% endblock %}"
    )
    code, printed, page = _report(home, template)
    assert code == 0, printed
    assert "<p>私たちの小さな市の行革プラン</p>" in page
    assert "2/2" in page
    assert "成果率" in page
    assert 'id="opinions"' not in page


def test_texts_are_escaped_in_a_plans_own_templates(home):
    plan = home / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("小さな市の行革プラン", '"<b>*x*|"'), "utf-8")
    assert _report(home, "{{ document.plan }}")[2] == "&lt;b&gt;*x*|"


def test_style_and_scripts_of_a_plan_stand_in_for_the_programs(home):
    (home / "templates/report.css").write_text("body { color: teal }", "utf-8")
    assert "color: teal" in _report(home, "<style>{{ style }}</style>")[2]
    options = ("--data", home / "data", "-o", home / "site")
    assert taikou("export", "--format", "site", *options)[0] == 0
    assert "color: teal" in next((home / "site").rglob("style.css")).read_text("utf-8")


# --- Whatever a template does: nothing internal is there.

INTERNAL_TEXT = "ここだけの話9731"


def _spoil(home):
    """Put an internal note into every evaluation."""
    for path in (home / "data/evaluations").rglob("[0-9]*.yaml"):
        text = path.read_text("utf-8").partition("internal_note:")[0]
        path.write_text(f"{text}internal_note: {INTERNAL_TEXT}\n", "utf-8")
    return load_project(home / "data")


def _crawl(value):
    """Yield all texts that can be reached from a value in any way at all."""
    seen, waiting = {}, [value]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or one is None or isinstance(one, Number | type | ModuleType):
            continue
        seen[id(one)] = one
        if isinstance(one, str | bytes):
            yield str(one)
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one
        elif inspect.ismethod(one):
            waiting += [one.__self__, one.__func__]
        elif inspect.isfunction(one):
            waiting += [cell.cell_contents for cell in one.__closure__ or ()]
            waiting += [one.__defaults__, one.__kwdefaults__]
        if not isinstance(one, str | bytes | list | tuple | dict | set | frozenset) or hasattr(
            one, "_fields"
        ):
            waiting += [getattr(one, name, None) for name in dir(one) if name[:2] != "__"]


@pytest.fixture
def contexts(monkeypatch):
    """Give what templates are rendered with, as it comes."""
    given = []
    write_page = HtmlWriter.write_page

    def watch(self, template, document, context):
        given.append((template, {"document": document, **context}))
        return write_page(self, template, document, context)

    monkeypatch.setattr(HtmlWriter, "write_page", watch)
    return given


def test_nothing_internal_can_be_reached_from_what_templates_get(home, contexts):
    project = _spoil(home)
    assert INTERNAL_TEXT in project.texts["data/evaluations/2026/01.yaml"]
    writer = HtmlWriter()
    for kind in list_names():
        writer.write(build_report(kind, project, 2026))
    build_site.build_site(project, 2026, writer, Extras())
    assert len({name for name, _ in contexts}) >= 6
    for name, context in contexts:
        texts = list(_crawl(context))
        assert len(texts) > 50
        assert not [text for text in texts if INTERNAL_TEXT in text], name


@pytest.mark.parametrize(
    "attack",
    [
        "{% macro m() %}{{ varargs | join }}{% endmacro %}{{ m(*document.sections) }}",
        "{% macro m() %}{{ varargs[0].blocks[0] }}{% endmacro %}{{ m(*document.sections) }}",
        "{% macro m() %}{{ varargs[13][1] }}{% endmacro %}{{ m(*document) }}",
        "{% set a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13 = document %}{{ a13 }}",
        "{% set a0, a1 = document.sections[0] %}{{ a1 }}",
        "{% for one in document.sections[0] %}{{ one }}{% endfor %}",
        "{{ document.sections[0] | list }}",
    ],
)
def test_unpacking_finds_nothing_internal(home, attack):
    _spoil(home)
    code, printed, page = _report(home, attack)
    assert code in (0, 2), printed
    assert INTERNAL_TEXT not in printed + page


ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ ['']|map(attribute='__class__')|list|first }}",
    "{{ ['']|map('attr', '__class__')|list|first }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner }}{{ dict() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__self__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{{ document.__class__ }}",
    "{{ document.__slots__ }}",
    "{{ document.__init__.__globals__ }}",
    "{{ document.sections.__class__ }}",
    "{{ document.sections.count.__self__ }}",
    "{{ links.get.__self__ }}",
    "{{ links.update({}) }}",
    "{{ blocks.line.__globals__ }}",
    "{{ blocks.__dict__ }}",
    "{{ '{0.__class__}'.format(document) }}",
    "{{ '{0.__class__}'.format_map({}) }}",
    "{{ '%s' | format(document) }}",
    "{{ '%s' % document }}",
    "{{ '{:>9999999999}'.format(1) }}",
    "{{ document }}",
    "{{ document.sections[0] }}",
    "{{ [document] | map('string') | list | first }}",
    "{{ [document] | join }}",
    "{{ '' ~ document }}",
    "{{ '' ~ [document] }}",
    "{{ ['', ''] | join(document) }}",
    "{{ document | upper }}",
    "{% macro m() %}{{ varargs[0] }}{% endmacro %}{{ m(document) }}",
    "{% filter upper %}{{ document }}{% endfilter %}",
    "{{ document.sections[0].kind.__class__ }}",
    "{% autoescape false %}{{ document.plan }}{% endautoescape %}",
    "{{ document.plan | safe }}",
    "{{ document.plan | xmlattr }}",
    "{{ [].append(1) }}",
    "{% do x %}",
    "{% include '/etc/passwd' %}",
    "{% include '../secret.txt' %}",
    "{% include '../../secret.txt' %}",
    "{% include '..\\\\secret.txt' %}",
    "{% include 'C:\\\\secret.txt' %}",
    "{% include 'absent.html.j2' %}",
    "{% import '../secret.txt' as x %}",
    "{% extends '/etc/passwd' %}",
    "{% from 'absent' import x %}",
    "{{ absent }}",
    "{{ document.absent }}",
    "{{ 1 / 0 }}",
    "{{ 1 + '' }}",
    "{% if %}",
    "{{",
]


@pytest.mark.parametrize("template", ESCAPES, ids=lambda text: text[:60])
def test_nothing_runs_and_nothing_is_read(home, refuse, template, monkeypatch):
    monkeypatch.chdir(home)
    assert "internal_note: 担当は" in (SMALL_PLAN / "evaluations/2026/01.yaml").read_text("utf-8")
    message = refuse(f"first\n{template}\n")
    assert "top secret" not in message
    assert "担当は来年度" not in message
    assert not (home / "ran").exists()


@pytest.mark.parametrize("command", ["report", "export", "publish"])
def test_a_template_that_cannot_be_used_stops_the_command(home, command):
    for name in ("annual.html.j2", "site/layout.html.j2"):
        (home / "templates" / name).write_text("{{ ''.__class__ }}", "utf-8")
    demo = Path(__file__).parents[2] / "examples/demo/data"
    shutil.copytree(demo, home / "demo")
    data = ("--data", home / "demo", "-o", home / "out")
    arguments = {
        "report": ("report", "--year", "2023", "--kind", "annual", *data),
        "export": ("export", "--format", "site", *data),
        "publish": ("publish", "2023", "--no-pdf", *data),
    }
    code, printed = taikou(*arguments[command])
    assert code == 2
    assert "ひな形「templates/" in printed
    assert "直し方" in printed
    assert not (home / "out").exists()


def test_place_of_a_fault_is_named(home):
    (home / "templates/part.html.j2").write_text("\n\n{{ document.absent }}\n", "utf-8")
    _, printed, _ = _report(home, "a\nb\n{% include 'part.html.j2' %}")
    assert "「templates/part.html.j2:3」" in printed
    _, printed, _ = _report(home, "a\n{{ x\n}} {{ }}")
    assert re.search(r"「templates/annual.html.j2:[23]」", printed)


ENDLESS = [
    "{% for i in range(10**9) %}{% endfor %}",
    "{% for i in range(1000000000) %}{% endfor %}",
    "{{ 'a' * 10000000000 }}",
    "{{ 10000000000 * 'a' }}",
    "{{ [1] * 10000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'x' | center(10000000000) }}",
    "{{ 'x' | indent(10000000000) }}",
    "{{ 'x'.zfill(10000000000) }}",
    "{{ 'x'.ljust(10000000000) }}",
    "{{ lipsum(n=1000000) }}",
    "{{ 'x' | replace('', 'x' ) }}",
    "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = [n.s, n.s] | join %}"
    "{% endfor %}",
    "{% set n = namespace(s='%') %}{% for i in range(99) %}{% set n.s = n.s | urlencode %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}",
    "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s %}{{ n.s }}{{ n.s }}"
    "{% endset %}{% endfor %}",
    "{% set n = namespace(i=3) %}{% for i in range(99999) %}{% set n.i = n.i * n.i %}{% endfor %}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(90) }}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% include 'annual.html.j2' %}",
    "{% if d is undefined %}{% set d = 0 %}{% endif %}{% if d < 90 %}{% set d = d + 1 %}"
    "{% include 'annual.html.j2' %}{% include 'annual.html.j2' %}{% endif %}",
    "{% for i in [[]] recursive %}{{ loop([i, i]) }}{% endfor %}",
    "{% extends 'annual.html.j2' %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "{% for i in [1] %}" * 40 + "{% endfor %}" * 40,
    "{{ " + "-" * 20000 + "1 }}",
    "{% set x = range(99999) | map('default', 'x' ~ document.plan) | map('upper') | list %}" * 60,
    # To compare, to hash or to show what holds itself twice, sixty times over, takes for ever.
    *(
        "{% set n = namespace(a=[1], b=[1]) %}{% macro keep() %}{% set n.a = varargs %}{% endmacro %}"
        f"{{% for i in range(60) %}}{twice}{{% endfor %}}{end}"
        for twice, end in (
            (
                "{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}",
                "{% if n.a == n.b %}{% endif %}",
            ),
            ("{% set n.a = [n.a, n.a] %}", "{{ {}[n.a] }}"),
            ("{% set n.a = (n.a, n.a) %}", "{{ {n.a: 1} | length }}"),
            ("{% set n.a = {1: n.a, 2: n.a} %}", "{{ {}[n.a] }}"),
            ("{{ keep(n.a, n.a) }}", "{{ {}[n.a] }}"),
            ("{% set n.a = [0, 0] | map('default', n.a, true) | list %}", "{{ {}[n.a] }}"),
        )
    ),
    # What is copied, compared or put in order many times is small, but not all of it together.
    *(
        "{% set n = namespace(s='F') %}{% for i in range(19) %}{% set n.s = n.s ~ n.s %}{% endfor %}"
        "{% set n.l = [''] %}{% for i in range(12) %}{% set n.l = n.l + n.l %}{% endfor %}" + end
        for end in (
            "{{ n.l | map('default', n.s, true) | join | length }}",
            "{{ n.l | map('default', n.s, true) | sort | length }}",
            "{{ n.l | map('default', n.s, true) | unique | list | length }}",
            "{{ n.l | map('default', n.s, true) | select('eq', n.s ~ '') | list | length }}",
            "{{ [n.s, n.s] | join | length }}",
            "{{ (n.s | int(base=16)) // (n.s[1000:] | int(base=16)) }}",
            "{{ range(99999) | select('in', range(9999) | list) | list | length }}",
            "".join(f"{{% set a{number} = n.s[{number}:] %}}" for number in range(9)),
        )
    ),
]


@pytest.mark.parametrize("template", ENDLESS, ids=lambda text: text[:60])
def test_nothing_hangs_or_fills_the_memory(refuse, template, monkeypatch):
    monkeypatch.setattr(template_room, "MOST_SECONDS", 0.15)
    monkeypatch.setattr(template_room, "MOST_CHARACTERS", 1_000_000)
    begin = time.monotonic()
    refuse(template)
    assert time.monotonic() - begin < 20


def test_pages_share_their_time(home, document, monkeypatch):
    """A website has a page for each item: a minute for each of them would be a day for all."""
    monkeypatch.setattr(template_room, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(template_room, "SECONDS_OF_PAGE", 0.001)
    slow = "{% for i in range(9999) %}{% endfor %}"
    (home / "templates/annual.html.j2").write_text(slow, "utf-8")
    writer = HtmlWriter(FolderTree(home / "templates"))
    writer.write(document)
    with pytest.raises(TaikouError, match="時間がかかりすぎます"):
        [writer.write(document) for _ in range(1_000)]


def test_endless_template_of_a_pdf_is_ended(home, monkeypatch):
    """Typst computes without a look at the clock, and nothing inside the process can stop it."""
    pytest.importorskip("typst")
    monkeypatch.setattr(typst_writer, "MOST_SECONDS", 4)
    endless = "#let write(data) = { let n = 0; for i in range(99999) { for j in range(99999) { n += j } } }"
    (home / "templates/report.typ").write_text(endless, "utf-8")
    options = ("--kind", "annual", "--year", "2026", "--format", "pdf", "--data", home / "data")
    begin = time.monotonic()
    code, printed = taikou("report", *options, "-o", home / "out")
    assert time.monotonic() - begin < 30
    assert (code, "4秒より長く" in printed, "docs/templates.md" in printed) == (2, True, True), (
        printed
    )
    assert multiprocessing.active_children() == []


LINKS = ["../secret.txt", "/etc/passwd", "../data/plan.yaml"]


@pytest.mark.parametrize("target", LINKS)
def test_a_link_among_the_templates_is_not_followed(home, target):
    (home / "templates/annual.html.j2").symlink_to(target)
    options = ("--kind", "annual", "--year", "2026", "--format", "html", "--data", home / "data")
    code, printed = taikou("report", *options, "-o", home / "out")
    assert (code, "通常のファイルではありません" in printed) == (2, True)
    shutil.rmtree(home / "templates")
    (home / "templates").mkdir()
    (home / "elsewhere").mkdir()
    (home / "elsewhere/x.html.j2").write_text("x", "utf-8")
    (home / "templates/folder").symlink_to(home / "elsewhere")
    code, printed, _ = _report(home, "{% include 'folder/x.html.j2' %}")
    assert (code, "通常のファイルではありません" in printed) == (2, True)


def test_a_folder_of_templates_that_is_a_link_is_not_followed(home):
    """It could lead to the repository itself, with git's keys and the internal notes in it."""
    shutil.rmtree(home / "templates")
    (home / "templates").symlink_to(".")
    (home / "annual.html.j2").write_text("{% include 'data/evaluations/2026/01.yaml' %}", "utf-8")
    options = ("--kind", "annual", "--year", "2026", "--format", "html", "--data", home / "data")
    code, printed = taikou("report", *options, "-o", home / "out")
    assert (code, "リンク" in printed) == (2, True)
    assert not (home / "out").exists()


@pytest.mark.parametrize(
    ("content", "word"), [(b"\xff\xfe\x00", "UTF-8"), (b"x" * 300_000, "大きすぎます")]
)
def test_a_file_that_is_no_template_is_refused(home, content, word):
    (home / "templates/annual.html.j2").write_bytes(content)
    options = ("--kind", "annual", "--year", "2026", "--format", "html", "--data", home / "data")
    code, printed = taikou("report", *options, "-o", home / "out")
    assert (code, word in printed) == (2, True)


@pytest.mark.parametrize("path", ["/etc/passwd", "/data/plan.yaml", "../data/plan.yaml"])
def test_typst_template_of_a_plan_reads_no_file_beside_it(home, monkeypatch, path):
    pytest.importorskip("typst")
    monkeypatch.chdir(home)
    template = f'#let write(data) = {{ set document(title: "a"); read("{path}") }}'
    (home / "templates/report.typ").write_text(template, "utf-8")
    options = ("--kind", "annual", "--year", "2026", "--format", "pdf", "--data", home / "data")
    code, printed = taikou("report", *options, "-o", home / "out")
    assert (code, "PDFを作れませんでした" in printed) == (2, True), printed

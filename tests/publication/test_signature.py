"""A bundle's list can be signed by an SSH key; whoever has the list of signers checks it offline."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.bundle import MANIFEST, build_zip
from tests.publication.forging import mend

OFFICE = "kouho@pref.example.lg.jp"
EDITION = "publication-2020"
SIGNATURE = f"{EDITION}.{MANIFEST}.sig"

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")


def make_key(path):
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "x", "-f", str(path)]
    subprocess.run(command, check=True)
    return " ".join(path.with_suffix(".pub").read_text().split()[:2])


def publish(plan, folder, *more):
    data = folder / "data"
    shutil.copytree(plan, data)
    command = ["publish", "2020", "-o", str(folder / "out"), "--date", "2021-10-01", "--no-pdf"]
    return run([*command, "--data", str(data), *more])


@pytest.fixture(scope="module")
def signed(decided, tmp_path_factory):
    """Give a folder with a bundle, its signature, and the list of those who may sign."""
    folder = tmp_path_factory.mktemp("signed")
    public = make_key(folder / "key")
    assert publish(decided, folder, "--sign", str(folder / "key")) == 0
    (folder / "out/signers").write_text(f"{OFFICE} {public}\n")
    return folder / "out"


@pytest.fixture
def out(signed, tmp_path):
    return Path(shutil.copytree(signed, tmp_path / "out"))


def verify(out, *more, bundle=f"{EDITION}.zip"):
    return run(["verify", str(out / bundle), "--allowed-signers", str(out / "signers"), *more])


def limit(out, options):
    """Put options before the key in the list of signers."""
    path = out / "signers"
    path.write_text(path.read_text().replace(f"{OFFICE} ", f"{OFFICE} {options} "))


def test_signature_names_the_signer_and_leaves_the_bundle_as_it_is(decided, out, tmp_path, capsys):
    assert verify(out) == 0
    assert f"署名： {OFFICE}\n" in capsys.readouterr().out
    assert publish(decided, tmp_path) == 0
    name = f"{EDITION}.zip"
    assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes()


def test_unpacked_bundle_is_checked_too(out, capsys):
    with zipfile.ZipFile(out / f"{EDITION}.zip") as archive:
        archive.extractall(out / EDITION)
    assert verify(out, bundle=EDITION) == 0
    assert OFFICE in capsys.readouterr().out


def test_list_made_to_fit_is_found(out, capsys):
    bundle = out / f"{EDITION}.zip"
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    bundle.write_bytes(build_zip(mend(files | {"site/true.html": b"<p>x</p>"})))
    assert run(["verify", str(bundle)]) == 0
    assert verify(out) == 1
    printed = capsys.readouterr().out
    assert f"{SIGNATURE}」は、MANIFEST.json に対する" in printed
    assert "署名： " not in printed.partition("一致しません")[2]


def sign_by_another(out):
    make_key(out / "other")
    with zipfile.ZipFile(out / f"{EDITION}.zip") as archive:
        manifest = archive.read(MANIFEST)
    sign(out, out / "other", "taikou", manifest)


def sign_as_a_commit(out):
    with zipfile.ZipFile(out / f"{EDITION}.zip") as archive:
        sign(out, out.parent / "key", "git", archive.read(MANIFEST))


def sign(out, key, namespace, content):
    command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", namespace]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    (out / SIGNATURE).write_bytes(done.stdout)


@pytest.mark.parametrize(
    "alter",
    [
        sign_by_another,
        sign_as_a_commit,
        lambda out: limit(out, 'valid-after="20220101"'),
        lambda out: limit(out, 'valid-before="20210101"'),
        lambda out: limit(out, 'namespaces="git"'),
        lambda out: (out / "signers").write_text(""),
        lambda out: (out / SIGNATURE).write_bytes(b"\xff\x00"),
    ],
)
def test_signature_that_does_not_hold_is_a_finding(signed, out, alter, capsys):
    shutil.copy(signed.parent / "key", out.parent / "key")
    alter(out)
    assert verify(out) == 1
    assert "の署名ではありません" in capsys.readouterr().out


@pytest.mark.parametrize(
    "alter",
    [
        # The key has run out since the publication.
        lambda out: limit(out, 'valid-before="20211201",namespaces="taikou,git"'),
        # As Windows writes it.
        lambda out: (out / "signers").write_bytes(
            b"\xef\xbb\xbf" + (out / "signers").read_bytes().replace(b"\n", b"\r\n")
        ),
    ],
)
def test_signature_holds_as_of_the_publication(out, alter):
    alter(out)
    assert verify(out) == 0


def test_what_cannot_be_checked_is_said(out, capsys, monkeypatch):
    assert run(["verify", str(out / f"{EDITION}.zip")]) == 0
    assert "署名： 確かめていません" in capsys.readouterr().out
    monkeypatch.setenv("PATH", "")
    assert verify(out) == 2
    assert "ssh-keygen が見つからない" in capsys.readouterr().err
    monkeypatch.undo()
    (out / SIGNATURE).unlink()
    assert verify(out) == 2
    assert f"署名「{SIGNATURE}」がありません" in capsys.readouterr().err


def test_without_a_key_nothing_is_published(decided, tmp_path, capsys):
    (tmp_path / "words").write_text("no key")
    assert publish(decided, tmp_path, "--sign", str(tmp_path / "words")) == 2
    assert "で署名できませんでした" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "data/publications/2020.yaml").exists()


def test_edition_that_a_newer_one_takes_the_place_of_is_kept_with_its_signature(signed, tmp_path):
    folder = Path(shutil.copytree(signed.parent, tmp_path / "folder"))
    first = {name: (folder / "out" / name).read_bytes() for name in (f"{EDITION}.zip", SIGNATURE)}
    command = ["publish", "2020", "-o", str(folder / "out"), "--date", "2021-11-01", "--no-pdf"]
    assert run([*command, "--why", "体裁", "--data", str(folder / "data")]) == 0
    kept = "plan2017_FY2020_edition1"
    assert (folder / "out" / f"{kept}.zip").read_bytes() == first[f"{EDITION}.zip"]
    assert (folder / "out" / f"{kept}.{MANIFEST}.sig").read_bytes() == first[SIGNATURE]
    assert verify(folder / "out", bundle=f"{kept}.zip") == 0
    # It would say of the newer bundle, which nobody has signed, that it was altered.
    assert not (folder / "out" / SIGNATURE).exists()
    assert (folder / "out" / f"{EDITION}.zip").read_bytes() != first[f"{EDITION}.zip"]

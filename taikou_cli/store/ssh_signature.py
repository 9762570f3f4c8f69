"""Signatures by SSH keys, as git uses them: made and checked by `ssh-keygen`, without a network."""

import os
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from taikou_cli.base.errors import TaikouError

NAMESPACE = "taikou"
"""What a signature is for: one that was given for something else, such as a commit, is none."""

_BOM = b"\xef\xbb\xbf"


class SignatureError(TaikouError):
    """`ssh-keygen` is missing, or does not sign."""


def sign(content: bytes, key: Path) -> bytes:
    """Sign bytes; the same key gives the same signature if it is an Ed25519 key.

    Args:
        content: What is signed.
        key: The file of the private key, or of the public key of one that the agent keeps.

    Raises:
        SignatureError: There is no `ssh-keygen`, or it does not take the key.
    """
    if not key.is_file():
        raise SignatureError(
            f"署名の鍵「{key}」が見つかりません。", "SSH の鍵のファイルを指定してください。"
        )
    done = _run(["sign", "-f", str(key), "-n", NAMESPACE], content)
    if done.returncode:
        raise SignatureError(
            f"鍵「{key}」で署名できませんでした（{_last_line(done.stderr)}）。",
            "「ssh-keygen -Y sign」で使える鍵か、合言葉が正しいかを確かめてください。",
        )
    return done.stdout


def find_signer(content: bytes, signature: bytes, signers: bytes, day: date) -> str | None:
    """Give who signed: the name that stands beside the key in a list; None if nobody of it did.

    Args:
        content: What is signed.
        signature: The signature.
        signers: The list of those who may sign, as `ssh-keygen` reads it (ALLOWED SIGNERS).
        day: The day on which their keys must have been valid.

    Raises:
        SignatureError: There is no `ssh-keygen`.
    """
    with TemporaryDirectory() as folder:
        sealed, listed = Path(folder, "signature"), Path(folder, "signers")
        sealed.write_bytes(signature)
        listed.write_bytes(signers.removeprefix(_BOM))  # Notepad writes it, and no line would match
        given = ["-f", str(listed), "-s", str(sealed), f"-Overify-time={day:%Y%m%d}1200"]
        found = _run(["find-principals", *given], b"")
        names = found.stdout.decode("utf-8", "replace").splitlines()
        for name in names if not found.returncode else ():
            if not _run(["verify", *given, "-n", NAMESPACE, "-I", name], content).returncode:
                return name
    return None


def _run(arguments: Sequence[str], given: bytes) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603
            ["ssh-keygen", "-Y", *arguments],  # noqa: S607
            input=given,
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise SignatureError(
            "ssh-keygen が見つからないので、署名を扱えません。",
            "OpenSSH（8.9以上。Windows では「オプション機能」の OpenSSH クライアント）を入れてください。",
        ) from error


def _last_line(complaint: bytes) -> str:
    return (complaint.decode("utf-8", "replace").strip().splitlines() or ["理由は不明です"])[-1]

"""Follows docs/offline.md to the letter: gathers the wheels, and installs them where no network is.

Run it as `python bench/offline.py`. It needs an index of packages for the first half, and Linux
for the second, which runs in a network namespace of its own: nothing leads out of it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/offline.md").read_text(encoding="utf-8")
NAMESPACES = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])
NO_WAY_OUT = """
import errno, socket
assert {name for _, name in socket.if_nameindex()} <= {"lo"}, socket.if_nameindex()
try:
    socket.create_connection(("192.0.2.1", 443), timeout=5)
except OSError as error:
    assert error.errno == errno.ENETUNREACH, error
"""


def run(what: str, command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run a command and show it; end with its output if it fails."""
    print(f"$ {what}", flush=True)
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if ended.returncode:
        told = (ended.stdout + ended.stderr).decode("utf-8", "replace")
        raise SystemExit(f"{told}\nfailed with {ended.returncode}: {what}")


def find_namespace() -> list[str] | None:
    """Give the command that runs another one without a network; None where there is none."""
    if shutil.which("unshare"):
        for command in NAMESPACES:
            if not subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
                return command
    return None


def read_page() -> tuple[str, str, list[str]]:
    """Give the commands of the page: to gather, to install, and what can then be tried."""
    gather, install = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    (sentence,) = re.findall(r"できた `例` フォルダーで(.*)を試せます", PAGE)
    return gather, install, re.findall(r"`([^`]+)`", sentence)


def copy_checkout(folder: Path) -> None:
    """Copy the files that git knows, or would know: no environment, nothing that was built."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, folder / name)


def check_wheels(folder: Path) -> None:
    """Hold that every wheel has the version that is tested, and say how many there are."""
    pinned = {
        re.sub(r"[-_.]+", "_", name).lower(): version
        for name, _, version in (
            line.partition("==")
            for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        )
        if version
    }
    wheels = sorted(folder.glob("*.whl"))
    for wheel in wheels:
        name, version = wheel.name.split("-")[:2]
        if name != "taikou" and pinned.get(re.sub(r"[-_.]+", "_", name).lower()) != version:
            raise SystemExit(f"constraints.txt does not name {wheel.name}")
    size = sum(wheel.stat().st_size for wheel in wheels)
    print(f"{len(wheels)} wheels, {size / 1e6:.0f} MB", flush=True)


def main() -> None:
    """Follow the page."""
    namespace = find_namespace()
    if namespace is None:
        print("NOT TRIED: no network namespace can be made here (unshare --net)")
        return
    gather, install, trials = read_page()
    with tempfile.TemporaryDirectory() as name:
        online, offline = Path(name, "online"), Path(name, "offline")
        copy_checkout(online)
        run(gather.strip(), ["bash", "-euc", gather], online, dict(os.environ))
        check_wheels(online / "wheels")
        offline.mkdir()
        (online / "wheels").rename(offline / "wheels")
        shutil.rmtree(online)
        # Neither what pip kept nor where it looks otherwise may help.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
        environment |= {"HOME": name, "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
        run("(no way out)", [*namespace, sys.executable, "-c", NO_WAY_OUT], offline, environment)
        run(install.strip(), [*namespace, "bash", "-euc", install], offline, environment)
        environment["PATH"] = f"{offline / '.venv/bin'}{os.pathsep}{environment['PATH']}"
        for line in trials:
            run(line, [*namespace, "bash", "-euc", line], offline / "例", environment)


if __name__ == "__main__":
    main()

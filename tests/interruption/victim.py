"""Runs command lines that go wrong: a warm process that forks a child for each, and tells its end.

It reads jobs as lines of JSON and answers each with one. A fault strikes when the child is about
to change a file below its folder for the n-th time: to make, rename, link, remove or truncate
one, or to bring one to disk.
"""

import contextlib
import gc
import json
import os
import signal
import sys
from pathlib import Path

CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "os.truncate"}


class Fault:
    """What happens at the n-th change.

    Args:
        job: `kind` is kill, interrupt, edit or a number of `errno`; `at` is n, 0 for never; `folder` is watched;
            `edited` is the file that `edit` writes to, and `text` what it adds.
        tell: Called with the name of the change when it happens.
    """

    def __init__(self, job, tell):
        self.kind, self.at, self.steps = job["kind"], job["at"], 0
        self.folder = os.path.realpath(job["folder"])
        self.job = job
        self.tell = tell
        self.real_fsync = os.fsync

    def install(self):
        os.fsync = self.fsync
        sys.addaudithook(self.listen)

    def listen(self, event, arguments):
        if event == "open":
            path, mode, flags = arguments
            is_change = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if mode is None else False
        else:
            path, is_change = arguments[0] if arguments else None, event in CHANGES
            is_change = is_change and not (event == "os.mkdir" and Path(path).exists())
        if is_change and isinstance(path, str | Path) and str(path).startswith(self.folder):
            self.step(event, path)

    def fsync(self, handle):
        self.step("os.fsync", None, handle)
        self.real_fsync(handle)

    def step(self, event, path, handle=None):
        self.steps += 1
        if self.steps == self.at:
            self.tell(event)
            self.strike(path, handle)

    def strike(self, path, handle):
        if self.kind == "kill":
            if handle is not None:  # in the middle of writing
                os.truncate(handle, os.fstat(handle).st_size // 2)
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.kind == "interrupt":
            raise KeyboardInterrupt
        elif self.kind == "edit":
            with Path(self.job["edited"]).open("ab") as file:
                file.write(self.job["text"].encode())
        else:
            raise OSError(self.kind, os.strerror(self.kind), str(path or "?"))


def live(job, tell):
    """Be the child: run the command line and give its exit code."""
    from taikou_cli.cli.main import run

    os.chdir(job["folder"])
    out = os.open(job["told"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr.reconfigure(encoding="utf-8")
    fault = Fault(job, tell)
    fault.install()
    try:
        code = run(job["command"])
        tell(str(fault.steps))
        return code
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError):
                stream.flush()


def answer(job):
    """Fork a child for a job and describe its end."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = live(job, lambda text: os.write(writer, f"{text}\n".encode()))
        except BaseException as error:  # noqa: BLE001 - what a user would see as a traceback
            os.write(2, f"Traceback: {error!r}".encode())
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader, encoding="ascii") as file:
        told = file.read().split()
    _, status = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(status), "told": told}


def warm_up():
    """Import what the commands import, so that no child has to."""
    from importlib import import_module
    from pkgutil import walk_packages

    import taikou_cli

    for module in walk_packages(taikou_cli.__path__, "taikou_cli."):
        if not module.name.endswith(("__main__", ".pdf", ".parquet", ".fonts")):
            import_module(module.name)
    for name in (
        "rich.table",
        "rich.progress",
        "openpyxl.styles",
        "openpyxl.worksheet.datavalidation",
    ):
        import_module(name)
    gc.disable()  # as the command itself does: a child would copy all memory to look at it
    gc.freeze()


if __name__ == "__main__":
    warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()

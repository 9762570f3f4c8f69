"""What a browser asks: read once, bounded, and of plain values."""

from collections.abc import Mapping
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from taikou_cli.forms.excel.package_guard import MAX_FILE_SIZE

LARGEST_BODY = MAX_FILE_SIZE + 1_000_000
"""Bytes of the largest request: one workbook of the largest size, or many of the usual one."""

_MOST_FIELDS = 5_000
_MOST_FILES = 200


class Upload(NamedTuple):
    """A file that came along; its name is a name to be shown, never a path."""

    name: str
    content: bytes


class Asked(NamedTuple):
    """A request.

    Attributes:
        path: The parts of the address that the route names.
        query: What stands after the question mark.
        form: The fields of the form, in their order.
        uploads: The files.
    """

    path: Mapping[str, str]
    query: Mapping[str, str]
    form: tuple[tuple[str, str], ...] = ()
    uploads: tuple[Upload, ...] = ()

    def field(self, name: str) -> str:
        """Give the one value of a field; empty if it did not come."""
        return next((value for key, value in self.form if key == name), "").strip()

    def number(self, name: str) -> int:
        """Give a number of the address; the route lets nothing but digits through."""
        return int(self.path[name])


class _InMemory(MultiPartParser):
    """Keeps files in memory: nothing that comes in is written to the disk by the way."""

    spool_max_size = LARGEST_BODY


async def read_request(request: Request) -> Asked:
    """Read a request whose body is bounded already.

    Raises:
        HTTPException: The body is no form.
    """
    path = {key: str(value) for key, value in request.path_params.items()}
    asked = Asked(path, dict(request.query_params))
    if request.method in {"GET", "HEAD"}:
        return asked
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await _read_parts(request)
    else:
        form = [
            (key, value)
            for key, value in (await request.form(max_fields=_MOST_FIELDS)).multi_items()
        ]
    fields = tuple((key, _one_way(value)) for key, value in form if isinstance(value, str))
    uploads = [await _read_upload(value) for _, value in form if isinstance(value, UploadFile)]
    return asked._replace(form=fields, uploads=tuple(one for one in uploads if one.name))


async def _read_upload(file: UploadFile) -> Upload:
    try:
        return Upload(file.filename or "", await file.read())
    finally:
        await file.close()


async def _read_parts(request: Request) -> list[tuple[str, str | UploadFile]]:
    parser = _InMemory(
        request.headers, request.stream(), max_files=_MOST_FILES, max_fields=_MOST_FIELDS
    )
    try:
        return (await parser.parse()).multi_items()
    except MultiPartException as error:
        raise HTTPException(400) from error


def _one_way(text: str) -> str:
    """Browsers end lines as Windows does, whatever the system."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

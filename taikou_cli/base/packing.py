"""Zips of the same bytes for the same content: of publications, workbooks and documents.

What zlib makes of a file differs between its builds (zlib-ng of Windows and Fedora, zlib
elsewhere), so the standard library cannot be asked. libdeflate gives the same on all processors,
and one version of it comes with each version of this program.
"""

import zlib
from collections.abc import Mapping
from struct import Struct

from deflate import deflate_compress

_LEVEL = 6  # a hundredth larger than the highest that does not take its time
_STORED, _DEFLATED = 0, 8
_VERSION = 20  # of the format: 2.0, which knows these two methods
_MADE_BY = bytes((_VERSION, 3))  # on Unix, wherever it is made
_MODE = 0o644 << 16
_UTF_8 = 0x800
_NO_TIME, _NO_DAY = 0, 0x21  # 1980-01-01: a real time would make every zip another
# How both accounts of a member end alike: from the version on to the length of the extra field.
_MEMBER = Struct("<HHHHHIIIHH")
_MORE = Struct("<HHHII")
_END = Struct("<4sHHHHIIH")


def pack_zip(files: Mapping[str, bytes]) -> bytes:
    """Put files into a zip, in their order; what does not become smaller is stored as it is.

    Args:
        files: The contents by their paths, with slashes.
    """
    members, listing, size = [], [], 0
    for path, content in files.items():
        name, body = path.encode("utf-8"), _shrink(content)
        about = _describe(name, content, body)
        more = _MORE.pack(0, 0, 0, _MODE, size)
        members.append(b"".join((b"PK\x03\x04", about, name, body)))
        listing.append(b"".join((b"PK\x01\x02", _MADE_BY, about, more, name)))
        size += len(members[-1])
    entries = b"".join(listing)
    count = len(listing)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), size, 0)
    return b"".join((*members, entries, end))


def _shrink(content: bytes) -> bytes:
    packed = bytes(deflate_compress(content, _LEVEL))
    return packed if len(packed) < len(content) else content


def _describe(name: bytes, content: bytes, body: bytes) -> bytes:
    return _MEMBER.pack(
        _VERSION,
        0 if name.isascii() else _UTF_8,
        _STORED if body is content else _DEFLATED,
        _NO_TIME,
        _NO_DAY,
        zlib.crc32(content),
        len(body),
        len(content),
        len(name),
        0,
    )

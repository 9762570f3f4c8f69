"""Who may come in: the program's own pages, opened with the secret of this start, and nobody else."""

import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple

LOOPBACK = "127.0.0.1"
SAFE_METHODS = frozenset({"GET", "HEAD"})


class Gate(NamedTuple):
    """What this start is known by.

    Attributes:
        port: The port that it listens on.
        secret: What only the address that was printed knows.
    """

    port: int
    secret: str

    @property
    def host(self) -> str:
        """The one name by which pages are asked for: another one is another site."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def origin(self) -> str:
        """What a browser says of a form that stands on one of our pages."""
        return f"http://{self.host}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers send cookies to every port alike."""
        return f"taikou-{self.port}"

    @property
    def first_address(self) -> str:
        """The address that lets a browser in, to be opened once."""
        return f"{self.origin}/?key={self.secret}"

    @property
    def token(self) -> str:
        """What each of our forms brings along; it does not tell the secret."""
        return hmac.new(self.secret.encode(), b"form", "sha256").hexdigest()

    def is_key(self, given: str) -> bool:
        """Tell whether this is the secret."""
        return hmac.compare_digest(given.encode(), self.secret.encode())

    def is_token(self, given: str) -> bool:
        """Tell whether a form is one of this start."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    def is_addressed(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Tell whether the browser thinks that it speaks to us: a name that leads here does not do."""
        return _all(headers, b"host") == [self.host.encode()]

    def is_own_form(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Tell whether a request that writes comes from one of our pages."""
        headers = list(headers)
        fetched_by = _all(headers, b"sec-fetch-site")
        return _all(headers, b"origin") == [self.origin.encode()] and fetched_by in (
            [],
            [b"same-origin"],
        )

    def is_known(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Tell whether the browser was let in before."""
        return any(self.is_key(value) for value in self._cookies(headers))

    def _cookies(self, headers: Iterable[tuple[bytes, bytes]]) -> Iterable[str]:
        for raw in _all(headers, b"cookie"):
            jar: SimpleCookie = SimpleCookie()
            try:
                jar.load(raw.decode("latin-1"))
            except CookieError:  # other programs on this machine may set what they want
                continue
            if self.cookie in jar:
                yield jar[self.cookie].value


def _all(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]

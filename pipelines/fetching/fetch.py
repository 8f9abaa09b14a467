"""Fetch one address: conditionally, within limits of size and time, with checked redirects and retries."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from pipelines.fetching.addresses import AddressRefused, Resolve, checked_address, resolve
from pipelines.formats.read import read_text
from pipelines.text.decoding import MAXIMUM_BYTES, UnreadableText
from pipelines.version import VERSION

USER_AGENT = f"xianzhi/{VERSION} (open dataset of local government documents)"
PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Statuses after which a later try may succeed."""
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may cost."""

    bytes: int = MAXIMUM_BYTES
    seconds: float = 60.0
    """For all of one try, however slowly it drips."""
    silence: float = 15.0
    """Seconds without a byte."""
    redirects: int = 5
    tries: int = 3
    pause: float = 2.0
    """Seconds before the second try; doubled before each further one."""
    longest_pause: float = 60.0
    """A server that asks for a longer pause is not waited for."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server said of the content it gave last, to be asked for changes only."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a fetch: ``new`` content, ``unchanged`` (304), or ``failed`` with the reason."""

    status: Literal["new", "unchanged", "failed"]
    content: bytes = b""
    reason: str = ""
    validators: Validators = field(default_factory=Validators)
    tries: int = 1


class _Failed(Exception):
    """A try that failed; ``again`` where another may succeed, after ``pause`` seconds where the server says so."""

    def __init__(self, reason: str, *, again: bool, pause: float | None = None) -> None:
        super().__init__(reason)
        self.again, self.pause = again, pause


class Fetcher:
    """Fetches addresses one after the other over one client."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        resolve: Resolve = resolve,
        private_allowed: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._resolve, self._private_allowed, self._sleep = resolve, private_allowed, sleep
        silence = httpx.Timeout(self.limits.silence)
        # Proxies of the environment would be asked to fetch what the address check refuses.
        self._client = httpx.Client(timeout=silence, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def fetch(self, url: str, validators: Validators | None = None) -> Answer:
        """Fetch ``url``, or learn that it did not change; never raises for what the network or the server does."""
        pause = self.limits.pause
        for number in range(1, self.limits.tries + 1):
            try:
                return self._try(url, validators or Validators(), number)
            except _Failed as error:
                asked = error.pause or 0.0
                if not error.again or number == self.limits.tries or asked > self.limits.longest_pause:
                    return Answer("failed", reason=str(error), tries=number)
                self._sleep(max(pause, asked))
                pause *= 2
        raise AssertionError("unreachable")

    def _try(self, url: str, validators: Validators, number: int) -> Answer:
        deadline = time.monotonic() + self.limits.seconds
        seen = {url}
        for _ in range(self.limits.redirects + 1):
            with self._opened(url, validators) as response:
                if response.status_code in MOVED:
                    url = self._next(url, response, seen)
                    seen.add(url)
                    continue
                return self._answer(response, validators, deadline, number)
        raise _Failed(f"more than {self.limits.redirects} redirects", again=False)

    def _opened(self, url: str, validators: Validators) -> _Response:
        try:
            address = checked_address(url, self._resolve, private_allowed=self._private_allowed)
        except AddressRefused as error:
            raise _Failed(str(error), again=False) from None
        except OSError as error:
            raise _Failed(f"{urlsplit(url).hostname} is not known ({error})", again=True) from None
        parts = urlsplit(url)
        host = f"[{address}]" if ":" in address else address
        place = f"{host}:{parts.port}" if parts.port else host
        headers = {
            "Host": parts.netloc,
            "User-Agent": USER_AGENT,
            "Accept": "text/plain, text/html, application/pdf, */*;q=0.5",
            "Accept-Encoding": "identity",
        }
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        request = self._client.build_request(
            "GET",
            urlunsplit((parts.scheme, place, parts.path or "/", parts.query, "")),
            headers=headers,
            extensions={"sni_hostname": parts.hostname},
        )
        return _Response(self._client, request)

    def _next(self, url: str, response: httpx.Response, seen: set[str]) -> str:
        target = response.headers.get("location")
        if not target:
            raise _Failed(f"status {response.status_code} without saying where to", again=False)
        moved = urljoin(url, str(target))
        if moved in seen:
            raise _Failed(f"redirected in a circle, back to {moved}", again=False)
        if urlsplit(url).scheme == "https" and urlsplit(moved).scheme == "http":
            raise _Failed(f"redirected from an encrypted to an open connection, {moved}", again=False)
        return moved

    def _answer(self, response: httpx.Response, validators: Validators, deadline: float, number: int) -> Answer:
        status = response.status_code
        if status == 304 and (validators.etag or validators.last_modified):
            return Answer("unchanged", validators=validators, tries=number)
        if status != 200:
            pause = _seconds(response.headers.get("retry-after"))
            raise _Failed(f"the server answers {status}", again=status in PASSING, pause=pause)
        content = self._content(response, deadline)
        try:
            read_text(content)
        except UnreadableText as error:
            raise _Failed(f"what came is no document: {error}", again=False) from None
        given = Validators(response.headers.get("etag"), response.headers.get("last-modified"))
        return Answer("new", content, validators=given, tries=number)

    def _content(self, response: httpx.Response, deadline: float) -> bytes:
        said = response.headers.get("content-length")
        expected = int(said) if said is not None and said.isdigit() else None
        if expected is not None and expected > self.limits.bytes:
            most = f"{self.limits.bytes:,}"
            raise _Failed(f"{expected:,} bytes are more than the {most} a document may have", again=False)
        content = bytearray()
        for piece in response.iter_raw():
            content += piece
            if len(content) > self.limits.bytes:
                raise _Failed(f"more than the {self.limits.bytes:,} bytes a document may have", again=False)
            if time.monotonic() > deadline:
                raise _Failed(f"not complete after {self.limits.seconds:g} seconds", again=True)
        if expected is not None and len(content) < expected:
            raise _Failed(f"cut off after {len(content):,} of {expected:,} bytes", again=True)
        return bytes(content)


class _Response:
    """A response that is streamed; the client's errors become :class:`_Failed`, also while it is read."""

    def __init__(self, client: httpx.Client, request: httpx.Request) -> None:
        self._client, self._request = client, request
        self._response: httpx.Response | None = None

    def __enter__(self) -> httpx.Response:
        try:
            self._response = self._client.send(self._request, stream=True)
        except httpx.HTTPError as error:
            raise _failed(error) from None
        return self._response

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._response is not None:
            self._response.close()
        if isinstance(error, httpx.HTTPError):
            raise _failed(error) from None


def _failed(error: httpx.HTTPError) -> _Failed:
    if isinstance(error, httpx.TimeoutException):
        return _Failed("the server is silent for too long", again=True)
    if isinstance(error, httpx.RemoteProtocolError):
        return _Failed(f"the connection broke: {error}", again=True)
    return _Failed(f"no connection: {error or type(error).__name__}", again=True)


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after is not None and retry_after.isdigit() else None

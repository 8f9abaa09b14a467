"""Fetch one address: conditionally, within limits of size and time, with checked redirects and retries."""

from __future__ import annotations

import asyncio
import contextlib
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
    """Fetches addresses one after the other."""

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

    def fetch(self, url: str, validators: Validators | None = None) -> Answer:
        """Fetch ``url``, or learn that it did not change; never raises for what the network or the server does."""
        pause = self.limits.pause
        for number in range(1, self.limits.tries + 1):
            try:
                return asyncio.run(self._within_time(url, validators or Validators(), number))
            except _Failed as error:
                asked = error.pause or 0.0
                if not error.again or number == self.limits.tries or asked > self.limits.longest_pause:
                    return Answer("failed", reason=str(error), tries=number)
                self._sleep(max(pause, asked))
                pause *= 2
        raise AssertionError("unreachable")

    async def _within_time(self, url: str, validators: Validators, number: int) -> Answer:
        """One try; all that can go wrong becomes :class:`_Failed`."""
        try:
            async with asyncio.timeout(self.limits.seconds):  # of the headers too, which may drip for hours
                return await self._try(url, validators, number)
        except TimeoutError:
            raise _Failed(f"not complete after {self.limits.seconds:g} seconds", again=True) from None
        except httpx.HTTPError as error:
            raise _failed(error) from None

    async def _try(self, url: str, validators: Validators, number: int) -> Answer:
        seen = {url}
        silence = httpx.Timeout(self.limits.silence)
        # Proxies of the environment would be asked to fetch what the address check refuses.
        async with httpx.AsyncClient(timeout=silence, follow_redirects=False, trust_env=False) as client:
            for _ in range(self.limits.redirects + 1):
                async with contextlib.aclosing(await self._opened(client, url, validators)) as response:
                    if response.status_code in MOVED:
                        url = self._next(url, response, seen)
                        seen.add(url)
                        continue
                    return await self._answer(response, validators, number)
        raise _Failed(f"more than {self.limits.redirects} redirects", again=False)

    async def _opened(self, client: httpx.AsyncClient, url: str, validators: Validators) -> httpx.Response:
        try:
            request = self._request(client, url, validators)
        except AddressRefused as error:
            raise _Failed(str(error), again=False) from None
        except OSError as error:
            raise _Failed(f"{urlsplit(url).hostname} is not known ({error})", again=True) from None
        except (ValueError, httpx.InvalidURL) as error:  # a host such as a..b
            raise _Failed(f"{url} is no address: {error}", again=False) from None
        return await client.send(request, stream=True)

    def _request(self, client: httpx.AsyncClient, url: str, validators: Validators) -> httpx.Request:
        """The request to the address that was checked, under the name it was checked for."""
        address = checked_address(url, self._resolve, private_allowed=self._private_allowed)
        parts = urlsplit(url)
        name = parts.hostname or ""
        name = f"[{name}]" if ":" in name else name.encode("idna").decode()  # 例子.测试
        host = f"[{address}]" if ":" in address else address
        place = f"{host}:{parts.port}" if parts.port else host
        headers = {
            "Host": f"{name}:{parts.port}" if parts.port else name,
            "User-Agent": USER_AGENT,
            "Accept": "text/plain, text/html, application/pdf, */*;q=0.5",
            "Accept-Encoding": "identity",
        }
        if validators.etag and validators.etag.isascii():
            headers["If-None-Match"] = validators.etag
        if validators.last_modified and validators.last_modified.isascii():
            headers["If-Modified-Since"] = validators.last_modified
        return client.build_request(
            "GET",
            urlunsplit((parts.scheme, place, parts.path or "/", parts.query, "")),
            headers=headers,
            extensions={"sni_hostname": name},
        )

    def _next(self, url: str, response: httpx.Response, seen: set[str]) -> str:
        target = response.headers.get("location")
        if not target:
            raise _Failed(f"status {response.status_code} without saying where to", again=False)
        try:
            moved = urljoin(url, str(target))
        except ValueError as error:  # http://[bad
            raise _Failed(f"redirected to {target}, which is no address: {error}", again=False) from None
        if moved in seen:
            raise _Failed(f"redirected in a circle, back to {moved}", again=False)
        if urlsplit(url).scheme == "https" and urlsplit(moved).scheme == "http":
            raise _Failed(f"redirected from an encrypted to an open connection, {moved}", again=False)
        return moved

    async def _answer(self, response: httpx.Response, validators: Validators, number: int) -> Answer:
        status = response.status_code
        if status == 304 and (validators.etag or validators.last_modified):
            return Answer("unchanged", validators=validators, tries=number)
        if status != 200:
            pause = _seconds(response.headers.get("retry-after"))
            raise _Failed(f"the server answers {status}", again=status in PASSING, pause=pause)
        content = await self._content(response)
        try:
            read_text(content)
        except UnreadableText as error:
            raise _Failed(f"what came is no document: {error}", again=False) from None
        given = Validators(response.headers.get("etag"), response.headers.get("last-modified"))
        return Answer("new", content, validators=given, tries=number)

    async def _content(self, response: httpx.Response) -> bytes:
        said = response.headers.get("content-length")
        expected = int(said) if said is not None and said.isdigit() else None
        if expected is not None and expected > self.limits.bytes:
            most = f"{self.limits.bytes:,}"
            raise _Failed(f"{expected:,} bytes are more than the {most} a document may have", again=False)
        content = bytearray()
        async for piece in response.aiter_bytes():  # unpacked, where a server packs what nobody asked it to
            content += piece
            if len(content) > self.limits.bytes:
                raise _Failed(f"more than the {self.limits.bytes:,} bytes a document may have", again=False)
        received = response.num_bytes_downloaded
        if expected is not None and received < expected:
            raise _Failed(f"cut off after {received:,} of {expected:,} bytes", again=True)
        return bytes(content)


def _failed(error: httpx.HTTPError) -> _Failed:
    if isinstance(error, httpx.TimeoutException):
        return _Failed("the server is silent for too long", again=True)
    if isinstance(error, httpx.RemoteProtocolError):
        return _Failed(f"the connection broke: {error}", again=True)
    return _Failed(f"no connection: {error or type(error).__name__}", again=True)


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after is not None and retry_after.isdigit() else None

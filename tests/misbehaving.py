"""A server that misbehaves, for the tests of fetching."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from pipelines.fetching.fetch import Fetcher, Limits

TEXT = "海州区2022年工作\n2022年，全区实现地区生产总值增长7.5%。\n".encode()
LIMITS = Limits(bytes=100_000, seconds=1.5, silence=0.6, redirects=3, tries=3, pause=0.01)


class Misbehaving(BaseHTTPRequestHandler):
    """Answers by the path asked for."""

    protocol_version = "HTTP/1.1"
    content = TEXT
    asked: ClassVar[Counter[str]] = Counter()
    headers_seen: ClassVar[dict[str, str]] = {}

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def give(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        kind = type(self)
        kind.asked[self.path] += 1
        kind.headers_seen = dict(self.headers.items())
        name = self.path.strip("/").partition("/")[0]
        try:
            getattr(self, f"do_{name}")()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_good(self) -> None:
        if self.headers.get("If-None-Match") == '"one"' and self.content == TEXT:
            self.give(b"", 304)
        else:
            self.give(self.content, ETag='"one"' if self.content == TEXT else '"two"')

    def do_dated(self) -> None:
        if self.headers.get("If-Modified-Since"):
            self.give(b"", 304)
        else:
            self.give(TEXT, Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")

    def do_missing(self) -> None:
        self.give(b"not here", 404)

    def do_busy(self) -> None:
        self.give(b"later", 503, Retry_After="1") if self.asked["/busy"] < 3 else self.give(TEXT)

    def do_busyforlong(self) -> None:
        self.give(b"tomorrow", 503, Retry_After="86400")

    def do_broken(self) -> None:
        self.give(b"", 500)

    def do_unasked304(self) -> None:
        self.give(b"", 304)

    def do_huge(self) -> None:
        self.give(b"x", length=10**10)

    def do_hugeunsaid(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"1000\r\n" + b"a" * 4096 + b"\r\n")

    def do_truncated(self) -> None:
        self.give(TEXT[:20], length=len(TEXT))
        self.close_connection = True

    def do_cutchunk(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"100\r\nabc")
        self.close_connection = True

    def do_silent(self) -> None:
        time.sleep(2)

    def do_dripping(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.1)

    def do_drippinghead(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            self.wfile.write(f"X-{number}: a\r\n".encode())
            self.wfile.flush()
            time.sleep(0.1)

    def do_badmoved(self) -> None:
        self.give(b"", 302, Location="http://[bad")

    def do_emptylabel(self) -> None:
        self.give(b"", 302, Location="http://a..b/")

    def do_packed(self) -> None:
        self.give(gzip.compress(TEXT), Content_Encoding="gzip")

    def do_oddtag(self) -> None:
        self.give(TEXT, ETag='"é"')

    def do_gone(self) -> None:
        self.give("<html><body>您访问的页面不存在</body></html>".encode())

    def do_encoding(self) -> None:
        self.give("連雲港市海州區的工作".encode("big5") * 50, Content_Type="text/plain; charset=utf-8")

    def do_empty(self) -> None:
        self.give(b"")

    def do_gb(self) -> None:
        self.give(
            ("海州区政府工作报告，全区建设发展。" * 20).encode("gb18030"), Content_Type="text/plain; charset=utf-8"
        )

    def do_circle(self) -> None:
        self.give(b"", 302, Location="/circle/2" if self.path == "/circle" else "/circle")

    def do_far(self) -> None:
        number = int(self.path.rpartition("/")[2])
        self.give(b"", 302, Location=f"/far/{number + 1}")

    def do_moved(self) -> None:
        self.give(b"", 301, Location="/good")

    def do_inside(self) -> None:
        self.give(b"", 302, Location="http://internal.example/good")

    def do_file(self) -> None:
        self.give(b"", 302, Location="file:///etc/passwd")

    def do_nowhere(self) -> None:
        self.give(b"", 302)


@contextmanager
def serving() -> Iterator[str]:
    """A server that misbehaves by path; gives its address, under a name that :func:`resolve` leads to it."""
    Misbehaving.asked, Misbehaving.content = Counter(), TEXT
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://example.org:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


def resolve(host: str, port: int) -> list[str]:
    """Every name leads to the server of the test."""
    return ["127.0.0.1"]


def patient_fetcher() -> Fetcher:
    """A fetcher that reaches the server, and does not really wait before it tries again."""
    return Fetcher(LIMITS, resolve=resolve, private_allowed=True, sleep=lambda seconds: None)

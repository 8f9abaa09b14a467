"""Fetching from a server that misbehaves: what is kept, what is tried again, what is refused."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from pipelines.command_line import main
from pipelines.fetching.addresses import AddressRefused, checked_address, is_public
from pipelines.fetching.fetch import Fetcher, Limits, Validators
from pipelines.fetching.received import Received
from pipelines.fetching.sources import fetch_sources
from pipelines.sources import read_sources

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


@pytest.fixture
def server() -> Iterator[str]:
    Misbehaving.asked, Misbehaving.content = Counter(), TEXT
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://example.org:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


def resolve(host: str, port: int) -> list[str]:
    """Every name leads to the server of the test."""
    return ["127.0.0.1"]


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(LIMITS, resolve=resolve, private_allowed=True, sleep=lambda seconds: None)


def test_a_document_is_fetched_as_received(server: str, fetcher: Fetcher) -> None:
    answer = fetcher.fetch(f"{server}/good")
    assert (answer.status, answer.content, answer.validators.etag) == ("new", TEXT, '"one"')
    assert Misbehaving.headers_seen["Host"].startswith("example.org:")
    assert Misbehaving.headers_seen["User-Agent"].startswith("xianzhi/")


def test_an_unchanged_document_is_not_sent_again(server: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{server}/good", Validators(etag='"one"')).status == "unchanged"
    first = fetcher.fetch(f"{server}/dated")
    assert fetcher.fetch(f"{server}/dated", first.validators).status == "unchanged"


@pytest.mark.parametrize(
    ("path", "reason", "tries"),
    [
        ("missing", "the server answers 404", 1),
        ("broken", "the server answers 500", 3),
        ("busyforlong", "the server answers 503", 1),
        ("unasked304", "the server answers 304", 1),
        ("huge", "10,000,000,000 bytes are more than", 1),
        ("hugeunsaid", "more than the 100,000 bytes", 1),
        ("truncated", "the connection broke", 3),
        ("cutchunk", "the connection broke", 3),
        ("silent", "silent for too long", 3),
        ("dripping", "not complete after 1.5 seconds", 3),
        ("drippinghead", "not complete after 1.5 seconds", 3),
        ("encoding", "what came is no document", 1),
        ("badmoved", "is no address: Invalid IPv6 URL", 1),
        ("emptylabel", "is no address", 1),
        ("empty", "what came is no document: the file is empty", 1),
        ("circle", "redirected in a circle", 1),
        ("far/1", "more than 3 redirects", 1),
        ("file", "begins with http:// or https://", 1),
        ("nowhere", "without saying where to", 1),
    ],
)
def test_what_goes_wrong_is_said(server: str, fetcher: Fetcher, path: str, reason: str, tries: int) -> None:
    answer = fetcher.fetch(f"{server}/{path}")
    assert answer.status == "failed"
    assert reason in answer.reason
    assert answer.tries == tries
    assert answer.content == b""


def test_what_passes_is_tried_again_after_a_pause(server: str) -> None:
    pauses: list[float] = []
    client = Fetcher(LIMITS, resolve=resolve, private_allowed=True, sleep=pauses.append)
    answer = client.fetch(f"{server}/busy")
    assert (answer.status, answer.tries) == ("new", 3)
    assert pauses == [1.0, 1.0]  # as long as the server asks for
    pauses.clear()
    client.fetch(f"{server}/broken")
    assert pauses == [0.01, 0.02]


def test_other_encodings_and_redirects_are_followed(server: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{server}/gb").content.decode("gb18030").startswith("海州区")
    assert fetcher.fetch(f"{server}/moved").content == TEXT


def test_what_a_server_packs_unasked_is_unpacked(server: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{server}/packed").content == TEXT


def test_a_validator_that_no_header_can_hold_is_not_sent(server: str, fetcher: Fetcher) -> None:
    first = fetcher.fetch(f"{server}/oddtag")
    assert fetcher.fetch(f"{server}/oddtag", first.validators).status == "new"


def test_a_name_in_chinese_is_asked_for_as_it_is_registered(server: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(server.replace("example.org", "例子.测试") + "/good").status == "new"
    assert Misbehaving.headers_seen["Host"].startswith("xn--fsqu00a.xn--0zwm56d:")


def test_no_connection_is_said(fetcher: Fetcher) -> None:
    assert "no connection" in fetcher.fetch("http://example.org:1/").reason

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    answer = Fetcher(LIMITS, resolve=unknown, sleep=lambda seconds: None).fetch("http://unknown.example/")
    assert "unknown.example is not known" in answer.reason
    assert answer.tries == 3


def test_redirects_into_the_own_network_are_refused(server: str) -> None:
    """The first address is let through, as the test's server needs it; the one redirected to is checked anew."""
    asked: list[str] = []

    def leads(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if host == "example.org" else ["10.0.0.1"]

    client = Fetcher(LIMITS, resolve=leads, private_allowed=True, sleep=lambda seconds: None)
    real = checked_address

    def check(url: str, resolve: object, *, private_allowed: bool) -> str:
        return real(url, leads, private_allowed="example.org" in url)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.fetching.fetch.checked_address", check)
        answer = client.fetch(f"{server}/inside")
    assert answer.reason == "internal.example leads to 10.0.0.1, which is no public address"
    assert asked == ["example.org", "internal.example"]


@pytest.mark.parametrize(
    ("url", "addresses", "words"),
    [
        ("http://a.example/", ["127.0.0.1"], "no public address"),
        ("http://a.example/", ["8.8.8.8", "192.168.1.1"], "no public address"),
        ("http://a.example/", ["::1"], "no public address"),
        ("http://a.example/", ["::ffff:10.0.0.1"], "no public address"),
        ("http://a.example/", ["169.254.169.254"], "no public address"),
        ("http://a.example/", ["64:ff9b::7f00:1"], "no public address"),
        ("http://a.example/", ["2002:7f00:1::"], "no public address"),
        ("http://a.example/", ["fe80::1%eth0"], "no public address"),
        ("http://a.example/", ["0.0.0.0"], "no public address"),
        ("http://a.example/", [], "has no address"),
        ("file:///etc/passwd", ["8.8.8.8"], "begins with http"),
        ("ftp://a.example/", ["8.8.8.8"], "begins with http"),
        ("http://name:secret@a.example/", ["8.8.8.8"], "with a password"),
        ("http://a.example:port/", ["8.8.8.8"], "is no address"),
        ("http:///path", ["8.8.8.8"], "begins with http"),
    ],
)
def test_addresses_that_are_refused(url: str, addresses: list[str], words: str) -> None:
    with pytest.raises(AddressRefused, match=words):
        checked_address(url, lambda host, port: addresses)


def test_public_addresses() -> None:
    assert checked_address("https://a.example/x", lambda host, port: ["8.8.8.8"]) == "8.8.8.8"
    assert is_public("2001:4860:4860::8888")


@pytest.fixture
def raw_folder(tmp_path: Path, server: str) -> Path:
    raw = tmp_path / "raw"
    raw.mkdir()
    entries = [("a.txt", "good"), ("b.txt", "missing"), ("c.txt", "truncated")]
    (raw / "sources.toml").write_text(
        "".join(f'[[document]]\nfile = "{file}"\nurl = "{server}/{path}"\n' for file, path in entries)
    )
    (raw / "b.txt").write_bytes(TEXT)
    (raw / "d.txt").write_bytes(TEXT)
    return raw


def outcomes(raw: Path) -> dict[str, str]:
    client = Fetcher(LIMITS, resolve=resolve, private_allowed=True, sleep=lambda seconds: None)
    return {outcome.source.file: outcome.line for outcome in fetch_sources(raw, client, lambda seconds: None)}


def test_new_content_takes_the_place_and_nothing_is_lost(raw_folder: Path) -> None:
    first = outcomes(raw_folder)
    assert first["a.txt"] == "a.txt: new"
    assert first["b.txt"] == "b.txt: not fetched (the server answers 404); the text from before stays"
    assert "there is no earlier text" in first["c.txt"]
    assert (raw_folder / "a.txt").read_bytes() == (raw_folder / "b.txt").read_bytes() == TEXT
    assert not (raw_folder / "c.txt").exists()
    assert outcomes(raw_folder)["a.txt"] == "a.txt: unchanged"
    Misbehaving.content = TEXT.replace(b"7.5", b"7.6")
    assert outcomes(raw_folder)["a.txt"] == "a.txt: new"
    assert (raw_folder / "a.txt").read_bytes() == Misbehaving.content
    received = Received(raw_folder)
    log = received.retrievals("a.txt")
    assert [entry.status for entry in log] == ["new", "unchanged", "new"]
    assert [received.content(str(entry.sha256)).read_bytes() for entry in log] == [TEXT, TEXT, Misbehaving.content]
    assert all(entry.at.endswith("Z") for entry in log)
    assert [entry.status for entry in received.retrievals("b.txt")] == ["failed"] * 3
    # Documents are the files of the folder, not what was received before.
    assert [source.file for source in read_sources(raw_folder)] == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_what_a_person_put_there_is_kept_before_it_gives_way(raw_folder: Path) -> None:
    (raw_folder / "a.txt").write_bytes(b"as typed in")
    assert outcomes(raw_folder)["a.txt"] == "a.txt: new"
    received = Received(raw_folder)
    assert [entry.status for entry in received.retrievals("a.txt")] == ["found", "new"]
    contents = [received.content(str(entry.sha256)).read_bytes() for entry in received.retrievals("a.txt")]
    assert contents == [b"as typed in", TEXT]


def test_a_page_that_says_that_a_text_is_gone_does_not_take_its_place(raw_folder: Path, server: str) -> None:
    (raw_folder / "sources.toml").write_text(f'[[document]]\nfile = "d.txt"\nurl = "{server}/gone"\n')
    (raw_folder / "d.txt").write_bytes(TEXT * 10)
    (line,) = outcomes(raw_folder).values()
    assert "what came has 9 characters where 350 lie there" in line
    assert line.endswith("remove d.txt and fetch again to take it); the text from before stays")
    assert (raw_folder / "d.txt").read_bytes() == TEXT * 10
    (raw_folder / "d.txt").unlink()
    assert outcomes(raw_folder) == {"d.txt": "d.txt: new"}


def test_a_line_cut_off_in_the_log_does_no_harm(raw_folder: Path) -> None:
    outcomes(raw_folder)
    received = Received(raw_folder)
    with received.log.open("a") as log:
        log.write('{"at": "2026-')
    assert [entry.status for entry in received.retrievals("a.txt")] == ["new"]


def test_the_command_says_what_came_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.toml").write_text('[[document]]\nfile = "a.txt"\nurl = "http://127.0.0.1:9/"\n')
    assert main(["fetch", "--raw", str(tmp_path)]) == 0
    assert "127.0.0.1 leads to 127.0.0.1, which is no public address" in capsys.readouterr().err
    assert main(["fetch", "--raw", str(tmp_path), "--strict"]) == 1
    (tmp_path / "sources.toml").write_text('[[document]]\nfile = "a.txt"\nurl = "http://[bad/x"\n')
    assert main(["fetch", "--raw", str(tmp_path)]) == 0
    assert "a.txt: not fetched ('http://[bad/x' is no address: Invalid IPv6 URL)" in capsys.readouterr().err
    (tmp_path / "sources.toml").write_text("")
    assert main(["fetch", "--raw", str(tmp_path)]) == 0
    assert "no source" in capsys.readouterr().out
    (tmp_path / "sources.toml").write_text("oops")
    assert main(["fetch", "--raw", str(tmp_path)]) == 2

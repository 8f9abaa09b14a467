"""Fetching from a server that misbehaves: what is tried again, what is refused, what is said."""

from __future__ import annotations

import pytest

from pipelines.fetching.addresses import checked_address
from pipelines.fetching.fetch import Fetcher, Validators
from tests.misbehaving import LIMITS, TEXT, Misbehaving, patient_fetcher, resolve


@pytest.fixture
def fetcher() -> Fetcher:
    return patient_fetcher()


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

"""Which addresses may be fetched."""

from __future__ import annotations

import pytest

from pipelines.fetching.addresses import AddressRefused, checked_address, is_public


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

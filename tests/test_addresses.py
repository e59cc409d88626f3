import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading.addresses import checked, is_public


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("http://example.org/", "only https"),
        ("ftp://example.org/", "only https"),
        ("file:///etc/passwd", "only https"),
        ("https://user:pass@example.org/", "user name or password"),
        ("https://user@example.org/", "user name or password"),
        ("https://example.org:8443/", "port of its own"),
        ("https://example.org:80/", "port of its own"),
        ("https://127.0.0.1/", "by number"),
        ("https://10.0.0.1/", "by number"),
        ("https://169.254.169.254/latest/meta-data/", "by number"),
        ("https://[::1]/", "by number"),
        ("https://[::ffff:127.0.0.1]/", "by number"),
        ("https://2130706433/", "by number"),
        ("https://0x7f000001/", "by number"),
        ("https://0x7f.1/", "by number"),
        ("https://127.1/", "by number"),
        ("https://0177.0.0.1/", "not an address"),
        ("https://127.0.0.1./", "by number"),
        ("https://１２７.0.0.1/", "not an address"),
        ("https://93.184.216.34/", "by number"),
        ("https://localhost/", "no name on the public web"),
        ("https://intranet/", "no name on the public web"),
        ("https://example.org./", "no name on the public web"),
        ("https:///path", "no name on the public web"),
        ("https://example.org\\@evil.org/", "not an address"),
        ("https://exam\tple.org/", "not an address"),
        ("https://example.org/a b", "not an address"),
        ("https://example.org/" + "a" * 2_000, "not an address"),
        ("https://example.org:99999/", "port of its own"),
        ("https://[::1/", "not an address"),
    ],
)
def test_what_may_not_be_fetched_is_refused_in_a_sentence(address: str, fault: str) -> None:
    with pytest.raises(ArticleError) as refused:
        checked(address)

    assert fault in str(refused.value)
    assert str(refused.value).endswith("left out.")
    assert "pass" not in str(refused.value).replace("password", "").replace("passwd", "")


@pytest.mark.parametrize(
    ("address", "fetched"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c"),
        ("HTTPS://Example.ORG:443/", "https://example.org/"),
        ("https://www.exämple.fr/é", "https://www.xn--exmple-cua.fr/%C3%A9"),
    ],
)
def test_addresses_of_the_public_web_are_fit(address: str, fetched: str) -> None:
    url = checked(address)

    assert url.raw_host.decode() in fetched
    assert str(url.copy_with(host=url.raw_host.decode())) == fetched


AROUND_HERE = """
127.0.0.1 127.255.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
255.255.255.255 224.0.0.1 240.0.0.1 192.0.2.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254
ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 64:ff9b::a00:1
2002:7f00:1:: 2001:0:7f00:1:: 2001:db8::1 ::127.0.0.1 localhost
"""


@pytest.mark.parametrize("number", AROUND_HERE.split())
def test_numbers_around_here_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "1.1.1.1", "2606:4700::1", "::ffff:1.1.1.1"])
def test_numbers_of_the_internet_are_public(number: str) -> None:
    assert is_public(number)


@given(st.text(max_size=40) | st.from_regex(r"https://[a-z0-9.:@\[\]%/?#-]{0,30}", fullmatch=True))
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    try:
        url = checked(text)
    except ArticleError as error:
        refused = str(error)
        assert "\n" not in refused
    else:
        assert url.scheme == "https"
        assert checked(str(url)) == url

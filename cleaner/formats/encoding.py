"""Bytes to text and back, whatever the encoding."""

from __future__ import annotations

from cleaner.formats.base import Unreadable

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")  # of UTF-16 and UTF-32


# Encodings that articles come in; the code pages of old terminals fit short texts too well to be tried with them.
_COMMON = (
    *("utf_16", "utf_32", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"),
    *("koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of some bytes and the name of its encoding: UTF-8 if it can be, else what charset-normalizer finds.

    A byte order mark stays, as U+FEFF. Raises Unreadable for binary data.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data)
    if "\0" in text:
        raise Unreadable("binary data, not text")
    return text, "utf-8"


def _decode_other(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes, is_binary

    if not data[:4].startswith(_WIDE_MARKS) and (b"\0" in data or is_binary(data)):
        raise Unreadable("binary data, not text")
    best = from_bytes(data, cp_isolation=list(_COMMON)).best() or from_bytes(data).best()
    if best is None:
        raise Unreadable("no encoding fits these bytes")
    return decode_as(data, best.encoding), best.encoding


def decode_as(data: bytes, encoding: str) -> str:
    """The text of some bytes in a known encoding, its byte order mark kept. Raises UnicodeError."""
    text = data.decode(encoding)
    if data[:4].startswith(_WIDE_MARKS) and not text.startswith("\ufeff"):
        text = "\ufeff" + text
    return text


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a text; what `decode` read, `encode` writes."""
    if encoding == "utf-8":
        return text.encode("utf-8", "surrogatepass")
    if text.startswith("\ufeff") and encoding in ("utf_16", "utf_32"):
        text = text[1:]  # these codecs write a mark of their own
    return text.encode(encoding)

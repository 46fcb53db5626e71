"""Compressed files: gzip, Zstandard, bzip2 and xz, told by their endings."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from cleaner.errors import CleanerError

ENDINGS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2", ".xz": "xz"}
_CHUNK = 1 << 16


class Damaged(CleanerError):
    """Compressed data that is not what it says, or that ends too early."""


def codec_of(name: str) -> tuple[str, str]:
    """A file's name without the ending of its compression, and the codec ('' if there is none)."""
    for ending, codec in ENDINGS.items():
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)], codec
    return name, ""


def decompressed(raw: BinaryIO, codec: str) -> BinaryIO:
    """The bytes behind a compressed stream; several streams one behind the other are one. Reading raises Damaged.

    What stands before the damage is given out first.
    """
    return cast(BinaryIO, io.BufferedReader(_Decoder(_reading(raw, codec), codec), _CHUNK)) if codec else raw


@contextmanager
def compressing(raw: BinaryIO, codec: str) -> Iterator[BinaryIO]:
    """A stream whose bytes go to `raw` compressed; the same bytes give the same file. `raw` stays open."""
    if codec:
        with _writing(raw, codec) as stream:
            yield stream
    else:
        yield raw


def _reading(raw: BinaryIO, codec: str) -> Any:
    match codec:
        case "gzip":
            return gzip.GzipFile("", "rb", fileobj=raw)
        case "bz2":
            return _Members(raw, bz2.BZ2Decompressor)
        case "xz":
            return _Members(raw, lzma.LZMADecompressor)
        case _:
            return _Members(raw, _zstd().ZstdDecompressor)


def _writing(raw: BinaryIO, codec: str) -> Any:
    match codec:
        case "gzip":  # no name and no time in the header: they would make each run's file another
            return gzip.GzipFile("", "wb", 6, raw, 0)
        case "bz2":
            return bz2.BZ2File(raw, "wb")
        case "xz":
            return lzma.LZMAFile(raw, "wb")
        case _:
            zstd = _zstd()
            return zstd.ZstdFile(raw, "wb", options={zstd.CompressionParameter.checksum_flag: 1})


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise CleanerError("Zstandard files need a package more: pip install 'cleaner[formats]'") from None
    return zstd


class _Members:
    """Compressed streams one behind the other, with nothing but padding of zeros between.

    The standard library's files take what is no stream for the end, and what stands behind damage there would be lost
    without a word.
    """

    def __init__(self, raw: BinaryIO, new: Callable[[], Any]) -> None:
        self._raw = raw
        self._new = new
        self._now = new()

    def read1(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end. Raises what the decompressor does, EOFError if there is too little."""
        while True:
            data = b""
            if self._now.eof:
                data = self._next()
                if not data:
                    return b""
                self._now = self._new()
            elif self._now.needs_input:
                data = self._raw.read(_CHUNK)
                if not data:
                    raise EOFError
            found: bytes = self._now.decompress(data, size)
            if found:
                return found

    def _next(self) -> bytes:
        """What stands behind a stream that has ended, without padding."""
        data: bytes = self._now.unused_data.lstrip(b"\0")
        while not data:
            more = self._raw.read(_CHUNK)
            if not more:
                break
            data = more.lstrip(b"\0")
        return data

    def close(self) -> None:
        """What is read from stays open."""


class _Decoder(io.RawIOBase):
    """Decompresses, and says in one way what a damaged file is."""

    def __init__(self, stream: Any, codec: str) -> None:
        self._stream = stream
        self._codec = codec

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read1(min(len(buffer), _CHUNK))  # what one call finds before damage is lost
        except EOFError:
            raise Damaged(f"the {self._codec} data is cut short") from None
        except (zlib.error, lzma.LZMAError, gzip.BadGzipFile, ValueError) as error:
            raise Damaged(f"the {self._codec} data is damaged: {error}") from None
        except OSError as error:  # bz2 says so too, without a number
            if error.errno is not None:
                raise
            raise Damaged(f"the {self._codec} data is damaged: {error}") from None
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise Damaged(f"the {self._codec} data is damaged: {error}") from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the decompressing stream with this one; what it reads from stays open."""
        if not self.closed:
            self._stream.close()
        super().close()

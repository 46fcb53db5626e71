"""Compressed files: gzip, Zstandard, bzip2 and xz, told by their endings."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
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
    return cast(BinaryIO, io.BufferedReader(_Decoder(_opened(raw, codec, "rb"), codec), _CHUNK)) if codec else raw


@contextmanager
def compressing(raw: BinaryIO, codec: str) -> Iterator[BinaryIO]:
    """A stream whose bytes go to `raw` compressed; the same bytes give the same file. `raw` stays open."""
    if codec:
        with _opened(raw, codec, "wb") as stream:
            yield stream
    else:
        yield raw


def _opened(raw: BinaryIO, codec: str, mode: str) -> Any:
    match codec:
        case "gzip":  # no name and no time in the header: they would make each run's file another
            return gzip.GzipFile("", mode, 6, raw, 0) if mode == "wb" else gzip.GzipFile("", mode, fileobj=raw)
        case "bz2":
            return bz2.BZ2File(raw, "wb" if mode == "wb" else "rb")
        case "xz":
            return lzma.LZMAFile(raw, mode)
        case _:
            return _zstd().ZstdFile(raw, mode)


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise CleanerError("Zstandard files need a package more: pip install 'cleaner[formats]'") from None
    return zstd


class _Decoder(io.RawIOBase):
    """Decompresses, and says in one way what a damaged file is."""

    def __init__(self, stream: Any, codec: str) -> None:
        self._stream = stream
        self._codec = codec

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read1(len(buffer))
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

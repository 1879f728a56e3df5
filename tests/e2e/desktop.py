"""Files of the user's desktop: made in a folder, and dragged from there over the page."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` into `folder`, and give it."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\0" + b"\x0a\x6f\x63" * width) * height
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class Drag:
    """The pointer with `paths` of the desktop, over `page`."""

    def __init__(self, page: Page, paths: Sequence[Path]) -> None:
        self._page = page
        self._devtools = page.context.new_cdp_session(page)
        self._data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}

    def enter(self) -> None:
        """Come over the page, at its top bar."""
        self._send("dragEnter", 300, 20)
        self._send("dragOver", 300, 20)

    def drop(self, zone: Locator) -> None:
        """Let go over `zone`."""
        box = zone.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for what in ("dragOver", "dragOver", "drop"):
            self._send(what, x, y)

    def leave(self) -> None:
        """Go out of the page again: with what the browser then tells it, since the devtools tell it nothing."""
        told = "document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))"
        self._page.evaluate(told)

    def _send(self, what: str, x: float, y: float) -> None:
        self._devtools.send(
            "Input.dispatchDragEvent", {"type": what, "x": x, "y": y, "data": self._data}
        )

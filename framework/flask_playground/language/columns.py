"""Columns: the page counts UTF-16 code units from 1; jedi counts characters from 0, ``ast`` bytes of UTF-8."""

from __future__ import annotations


def characters_before(line: str, column: int) -> int:
    """Give how many characters of ``line`` stand before the page's ``column``."""
    units = line.encode("utf-16-le")[: (column - 1) * 2]
    return len(units.decode("utf-16-le", "ignore"))


def column_after(text: str) -> int:
    """Give the page's column for what follows ``text`` in its line."""
    return len(text.encode("utf-16-le")) // 2 + 1


def column_at_byte(line: str, offset: int) -> int:
    """Give the page's column for what stands behind ``offset`` bytes of ``line``."""
    return column_after(line.encode()[:offset].decode(errors="ignore"))

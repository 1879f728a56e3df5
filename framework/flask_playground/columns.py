"""Columns, counted as the page's editor counts them: from 1, in UTF-16 code units."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def column_of_byte(line: str, offset: int) -> int:
    """Give the column of a byte of a line's UTF-8, as code objects and syntax trees count."""
    return utf16_length(line.encode(errors="replace")[:offset].decode(errors="replace")) + 1


def column_of_character(line: str, offset: int) -> int:
    """Give the column of the character at the index ``offset`` of a line."""
    return utf16_length(line[:offset]) + 1


def character_of_column(line: str, column: int) -> int:
    """Give the index of the character at a column; beyond the line's end, its length."""
    units = 0
    for index, character in enumerate(line):
        if units >= column - 1:
            return index
        units += 2 if ord(character) > 0xFFFF else 1
    return len(line)

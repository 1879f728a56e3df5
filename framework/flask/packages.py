"""Where a module or package is installed, and under which prefix."""

from __future__ import annotations

import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec
from pathlib import PurePath


def find_instance_folder(import_name: str, app_name: str) -> str:
    """Tell where an application keeps its instance folder: beside its package; under the prefix where that is installed.

    :param import_name: the dotted name of the application's package or module.
    :param app_name: the application's name, which tells the folders under one prefix apart.
    """
    prefix, folder = find_package(import_name)
    own = (folder, "instance") if prefix is None else (prefix, "var", f"{app_name}-instance")
    return os.path.join(*own)


def find_package(import_name: str) -> tuple[str | None, str]:
    """Find where a package comes from: its installation's prefix, and the folder it is imported from.

    :param import_name: the dotted name of the package or of a module in it.
    :returns: the prefix, ``None`` for a package that is not installed; and the folder.
    """
    folder = _folder_of(import_name)
    prefix = PurePath(os.path.abspath(sys.prefix))
    # Where the prefix is the file system's root, as in Pyodide, everything is below it and nothing follows.
    if prefix.parent != prefix and PurePath(folder).is_relative_to(prefix):
        return str(prefix), folder
    # Another environment's, told by its layout: PREFIX/lib/pythonX.Y/site-packages, PREFIX\Lib\site-packages,
    # or site-packages alone.
    *parents, name = PurePath(folder).parts
    if name.lower() != "site-packages" or not parents:
        return None, folder
    outer = [part.lower() for part in parents[-2:]]
    if outer[-1] == "lib":
        parents = parents[:-1]
    elif outer[0] == "lib":
        parents = parents[:-2]
    return str(PurePath(*parents)), folder


def _folder_of(import_name: str) -> str:
    # The folder to put on sys.path to import the name; the working directory for a name that cannot be found.
    root = _find_spec(import_name.partition(".")[0])
    if root is None:
        return os.getcwd()
    locations = list(root.submodule_search_locations or ())
    if not locations:
        return os.path.dirname(root.origin or "")
    if root.origin not in (None, "namespace"):
        return os.path.dirname(os.path.dirname(str(root.origin)))
    # A namespace package has several folders: the one that holds the package asked for.
    package = _find_spec(import_name)
    location = locations[0]
    if package is not None and package.submodule_search_locations:
        common = PurePath(os.path.commonpath(package.submodule_search_locations))
        location = next(candidate for candidate in locations if common.is_relative_to(candidate))
    return os.path.dirname(location)


def _find_spec(name: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None

"""Static files and resources of an application or a blueprint."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Any, AnyStr

from .globals import current_app
from .helpers import send_from_directory
from .registration import Scaffold

if TYPE_CHECKING:
    from .wrappers import Response


class StaticFiles(Scaffold):
    """What :class:`~flask.Flask` and :class:`~flask.Blueprint` do with the files beside their module."""

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """Tell for how many seconds clients may keep a file: by default ``SEND_FILE_MAX_AGE_DEFAULT``.

        :param filename: the file's path.
        :returns: seconds, or ``None`` to have clients ask each time whether the file has changed.
        """
        value = current_app.config["SEND_FILE_MAX_AGE_DEFAULT"]
        return int(value.total_seconds()) if isinstance(value, timedelta) else value

    def send_static_file(self, filename: str) -> Response:
        """Send a file of :attr:`static_folder`: the view behind the ``static`` endpoint.

        :param filename: its path below the folder.
        :raises RuntimeError: without a static folder.
        :raises werkzeug.exceptions.NotFound: if there is no such file.
        """
        if (folder := self.static_folder) is None:
            raise RuntimeError(f"{self!r} cannot serve static files: set its 'static_folder'.")
        return send_from_directory(folder, filename, max_age=self.get_send_file_max_age(filename))

    def open_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = None
    ) -> IO[AnyStr]:
        """Open a file below :attr:`root_path` for reading.

        :param resource: its path there.
        :param mode: ``"rb"``, ``"r"`` or ``"rt"``.
        :param encoding: of a text.
        :raises ValueError: for another mode.
        """
        return _open_to_read(os.path.join(self.root_path, resource), mode, encoding)


def _open_to_read(path: str, mode: str, encoding: str | None) -> IO[Any]:
    if mode not in ("r", "rt", "rb"):
        raise ValueError(
            f"Resources can only be opened for reading: the mode is 'r', 'rt' or 'rb', not {mode!r}."
        )
    return open(path, mode, encoding=None if mode == "rb" else encoding)

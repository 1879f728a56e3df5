"""The ``--cert`` and ``--key`` options of ``flask run``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeGuard

import click
from werkzeug.utils import import_string

if TYPE_CHECKING:
    import ssl

    _ParamType = click.ParamType[Any]
else:
    # Older click's class is not generic.
    _ParamType = click.ParamType


class CertParamType(_ParamType):
    """A certificate: a file's path, ``adhoc``, or the import name of an :class:`ssl.SSLContext`."""

    name = "path"

    def __init__(self) -> None:
        self.path_type = click.Path(exists=True, dir_okay=False, resolve_path=True)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | ssl.SSLContext:
        """Give the file's absolute path, ``"adhoc"``, or the :class:`ssl.SSLContext`.

        :raises click.BadParameter: if the value is none of them, or Python lacks what it needs.
        """
        if not _is_importable("ssl"):
            message = 'Using "--cert" requires Python to be compiled with SSL support.'
            raise click.BadParameter(message, ctx, param)
        try:
            return str(self.path_type(value, param, ctx))
        except click.BadParameter:
            name: str = click.STRING(value, param, ctx).lower()
            if name != "adhoc":
                found: object = import_string(name, silent=True)
                if _is_ssl_context(found):
                    return found
                raise
        if not _is_importable("cryptography"):
            message = (
                "Using ad-hoc certificates requires the cryptography library: "
                "'pip install cryptography', or give the paths of a certificate and a key."
            )
            raise click.BadParameter(message, ctx, param)
        return name


def _validate_key(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Check ``--key`` against ``--cert``, and make the ``cert`` parameter the pair of both where it is a file.

    :raises click.BadParameter: if one is given without the other, or a key is given where none is used.
    """
    cert = ctx.params.get("cert")
    keyless = _kind_without_key(cert)
    problem = None
    if value is None:
        if cert and not keyless:
            problem = 'Required when using "--cert".'
    elif keyless:
        problem = f'When "--cert" is {keyless}, "--key" is not used.'
    elif not cert:
        problem = '"--cert" must also be specified.'
    else:
        ctx.params["cert"] = cert, value
    if problem:
        raise click.BadParameter(problem, ctx, param)
    return value


def _kind_without_key(cert: object) -> str | None:
    if cert == "adhoc":
        return '"adhoc"'
    return "an SSLContext object" if _is_ssl_context(cert) else None


def _is_ssl_context(value: object) -> TypeGuard[ssl.SSLContext]:
    return _is_importable("ssl") and isinstance(value, import_module("ssl").SSLContext)


def _is_importable(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True

"""Sessions: a dictionary for each client, kept in a signed cookie or wherever an interface of your own keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, cast

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from werkzeug.datastructures import CallbackDict

from .fast_path import inherits
from .held import hold
from .json.tag import TaggedJSONSerializer

if TYPE_CHECKING:
    from .app import Flask
    from .wrappers import Request, Response

hold(__name__)


class SessionMixin(MutableMapping[str, Any]):
    """What a session is beyond a dictionary."""

    @property
    def permanent(self) -> bool:
        """Whether the session outlives the browser's: kept under ``_permanent`` in the session itself."""
        return self.get("_permanent", False)  # type: ignore[no-any-return]

    @permanent.setter
    def permanent(self, value: bool) -> None:
        self["_permanent"] = bool(value)

    new = False
    """Whether the session was made for this request. Only some interfaces know."""

    modified = True
    """Whether the session has changed. Set it to ``True`` after changing an object inside the session."""

    accessed = False
    """Whether the session was used in this request, so that the response varies by cookie."""


class SecureCookieSession(CallbackDict[str, Any], SessionMixin):
    """The session that a signed cookie holds; it notes when a key is set or removed.

    :param initial: the data to begin with.
    """

    modified = False

    def __init__(
        self, initial: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None
    ) -> None:
        super().__init__(initial, _mark_modified)


def _mark_modified(session: SecureCookieSession) -> None:
    session.modified = True


class NullSession(SecureCookieSession):
    """An empty session that can be read and not written, used where no secret key is set."""

    def _fail(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise :exc:`RuntimeError`: the session cannot be written without a secret key."""
        raise RuntimeError(
            "The session is unavailable because no secret key was set. Set 'app.secret_key' to a long random value, "
            "and keep it secret: python -c 'import secrets; print(secrets.token_hex())' makes one."
        )

    __setitem__ = __delitem__ = clear = pop = popitem = update = setdefault = _fail
    del _fail


class SessionInterface:
    """Opens the session at the beginning of a request and saves it with the response.

    Subclass it, override :meth:`open_session` and :meth:`save_session`, and assign an instance to
    :attr:`flask.Flask.session_interface`.
    """

    null_session_class = NullSession
    """Made by :meth:`make_null_session`."""

    pickle_based = False
    """Whether the session can hold whatever pickle can."""

    # Whether opening a session does nothing that could be missed, so that a request which never uses it need not.
    _opens_on_demand: ClassVar[bool] = False

    def make_null_session(self, app: Flask) -> NullSession:
        """Make the session used where :meth:`open_session` gave ``None``: it explains itself when written to."""
        return self.null_session_class()

    def is_null_session(self, obj: object) -> bool:
        """Tell whether ``obj`` is such a session, which is never saved."""
        return isinstance(obj, self.null_session_class)

    def get_cookie_name(self, app: Flask) -> str:
        """Give the cookie's name: ``SESSION_COOKIE_NAME``."""
        return app.config["SESSION_COOKIE_NAME"]  # type: ignore[no-any-return]

    def get_cookie_domain(self, app: Flask) -> str | None:
        """Give the cookie's domain: ``SESSION_COOKIE_DOMAIN``; ``None`` binds it to the exact host."""
        return app.config["SESSION_COOKIE_DOMAIN"]  # type: ignore[no-any-return]

    def get_cookie_path(self, app: Flask) -> str:
        """Give the cookie's path: ``SESSION_COOKIE_PATH``, else ``APPLICATION_ROOT``."""
        return app.config["SESSION_COOKIE_PATH"] or app.config["APPLICATION_ROOT"]  # type: ignore[no-any-return]

    def get_cookie_httponly(self, app: Flask) -> bool:
        """Tell whether scripts cannot read the cookie: ``SESSION_COOKIE_HTTPONLY``."""
        return app.config["SESSION_COOKIE_HTTPONLY"]  # type: ignore[no-any-return]

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether the cookie goes over HTTPS only: ``SESSION_COOKIE_SECURE``."""
        return app.config["SESSION_COOKIE_SECURE"]  # type: ignore[no-any-return]

    def get_cookie_samesite(self, app: Flask) -> str | None:
        """Give the cookie's ``SameSite`` value, ``"Strict"`` or ``"Lax"``: ``SESSION_COOKIE_SAMESITE``."""
        return app.config["SESSION_COOKIE_SAMESITE"]  # type: ignore[no-any-return]

    def get_cookie_partitioned(self, app: Flask) -> bool:
        """Tell whether the cookie is partitioned by top-level site: ``SESSION_COOKIE_PARTITIONED``."""
        return app.config["SESSION_COOKIE_PARTITIONED"]  # type: ignore[no-any-return]

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> datetime | None:
        """Give the time at which the cookie expires; ``None`` ends it with the browser's session."""
        return datetime.now(UTC) + app.permanent_session_lifetime if session.permanent else None

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Tell whether the response sets the cookie: when the session changed, or is permanent and refreshed."""
        return session.modified or (
            session.permanent and app.config["SESSION_REFRESH_EACH_REQUEST"]
        )

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        """Open the session of a request, before its URL is matched. To be overridden.

        :param app: the application.
        :param request: the request, whose cookies tell which session it is.
        :returns: the session; ``None`` where there can be none, and :meth:`make_null_session` stands in.
        """
        raise NotImplementedError

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save the session, after the ``after_request`` functions have run. Not called for a null session.

        :param app: the application.
        :param session: the session.
        :param response: the response, to set a cookie on. To be overridden.
        """
        raise NotImplementedError


session_json_serializer = TaggedJSONSerializer()


def _lazy_sha1(string: bytes = b"") -> Any:
    """Give the SHA-1 hash object of ``string``."""
    # hashlib may lack SHA-1 in a FIPS build: looked up at the first use, not at import.
    return hashlib.sha1(string)


class _Signer(TimestampSigner):
    # A signer derives its key anew at each signature; for one secret and salt the result is always the same.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._derived: dict[str | bytes | None, bytes] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        if (key := self._derived.get(secret_key)) is None:
            key = self._derived[secret_key] = super().derive_key(secret_key)
        return key


class _Serializer(URLSafeTimedSerializer):
    default_signer = _Signer
    _own_signer: TimestampSigner | None = None

    def make_signer(self, salt: str | bytes | None = None) -> TimestampSigner:
        signer = self._own_signer if salt is None else None
        if signer is None:
            signer = cast(TimestampSigner, super().make_signer(salt))
            if salt is None:
                self._own_signer = signer
        return signer


class SecureCookieSessionInterface(SessionInterface):
    """Keeps the session in a cookie, as JSON: signed, so that clients can read and cannot change it."""

    salt = "cookie-session"
    """Mixed into the key, so that the signature holds for session cookies only."""

    digest_method = staticmethod(_lazy_sha1)
    """The hash function of the signature."""

    key_derivation = "hmac"
    """How the signing key is derived from the secret key: a method that ItsDangerous knows."""

    serializer = session_json_serializer
    """Turns the session into text and back: JSON that keeps some more of Python's types."""

    session_class = SecureCookieSession
    """The class of the session."""

    # The serializer made last, and what it was made of.
    _made: tuple[tuple[Any, ...], _Serializer] | None = None

    _opens_on_demand = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._opens_on_demand = inherits(
            cls, SecureCookieSessionInterface, "open_session", "save_session"
        )

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Give what signs and checks the cookie, or ``None`` where the application has no secret key.

        ``SECRET_KEY_FALLBACKS`` are accepted in a cookie; new ones are signed with ``SECRET_KEY``.
        """
        secret = app.secret_key
        if not secret:
            return None
        keys = (*(app.config["SECRET_KEY_FALLBACKS"] or ()), secret)
        recipe = (keys, self.salt, self.key_derivation, self.digest_method, self.serializer)
        if (made := self._made) is None or made[0] != recipe:
            serializer = _Serializer(
                list(keys),
                salt=self.salt,
                serializer=self.serializer,
                signer_kwargs={
                    "key_derivation": self.key_derivation,
                    "digest_method": self.digest_method,
                },
            )
            made = self._made = (recipe, serializer)
        return made[1]

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the session from the request's cookie. One that is missing, expired or forged gives an empty session."""
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        lifetime = app.permanent_session_lifetime
        cookie = request.cookies.get(self.get_cookie_name(app))
        return self.session_class(_read(serializer, cookie, lifetime))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie if the session changed, or delete it if it became empty; ``Vary: Cookie`` if it was used."""
        if session.accessed:
            _vary_by_cookie(response)
        if not (session.modified if not session else self.should_set_cookie(app, session)):
            return

        name = self.get_cookie_name(app)
        attributes: dict[str, Any] = {
            "domain": self.get_cookie_domain(app),
            "path": self.get_cookie_path(app),
            "secure": self.get_cookie_secure(app),
            "partitioned": self.get_cookie_partitioned(app),
            "samesite": self.get_cookie_samesite(app),
            "httponly": self.get_cookie_httponly(app),
        }
        if session:
            serializer = cast(URLSafeTimedSerializer, self.get_signing_serializer(app))
            value = serializer.dumps(dict(session))
            response.set_cookie(
                name, value, expires=self.get_expiration_time(app, session), **attributes
            )
        else:
            response.delete_cookie(name, **attributes)
        if not session.accessed:
            _vary_by_cookie(response)


def _read(
    serializer: URLSafeTimedSerializer, cookie: str | None, lifetime: timedelta
) -> dict[str, Any] | None:
    # None stands for a cookie that is missing, expired or forged.
    if not cookie:
        return None
    try:
        data: dict[str, Any] = serializer.loads(cookie, max_age=int(lifetime.total_seconds()))
        return data
    except BadSignature:
        return None


def _vary_by_cookie(response: Response) -> None:
    # Werkzeug's set of header values is made of the header and written back to it: worth it for an existing one only.
    if "Vary" in response.headers:
        response.vary.add("Cookie")
    else:
        response.headers["Vary"] = "Cookie"

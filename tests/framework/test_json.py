from __future__ import annotations

import datetime
import decimal
import io
import json as json_library
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

import flask
from flask import Flask, json, jsonify
from flask.json.provider import DefaultJSONProvider, JSONProvider
from flask.json.tag import JSONTag, TaggedJSONSerializer
from flask.typing import ResponseReturnValue


@pytest.fixture
def in_app(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


@dataclass
class Point:
    x: int
    y: int


class Html:
    def __html__(self) -> str:
        return "<b>bold</b>"


BEYOND_JSON = [
    (datetime.date(2026, 1, 2), "Fri, 02 Jan 2026 00:00:00 GMT"),
    (datetime.datetime(2026, 1, 2, 3, 4, 5), "Fri, 02 Jan 2026 03:04:05 GMT"),
    (
        datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
        "Fri, 02 Jan 2026 01:00:00 GMT",
    ),
    (decimal.Decimal("0.10"), "0.10"),
    (uuid.UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    (Point(1, 2), {"x": 1, "y": 2}),
    (Html(), "<b>bold</b>"),
    (Markup("<i>"), "<i>"),
]


class TestFunctions:
    @pytest.mark.parametrize(("value", "written"), BEYOND_JSON)
    def test_types_beyond_json_are_written_without_an_application(
        self, value: object, written: object
    ) -> None:
        assert json.loads(json.dumps([value])) == [written]

    @pytest.mark.parametrize(("value", "written"), BEYOND_JSON)
    def test_types_beyond_json_are_written_by_an_application(
        self, in_app: Flask, value: object, written: object
    ) -> None:
        assert json.loads(json.dumps([value])) == [written]

    @pytest.mark.parametrize("value", [object(), {1, 2}, Point])
    def test_other_types_are_a_type_error(self, in_app: Flask, value: object) -> None:
        with pytest.raises(TypeError, match="is not JSON serializable"):
            json.dumps(value)

    def test_files_are_written_and_read(self, in_app: Flask) -> None:
        file = io.StringIO()
        json.dump({"name": "Flöte"}, file)
        file.seek(0)
        assert json.load(file) == {"name": "Flöte"}

    def test_files_are_written_and_read_without_an_application(self) -> None:
        file = io.StringIO()
        json.dump({"id": uuid.UUID(int=7)}, file)
        assert json.load(io.BytesIO(file.getvalue().encode())) == {"id": str(uuid.UUID(int=7))}

    def test_without_an_application_keys_keep_their_order(self) -> None:
        assert json.dumps({"b": 1, "a": 2}) == '{"b": 1, "a": 2}'

    def test_arguments_go_to_the_library(self, in_app: Flask) -> None:
        assert json.dumps([1, 2], separators=(",", ":")) == "[1,2]"
        assert json.loads("1.5", parse_float=decimal.Decimal) == decimal.Decimal("1.5")

    def test_the_current_application_decides(self, in_app: Flask) -> None:
        class Upper(DefaultJSONProvider):
            def dumps(self, obj: Any, **kwargs: Any) -> str:
                return super().dumps(obj, **kwargs).upper()

            def loads(self, s: str | bytes, **kwargs: Any) -> Any:
                return "loaded"

        in_app.json = Upper(in_app)
        file = io.StringIO()
        json.dump("text", file)
        assert file.getvalue() == json.dumps("text") == '"TEXT"'
        assert json.loads("1") == json.load(io.StringIO("1")) == "loaded"


class TestJsonify:
    @pytest.mark.parametrize(
        ("args", "kwargs", "value"),
        [
            ((), {}, None),
            ((1,), {}, 1),
            ((None,), {}, None),
            (([],), {}, []),
            ((1, 2), {}, [1, 2]),
            ((), {"a": 1}, {"a": 1}),
        ],
    )
    def test_arguments_make_one_value(
        self, in_app: Flask, args: tuple[Any, ...], kwargs: dict[str, Any], value: object
    ) -> None:
        response = jsonify(*args, **kwargs)
        assert response.mimetype == "application/json"
        assert response.get_json() == value
        assert response.data.endswith(b"\n")

    def test_positional_and_keyword_arguments_together_are_a_type_error(
        self, in_app: Flask
    ) -> None:
        with pytest.raises(TypeError, match="either args or kwargs"):
            jsonify(1, a=2)

    def test_outside_a_context_it_is_a_runtime_error(self) -> None:
        with pytest.raises(RuntimeError, match="application context"):
            jsonify()


class TestDefaultProvider:
    @pytest.mark.parametrize(
        ("debug", "compact", "text"),
        [
            (False, None, b'{"a":1}\n'),
            (True, None, b'{\n  "a": 1\n}\n'),
            (True, True, b'{"a":1}\n'),
            (False, False, b'{\n  "a": 1\n}\n'),
        ],
    )
    def test_responses_are_compact_but_in_debug_mode(
        self, app: Flask, debug: bool, compact: bool | None, text: bytes
    ) -> None:
        app.debug = debug
        assert isinstance(app.json, DefaultJSONProvider)
        app.json.compact = compact
        assert app.json.response(a=1).data == text

    @pytest.mark.parametrize(
        ("debug", "text"), [(True, b'{\n  "a": 1\n}\n'), (False, b'{"a":1}\n')]
    )
    def test_a_response_is_made_to_be_read_in_debug_mode(
        self, app: Flask, debug: bool, text: bytes
    ) -> None:
        app.debug = debug
        assert app.json.response(a=1).data == text

    def test_settings_are_the_provider_s(self, app: Flask) -> None:
        provider = app.json
        assert isinstance(provider, DefaultJSONProvider)
        value = {"b": "ö", "a": 1}
        assert provider.dumps(value) == '{"a": 1, "b": "\\u00f6"}'
        provider.sort_keys = False
        provider.ensure_ascii = False
        provider.mimetype = "application/vnd.api+json"
        assert provider.dumps(value) == '{"b": "ö", "a": 1}'
        assert provider.response(1).mimetype == "application/vnd.api+json"

    def test_a_default_method_writes_types_of_ones_own(self, app: Flask) -> None:
        class Provider(DefaultJSONProvider):
            @staticmethod
            def default(o: Any) -> Any:
                return sorted(o) if isinstance(o, set) else DefaultJSONProvider.default(o)

        app.json = Provider(app)
        assert app.json.dumps([{2, 1}, Markup("m")]) == '[[1, 2], "m"]'


class TestProviderOfOnesOwn:
    def test_dumps_and_loads_are_enough(self) -> None:
        class Marked(JSONProvider):
            def dumps(self, obj: Any, **kwargs: Any) -> str:
                return f"~{json_library.dumps(obj)}"

            def loads(self, s: str | bytes, **kwargs: Any) -> Any:
                return json_library.loads(s[1:])

        class App(Flask):
            json_provider_class = Marked

        app = App(__name__)

        @app.post("/")
        def double() -> ResponseReturnValue:
            return jsonify(flask.request.get_json() * 2)

        response = app.test_client().post("/", data="~21", content_type="application/json")
        assert response.data == b"~42"
        assert response.mimetype == "application/json"
        assert app.json.load(io.StringIO("~1")) == 1

    @pytest.mark.parametrize("method", ["dumps", "loads"])
    def test_what_is_left_out_says_so(self, app: Flask, method: str) -> None:
        with pytest.raises(NotImplementedError, match=f"does not define '{method}'"):
            getattr(JSONProvider(app), method)("1")


class TestRequests:
    def test_a_body_that_is_no_json_is_a_400(self, app: Flask) -> None:
        @app.post("/")
        def read() -> ResponseReturnValue:
            return jsonify(flask.request.get_json())

        client = app.test_client()
        assert client.post("/", data="{", content_type="application/json").status_code == 400
        assert client.post("/", data="1", content_type="text/plain").status_code == 415
        assert client.post("/", json={"a": [1, None]}).get_json() == {"a": [1, None]}


ROUND_TRIPS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.uuids()
    | st.builds(Markup, st.text())
    | st.datetimes(min_value=datetime.datetime(1970, 1, 1), timezones=st.just(datetime.UTC)).map(
        lambda moment: moment.replace(microsecond=0, fold=0)
    ),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.sampled_from([" t", " di", " b", " t__", " di__", "a", ""]), inner)
    ),
    max_leaves=12,
)


class TestTaggedSerializer:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ROUND_TRIPS)
    def test_values_come_back_with_their_types(self, value: Any) -> None:
        serializer = TaggedJSONSerializer()
        again = serializer.loads(serializer.dumps(value))
        assert again == value
        assert repr(again) == repr(value)

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ((1, (2,)), '{" t":[1,{" t":[2]}]}'),
            (b"\x00\xff", '{" b":"AP8="}'),
            (Markup("<b>"), '{" m":"<b>"}'),
            (uuid.UUID(int=255), '{" u":"000000000000000000000000000000ff"}'),
            (datetime.datetime(2024, 2, 29, 12), '{" d":"Thu, 29 Feb 2024 12:00:00 GMT"}'),
            ({" t": 1}, '{" di":{" t__":1}}'),
            ({" t": 1, "a": (2,)}, '{" t":1,"a":{" t":[2]}}'),
            ([b"a", {"b": (1,)}], '[{" b":"YQ=="},{"b":{" t":[1]}}]'),
        ],
    )
    def test_types_are_marked_as_flask_marks_them(self, value: Any, text: str) -> None:
        # A cookie of one is read by the other.
        assert TaggedJSONSerializer().dumps(value) == text

    def test_values_of_json_s_own_are_written_plainly(self) -> None:
        text = TaggedJSONSerializer().dumps({"a": [1, "b", None], "c": {"d": 1.5}})
        assert text == '{"a":[1,"b",null],"c":{"d":1.5}}'

    def test_a_tag_of_ones_own_goes_before_its_base_s(self) -> None:
        class TagOrdered(JSONTag):
            __slots__ = ()
            key = " od"

            def check(self, value: Any) -> bool:
                return isinstance(value, OrderedDict)

            def to_json(self, value: Any) -> Any:
                return [[key, self.serializer.tag(inner)] for key, inner in value.items()]

            def to_python(self, value: Any) -> Any:
                return OrderedDict(value)

        serializer = TaggedJSONSerializer()
        serializer.register(TagOrdered, index=0)
        value = {"plain": OrderedDict([("b", (1,)), ("a", 2)])}
        again = serializer.loads(serializer.dumps(value))
        assert again == value
        assert isinstance(again["plain"], OrderedDict)

    def test_a_tag_is_tried_last_unless_said_otherwise(self) -> None:
        class TagOrdered(JSONTag):
            key = " od"

            def check(self, value: Any) -> bool:
                return isinstance(value, OrderedDict)

        serializer = TaggedJSONSerializer()
        serializer.register(TagOrdered)
        assert serializer.dumps(OrderedDict(a=1)) == '{"a":1}'

    def test_a_key_is_registered_once_unless_forced(self) -> None:
        class Other(JSONTag):
            key = " t"

        serializer = TaggedJSONSerializer()
        with pytest.raises(KeyError, match="' t' is already registered"):
            serializer.register(Other)
        serializer.register(Other, force=True)
        assert isinstance(serializer.tags[" t"], Other)

    @pytest.mark.parametrize("method", ["check", "to_json", "to_python"])
    def test_a_tag_s_methods_must_be_defined(self, method: str) -> None:
        with pytest.raises(NotImplementedError, match=method):
            getattr(JSONTag(TaggedJSONSerializer()), method)(1)

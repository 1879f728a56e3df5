from io import BytesIO

from flask import Flask, g, request, url_for

app = Flask(__name__)


@app.route("/hello", methods=["GET", "POST"])
def hello():
    g.seen = request.method
    return f"Hello by {request.method}"


def made_up_request():
    """test_request_context makes up a request to work with"""
    with app.test_request_context("/hello", method="POST"):
        assert request.path == "/hello"
        assert request.method == "POST"
        assert url_for("hello") == "/hello"


def whole_environ():
    """request_context takes a whole WSGI environ"""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/hello",
        "QUERY_STRING": "polite=yes",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(b""),
    }
    with app.request_context(environ):
        assert request.method == "POST"
        assert request.args["polite"] == "yes"


def one_inside_another():
    """a context inside another hides it until it ends"""
    with app.test_request_context("/outer"):
        with app.test_request_context("/inner"):
            assert request.path == "/inner"
        assert request.path == "/outer"


def own_things():
    """g belongs to one context and is empty in the next"""
    with app.app_context():
        g.colour = "green"
    with app.app_context():
        assert "colour" not in g


def nobody_asks():
    """outside a context there is no request"""
    try:
        path = request.path
    except RuntimeError:
        return
    raise AssertionError(f"request.path was {path}")


def outcome(check):
    try:
        check()
    except AssertionError as error:
        return f"failed {error}".rstrip()
    return "holds"


# These run once, when the module is imported: no request is in sight then.
CHECKS = [made_up_request, whole_environ, one_inside_another, own_things, nobody_asks]
OUTCOMES = {check.__doc__: outcome(check) for check in CHECKS}


@app.route("/")
def index():
    rows = "".join(f"<li>{text}: <b>{result}</b>" for text, result in OUTCOMES.items())
    return f"""
        <!doctype html>
        <title>Context locals</title>
        <h1>One name, many requests</h1>
        <p><code>request</code> stands for the request being handled: here {request.path}.
        <ul>{rows}</ul>
        <p>Make an assertion false and see it named. <a href="{url_for("hello")}">A view of its own</a>.
    """

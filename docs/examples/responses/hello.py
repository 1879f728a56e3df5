from flask import Flask, Response, make_response, url_for

app = Flask(__name__)


@app.route("/")
def index():
    views = [name for name in app.view_functions if name not in ("index", "static")]
    links = "".join(
        f'<li><a href="{url_for(name)}">{name}</a>: {app.view_functions[name].__doc__}'
        for name in views
    )
    return f"<!doctype html><title>Responses</title><h1>A view may return</h1><ul>{links}</ul>"


@app.route("/text")
def text():
    """a string, which is taken as HTML"""
    return "<b>Bold</b> &mdash; and naïve"


@app.route("/octets")
def octets():
    """bytes"""
    return b"eight bit"


@app.route("/mapping")
def mapping():
    """a dict, sent as JSON"""
    return {"name": "Zoë", "age": 7, "pets": [], "tall": None}


@app.route("/sequence")
def sequence():
    """a list, sent as JSON as well"""
    return [1, 2.5, "three", False]


@app.route("/status")
def status():
    """a body and a status"""
    return "Made it", 201


@app.route("/reason")
def reason():
    """a body and a status with words of its own"""
    return "A little late", "202 On Its Way"


@app.route("/extra-headers")
def extra_headers():
    """a body and headers"""
    return "a;b\n1;2\n", {"Content-Type": "text/csv; charset=utf-8"}


@app.route("/triple")
def triple():
    """a body, a status and headers"""
    return {"saved": True}, 201, [("X-Saved-By", "Zoe"), ("X-Saved-As", "draft")]


@app.route("/empty")
def empty():
    """nothing, and says so: 204"""
    return "", 204


@app.route("/response")
def response():
    """a Response"""
    return Response("Ready made", mimetype="text/plain")


@app.route("/made")
def made():
    """what make_response made, with headers added to it"""
    resp = make_response("Changed afterwards", 203)
    resp.headers["X-Something"] = "A value"
    resp.headers.add("X-Something", "Another one")
    return resp


@app.route("/stream")
def stream():
    """a generator, sent piece by piece"""
    return (f"{count} green bottles\n" for count in range(3, 0, -1))


@app.route("/application")
def application():
    """another WSGI application"""

    def wsgi(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"Said by a plain WSGI application at ", environ["PATH_INFO"].encode("latin-1")]

    return wsgi


@app.errorhandler(404)
def not_found(error):
    resp = make_response("<h1>No such view</h1>", 404)
    resp.headers["X-Something"] = "Not even this"
    return resp

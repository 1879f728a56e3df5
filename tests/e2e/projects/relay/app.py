"""Answers whatever the tests of the relay ask, and says what arrived."""

from collections.abc import Iterator
from hashlib import sha256

from flask import Flask, Response, jsonify, redirect, request, url_for

app = Flask(__name__)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
stream = {"produced": 0, "closed": False, "times": 0}


@app.get("/")
def index() -> str:
    return "<h1>Relay</h1>"


@app.get("/favicon.ico")
def icon() -> Response:
    return Response(status=204)


@app.route("/echo", methods=METHODS, provide_automatic_options=False)
def echo() -> Response:
    body = request.get_data()
    return jsonify(
        method=request.method,
        query=request.args.to_dict(flat=False),
        length=len(body),
        sha256=sha256(body).hexdigest(),
        headers=dict(request.headers),
    )


@app.post("/form")
def form() -> dict[str, object]:
    files = {
        name: [file.filename, file.mimetype, sha256(file.read()).hexdigest()]
        for name, file in request.files.items()
    }
    return {"form": request.form.to_dict(flat=False), "files": files}


@app.get("/bytes/<int:size>")
def some_bytes(size: int) -> Response:
    return Response(
        bytes(number % 251 for number in range(size)), mimetype="application/octet-stream"
    )


@app.get("/status/<int:status>")
def status(status: int) -> Response:
    return Response(status=status, headers={"X-Status": str(status)})


@app.get("/hop/<int:left>")
def hop(left: int) -> Response:
    if left == 0:
        return jsonify(request.cookies)
    response = redirect(url_for("hop", left=left - 1))
    response.set_cookie(f"hop{left}", "seen")
    return response


@app.route("/redirect/<int:code>", methods=["GET", "POST"])
def redirected(code: int) -> Response:
    return redirect(url_for("echo"), code)


@app.get("/repeated")
def repeated() -> Response:
    response = Response("repeated")
    for value in ("one", "two", "three"):
        response.headers.add("X-Repeated", value)
    return response


@app.get("/endless")
def endless() -> Response:
    stream.update(produced=0, closed=False)

    def chunks() -> Iterator[bytes]:
        try:
            while True:
                stream["produced"] += 1
                yield b"x" * 65536
        finally:
            stream["closed"] = True

    return Response(chunks(), mimetype="application/octet-stream")


@app.get("/stream")
def stream_state() -> dict[str, object]:
    return stream


@app.get("/unframed")
def unframed() -> Response:
    return Response("<p>seen</p>", headers={"X-Frame-Options": "DENY"})


@app.get("/links")
def links() -> str:
    return """
      <a href="/landed?by=link">link</a>
      <a href="/landed?by=tab" target="_blank">tab</a>
      <form action="/landed?by=form" method="post">
        <input name="field" value="kept">
        <button>form</button>
        <button formaction="/landed?by=button">button</button>
      </form>
    """


@app.route("/landed", methods=["GET", "POST"])
def landed() -> str:
    return f"landed by {request.args['by']} {request.form.get('field', '')} from {request.referrer}"


@app.get("/times")
def times() -> str:
    stream["times"] += 1
    return str(stream["times"])


@app.get("/spin")
def spin() -> str:
    while True:
        pass


@app.get("/block")
def block() -> str:
    # One step of the interpreter, which looks for interrupts only between its steps.
    return str(sum(range(10**12)))

from flask import Flask, make_response, redirect, render_template, request, url_for

app = Flask(__name__)


@app.route("/")
def index():
    # get() gives None on the first visit, where [...] would raise.
    username = request.cookies.get("username")
    visits = request.cookies.get("visits", 0, type=int) + 1
    response = make_response(render_template("index.html", username=username, visits=visits))
    # A cookie is set on a response, so there has to be one first.
    response.set_cookie("visits", str(visits), samesite="Lax")
    return response


@app.route("/remember", methods=["POST"])
def remember():
    response = redirect(url_for("index"))
    response.set_cookie(
        "username", request.form["username"], max_age=3600, httponly=True, samesite="Lax"
    )
    return response


@app.route("/forget", methods=["POST"])
def forget():
    response = redirect(url_for("index"))
    for name in request.cookies:
        response.delete_cookie(name)
    return response

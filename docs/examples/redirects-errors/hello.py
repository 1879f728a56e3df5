from flask import Flask, abort, redirect, render_template, url_for

app = Flask(__name__)


@app.route("/start")
def start():
    return render_template("start.html")


@app.route("/")
def index():
    return redirect(url_for("login"))


@app.route("/login")
def login():
    abort(401)
    print("No visitor ever gets this far.")


@app.route("/moved")
def moved():
    return redirect(url_for("start"), code=301)


@app.route("/teapot")
def teapot():
    abort(418)


@app.route("/sold-out")
def sold_out():
    abort(410, description="The last one went this morning.")


class OutOfStock(Exception):
    """A mistake that has nothing to do with HTTP, until its handler answers."""


@app.route("/order/<thing>")
def order(thing):
    raise OutOfStock(thing)


@app.errorhandler(OutOfStock)
def apologise(error):
    return render_template("apology.html", thing=error.args[0]), 409


# The number at the end is the status; without it a page counts as found.
@app.errorhandler(404)
def page_not_found(error):
    return render_template("page_not_found.html"), 404

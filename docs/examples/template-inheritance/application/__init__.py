from flask import Flask, abort, render_template

app = Flask(__name__)

TEAS = {
    "sencha": {"name": "Sencha", "minutes": 2, "celsius": 75},
    "darjeeling": {"name": "Darjeeling", "minutes": 3, "celsius": 90},
    "rooibos": {"name": "Rooibos", "minutes": 7, "celsius": 100},
}


@app.route("/")
def index():
    return render_template("index.html", teas=TEAS)


@app.route("/tea/<slug>")
def tea(slug):
    if slug not in TEAS:
        abort(404)
    return render_template("tea.html", tea=TEAS[slug])


@app.route("/about")
def about():
    return render_template("about.html")

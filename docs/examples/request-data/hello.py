from flask import Flask, render_template, request

app = Flask(__name__)

WORDS = ["apple", "apricot", "banana", "blueberry", "cherry"]
USERS = {"ada": "lovelace", "grace": "hopper"}


@app.route("/")
def index():
    return render_template("index.html")


@app.route("/search")
def search():
    # A query may be changed by anyone, so a missing key is met with a default.
    searchword = request.args.get("key", "")
    limit = request.args.get("limit", 3, type=int)
    found = [word for word in WORDS if searchword in word][:limit]
    return render_template("search.html", searchword=searchword, found=found)


@app.route("/login", methods=["POST", "GET"])
def login():
    error = None
    if request.method == "POST":
        # A form without these fields gets 400 Bad Request: nothing to do for that.
        if valid_login(request.form["username"], request.form["password"]):
            return log_the_user_in(request.form["username"])
        error = "That name and password do not fit."
    return render_template("login.html", error=error)


def valid_login(username, password):
    return USERS.get(username) == password


def log_the_user_in(username):
    return render_template("login.html", welcome=username)


@app.route("/sum", methods=["POST"])
def add_up():
    numbers = request.get_json().get("numbers", [])
    return {"sum": sum(numbers), "count": len(numbers)}


@app.route("/seen", methods=["GET", "POST", "PUT"])
def seen():
    """What the application sees of a request, as JSON."""
    return {
        "method": request.method,
        "path": request.path,
        "query": request.args.to_dict(flat=False),
        "form": request.form.to_dict(flat=False),
        "length": request.content_length,
        "type": request.mimetype,
        "language": request.accept_languages.best_match(["en", "de", "fr"]),
    }

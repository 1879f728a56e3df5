from flask import Flask, url_for

app = Flask(__name__)


@app.route("/")
def index():
    built = {
        "url_for('index')": url_for("index"),
        "url_for('login')": url_for("login"),
        "url_for('login', next='/')": url_for("login", next="/"),
        "url_for('profile', username='John Doe')": url_for("profile", username="John Doe"),
        "url_for('profile', username='Zoë')": url_for("profile", username="Zoë"),
        "url_for('index', _anchor='end')": url_for("index", _anchor="end"),
        "url_for('index', _external=True)": url_for("index", _external=True),
    }
    rows = "".join(
        f'<tr><td><code>{call}</code><td><a href="{url}">{url}</a>' for call, url in built.items()
    )
    return f"""
        <!doctype html>
        <title>URL building</title>
        <h1>From a name to its address</h1>
        <table>{rows}</table>
        <p>Change the rule of a view, and every link follows.
        <p id="end">The addresses take in the place where the application is mounted.
    """


@app.route("/login")
def login():
    return "The login page"


@app.route("/user/<username>")
def profile(username):
    return "A profile"


# Outside a request there is no address to build from, so this makes up a request.
with app.test_request_context():
    print(url_for("index"))
    print(url_for("login", next="/"))
    print(url_for("profile", username="John Doe"))

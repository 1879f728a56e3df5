from flask import Flask, escape, redirect, request, session, url_for

app = Flask(__name__)

# Whoever knows this key can write sessions. Make your own:
#   python -c "import secrets; print(secrets.token_hex())"
app.secret_key = "correct horse battery staple, and a pinch of salt"


@app.route("/")
def index():
    if "username" in session:
        return f'Logged in as {escape(session["username"])} <p><a href="{url_for("logout")}">Log out</a>'
    return f'You are not logged in <p><a href="{url_for("login")}">Log in</a>'


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["username"] = request.form["username"]
        return redirect(url_for("index"))
    return """
        <!doctype html>
        <title>Log in</title>
        <form method="post">
          <p><label>Username <input name="username" required></label>
          <p><button>Log in</button>
        </form>
    """


@app.route("/logout")
def logout():
    # The second argument stands in for a name that is not there.
    session.pop("username", None)
    return redirect(url_for("index"))

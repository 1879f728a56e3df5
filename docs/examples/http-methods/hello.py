from flask import Flask, request, url_for
from markupsafe import escape

app = Flask(__name__)

notes = {}


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        return do_the_login()
    return show_the_login_form()


def do_the_login():
    name = escape(request.form["name"])
    return f'Welcome, {name}. <a href="{url_for("login")}">Once more?</a>'


def show_the_login_form():
    return f"""
        <!doctype html>
        <title>HTTP methods</title>
        <h1>Log in</h1>
        <p>This page came by GET; the button sends POST to the same address.
        <form method="post">
          <label>Name <input name="name" required></label> <button>Log in</button>
        </form>
        <p>A form knows no other method. A script does: <a href="{url_for("desk")}">the desk</a>.
    """


# Each of these is short for route() with a single method.
@app.get("/note/<title>")
def read(title):
    return {"title": title, "text": notes.get(title)}


@app.put("/note/<title>")
def write(title):
    created = title not in notes
    notes[title] = request.get_data(as_text=True)
    return {"title": title, "text": notes[title]}, 201 if created else 200


@app.delete("/note/<title>")
def remove(title):
    notes.pop(title, None)
    return "", 204


@app.route("/desk")
def desk():
    return f"""
        <!doctype html>
        <title>The desk</title>
        <h1>One note, five methods</h1>
        <button>GET</button> <button>HEAD</button> <button>PUT</button>
        <button>DELETE</button> <button>OPTIONS</button> <button>POST</button>
        <pre role="status">Press one. HEAD and OPTIONS nobody wrote, and POST is not allowed.</pre>
        <script>
          const report = document.querySelector("pre");
          document.onclick = async (event) => {{
            const method = event.target.closest("button")?.textContent;
            if (!method) return;
            const body = method === "PUT" ? "Buy apples" : undefined;
            const response = await fetch("{url_for("read", title="today")}", {{ method, body }});
            const allow = response.headers.get("allow");
            report.textContent = `${{method}}: ${{response.status}} ${{response.statusText}}\\n`
              + (allow ? `Allow: ${{allow}}\\n` : "") + await response.text();
          }};
        </script>
    """

from flask import Flask, url_for

app = Flask(__name__)


@app.route("/")
def index():
    style = url_for("static", filename="style.css")
    script = url_for("static", filename="twice.js")
    picture = url_for("static", filename="flower.svg")
    return f"""
        <!doctype html>
        <html lang="en">
        <title>Static files</title>
        <link rel="stylesheet" href="{style}">
        <script src="{script}" defer></script>
        <h1><img src="{picture}" alt="A flower" width="48" height="48"> Static files</h1>
        <p>The colours come from <a href="{style}">static/style.css</a>: open it and change one.
        <p>A browser keeps what it has been given. It asks again with the tag of its copy, and the
           answer is 304, without the file:
        <p><button data-url="{style}">Ask twice</button> <output></output>
        </html>
    """

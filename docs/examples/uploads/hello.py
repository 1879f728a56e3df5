from pathlib import Path

from flask import Flask, redirect, render_template, request, send_from_directory, url_for
from werkzeug.utils import secure_filename

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 64 * 1024

# The instance folder is where an application keeps what it writes.
FOLDER = Path(app.instance_path) / "uploads"
FOLDER.mkdir(parents=True, exist_ok=True)


@app.route("/")
def index():
    return redirect(url_for("upload_file"))


@app.route("/upload", methods=["GET", "POST"])
def upload_file():
    if request.method == "POST":
        file = request.files["the_file"]
        # The client chose this name: "../hello.py" must not get anywhere.
        name = secure_filename(file.filename)
        if not name:
            return render_template("upload.html", files=stored(), error="Choose a file first."), 400
        file.save(FOLDER / name)
        return redirect(url_for("upload_file"))
    return render_template("upload.html", files=stored())


def stored():
    return sorted((path.name, path.stat().st_size) for path in FOLDER.iterdir())


@app.route("/files/<name>")
def download(name):
    return send_from_directory(FOLDER, name, as_attachment="save" in request.args)


@app.errorhandler(413)
def too_large(error):
    return render_template("upload.html", files=stored(), error="64 KiB is the limit."), 413

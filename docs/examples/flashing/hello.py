from flask import Flask, flash, redirect, render_template, request, url_for

app = Flask(__name__)
app.secret_key = "flashes travel in the session"

shopping = []


@app.route("/")
def index():
    return render_template("index.html", shopping=shopping)


@app.route("/add", methods=["POST"])
def add():
    thing = request.form["thing"].strip()
    if not thing:
        flash("Write down what to buy first.", "error")
    elif thing in shopping:
        flash(f"{thing} is on the list already.", "warning")
    else:
        shopping.append(thing)
        flash(f"{thing} is on the list.", "success")
    return redirect(url_for("index"))


@app.route("/clear", methods=["POST"])
def clear():
    flash(f"{len(shopping)} crossed off.")
    flash("A clean sheet.")
    shopping.clear()
    return redirect(url_for("index"))

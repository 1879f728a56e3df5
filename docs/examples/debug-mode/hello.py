from flask import Flask, request, url_for

app = Flask(__name__)


@app.route("/")
def index():
    return f"""
        <!doctype html>
        <title>Debug mode</title>
        <h1>The average of some numbers</h1>
        <p>The first link works, the others raise. While debug mode is off, all that a visitor
           sees of it is one bare sentence. Switch it on and follow them again: the debugger shows
           each line on the way, with the values that were there.
        <ul>
          <li><a href="{url_for("average", numbers="3 5 7")}">3 5 7</a>
          <li><a href="{url_for("average", numbers="3 five 7")}">3 five 7</a>: not all of them are numbers
          <li><a href="{url_for("average")}">nothing at all</a>: a division by zero
        </ul>
    """


@app.route("/average")
def average():
    numbers = [float(word) for word in request.args.get("numbers", "").split()]
    # Mend this line for an empty list, and follow the last link again.
    mean = sum(numbers) / len(numbers)
    return f"The average is {mean:g}."

from flask import Flask, render_template, request

app = Flask(__name__)

# Put your own words in the quotes: the page follows as you type.
GREETING = "Greetings from Flask"


@app.route("/", methods=["GET", "POST"])
def index():
    name = request.form.get("name")
    return render_template("card.html", title=GREETING, name=name)


@app.route("/how")
def how():
    return render_template("card.html", title="How it is made", how=True)

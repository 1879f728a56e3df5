from flask import Flask, render_template

app = Flask(__name__)


# Without a name in the address, the default of the argument holds.
@app.route("/hello/")
@app.route("/hello/<name>")
def hello(name=None):
    return render_template("hello.html", name=name)

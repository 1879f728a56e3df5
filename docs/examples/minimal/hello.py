from flask import Flask

app = Flask(__name__)


# Change the greeting: the preview follows as you type.
@app.route("/")
def hello_world():
    return "Hello, World!"

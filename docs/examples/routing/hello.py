from flask import Flask

app = Flask(__name__)


# The links are written out by hand here. Once there are more than two pages, url_for does it
# better: see "URL building".
@app.route("/")
def index():
    return '<h1>Index Page</h1><p>There is one more page: <a href="/hello">/hello</a>.'


@app.route("/hello")
def hello():
    return 'Hello, World <p><a href="/">Back</a>'


# One function may answer to several addresses.
@app.route("/goodbye")
@app.route("/farewell")
def goodbye():
    return "Until next time"

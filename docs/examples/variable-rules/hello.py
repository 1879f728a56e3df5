from flask import Flask
from markupsafe import escape

app = Flask(__name__)


@app.route("/")
def index():
    return """
        <!doctype html>
        <title>Variable rules</title>
        <h1>Six converters</h1>
        <ul>
          <li><a href="user/Ada">user/Ada</a>, or any other name
          <li><a href="post/7">post/7</a>, but not <a href="post/seven">post/seven</a>
          <li><a href="price/9.50">price/9.50</a>, but not <a href="price/9">price/9</a>
          <li><a href="wiki/Python/Web/Flask">wiki/Python/Web/Flask</a>, as deep as you like
          <li><a href="autumn">autumn</a>, one of four
          <li><a href="ticket/5a1e0000-0000-4000-8000-00000000cafe">ticket/5a1e0000-...</a>
        </ul>
    """


@app.route("/user/<username>")
def show_user_profile(username):
    # A name from the address may hold anything, so it is escaped on its way into a page.
    return f"User {escape(username)}"


@app.route("/post/<int:post_id>")
def show_post(post_id):
    return f"Post {post_id}; the next one is {post_id + 1}"


@app.route("/price/<float:amount>")
def show_price(amount):
    return f"{amount:.2f} each, {3 * amount:.2f} for three"


@app.route("/wiki/<path:page>")
def show_page(page):
    return " &gt; ".join(str(escape(part)) for part in page.split("/"))


@app.route("/<any(spring, summer, autumn, winter):season>")
def show_season(season):
    return f"It is {season}."


@app.route("/ticket/<uuid:number>")
def show_ticket(number):
    return f"Ticket {number}, UUID version {number.version}"

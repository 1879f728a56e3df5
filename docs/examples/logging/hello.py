from flask import Flask, request, url_for

app = Flask(__name__)
app.logger.setLevel("DEBUG")


@app.route("/")
def index():
    orders = "".join(
        f'<li><a href="{url_for("order", apples=apples)}">Order {apples}</a>'
        for apples in ("3", "42", "a few")
    )
    return f"""
        <!doctype html>
        <title>Logging</title>
        <h1>Apples</h1>
        <ul>{orders}</ul>
        <p>Each order writes to the log. In the playground that is the console, elsewhere the terminal.
    """


@app.route("/order")
def order():
    wanted = request.args.get("apples", "0")
    app.logger.debug("Somebody wants %r", wanted)
    try:
        apples = int(wanted)
    except ValueError:
        app.logger.exception("An order that is not a number")
        return "How many is that?", 400
    if apples > 10:
        app.logger.warning("A suspicious order (%d apples)", apples)
        return "Ten are all we have, and you shall have them."
    app.logger.info("Sold %d apples", apples)
    return f"Here you are: {apples}."

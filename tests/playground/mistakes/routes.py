"""Routes that cannot be added, and requests that none of them matches."""

from tests.playground.mistake import APP, Mistake, get, post

ROUTING = "quickstart.html#routing"
METHODS = "quickstart.html#http-methods"
STATIC = "quickstart.html#static-files"


def view(route: str, name: str = "index", takes: str = "") -> str:
    return f'@app.route({route})\ndef {name}({takes}):\n    return "Hello"\n'


HELLO = APP + view('"/"')
SHOP = (
    "from flask import Blueprint\n\n"
    'shop = Blueprint("shop", __name__, url_prefix="/shop")\n\n'
    '@shop.route("/cart")\ndef cart():\n    return "Cart"\n'
)

MISTAKES = [
    Mistake(
        "a rule without its slash",
        APP + view('"hello"'),
        "A rule begins with a slash",
        ["“/hello”"],
        at="hello.py:5:hello",
        fixes=["Change it to /hello"],
        then=get("/hello"),
        docs=ROUTING,
    ),
    Mistake(
        "a route without a rule",
        APP + view(""),
        "This route does not say for which address",
        ['@app.route("/")'],
        at="hello.py:5:app.route()",
        fixes=["Answer at /"],
        then=get("/"),
        docs=ROUTING,
    ),
    Mistake(
        "a route without its brackets",
        APP + view("").replace("()", "", 1),
        "This route does not say for which address",
        ["in brackets"],
        at="hello.py:5:app.route",
        ask=get("/hi"),
        fixes=["Answer at /hi"],
        then=get("/hi"),
        docs=ROUTING,
        kind="refused",
    ),
    Mistake(
        "methods that are no list",
        APP + view('"/", methods="POST"'),
        "The methods of a route are a list",
        ['methods=["POST"]'],
        at="hello.py:5:POST",
        fixes=["Make it a list"],
        then=post("/"),
        docs=METHODS,
    ),
    Mistake(
        "a path without a route",
        HELLO + view('"/about"', "about"),
        "Nothing answers at /contact",
        ["“/” and “/about”"],
        ask=get("/contact"),
        fixes=["Add a route for /contact"],
        then=get("/contact"),
        docs=ROUTING,
        kind="refused",
    ),
    Mistake(
        "a misspelt path",
        HELLO + view('"/about"', "about"),
        "Nothing answers at /abuot",
        ["Did you mean /about?"],
        ask=get("/abuot"),
        fixes=["Add a route for /abuot"],
        then=get("/abuot"),
        docs=ROUTING,
    ),
    Mistake(
        "an application without a route",
        APP,
        "Nothing answers at /",
        ["no route yet"],
        ask=get("/"),
        fixes=["Add a route for /"],
        then=get("/"),
        docs=ROUTING,
    ),
    Mistake(
        "a slash too many",
        APP + view('"/about"'),
        "The route is /about, without a slash at its end",
        ["Open /about instead"],
        at='hello.py:5:app.route("/about")',
        ask=get("/about/"),
        fixes=["Change it to /about/"],
        then=get("/about/"),
        docs="quickstart.html#unique-urls",
    ),
    Mistake(
        "a text where the rule takes a number",
        APP + view('"/post/<int:number>"', takes="number"),
        "/post/first does not fit /post/<int:number>",
        ["a whole number", "/post/<number>"],
        at='hello.py:5:app.route("/post/<int:number>")',
        ask=get("/post/first"),
        docs="quickstart.html#variable-rules",
    ),
    Mistake(
        "a form that is sent to a view for GET",
        HELLO,
        "/ does not take POST",
        ["It takes “GET”", 'methods=["GET", "POST"]'],
        at='hello.py:5:app.route("/")',
        ask=post("/"),
        fixes=["Allow POST"],
        then=post("/"),
        docs=METHODS,
        kind="refused",
    ),
    Mistake(
        "a view for POST alone",
        APP + view('"/", methods=["POST"]'),
        "/ does not take GET",
        ["It takes “POST”", "comes by GET"],
        at='hello.py:5:app.route("/", methods=["POST"])',
        ask=get("/"),
        fixes=["Allow GET"],
        then=get("/"),
        docs=METHODS,
    ),
    Mistake(
        "a static file that is misspelt in a link",
        {
            "hello.py": HELLO.replace('"Hello"', "'<link href=/static/stile.css>'"),
            "static/style.css": "p { }",
        },
        "There is no file static/stile.css",
        ["“style.css”"],
        at="hello.py:7:return '<link href=/static/stile.css>'",
        ask=get("/static/stile.css"),
        docs=STATIC,
    ),
    Mistake(
        "a static file outside of its folder",
        {"hello.py": HELLO, "style.css": "p { }"},
        "There is no file static/style.css",
        ["style.css", "static"],
        ask=get("/static/style.css"),
        fixes=["Move it to static"],
        then=get("/static/style.css"),
        docs=STATIC,
    ),
    Mistake(
        "a static file that nobody has made",
        HELLO,
        "There is no file static/style.css",
        ["no file yet"],
        ask=get("/static/style.css"),
        fixes=["Create static/style.css"],
        then=get("/static/style.css"),
        docs=STATIC,
    ),
    Mistake(
        "a blueprint that is not registered",
        HELLO + SHOP,
        "The blueprint “shop” is not registered",
        ["app.register_blueprint(shop)"],
        at='hello.py:10:shop = Blueprint("shop", __name__, url_prefix="/shop")',
        ask=get("/shop/cart"),
        fixes=["Register shop"],
        then=get("/shop/cart"),
    ),
    Mistake(
        "a blueprint of another file that is not registered",
        {"hello.py": HELLO, "shop.py": SHOP},
        "The blueprint “shop” is not registered",
        at='shop.py:3:shop = Blueprint("shop", __name__, url_prefix="/shop")',
        ask=get("/shop/cart"),
        fixes=["Register shop"],
        then=get("/shop/cart"),
    ),
    Mistake(
        "a blueprint that needs the application and is not registered",
        {"hello.py": HELLO, "shop.py": f"from hello import app\n{SHOP}"},
        "The blueprint “shop” is not registered",
        at="shop.py:4",
        ask=get("/shop/cart"),
        fixes=["Register shop"],
        then=get("/shop/cart"),
    ),
    Mistake(
        "a URL for a blueprint that is not registered",
        APP.replace("Flask\n", "Flask, url_for\n", 1)
        + SHOP
        + '@app.route("/")\ndef index():\n    return url_for("shop.cart")\n',
        "The blueprint “shop” is not registered",
        at='hello.py:14:url_for("shop.cart")',
        ask=get("/"),
        fixes=["Register shop"],
        then=get("/"),
    ),
]

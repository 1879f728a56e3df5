"""What is asked of each example: scenarios by example and name, each a sequence of requests.

Cookies and the application's own state pass from one scenario to the next within an example. The
last scenario of an example leaves no cookie behind.
"""

from tests.conformance.vocabulary import Request, get, head, options, post, post_json, send, upload

Scenarios = dict[str, list[Request]]

POSTCARD: Scenarios = {
    "card": [get("/"), head("/"), options("/")],
    "card that is sent": [post("/", name="Ada & <Co>"), post("/", name=""), post("/")],
    "link": [get("/how"), post("/how")],
    "style": [get("/static/style.css")],
}

MINIMAL: Scenarios = {
    "greeting": [get("/")],
    "head has the headers alone": [head("/")],
    "options names the methods": [options("/")],
    "other methods are not allowed": [send(m, "/") for m in ("POST", "PUT", "PATCH", "DELETE")],
    "unknown method": [send("PROPFIND", "/")],
    "unknown address": [get("/nowhere"), head("/nowhere"), post("/nowhere")],
    "query is no part of the address": [get("/?a=1&b=%20"), get("/?")],
    "mount without its slash": [get("")],
    "doubled slash": [get("//"), get("//hello")],
    "no static folder": [get("/static/style.css")],
}

DEBUG_MODE: Scenarios = {
    "first page": [get("/")],
    "average": [get("/average?numbers=3+5+7"), get("/average?numbers=2.5")],
    "exception is a plain 500": [get("/average"), get("/average?numbers=x"), head("/average")],
}

ROUTING: Scenarios = {
    "two pages": [get("/"), get("/hello")],
    "two addresses of one view": [get("/goodbye"), get("/farewell")],
    "letter case counts": [get("/Hello")],
    "slash too many": [get("/hello/")],
}

VARIABLE_RULES: Scenarios = {
    "first page": [get("/")],
    "string": [get("/user/Ada"), get("/user/"), get("/user/a/b"), get("/user/%20")],
    "string beyond ASCII": [
        get("/user/Zo%C3%AB"),
        get("/user/%E4%BD%A0%E5%A5%BD"),
        get("/user/%F0%9F%90%8D"),
    ],
    "string is escaped": [get("/user/%3Cb%3E%22%27%26")],
    "string with an encoded slash": [get("/user/a%2Fb")],
    "string that is not UTF-8": [get("/user/%FF%FE")],
    "string of signs": [get("/user/a+b;c=d,e@f:g!$~'(*)")],
    "int": [get("/post/7"), get("/post/0"), get("/post/007"), get(f"/post/{10**30}")],
    "int takes digits alone": [
        get("/post/seven"),
        get("/post/-1"),
        get("/post/1.0"),
        get("/post/%D9%A3"),
    ],
    "float": [
        get("/price/9.50"),
        get("/price/0.125"),
        get("/price/9"),
        get("/price/-1.5"),
        get("/price/1e3"),
    ],
    "path": [
        get("/wiki/a"),
        get("/wiki/a/b/c"),
        get("/wiki/a/b/"),
        get("/wiki/%3Ci%3E/x"),
        get("/wiki/"),
    ],
    "path with doubled slashes": [get("/wiki/a//b")],
    "any": [get("/autumn"), get("/winter"), get("/monsoon"), get("/Autumn")],
    "uuid": [
        get("/ticket/5a1e0000-0000-4000-8000-00000000cafe"),
        get("/ticket/5A1E0000-0000-4000-8000-00000000CAFE"),
        get("/ticket/5a1e00000000400080000000000000cafe"),
        get("/ticket/none"),
    ],
}

UNIQUE_URLS: Scenarios = {
    "first page": [get("/")],
    "with the slash": [get("/projects/"), get("/projects/atlas")],
    "redirect to the slash": [
        get("/projects"),
        head("/projects"),
        get("/projects?page=2&q=%C3%A9"),
    ],
    "redirect of another method": [post("/projects", a="1"), options("/projects")],
    "without the slash": [get("/about"), get("/about/"), post("/about")],
    "slashes are merged": [get("/projects//atlas"), get("//about")],
}

URL_BUILDING: Scenarios = {
    "table of addresses": [get("/")],
    "where they lead": [
        get("/login"),
        get("/login?next=/"),
        get("/user/John%20Doe"),
        get("/user/Zo%C3%AB"),
    ],
}

HTTP_METHODS: Scenarios = {
    "login form": [
        get("/login"),
        head("/login"),
        options("/login"),
        post("/login", name="Ada & <Co>"),
    ],
    "login without the field": [post("/login"), post("/login", nam="Ada")],
    "login with a file of fields": [upload("/login", "name", "name.txt", b"Ada")],
    "methods that login lacks": [send("PUT", "/login", b"x"), send("DELETE", "/login")],
    "life of a note": [
        get("/note/today"),
        send("PUT", "/note/today", b"Buy apples"),
        get("/note/today"),
        send("PUT", "/note/today", "Äpfel".encode(), content_type="text/plain; charset=utf-8"),
        head("/note/today"),
        send("DELETE", "/note/today"),
        get("/note/today"),
    ],
    "deleting twice is no error": [send("DELETE", "/note/x"), send("DELETE", "/note/x")],
    "note that is not text": [send("PUT", "/note/raw", b"\xff\x00"), send("DELETE", "/note/raw")],
    "methods of a note": [
        options("/note/today"),
        post("/note/today"),
        send("PATCH", "/note/today"),
    ],
    "desk": [get("/desk")],
}

STYLE = "/static/style.css"

STATIC_FILES: Scenarios = {
    "first page": [get("/")],
    "types": [get(STYLE), get("/static/twice.js"), get("/static/flower.svg")],
    "head and options": [head(STYLE), options(STYLE), post(STYLE)],
    "fresh by its tag": [
        get(STYLE),
        get(STYLE, if_none_match="{ETag}"),
        get(STYLE, if_none_match="*"),
    ],
    "fresh by one tag of several": [get(STYLE), get(STYLE, if_none_match='"other", {ETag}')],
    "fresh by a weak tag": [get(STYLE), get(STYLE, if_none_match="W/{ETag}")],
    "stale by its tag": [get(STYLE, if_none_match='"other"')],
    "fresh by its date": [get(STYLE), get(STYLE, if_modified_since="{Last-Modified}")],
    "stale by its date": [get(STYLE, if_modified_since="Thu, 01 Jan 2015 00:00:00 GMT")],
    "date that is none": [get(STYLE, if_modified_since="yesterday")],
    "head of a fresh one": [get(STYLE), head(STYLE, if_none_match="{ETag}")],
    "ranges": [
        get(STYLE, range="bytes=0-9"),
        get(STYLE, range="bytes=10-"),
        get(STYLE, range="bytes=-7"),
        get(STYLE, range="bytes=0-99999"),
        head(STYLE, range="bytes=0-9"),
    ],
    "ranges that are none": [
        get(STYLE, range="bytes=99999-"),
        get(STYLE, range="bytes=9-0"),
        get(STYLE, range="pages=1-2"),
        get(STYLE, range="bytes=0-1,4-5"),
    ],
    "range of an unchanged file": [get(STYLE), get(STYLE, range="bytes=0-3", if_range="{ETag}")],
    "range of a changed file": [get(STYLE, range="bytes=0-3", if_range='"other"')],
    "missing file": [get("/static/none.css"), get("/static/"), get("/static")],
    "out of the folder": [
        get("/static/..%2Fhello.py"),
        get("/static/%2Fetc%2Fpasswd"),
        get("/static/..%5Chello.py"),
    ],
    "null byte": [get("/static/a%00b")],
    "query on a file": [get(f"{STYLE}?v=2")],
}

TEMPLATES: Scenarios = {
    "everybody": [get("/hello/"), get("/hello")],
    "somebody": [get("/hello/Ada"), get("/hello/Zo%C3%AB"), get("/hello/%3Cb%3EBobby%3C%2Fb%3E")],
    "no front page": [get("/")],
}

TEMPLATE_INHERITANCE: Scenarios = {
    "pages": [get("/"), get("/about"), get("/tea/sencha"), get("/tea/rooibos")],
    "tea that is not there": [get("/tea/coffee")],
    "style sheet of the package": [get(STYLE), get(STYLE, if_none_match="{ETag}")],
}

ESCAPING: Scenarios = {
    "as given": [get("/")],
    "name from the query": [
        get("/?name=Ada"),
        get("/?name=%3Cscript%3E"),
        get("/?name=%22%27%26%C2%BB"),
        get("/?name="),
    ],
    "text file": [get("/plain"), get("/plain?name=%3Cb%3E")],
    "template from a string": [get("/string"), get("/string?name=%3Ci%3E")],
}

CONTEXT_LOCALS: Scenarios = {
    "assertions": [get("/"), get("/?again")],
    "own view": [get("/hello"), post("/hello"), send("PUT", "/hello")],
}

REQUEST_DATA: Scenarios = {
    "first page": [get("/")],
    "search": [
        get("/search?key=ap"),
        get("/search?key=b&limit=1"),
        get("/search?key=zz"),
        get("/search"),
    ],
    "search with the odd query": [
        get("/search?key=%3Cb%3E"),
        get("/search?key=%FF"),
        get("/search?key=a&key=b"),
        get("/search?limit=many"),
        get("/search?&&=&key"),
    ],
    "login": [get("/login"), post("/login", username="ada", password="lovelace")],
    "login refused": [
        post("/login", username="ada", password="x"),
        post("/login", username="", password=""),
    ],
    "login without a field": [post("/login", username="ada"), post("/login")],
    "json": [post_json("/sum", {"numbers": [1, 2, 3.5]}), post_json("/sum", {"numbers": []})],
    "json that is not": [
        send("POST", "/sum", b"{", content_type="application/json"),
        send("POST", "/sum", b"", content_type="application/json"),
        send("POST", "/sum", b"{}", content_type="text/plain"),
        send("POST", "/sum"),
    ],
    "json without the key": [post_json("/sum", {}), post_json("/sum", [])],
    "what is seen": [
        get("/seen"),
        get("/seen?a=1&a=2&b=&%C3%A9=%20+"),
        post("/seen?in=query", a=["1", "2"], text="Grüße & mehr"),
        send(
            "PUT", "/seen", b"a=1", content_type="application/x-www-form-urlencoded; charset=utf-8"
        ),
        send("PUT", "/seen", b"plain", content_type="text/plain"),
        send("POST", "/seen"),
        upload("/seen", "file", "a.txt", b"text"),
    ],
    "form that is broken": [
        send("POST", "/seen", b"%zz=%&&=", content_type="application/x-www-form-urlencoded"),
        send("POST", "/seen", b"\xff\xfe=\x00", content_type="application/x-www-form-urlencoded"),
        send("POST", "/seen", b"no parts", content_type="multipart/form-data; boundary=x"),
        send("POST", "/seen", b"no boundary", content_type="multipart/form-data"),
    ],
    "languages": [get("/seen", accept_language="fr;q=0.8, de"), get("/seen", accept_language="xx")],
}

UPLOADS: Scenarios = {
    "leads to the form": [get("/")],
    "form": [get("/upload")],
    "upload and fetch": [
        upload("/upload", "the_file", "notes.txt", b"one\ntwo\n"),
        get("/upload"),
        get("/files/notes.txt"),
        get("/files/notes.txt?save="),
        get("/files/notes.txt", range="bytes=4-"),
        get("/files/notes.txt", if_none_match="{ETag}"),
        head("/files/notes.txt"),
    ],
    "upload again": [upload("/upload", "the_file", "notes.txt", b"three"), get("/files/notes.txt")],
    "bytes of every value": [
        upload("/upload", "the_file", "all.bin", bytes(range(256)) * 64),
        get("/files/all.bin"),
    ],
    "name made safe": [
        upload("/upload", "the_file", "../../hello.py", b"x"),
        upload("/upload", "the_file", "Mein Äpfel Bild.png", b"x"),
        upload("/upload", "the_file", "..", b"x"),
        get("/upload"),
    ],
    "no file chosen": [upload("/upload", "the_file", "", b"")],
    "no field at all": [
        upload("/upload", "other", "a.txt", b"x"),
        post("/upload", the_file="text"),
    ],
    "empty file": [upload("/upload", "the_file", "empty.txt", b""), get("/files/empty.txt")],
    "too large": [upload("/upload", "the_file", "big.bin", b"x" * 70_000), get("/upload")],
    "just small enough": [upload("/upload", "the_file", "edge.bin", b"y" * 65_000)],
    "missing file": [get("/files/none.txt"), get("/files/..%2F..%2Fhello.py")],
}

COOKIES: Scenarios = {
    "counts visits": [get("/"), get("/"), get("/")],
    "remembers a name": [post("/remember", username="Ada"), get("/")],
    "name of signs": [post("/remember", username='a;b, "c" \\ é <d>'), get("/")],
    "name beyond ASCII": [post("/remember", username="你好 🐍"), get("/")],
    "no name": [post("/remember")],
    "forgets": [post("/forget"), get("/"), post("/forget")],
    "cookies of the request": [
        get("/", cookie="username=Grace"),
        get("/", cookie='visits=many; username="quo\\164ed"'),
        get("/", cookie="; =; a; b=; username=x=y"),
        post("/forget"),
    ],
}

REDIRECTS_ERRORS: Scenarios = {
    "first page": [get("/start")],
    "redirect to a refusal": [get("/"), get("/login")],
    "permanent redirect": [get("/moved"), head("/moved")],
    "pages of Werkzeug": [get("/teapot"), get("/sold-out"), head("/teapot")],
    "handler of an exception": [get("/order/umbrella"), get("/order/%3Cb%3E")],
    "own page for 404": [get("/nowhere"), get("/deep/er/%3Cb%3E"), head("/nowhere")],
    "405 stays as it is": [post("/start")],
}

RESPONSES: Scenarios = {
    "list of all": [get("/")],
    "strings and bytes": [get("/text"), get("/octets"), head("/text")],
    "json": [get("/mapping"), get("/sequence"), head("/mapping")],
    "tuples": [get("/status"), get("/reason"), get("/extra-headers"), get("/triple")],
    "no content": [get("/empty"), head("/empty")],
    "response objects": [get("/response"), get("/made"), get("/stream"), head("/stream")],
    "wsgi application": [get("/application"), head("/application")],
    "changed 404": [get("/nowhere"), head("/nowhere")],
    "fields of a 405": [post("/text"), options("/text")],
}

SESSIONS: Scenarios = {
    "nobody": [get("/")],
    "login, again and out": [
        get("/login"),
        post("/login", username="Ada"),
        get("/"),
        head("/"),
        post("/login", username="<b>Grace</b>"),
        get("/"),
        get("/logout"),
        get("/"),
    ],
    "logout of nobody": [get("/logout")],
    "login without a name": [post("/login"), get("/")],
    "name beyond ASCII": [post("/login", username="Zoë 🐍"), get("/"), get("/logout")],
    "large session": [post("/login", username="x" * 3000), get("/"), get("/logout")],
    "malformed cookie": [
        get("/", cookie="session=garbage"),
        get("/", cookie="session="),
        get("/", cookie="session=eyJ1c2VybmFtZSI6ImV2ZSJ9.ZmFrZQ.c2lnbmF0dXJl"),
        get("/", cookie="session=.eJw.x.y"),
        get("/", cookie='session="a.b.c"'),
        get("/", cookie="session=%00%FF"),
        get("/logout", cookie="session=garbage"),
    ],
}

FLASHING: Scenarios = {
    "empty list": [get("/")],
    "message on the next page alone": [post("/add", thing="Bread"), get("/"), get("/")],
    "categories": [post("/add", thing="Bread"), post("/add", thing=" "), get("/"), get("/")],
    "escaped": [post("/add", thing="<b>Salt</b> & é"), get("/")],
    "missing field": [post("/add")],
    "several messages": [post("/clear"), get("/"), get("/")],
}

LOGGING: Scenarios = {
    "first page": [get("/")],
    "orders": [
        get("/order?apples=3"),
        get("/order?apples=42"),
        get("/order?apples=a+few"),
        get("/order"),
    ],
}

MIDDLEWARE: Scenarios = {
    "first page": [get("/"), head("/")],
    "direct": [get("/whoami")],
    "through a proxy": [
        get("/whoami", x_forwarded_for="203.0.113.9", x_forwarded_proto="https"),
        get("/whoami", x_forwarded_for="198.51.100.1, 203.0.113.9"),
        get("/whoami", x_forwarded_for="", x_forwarded_proto="gopher"),
    ],
    "errors pass through as well": [get("/nowhere"), options("/whoami")],
}

SCENARIOS: dict[str, Scenarios] = {
    "postcard": POSTCARD,
    "minimal": MINIMAL,
    "debug-mode": DEBUG_MODE,
    "routing": ROUTING,
    "variable-rules": VARIABLE_RULES,
    "unique-urls": UNIQUE_URLS,
    "url-building": URL_BUILDING,
    "http-methods": HTTP_METHODS,
    "static-files": STATIC_FILES,
    "templates": TEMPLATES,
    "template-inheritance": TEMPLATE_INHERITANCE,
    "escaping": ESCAPING,
    "context-locals": CONTEXT_LOCALS,
    "request-data": REQUEST_DATA,
    "uploads": UPLOADS,
    "cookies": COOKIES,
    "redirects-errors": REDIRECTS_ERRORS,
    "responses": RESPONSES,
    "sessions": SESSIONS,
    "flashing": FLASHING,
    "logging": LOGGING,
    "middleware": MIDDLEWARE,
}

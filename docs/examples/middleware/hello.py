from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)


class Overhead:
    """Adds one header to every response that passes through it."""

    def __init__(self, application, name, value):
        self.application = application
        self.header = name, value

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, self.header], exc_info)

        return self.application(environ, start)


# The outermost comes last. Behind a proxy, ProxyFix takes the client's address from the header in
# which the proxy noted it; believe that header only if there is such a proxy.
app.wsgi_app = Overhead(app.wsgi_app, "X-Passed-Through", "the overhead")
app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)


@app.route("/")
def index():
    return """
        <!doctype html>
        <title>WSGI middleware</title>
        <h1>Who is asking?</h1>
        <p><button data-for="">Ask directly</button>
           <button data-for="203.0.113.9">Ask as if through a proxy</button>
        <pre role="status">Press a button.</pre>
        <script>
          document.onclick = async ({ target }) => {
            if (target.dataset.for === undefined) return;
            const headers = target.dataset.for
              ? { "X-Forwarded-For": target.dataset.for, "X-Forwarded-Proto": "https" }
              : {};
            const response = await fetch("whoami", { headers });
            document.querySelector("pre").textContent =
              `${await response.text()}Passed through ${response.headers.get("X-Passed-Through")}`;
          };
        </script>
    """


@app.route("/whoami")
def whoami():
    return f"{request.remote_addr} by {request.scheme}\n", {"Content-Type": "text/plain"}

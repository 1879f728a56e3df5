"""The worker that holds Python, driven by its messages, on the built site and without the playground's page."""

import gzip
import importlib.metadata
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

SITE = Path(__file__).parents[2] / "build" / "site"

BLANK = '<!doctype html><title>Driver</title><link rel="icon" href="data:,">'

# Starts workers and speaks web/protocol with them. `seen` holds every message of the current one.
DRIVER = """
({ worker: script, assets }) => {
  const previewId = "runtime-test";
  const scope = new URL("/", location.href);
  let ids = 0;
  let worker;
  const messageOf = (type, id) => new Promise((resolve) => {
    const look = ({ data }) => data.type === type && (id === undefined || data.id === id) && resolve(data);
    worker.addEventListener("message", look);
  });
  const ask = (type, content) => {
    const id = ++ids;
    worker.postMessage({ type, id, ...content });
    return messageOf("loaded", id).then((message) => message.outcome);
  };
  globalThis.driver = {
    seen: [],
    boot(options = {}) {
      worker?.terminate();
      this.seen = [];
      worker = new Worker(new URL(script, scope), { type: "module" });
      worker.addEventListener("message", ({ data }) => this.seen.push(data));
      const base = new URL(options.assets ?? assets, scope).href;
      worker.postMessage({
        type: "boot",
        options: { previewId, assets: base, scope: scope.href, cookies: options.cookies ?? null },
      });
      return Promise.race([messageOf("ready"), messageOf("failed")]);
    },
    // What a new worker says to a message, by its `error` event.
    refusalOf(message) {
      worker = new Worker(new URL(script, scope), { type: "module" });
      worker.postMessage(message);
      return new Promise((resolve) => {
        worker.onerror = (event) => {
          event.preventDefault();
          resolve(event.message);
        };
      });
    },
    load: (files) => ask("load", { project: { name: "Test", files, app: "", debug: false } }),
    update: (files) => ask("update", { change: { files, removed: [] } }),
    request(path, { method = "GET", headers = [], body = "" } = {}) {
      const { port1, port2 } = new MessageChannel();
      const head = { method, headers, url: new URL(`preview/${previewId}${path}`, scope).href };
      worker.postMessage({ type: "request", id: ++ids, head }, [port2]);
      if (body) port1.postMessage({ type: "body", chunk: new TextEncoder().encode(body) });
      port1.postMessage({ type: "body-end" });
      const decoder = new TextDecoder();
      let text = "";
      return new Promise((resolve) => {
        let answer = {};
        port1.onmessage = ({ data }) => {
          if (data.type === "head") answer = data.head;
          if (data.type === "chunk") text += decoder.decode(data.chunk);
          if (data.type === "end" || data.type === "failed") resolve({ ...answer, text, failed: data.message ?? null });
          else port1.postMessage({ type: "pull" });
        };
      });
    },
    // What the page's bridge does: tell the service worker, when it asks, whether Python is to stop.
    async withServiceWorker() {
      navigator.serviceWorker.addEventListener("message", ({ data, ports }) => {
        if (data.type === "flask-playground:stop-requested") ports[0].postMessage(this.stopRequested);
      });
      navigator.serviceWorker.startMessages();
      const controlled = new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve();
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      });
      await navigator.serviceWorker.register("/service-worker.js");
      await controlled;
    },
    stopRequested: false,
  };
}
"""

# Until the worker has kept the interpreter's five files.
KEPT = """
async () => {
  const kept = async () => {
    const name = (await caches.keys()).find((name) => name.startsWith("flask-playground-runtime-"));
    return name ? (await (await caches.open(name)).keys()).length : 0;
  };
  while ((await kept()) < 5) await new Promise((resolve) => requestAnimationFrame(resolve));
}
"""

HELLO = """
from flask import Flask

app = Flask(__name__)

@app.route("/")
def hello():
    return "Hello, World!"
"""

LOOP = (
    HELLO
    + """
@app.route("/loop")
def loop():
    while True:
        pass
"""
)

RANDOM = """
import random, secrets, tempfile, uuid
from flask import Flask

app = Flask(__name__)

@app.route("/")
def draws():
    return {
        "random": random.random(),
        "secrets": secrets.token_hex(),
        "uuid1": str(uuid.uuid1()),
        "uuid4": str(uuid.uuid4()),
        "tempfile": tempfile.mktemp(),
    }
"""

VERSIONS = """
import importlib.metadata
from flask import Flask

app = Flask(__name__)

@app.route("/")
async def versions():
    import micropip
    await micropip.install(["Flask>=3.1.3,<4", "flask_playground>=0.1"])
    return {name: importlib.metadata.version(name) for name in ("flask", "flask-playground")}
"""


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Where the built site has the worker's script and the interpreter's files."""
    paths = json.loads((SITE / "files.json").read_text())["files"]
    workers = [path for path in paths if path.startswith("assets/worker-") and path.endswith(".js")]
    archives = [path for path in paths if path.endswith("/python.zip")]
    assert len(workers) == len(archives) == 1
    return {"worker": workers[0], "assets": archives[0].removesuffix("python.zip")}


@pytest.fixture
def driver(page: Page, site: str, files: dict[str, str]) -> Page:
    """A page of the site in which `driver` starts workers and talks to them."""
    url = f"{site}driver.html"
    # By the context: once the site has a service worker, it is what asks.
    page.context.route(url, lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    page.goto(url)
    page.evaluate(DRIVER, files)
    return page


def boot(driver: Page, **options: str) -> dict[str, Any]:
    result: dict[str, Any] = driver.evaluate("(options) => driver.boot(options)", options)
    return result


def load(driver: Page, source: str) -> dict[str, Any]:
    outcome: dict[str, Any] = driver.evaluate(
        "(source) => driver.load({ 'app.py': source })", source
    )
    return outcome


def get(driver: Page, path: str = "/") -> dict[str, Any]:
    response: dict[str, Any] = driver.evaluate("(path) => driver.request(path)", path)
    return response


def test_python_starts_from_the_snapshot_and_answers(driver: Page) -> None:
    ready = boot(driver)
    assert (ready["type"], ready["snapshot"]) == ("ready", True)
    assert ready["python"].startswith("3.14")
    assert load(driver, HELLO)["ok"]
    response = get(driver)
    assert (response["status"], response["text"]) == (200, "Hello, World!")


def test_a_message_that_is_not_the_pages_is_an_error_of_the_worker(driver: Page) -> None:
    refusal = driver.evaluate("driver.refusalOf({ type: 'load', id: 1, project: 'app.py' })")
    assert "The page sent a message that the runtime does not know." in refusal


@pytest.mark.first_visit
def test_progress_counts_every_byte_of_the_download(driver: Page) -> None:
    boot(driver)
    seen = driver.evaluate("driver.seen.filter((message) => message.stage === 'download')")
    assert seen[-1]["loaded"] == seen[-1]["total"] > 1_000_000
    assert all(earlier["loaded"] <= later["loaded"] for earlier, later in itertools.pairwise(seen))


@pytest.mark.first_visit
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"no snapshot", id="not compressed"),
        pytest.param(gzip.compress(bytes(1000)), id="of the wrong size"),
        pytest.param(None, id="missing"),
    ],
)
def test_a_refused_snapshot_means_a_full_boot(
    driver: Page, context: BrowserContext, damage: bytes | None
) -> None:
    def answer(route: Route) -> None:
        route.fulfill(status=404) if damage is None else route.fulfill(body=damage)

    context.route("**/snapshot.bin", answer)
    ready = boot(driver)
    assert (ready["type"], ready["snapshot"]) == ("ready", False)
    assert load(driver, HELLO)["ok"]
    assert get(driver)["text"] == "Hello, World!"


@pytest.mark.first_visit
@pytest.mark.parametrize(
    "name", ["python.zip", "pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs"]
)
def test_a_failed_download_says_what_is_missing_and_what_to_do(
    driver: Page, context: BrowserContext, name: str
) -> None:
    context.route(f"**/{name}", lambda route: route.fulfill(status=503))
    failed = boot(driver)
    assert failed["type"] == "failed"
    assert name in failed["message"]
    assert "503" in failed["message"]
    assert "try again" in failed["hint"]


@pytest.mark.first_visit
def test_a_boot_after_a_failed_download_succeeds(driver: Page, context: BrowserContext) -> None:
    context.route("**/python.zip", lambda route: route.fulfill(status=503), times=1)
    assert boot(driver)["type"] == "failed"
    assert boot(driver)["type"] == "ready"


@pytest.mark.first_visit
def test_a_second_boot_needs_no_network(driver: Page, context: BrowserContext) -> None:
    boot(driver)
    load(driver, HELLO)
    get(driver)
    driver.evaluate(KEPT)
    context.route("**/runtime/**", lambda route: route.abort())
    ready = boot(driver)
    assert ready == {"type": "ready", "python": ready.get("python"), "snapshot": True}
    assert load(driver, HELLO)["ok"]
    assert get(driver)["text"] == "Hello, World!"


def test_an_endless_loop_in_a_view_is_stopped_and_the_interpreter_goes_on(driver: Page) -> None:
    driver.evaluate("driver.withServiceWorker()")
    boot(driver)
    load(driver, LOOP)
    driver.evaluate(
        "() => { driver.pending = driver.request('/loop'); driver.stopRequested = true; }"
    )
    stopped = driver.evaluate("driver.pending")
    assert stopped["status"] == 503
    assert "stopped" in stopped["text"]
    driver.evaluate("() => { driver.stopRequested = false; }")
    assert get(driver)["text"] == "Hello, World!"


def test_nothing_random_is_shared_between_two_interpreters(driver: Page) -> None:
    draws = []
    for _ in range(2):
        boot(driver)
        load(driver, RANDOM)
        draws.append(json.loads(get(driver)["text"]))
    shared = {name for name, value in draws[0].items() if draws[1][name] == value}
    assert shared == set()


def test_installers_see_the_framework_as_flask_and_the_playground_beside_it(driver: Page) -> None:
    boot(driver)
    load(driver, VERSIONS)
    answer = json.loads(get(driver, "/")["text"])
    assert answer == {name: importlib.metadata.version(name) for name in answer}
    assert answer.keys() == {"flask", "flask-playground"}


def test_requests_wait_for_the_project_that_was_asked_for_before_them(driver: Page) -> None:
    boot(driver)
    text = driver.evaluate(
        """async (source) => {
            driver.load({ "app.py": source });
            driver.update({ "app.py": source.replace("Hello", "Goodbye") });
            return (await driver.request("/")).text;
        }""",
        HELLO,
    )
    assert text == "Goodbye, World!"


def test_a_body_reaches_the_view(driver: Page) -> None:
    boot(driver)
    load(
        driver,
        HELLO
        + "\nfrom flask import request\n\n@app.post('/echo')\ndef echo():\n    return request.form['x']\n",
    )
    response = driver.evaluate(
        """driver.request("/echo", {
            method: "POST",
            headers: [["content-type", "application/x-www-form-urlencoded"], ["content-length", "7"]],
            body: "x=a%20b",
        })"""
    )
    assert response["text"] == "a b"

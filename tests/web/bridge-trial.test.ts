/** The page's side of a trial: what is asked beside the project that runs. */
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { RuntimeClient } from "../../web/bridge/client.js";
import { type RuntimeWorker, WorkerEndedError } from "../../web/bridge/worker-link.js";
import type { RequestHead } from "../../web/protocol/http.js";
import type { FromRuntime, ToRuntime } from "../../web/protocol/messages.js";
import type { Project } from "../../web/protocol/project.js";

const SCOPE = new URL("https://example.org/site/");
const HEAD: RequestHead = { method: "GET", url: "https://example.org/site/preview/abc/", headers: [] };
const PROJECT: Project = { name: "Hello", files: { "hello.py": "one" }, app: "", debug: false };
const BODY = new Uint8Array();

/** A worker that boots, and answers what the test says. */
class ScriptedWorker implements RuntimeWorker {
  onmessage: ((event: MessageEvent) => unknown) | null = null;
  onmessageerror: ((event: MessageEvent) => unknown) | null = null;
  onerror: ((event: ErrorEvent) => unknown) | null = null;

  constructor(readonly answer: (message: ToRuntime & { id: number }) => FromRuntime | null) {}

  postMessage(message: ToRuntime): void {
    const answer: FromRuntime | null =
      message.type === "boot" ? { type: "ready", python: "3.14.2", snapshot: true } : this.answer(message);
    if (answer) queueMicrotask(() => this.onmessage?.({ data: answer } as MessageEvent));
  }

  terminate(): void {
    this.onmessage = null;
  }
}

function clientWith(context: TestContext, answer: ScriptedWorker["answer"]): RuntimeClient {
  const worker = () => new ScriptedWorker(answer);
  const client = new RuntimeClient({ previewId: "abc", scope: SCOPE, assets: new URL("runtime/", SCOPE), worker });
  context.after(() => client.dispose());
  return client;
}

test("a trial is loaded and asked, after a boot where there was none", async (context) => {
  const asked: string[] = [];
  const client = clientWith(context, ({ type, id }) => {
    asked.push(type);
    return type === "trial-load"
      ? { type: "trial-loaded", id, outcome: { ok: true, app: "hello", rules: [], warnings: [] }, console: [] }
      : { type: "trial-response", id, status: 201, statusText: "CREATED", headers: [], body: BODY, console: [] };
  });
  assert.ok((await client.loadTrial(PROJECT)).outcome.ok);
  assert.equal((await client.askTrial(HEAD, BODY)).status, 201);
  assert.deepEqual(asked, ["trial-load", "trial-request"]);
});

test("what goes wrong beside the project is its asker's to know, and ends nothing", async (context) => {
  const client = clientWith(context, ({ id }) => ({ type: "trial-failed", id, message: "Interrupted" }));
  await assert.rejects(client.askTrial(HEAD, BODY), { message: "Interrupted" });
  await assert.rejects(client.loadTrial(PROJECT), { message: "Interrupted" });
  assert.equal(client.state, "ready");
});

test("a trial under way holds Python's thread as a request does, and ends with the worker", async (context) => {
  const client = clientWith(context, () => null);
  await client.boot();
  const asking = client.askTrial(HEAD, BODY);
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(client.occupied, "client.occupied");
  void client.restart();
  await assert.rejects(asking, WorkerEndedError);
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(!client.occupied, "!client.occupied");
});

test("a trial that takes long is no work of the project's", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const client = clientWith(context, () => null);
  await client.boot();
  client.askTrial(HEAD, BODY).catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  context.mock.timers.tick(10_000);
  assert.equal(client.state, "ready");
});

import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { RuntimeClient, type RuntimeOptions, type RuntimeState } from "../../web/bridge/client.js";
import { RuntimeFailedError, type RuntimeWorker, WorkerEndedError } from "../../web/bridge/worker-link.js";
import { Exchange } from "../../web/protocol/exchange.js";
import type { LastFrame, RequestFrame, RequestHead, ResponseFrame } from "../../web/protocol/http.js";
import type { BootOptions, FromRuntime, ToRuntime } from "../../web/protocol/messages.js";
import type { LoadOutcome, Project } from "../../web/protocol/project.js";

const SCOPE = new URL("https://example.org/site/");
const HEAD: RequestHead = { method: "GET", url: "https://example.org/site/preview/abc/", headers: [] };
const LOADED: LoadOutcome = { ok: true, app: "hello", rules: [], warnings: [] };
const PROJECT: Project = { name: "Hello", files: { "hello.py": "one", "b.txt": "two" }, app: "", debug: false };

/** What a worker of the tests does of its own accord; what it does not, its test does by hand. */
interface Manners {
  boots: boolean;
  loads: boolean;
  pongs: boolean;
  responds: boolean;
}

/** The runtime's worker with no Python in it: same messages, same ports. */
class FakeWorker implements RuntimeWorker {
  onmessage: ((event: MessageEvent) => unknown) | null = null;
  onmessageerror: ((event: MessageEvent) => unknown) | null = null;
  onerror: ((event: ErrorEvent) => unknown) | null = null;
  readonly received: ToRuntime[] = [];
  readonly frames: RequestFrame["type"][] = [];
  terminated = false;
  readonly #ports: MessagePort[] = [];

  constructor(readonly manners: Manners) {}

  postMessage(message: ToRuntime, [port]: Transferable[]): void {
    this.received.push(message);
    if (message.type === "boot" && this.manners.boots) this.say({ type: "ready", python: "3.14.2", snapshot: true });
    if ((message.type === "ping" || message.type === "stop") && this.manners.pongs)
      this.say({ type: "pong", id: message.id });
    if ((message.type === "load" || message.type === "update") && this.manners.loads) {
      this.say({ type: "loaded", id: message.id, outcome: LOADED });
    }
    if (message.type === "request") this.#serve(message.id, port as MessagePort);
  }

  /** Messages arrive later than the call that sends them, as they do from a thread. */
  say(message: FromRuntime): void {
    queueMicrotask(() => this.onmessage?.({ data: message } as MessageEvent));
  }

  terminate(): void {
    this.terminated = true;
    for (const port of this.#ports) port.close();
  }

  get boot(): BootOptions | undefined {
    return this.received.find((message) => message.type === "boot")?.options;
  }

  #serve(id: number, port: MessagePort): void {
    this.#ports.push(port);
    const send = (frame: ResponseFrame) => port.postMessage(frame);
    port.onmessage = ({ data: { type } }: MessageEvent<RequestFrame>) => {
      this.frames.push(type);
      if (type === "cancel") port.close();
      if (type === "cancel") this.say({ type: "served", id });
      if (!this.manners.responds) return;
      if (type === "body-end") send({ type: "head", head: { status: 200, statusText: "OK", headers: [] } });
      if (type !== "pull") return;
      send({ type: "end" });
      this.say({ type: "served", id });
    };
  }
}

/** A client, and the workers that it has created so far. */
function setUp(context: TestContext, manners: Partial<Manners> = {}, options: Partial<RuntimeOptions> = {}) {
  const workers: FakeWorker[] = [];
  const all = { boots: true, loads: true, pongs: true, responds: true, ...manners };
  const worker = () => {
    const made = new FakeWorker({ ...all });
    workers.push(made);
    return made;
  };
  const client = new RuntimeClient({
    previewId: "abc",
    scope: SCOPE,
    assets: new URL("runtime/1/", SCOPE),
    worker,
    ...options,
  });
  const states: RuntimeState[] = [];
  client.on("state", (state) => states.push(state));
  context.after(() => client.dispose());
  const latest = (): FakeWorker => {
    const last = workers.at(-1);
    assert.ok(last, "no worker has been created");
    return last;
  };
  return { client, workers, states, latest };
}

/** When all that was under way without a message from outside has come to rest. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("boot starts one worker, however often it is called", async (context) => {
  const { client, workers, states, latest } = setUp(context);
  await Promise.all([client.boot(), client.boot()]);
  await client.boot();
  assert.equal(workers.length, 1);
  assert.deepEqual(states, ["booting", "ready"]);
  assert.deepEqual(latest().boot, {
    previewId: "abc",
    assets: "https://example.org/site/runtime/1/",
    scope: "https://example.org/site/",
    cookies: null,
  });
});

test("what the worker reports reaches the listeners, until they leave", async (context) => {
  const { client, latest } = setUp(context);
  const heard: unknown[] = [];
  const leave = client.on("progress", ({ stage, loaded, total }) => heard.push([stage, loaded, total]));
  client.on("console", (entry) => heard.push(entry));
  client.on("cookies", (jar) => heard.push(jar));
  const progress: FromRuntime = { type: "progress", stage: "download", loaded: 1, total: 2 };
  const entry = { kind: "output", stream: "stdout", text: "hi" } as const;
  await client.boot();
  latest().say(progress);
  latest().say({ type: "console", entry });
  latest().say({ type: "cookies", jar: "[1]" });
  await client.load(PROJECT);
  leave();
  latest().say(progress);
  await client.load(PROJECT);
  assert.deepEqual(heard, [["download", 1, 2], entry, "[1]"]);
});

test("load boots first, and gives the outcome", async (context) => {
  const { client, latest } = setUp(context);
  assert.deepEqual(await client.load(PROJECT), LOADED);
  assert.deepEqual(
    latest().received.map(({ type }) => type),
    ["boot", "load"],
  );
});

test("outcomes that come out of order go to their own callers", async (context) => {
  const { client, latest } = setUp(context, { loads: false });
  await client.boot();
  const first = client.load(PROJECT);
  const second = client.load({ ...PROJECT, name: "Other" });
  await nextTurn();
  const [, one, two] = latest().received;
  assert.ok(one?.type === "load" && two?.type === "load", `one?.type === "load" && two?.type === "load"`);
  latest().say({ type: "loaded", id: two.id, outcome: { ...LOADED, app: "other" } });
  latest().say({ type: "loaded", id: one.id, outcome: LOADED });
  assert.deepEqual([await first, await second], [LOADED, { ...LOADED, app: "other" }]);
});

test("a failed boot says why, and leaves a client that can start again", async (context) => {
  const { client, workers, states, latest } = setUp(context, { boots: false });
  const failures: unknown[] = [];
  client.on("failed", (failure) => failures.push(failure));
  const boot = client.boot();
  latest().say({ type: "failed", message: "No download", hint: "Connect" });
  await assert.rejects(boot, (error) => error instanceof RuntimeFailedError && error.hint === "Connect");
  assert.deepEqual(failures, [{ message: "No download", hint: "Connect" }]);
  assert.equal(client.state, "failed");
  assert.ok(latest().terminated, "latest().terminated");
  const again = client.boot();
  latest().say({ type: "ready", python: "3.14.2", snapshot: false });
  await again;
  assert.deepEqual([workers.length, states], [2, ["booting", "failed", "booting", "ready"]]);
});

test("a worker whose script does not load is a failed boot", async (context) => {
  const { client, latest } = setUp(context, { boots: false });
  const boot = client.boot();
  latest().onerror?.({ preventDefault: () => undefined } as ErrorEvent);
  await assert.rejects(boot, { message: "The worker did not load." });
});

test("a message that is not the runtime's ends the worker", async (context) => {
  const { client, latest } = setUp(context);
  await client.boot();
  latest().onmessage?.({ data: { type: "loaded", id: "1" } } as MessageEvent);
  assert.equal(client.state, "failed");
});

test("a request goes straight to the worker", async (context) => {
  const { client } = setUp(context);
  await client.load(PROJECT);
  const { head, body } = await client.request(HEAD, new Uint8Array([1]));
  assert.equal(head.status, 200);
  assert.ok((await body.getReader().read()).done, "(await body.getReader().read()).done");
});

/** A request as the service worker makes it: over a port that `connect` hands on, with the control port that comes back. */
async function connected(client: RuntimeClient) {
  const { port1, port2 } = new MessageChannel();
  const accepted = new Promise<MessageEvent>((resolve) => (port1.onmessage = resolve));
  client.connect(HEAD, port2);
  const event = await accepted;
  assert.deepEqual(event.data, { type: "accepted" });
  const controlPort = event.ports[0];
  assert.ok(controlPort, "controlPort");
  const exchange = new Exchange(port1);
  controlPort.onmessage = ({ data }: MessageEvent<LastFrame>) => exchange.finish(data);
  void exchange.over.then(() => controlPort.close());
  return exchange;
}

test("a service worker's request is accepted, and answered by the worker", async (context) => {
  const { client } = setUp(context);
  await client.load(PROJECT);
  const exchange = await connected(client);
  await exchange.send(null);
  assert.equal((await exchange.head).status, 200);
  exchange.cancel();
});

test("a request that comes while the interpreter boots is answered after the boot", async (context) => {
  const { client, latest } = setUp(context, { boots: false });
  const boot = client.boot();
  const exchange = await connected(client);
  await exchange.send(null);
  assert.equal(latest().received.length, 1);
  latest().say({ type: "ready", python: "3.14.2", snapshot: true });
  await boot;
  assert.equal((await exchange.head).status, 200);
  exchange.cancel();
});

test("a request of a preview whose interpreter was never started fails with what to do", async (context) => {
  const { client } = setUp(context);
  const exchange = await connected(client);
  await assert.rejects(exchange.head, /Start it on the playground page/);
});

test("a stop that Python heeds leaves the worker as it is, and the answer to the request to Python", async (context) => {
  const { client, workers, states } = setUp(context);
  await client.load(PROJECT);
  const exchange = await connected(client);
  const stop = client.stop();
  assert.ok(client.stopRequested, "client.stopRequested");
  await stop;
  await exchange.send(null);
  assert.equal((await exchange.head).status, 200);
  assert.deepEqual([workers.length, client.stopRequested], [1, false]);
  assert.deepEqual(states.slice(-2), ["stopping", "ready"]);
  exchange.cancel();
});

test("a stop that Python does not heed replaces the worker, with the latest cookies", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, workers, states, latest } = setUp(context, { pongs: false, responds: false });
  await client.load(PROJECT);
  latest().say({ type: "cookies", jar: "[2]" });
  const exchange = await connected(client);
  const stop = client.stop();
  context.mock.timers.tick(1500);
  await stop;
  await assert.rejects(exchange.head, /stopped/);
  assert.ok(workers[0]?.terminated, "workers[0]?.terminated");
  assert.equal(workers.length, 2);
  assert.equal(latest().boot?.cookies, "[2]");
  assert.deepEqual(states.slice(-3), ["stopping", "booting", "ready"]);
});

test("a stop replaces a worker that is free, and whose project waits for something while it is loaded", async (context) => {
  const { client, workers } = setUp(context, { loads: false });
  await client.boot();
  const load = client.load(PROJECT);
  await client.stop();
  await assert.rejects(load, WorkerEndedError);
  assert.equal(workers.length, 2);
});

test("a stop keeps a worker in which only newer code is being loaded", async (context) => {
  const { client, workers, latest } = setUp(context, { loads: false, pongs: false });
  await client.boot();
  const interrupted = client.load(PROJECT);
  const stop = client.stop();
  const [, load, ping] = latest().received;
  assert.ok(load?.type === "load" && ping?.type === "stop", "a load and a stop");
  latest().say({ type: "loaded", id: load.id, outcome: LOADED });
  await interrupted;
  void client.load(PROJECT).catch(() => undefined);
  latest().say({ type: "pong", id: ping.id });
  await stop;
  assert.equal(workers.length, 1);
});

test("newer code is made way for, where what runs holds Python's thread", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, states, latest } = setUp(context, { pongs: false, responds: false });
  await client.load(PROJECT);
  const exchange = await connected(client);
  const preempted = client.preempt();
  await nextTurn();
  context.mock.timers.tick(250);
  await nextTurn();
  assert.equal(client.state, "stopping");
  const pings = latest().received.filter((message) => message.type === "ping" || message.type === "stop");
  for (const { id } of pings) latest().say({ type: "pong", id });
  await preempted;
  assert.deepEqual(states.slice(-2), ["stopping", "ready"]);
  exchange.cancel();
});

test("what only waits is not stopped for newer code", async (context) => {
  const { client, states } = setUp(context, { responds: false });
  await client.load(PROJECT);
  const exchange = await connected(client);
  await client.preempt();
  assert.deepEqual(states, ["booting", "ready"]);
  exchange.cancel();
});

test("a request is over when the worker says so, whatever has become of who asked", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, latest } = setUp(context, { responds: false });
  await client.load(PROJECT);
  await connected(client);
  context.mock.timers.tick(250);
  assert.equal(client.state, "busy");
  const request = latest().received.find((message) => message.type === "request");
  const ready = new Promise((resolve) => client.on("state", resolve));
  latest().say({ type: "served", id: request?.id ?? 0 });
  assert.equal(await ready, "ready");
});

test("after a stop, what nobody reads no longer counts as work", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { client } = setUp(context, { responds: false });
  await client.load(PROJECT);
  await connected(client);
  context.mock.timers.tick(250);
  await client.stop();
  assert.equal(client.state, "ready");
});

test("a stop gives a load that was interrupted the time to say so", async (context) => {
  const { client, workers, latest } = setUp(context, { loads: false, pongs: false });
  await client.boot();
  const load = client.load(PROJECT);
  const stop = client.stop();
  const [, asked, ping] = latest().received;
  assert.ok(asked?.type === "load" && ping?.type === "stop", "a load and a stop");
  latest().say({ type: "pong", id: ping.id });
  await nextTurn();
  latest().say({ type: "loaded", id: asked.id, outcome: LOADED });
  await Promise.all([load, stop]);
  assert.equal(workers.length, 1);
});

test("a request that takes long is told as busy, and its end as ready", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, states } = setUp(context);
  await client.load(PROJECT);
  const exchange = await connected(client);
  context.mock.timers.tick(249);
  assert.equal(client.state, "ready");
  context.mock.timers.tick(1);
  assert.equal(client.state, "busy");
  const ready = new Promise((resolve) => client.on("state", resolve));
  exchange.cancel();
  assert.equal(await ready, "ready");
  assert.deepEqual(states, ["booting", "ready", "busy", "ready"]);
});

test("a project that takes long to load is told as loading", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { client } = setUp(context, { loads: false });
  await client.boot();
  void client.load(PROJECT).catch(() => undefined);
  context.mock.timers.tick(250);
  assert.equal(client.state, "loading");
});

test("a boot without the preview's service worker fails, and says why", async (context) => {
  const refusal = Object.assign(new Error("no service worker"), { hint: "allow it" });
  const { client, latest } = setUp(context, {}, { attach: () => Promise.reject(refusal) });
  const failed = new Promise((resolve) => client.on("failed", resolve));
  await assert.rejects(client.boot(), /no service worker/);
  assert.deepEqual(await failed, { message: "no service worker", hint: "allow it" });
  assert.deepEqual([client.state, latest().terminated], ["failed", true]);
});

test("what is loaded as soon as an interpreter starts comes before the requests that waited", async (context) => {
  const { client, latest } = setUp(context, { boots: false });
  client.on("started", () => void client.load(PROJECT));
  const boot = client.boot();
  const exchange = await connected(client);
  latest().say({ type: "ready", python: "3.14.2", snapshot: true });
  await boot;
  await exchange.send(null);
  await exchange.head;
  assert.deepEqual(
    latest().received.map(({ type }) => type),
    ["boot", "load", "request"],
  );
  exchange.cancel();
});

test("a restart has the same cookies", async (context) => {
  const { client, workers, latest } = setUp(context);
  await client.load(PROJECT);
  latest().say({ type: "cookies", jar: "[3]" });
  await nextTurn();
  await client.restart();
  assert.equal(workers.length, 2);
  assert.equal(latest().boot?.cookies, "[3]");
});

test("who waits for a boot that is overtaken by a restart gets the new interpreter", async (context) => {
  const { client, latest } = setUp(context, { boots: false });
  const first = client.boot();
  const restart = client.restart();
  latest().say({ type: "ready", python: "3.14.2", snapshot: true });
  await Promise.all([first, restart]);
  assert.equal(client.state, "ready");
});

test("a disposed client has ended its worker and starts no other", async (context) => {
  const { client, workers, latest } = setUp(context);
  await client.load(PROJECT);
  client.dispose();
  assert.ok(latest().terminated, "latest().terminated");
  assert.equal(client.state, "off");
  await assert.rejects(client.boot(), RuntimeFailedError);
  assert.equal(workers.length, 1);
});

test("where the program has brought Python down another interpreter starts, and who waits is told why", async (context) => {
  const { client, workers, latest } = setUp(context, { responds: false });
  const said: string[] = [];
  client.on("console", (entry) => {
    if (entry.kind === "output") said.push(entry.text);
  });
  await client.boot();
  const request = client.request(HEAD);
  await nextTurn();
  latest().say({ type: "crashed", message: "The program has ended Python." });
  await assert.rejects(request, /The program has ended Python. It starts again./);
  await client.boot();
  assert.equal(workers.length, 2);
  assert.equal(workers[0]?.terminated, true);
  assert.equal(client.state, "ready");
  assert.deepEqual(said, ["The program has ended Python. It starts again.\n"]);
});

test("an interpreter that crashes right after the one before it is not started again by itself", async (context) => {
  const { client, workers, latest } = setUp(context);
  const failures: string[] = [];
  client.on("failed", ({ message }) => failures.push(message));
  await client.boot();
  latest().say({ type: "crashed", message: "Gone." });
  await nextTurn();
  await client.boot();
  latest().say({ type: "crashed", message: "Gone again." });
  await nextTurn();
  assert.equal(workers.length, 2);
  assert.equal(client.state, "failed");
  assert.deepEqual(failures, ["Gone again."]);
});

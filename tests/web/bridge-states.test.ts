/** Whatever a user does in whatever order, the newest code comes to run, and what is shown is true. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RuntimeClient } from "../../web/bridge/client.js";
import { ProjectRunner } from "../../web/bridge/project-runner.js";
import type { RuntimeWorker } from "../../web/bridge/worker-link.js";
import type { RequestFrame } from "../../web/protocol/http.js";
import type { FromRuntime, ToRuntime } from "../../web/protocol/messages.js";
import type { LoadOutcome, Problem, Project } from "../../web/protocol/project.js";

const SCOPE = new URL("https://example.org/");

/** What a project's only file makes Python do while it is imported. */
const SOURCES = ["fine", "wrong", "loop", "sleep", "crash", "await"] as const;
/**
 * What a request makes Python do: answer, run on until it is interrupted, sleep through any interrupt, end the worker, or
 * answer to nobody.
 */
const PATHS = ["/", "/loop", "/sleep", "/crash", "/unread"] as const;

type Work = { kind: "free" } | { kind: "interruptible" | "deaf"; interrupted: () => void };

/** What is answered later than the thread is free: an interrupted load takes some turns of Python's event loop. */
type Late = () => void;

/** A worker with a thread that work can hold, as Python does. Time passes for it in `step`. */
class Engine implements RuntimeWorker {
  onmessage: ((event: MessageEvent) => unknown) | null = null;
  onmessageerror: ((event: MessageEvent) => unknown) | null = null;
  onerror: ((event: ErrorEvent) => unknown) | null = null;
  files: Record<string, unknown> | null = null;
  ended = false;
  readonly #inbox: [ToRuntime, MessagePort | undefined][] = [];
  readonly #ports: MessagePort[] = [];
  #work: Work = { kind: "free" };
  #late: Late[] = [];

  postMessage(message: ToRuntime, [port]: Transferable[]): void {
    this.#inbox.push([structuredClone(message), port as MessagePort | undefined]);
  }

  terminate(): void {
    this.ended = true;
    for (const port of this.#ports) port.close();
  }

  /** Do what is to be done; `stopping` is what the service worker would tell an interpreter that asks. */
  step(stopping: boolean): void {
    if (this.ended) return;
    if (this.#work.kind === "interruptible" && stopping) {
      const { interrupted } = this.#work;
      this.#work = { kind: "free" };
      interrupted();
    }
    for (const say of this.#late.splice(0)) say();
    for (let next = this.#next(); next; next = this.#next()) this.#receive(...next);
  }

  #next(): [ToRuntime, MessagePort | undefined] | undefined {
    return this.#work.kind === "free" && !this.ended ? this.#inbox.shift() : undefined;
  }

  #receive(message: ToRuntime, port?: MessagePort): void {
    if (message.type === "boot") this.#say({ type: "ready", python: "3.14.2", snapshot: true });
    else if (message.type === "ping" || message.type === "stop") this.#say({ type: "pong", id: message.id });
    else if (message.type === "request") {
      if (port) this.#serve(message.id, port, new URL(message.head.url).pathname);
    } else if (message.type === "load" || message.type === "update") {
      this.files = message.type === "load" ? message.project.files : { ...this.files, ...message.change.files };
      this.#load(message.id);
    }
  }

  #load(id: number): void {
    const loaded = (ok: boolean) => {
      const problem: Problem = {
        kind: "import",
        title: "No",
        message: "no",
        hint: "",
        traceback: "",
        frames: [],
        fixes: [],
      };
      const outcome: LoadOutcome = ok ? { ok, app: "app", rules: [], warnings: [] } : { ok, problem };
      this.#late.push(() => this.#say({ type: "loaded", id, outcome }));
    };
    const source = String(this.files?.["app.py"]).split(" ")[0];
    if (source === "crash") this.#crash();
    else if (source === "loop") this.#work = { kind: "interruptible", interrupted: () => loaded(false) };
    else if (source === "sleep") this.#work = { kind: "deaf", interrupted: () => undefined };
    else if (source !== "await") loaded(source === "fine");
  }

  #serve(id: number, port: MessagePort, path: string): void {
    this.#ports.push(port);
    const answer = () => {
      port.postMessage({ type: "head", head: { status: 200, statusText: "OK", headers: [] } });
      port.postMessage({ type: "end" });
      this.#say({ type: "served", id });
    };
    port.onmessage = ({ data }: MessageEvent<RequestFrame>) => {
      if (data.type === "cancel") port.close();
    };
    if (path === "/crash") this.#crash();
    else if (path === "/loop") this.#work = { kind: "interruptible", interrupted: answer };
    else if (path === "/sleep") this.#work = { kind: "deaf", interrupted: () => undefined };
    // A service worker that was ended with the request never reads the answer.
    else if (path !== "/unread") answer();
  }

  #crash(): void {
    this.onerror?.({ preventDefault: () => undefined, message: "fatal" } as ErrorEvent);
  }

  #say(message: FromRuntime): void {
    if (!this.ended) this.onmessage?.({ data: message } as MessageEvent);
  }
}

/** The page around one runtime: its project, its requests, and time that passes when it is told to. */
class Page {
  readonly engines: Engine[] = [];
  readonly client: RuntimeClient;
  readonly runner: ProjectRunner;
  readonly requests: Promise<unknown>[] = [];
  wanted: Project | null = null;
  #edits = 0;

  constructor(readonly tick: (milliseconds: number) => void) {
    const worker = () => {
      const engine = new Engine();
      this.engines.push(engine);
      return engine;
    };
    this.client = new RuntimeClient({ previewId: "abc", scope: SCOPE, assets: SCOPE, worker });
    this.runner = new ProjectRunner(this.client, () => this.wanted);
  }

  put(source: string): void {
    this.wanted = { name: "x", files: { "app.py": `${source} ${(this.#edits += 1)}` }, app: "", debug: true };
  }

  request(path: string): void {
    const head = { method: "GET", url: new URL(path, SCOPE).href, headers: [] };
    const request = this.client.request(head).then(({ body }) => new Response(body).text());
    this.requests.push(request.catch(String));
  }

  /** Let `milliseconds` pass, in steps at which threads and messages move on. */
  async pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 50) {
      this.tick(50);
      this.engines.at(-1)?.step(this.client.stopRequested);
      for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
    }
  }
}

type Action =
  | { do: "edit" | "open"; source: string }
  | { do: "request"; path: string }
  | { do: "pass"; time: number }
  | { do: "run" | "stop" | "restart" | "close" };

const source = fc.constantFrom(...SOURCES);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom("edit" as const, "open" as const), source }),
  fc.record({ do: fc.constant("request" as const), path: fc.constantFrom(...PATHS) }),
  fc.record({ do: fc.constant("pass" as const), time: fc.constantFrom(50, 200, 300, 2000) }),
  fc.record({ do: fc.constantFrom("run" as const, "stop" as const, "restart" as const, "close" as const) }),
);

test("after any order of edits, runs, stops, crashes and requests, the newest code runs", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 14 }), async (actions) => {
      const page = new Page((time) => context.mock.timers.tick(time));
      context.after(() => page.client.dispose());
      void page.client.boot().catch(() => undefined);
      for (const step of actions) {
        if (step.do === "edit") {
          page.put(step.source);
          page.runner.edited();
        } else if (step.do === "open") {
          page.put(step.source);
          void page.runner.open();
        } else if (step.do === "close") {
          page.wanted = null;
          void page.runner.open();
        } else if (step.do === "request") page.request(step.path);
        else if (step.do === "pass") await page.pass(step.time);
        else if (step.do === "run") void page.runner.run();
        else if (step.do === "stop") void page.client.stop().catch(() => undefined);
        else void page.runner.restart();
      }
      // Every request has reached Python by now: one that came after the last edit could keep the newest code busy.
      await page.pass(3000);
      page.put("fine");
      page.runner.edited();
      await page.pass(12_000);
      assert.deepEqual(page.engines.at(-1)?.files, page.wanted?.files, "the newest files are loaded");
      // A request that nobody reads keeps it busy until it is stopped.
      if (page.client.state === "busy") await Promise.all([page.client.stop(), page.pass(1000)]);
      assert.deepEqual([page.client.state, page.runner.state], ["ready", "ready"]);
      assert.ok(
        page.engines.slice(0, -1).every(({ ended }) => ended),
        "one worker lives",
      );
      page.client.dispose();
      await Promise.all(page.requests);
    }),
    { numRuns: 300, includeErrorInReport: true },
  );
});

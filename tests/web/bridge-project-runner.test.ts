import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { RuntimeState } from "../../web/bridge/client.js";
import { Emitter } from "../../web/bridge/emitter.js";
import { ProjectRunner, type ProjectRuntime, type RequestProblem } from "../../web/bridge/project-runner.js";
import { InterpreterCrashedError, WorkerEndedError } from "../../web/bridge/worker-link.js";
import type { LoadOutcome, ProblemKind, Project, ProjectChange } from "../../web/protocol/project.js";

const RUNNING: LoadOutcome = { ok: true, app: "hello", rules: [], warnings: [] };
const broken = (kind: ProblemKind): LoadOutcome => ({
  ok: false,
  problem: { kind, title: "No", message: "no", hint: "", traceback: "", frames: [], fixes: [] },
});
const BROKEN = broken("syntax");

const project = (source: string, settings: Partial<Project> = {}): Project => ({
  name: "test",
  files: { "hello.py": source },
  app: "hello.py",
  debug: true,
  ...settings,
});

/** A runtime that takes note of what it is asked, and answers when it is told to. */
class Notebook
  extends Emitter<{ state: undefined; started: undefined; problem: RequestProblem }>
  implements ProjectRuntime
{
  state: RuntimeState = "ready";
  occupied = false;
  preempted = 0;
  readonly asked: (["load", Project] | ["update", ProjectChange])[] = [];
  #answers: { resolve: (outcome: LoadOutcome) => void; reject: (error: Error) => void }[] = [];

  load(whole: Project): Promise<LoadOutcome> {
    this.asked.push(["load", whole]);
    return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
  }

  update(change: ProjectChange): Promise<LoadOutcome> {
    this.asked.push(["update", change]);
    return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
  }

  preempt(): Promise<void> {
    this.preempted += 1;
    return Promise.resolve();
  }

  restart(): Promise<void> {
    for (const { reject } of this.#answers.splice(0)) reject(new WorkerEndedError("ended"));
    this.become("booting");
    return settled().then(() => {
      this.become("ready");
      this.emit("started", undefined);
    });
  }

  async answer(outcome = RUNNING): Promise<void> {
    await settled();
    this.#answers.shift()?.resolve(outcome);
    await settled();
  }

  async fail(error: Error): Promise<void> {
    await settled();
    this.#answers.shift()?.reject(error);
    await settled();
  }

  become(state: RuntimeState): void {
    this.state = state;
    this.emit("state", undefined);
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A runner and who owns the project: `edit` changes it, `open` puts another (or none that may run) in its place. */
function scene() {
  const runtime = new Notebook();
  const outcomes: boolean[] = [];
  let wanted: Project | null = null;
  const runner = new ProjectRunner(runtime, () => wanted);
  runner.on("outcome", ({ ok }) => outcomes.push(ok));
  const open = (next: Project | null) => {
    wanted = next;
    return runner.open();
  };
  const edit = (next: Project) => {
    wanted = next;
    runner.edited();
  };
  return { runtime, runner, outcomes, open, edit };
}

test("a project is loaded whole, and an edit of it sends only what has changed", async () => {
  const { runtime, runner, open, edit } = scene();
  void open(project("one"));
  await runtime.answer();
  edit(project("two"));
  void runner.run();
  await settled();
  assert.deepEqual(runtime.asked[1], ["update", { files: { "hello.py": "two" }, removed: [] }]);
});

test("edits while the runtime is at work are sent together, once it is free", async () => {
  const { runtime, runner, outcomes, open, edit } = scene();
  void open(project("one"));
  await settled();
  for (const source of ["two", "three", "four"]) {
    edit(project(source));
    void runner.run();
  }
  await runtime.answer();
  await runtime.answer();
  assert.equal(runtime.asked.length, 2);
  assert.deepEqual(runtime.asked.slice(1), [["load", project("four")]]);
  assert.deepEqual(outcomes, [true]);
});

test("newer code makes way for itself where older code is still being loaded", async () => {
  const { runtime, runner, open, edit } = scene();
  void open(project("while True: pass"));
  await settled();
  edit(project("fine"));
  void runner.run();
  assert.equal(runtime.preempted, 1);
});

test("an edit runs by itself once the user pauses", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { runtime, open, edit } = scene();
  const opened = open(project("one"));
  await runtime.answer();
  await opened;
  edit(project("t"));
  context.mock.timers.tick(200);
  edit(project("tw"));
  context.mock.timers.tick(200);
  await settled();
  assert.equal(runtime.asked.length, 1);
  context.mock.timers.tick(50);
  await settled();
  assert.equal(runtime.asked.length, 2);
});

for (const settings of [{ app: "other.py" }, { debug: false }]) {
  test(`other settings, ${JSON.stringify(settings)}, load the project anew`, async () => {
    const { runtime, runner, open, edit } = scene();
    void open(project("one"));
    await runtime.answer();
    edit(project("one", settings));
    void runner.run();
    await settled();
    assert.equal(runtime.asked[1]?.[0], "load");
  });
}

test("to run again without an edit asks the runtime for nothing, and the page anew", async () => {
  const { runtime, runner, outcomes, open } = scene();
  void open(project("one"));
  await runtime.answer();
  await runner.run();
  assert.equal(runtime.asked.length, 1);
  assert.deepEqual(outcomes, [true, true]);
});

test("a project without consent is not loaded, and its state says so", async () => {
  const { runtime, runner, open } = scene();
  await open(null);
  assert.deepEqual([runtime.asked, runner.state], [[], "awaiting-consent"]);
});

test("what comes of a project that is no longer open is not shown", async () => {
  const { runtime, runner, outcomes, open } = scene();
  void open(project("one"));
  await settled();
  void open(null);
  await runtime.answer();
  assert.deepEqual([outcomes, runner.outcome], [[], null]);
});

test("a runtime that breaks off gets the whole project next time", async () => {
  const { runtime, runner, open, edit } = scene();
  const opened = open(project("one"));
  await runtime.answer();
  await opened;
  edit(project("two"));
  const run = runner.run();
  await runtime.fail(new Error("gone"));
  await run;
  void runner.run();
  await settled();
  assert.deepEqual(
    runtime.asked.map(([what]) => what),
    ["load", "update", "load"],
  );
});

test("a new interpreter gets the project as it is wanted now", async () => {
  const { runtime, open, edit } = scene();
  const opened = open(project("one"));
  await runtime.answer();
  await opened;
  edit(project("two"));
  await runtime.restart();
  await settled();
  assert.deepEqual(runtime.asked.at(-1), ["load", project("two")]);
});

test("another interpreter that nobody has asked for leaves the page as it is", async () => {
  const { runtime, outcomes, open } = scene();
  const opened = open(project("one"));
  await runtime.answer();
  await opened;
  void runtime.restart();
  await settled();
  await runtime.answer();
  assert.deepEqual([runtime.asked.length, outcomes], [2, [true]]);
});

test("a restart that the user asks for while a project loads loads it again, and asks for its page", async () => {
  const { runtime, runner, outcomes, open } = scene();
  void open(project("one"));
  await settled();
  void runner.restart();
  await settled();
  await settled();
  await runtime.answer();
  assert.deepEqual([runtime.asked.length, outcomes], [2, [true]]);
});

test("to run what failed loads it anew, though nothing has changed", async () => {
  const { runtime, runner, open } = scene();
  const opened = open(project("one"));
  await runtime.answer(BROKEN);
  await opened;
  void runner.run();
  await settled();
  assert.deepEqual(
    runtime.asked.map(([what]) => what),
    ["load", "load"],
  );
});

test("a project that was stopped while it was loaded says so, and is not loaded again by itself", async () => {
  const { runtime, runner, outcomes, open } = scene();
  void open(project("while True: pass"));
  await settled();
  await runtime.restart();
  await settled();
  assert.deepEqual(outcomes, [false]);
  assert.ok(runner.outcome?.ok === false && runner.outcome.problem.message.includes("stopped"), "it says stopped");
  assert.equal(runtime.asked.length, 1);
});

test("a project that was stopped while it was loaded is loaded when it is run again", async () => {
  const { runtime, runner, open } = scene();
  void open(project("one"));
  await settled();
  await runtime.restart();
  void runner.run();
  await settled();
  assert.equal(runtime.asked.length, 2);
});

/** A runner whose project runs, and what it tells of requests: their paths, and null for a page that has come. */
async function running() {
  const { runtime, runner, open, edit } = scene();
  const told: (string | null)[] = [];
  runner.on("request", (request) => told.push(request?.request.path ?? null));
  const opened = open(project("one"));
  await runtime.answer();
  await opened;
  const fail = (path: string, document = true) => {
    const problem = {
      kind: "request",
      title: "No",
      message: "no",
      hint: "",
      traceback: "",
      frames: [],
      fixes: [],
    } as const;
    runtime.emit("problem", {
      request: { method: "GET", path, status: 500, document },
      problem: { ...problem, frames: [], fixes: [] },
    });
  };
  return { runtime, runner, told, fail, edit };
}

test("an error in the last request for a page is told until another page comes", async () => {
  const { runner, told, fail } = await running();
  fail("/a?b=c");
  runner.arrived("/a?b=c#top");
  assert.deepEqual([runner.state, runner.request?.request.path], ["request-problem", "/a?b=c"]);
  runner.arrived("/a?b=c");
  assert.deepEqual([runner.state, runner.request, told], ["ready", null, ["/a?b=c", null]]);
});

test("a page that comes from elsewhere than the error means that all is well", async () => {
  const { runner, fail } = await running();
  fail("/a");
  runner.arrived("/b");
  assert.equal(runner.state, "ready");
});

test("an error in what a page needs is not one of the page", async () => {
  const { runner, told, fail } = await running();
  fail("/style.css", false);
  assert.deepEqual([runner.state, told], ["ready", []]);
});

test("code that cannot run takes the place of an error in a request", async () => {
  const { runtime, runner, told, fail, edit } = await running();
  fail("/a");
  edit(project("two"));
  const run = runner.run();
  await runtime.answer(BROKEN);
  await run;
  assert.deepEqual([runner.state, told], ["problem", ["/a", null]]);
});

test("a page that newer code gives at the same path means that all is well", async () => {
  const { runtime, runner, fail, edit } = await running();
  fail("/a");
  edit(project("two"));
  const run = runner.run();
  await runtime.answer();
  await run;
  assert.equal(runner.state, "request-problem");
  runner.arrived("/a");
  assert.equal(runner.state, "ready");
});

const STATES: [runtime: RuntimeState, loaded: LoadOutcome | null, state: string][] = [
  ["off", null, "booting"],
  ["booting", RUNNING, "booting"],
  ["ready", null, "booting"],
  ["loading", null, "working"],
  ["ready", RUNNING, "ready"],
  ["ready", BROKEN, "problem"],
  ["busy", RUNNING, "working"],
  ["loading", BROKEN, "working"],
  ["stopping", RUNNING, "stopping"],
  ["failed", RUNNING, "failed"],
];
for (const [runtimeState, outcome, state] of STATES) {
  const came = outcome === null ? "nothing yet" : outcome.ok ? "a running project" : "a problem";
  test(`a runtime that is ${runtimeState} with ${came} is shown as ${state}`, async () => {
    const { runtime, runner, open } = scene();
    const opened = open(project("one"));
    if (outcome) {
      await runtime.answer(outcome);
      await opened;
    }
    runtime.become(runtimeState);
    assert.equal(runner.state, state);
  });
}

test("a project that has brought Python down is told of, and not tried again by itself", async () => {
  const { runtime, runner, open } = scene();
  void open(project("one"));
  await runtime.fail(new InterpreterCrashedError("The program has ended Python."));
  assert.ok(runner.outcome?.ok === false);
  assert.equal(runner.outcome.problem.title, "Python crashed while the project was loaded");
  assert.equal(runner.outcome.problem.message, "The program has ended Python.");
  runtime.emit("started", undefined);
  await settled();
  assert.equal(runtime.asked.length, 1);
});

test("where the runtime itself has failed, to run starts Python anew", async () => {
  const { runtime, runner, open } = scene();
  const restart = mock.method(runtime, "restart");
  void open(project("one"));
  await runtime.answer(broken("internal"));
  assert.equal(restart.mock.callCount(), 0);
  void runner.run();
  await settled();
  await runtime.answer();
  assert.equal(restart.mock.callCount(), 1);
  assert.equal(runner.state, "ready");
});

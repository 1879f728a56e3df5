import assert from "node:assert/strict";
import { test } from "node:test";
import type { LoadOutcome, Project, ProjectChange } from "../../web/protocol/project.js";
import { Runner } from "../../web/ui/runner.js";

const RUNNING: LoadOutcome = { ok: true, app: "hello", rules: [] };
const project = (source: string, settings: Partial<Project> = {}): Project => ({
  name: "test",
  files: { "hello.py": source },
  app: "hello.py",
  debug: true,
  ...settings,
});

/** A runtime that takes note of what it is asked, and answers when it is told to. */
class Notebook {
  readonly asked: (["load", Project] | ["update", ProjectChange])[] = [];
  #answers: ((outcome: LoadOutcome) => void)[] = [];

  load(whole: Project): Promise<LoadOutcome> {
    this.asked.push(["load", whole]);
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  update(change: ProjectChange): Promise<LoadOutcome> {
    this.asked.push(["update", change]);
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  async answer(outcome = RUNNING): Promise<void> {
    this.#answers.shift()?.(outcome);
    await new Promise(setImmediate);
  }
}

function scene() {
  const runtime = new Notebook();
  const outcomes: string[] = [];
  const failures: unknown[] = [];
  const runner = new Runner(runtime, {
    outcome: (_, { files }) => outcomes.push(String(files["hello.py"])),
    busy: () => undefined,
    failed: (error) => failures.push(error),
  });
  return { runtime, runner, outcomes, failures };
}

test("a project is loaded whole, and an edit of it sends only what has changed", async () => {
  const { runtime, runner } = scene();
  void runner.open(project("one"));
  await runtime.answer();
  runner.edit(project("two"));
  void runner.run();
  assert.deepEqual(runtime.asked[1], ["update", { files: { "hello.py": "two" }, removed: [] }]);
});

test("edits while the runtime is at work are sent together, once it is free", async () => {
  const { runtime, runner, outcomes } = scene();
  void runner.open(project("one"));
  for (const source of ["two", "three", "four"]) {
    runner.edit(project(source));
    void runner.run();
  }
  await runtime.answer();
  await runtime.answer();
  assert.equal(runtime.asked.length, 2);
  assert.equal(outcomes.at(-1), "four");
});

test("an edit runs by itself once the reader pauses", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { runtime, runner } = scene();
  const opened = runner.open(project("one"));
  await runtime.answer();
  await opened;
  runner.edit(project("t"));
  context.mock.timers.tick(200);
  runner.edit(project("tw"));
  context.mock.timers.tick(200);
  assert.equal(runtime.asked.length, 1);
  context.mock.timers.tick(50);
  assert.equal(runtime.asked.length, 2);
});

for (const settings of [{ app: "other.py" }, { debug: false }]) {
  test(`other settings, ${JSON.stringify(settings)}, load the project anew`, async () => {
    const { runtime, runner } = scene();
    void runner.open(project("one"));
    await runtime.answer();
    runner.edit(project("one", settings));
    void runner.run();
    assert.equal(runtime.asked[1]?.[0], "load");
  });
}

test("to run again without an edit asks the runtime for nothing, and the page anew", async () => {
  const { runtime, runner, outcomes } = scene();
  void runner.open(project("one"));
  await runtime.answer();
  await runner.run();
  assert.equal(runtime.asked.length, 1);
  assert.deepEqual(outcomes, ["one", "one"]);
});

test("a runtime that breaks off is reported, and gets the whole project next time", async () => {
  const { runtime, runner, failures } = scene();
  runtime.update = () => Promise.reject(new Error("gone"));
  const opened = runner.open(project("one"));
  await runtime.answer();
  await opened;
  runner.edit(project("two"));
  await runner.run();
  assert.match(String(failures[0]), /gone/);
  void runner.run();
  assert.equal(runtime.asked[1]?.[0], "load");
});

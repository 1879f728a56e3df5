import assert from "node:assert/strict";
import { test } from "node:test";
import { LanguageClient, type LanguageWorker } from "../../web/bridge/language-client.js";
import type { FromLanguage, ToLanguage } from "../../web/protocol/language.js";

class Worker implements LanguageWorker {
  onmessage: ((event: MessageEvent<FromLanguage>) => unknown) | null = null;
  readonly got: ToLanguage[] = [];
  ended = false;

  terminate(): void {
    this.ended = true;
  }

  postMessage(message: ToLanguage): void {
    this.got.push(message);
  }

  say(message: FromLanguage): void {
    this.onmessage?.({ data: message } as MessageEvent<FromLanguage>);
  }

  /** Answer the question that was asked last. */
  answer(answer: unknown): void {
    const asked = this.asked.at(-1);
    assert.ok(asked);
    this.say({ type: "answer", id: asked.id, answer });
  }

  get asked() {
    return this.got.filter((message) => message.type === "ask");
  }

  get writes() {
    return this.got.filter((message) => message.type === "write").map(({ files }) => files);
  }
}

function ready() {
  const worker = new Worker();
  const client = new LanguageClient(new URL("https://site.test/runtime/1/"), () => worker);
  client.start();
  worker.say({ type: "ready" });
  return { worker, client };
}

const at = (line: number) => ({ path: "hello.py", line, column: 1 });

test("before the tools are there, questions have no answer", async () => {
  const client = new LanguageClient(new URL("https://site.test/"), () => new Worker());
  assert.equal(await client.ask({ type: "hover", ...at(1) }), null);
  client.start();
  assert.equal(client.ready, false);
  assert.equal(await client.ask({ type: "hover", ...at(1) }), null);
});

test("they are started once, from the folder of the interpreter", () => {
  const { worker, client } = ready();
  client.start();
  const boots = worker.got.filter(({ type }) => type === "boot");
  assert.deepEqual(boots, [{ type: "boot", assets: "https://site.test/runtime/1/" }]);
});

test("listeners hear once that they are ready, late ones at once", () => {
  const worker = new Worker();
  const client = new LanguageClient(new URL("https://site.test/"), () => worker);
  let heard = 0;
  client.whenReady(() => (heard += 1));
  client.start();
  assert.equal(heard, 0);
  worker.say({ type: "ready" });
  client.whenReady(() => (heard += 1));
  assert.equal(heard, 2);
});

test("what has changed is told before the next question, and once", async () => {
  const { worker, client } = ready();
  client.open({ "hello.py": "one", "logo.png": new Uint8Array(1) });
  client.write("hello.py", "two");
  client.write("hello.py", "three");
  const answer = client.ask({ type: "complete", ...at(1) });
  assert.deepEqual(worker.writes, [[["hello.py", "three"]]]);
  worker.answer([{ name: "a", kind: "module" }]);
  assert.deepEqual(await answer, [{ name: "a", kind: "module" }]);
  void client.ask({ type: "complete", ...at(1) });
  assert.equal(worker.writes.length, 1);
});

test("with another project the files of the last one go", () => {
  const { worker, client } = ready();
  client.open({ "a.py": "1", "b.py": "2" });
  void client.ask({ type: "check", path: "a.py" });
  client.open({ "b.py": "2", "c.py": "3" });
  worker.answer([]);
  void client.ask({ type: "check", path: "b.py" });
  assert.deepEqual(worker.writes.at(-1), [
    ["a.py", null],
    ["c.py", "3"],
  ]);
});

test("one question is asked at a time, and of each kind only the newest waits", async () => {
  const { worker, client } = ready();
  const first = client.ask({ type: "complete", ...at(1) });
  const second = client.ask({ type: "complete", ...at(2) });
  const third = client.ask({ type: "complete", ...at(3) });
  assert.equal(worker.asked.length, 1);
  assert.equal(await second, null);
  worker.answer(["first"]);
  assert.deepEqual(await first, ["first"]);
  assert.deepEqual(worker.asked.at(-1)?.question, { type: "complete", ...at(3) });
  worker.answer(["third"]);
  assert.deepEqual(await third, ["third"]);
});

test("completions come before what can wait", () => {
  const { worker, client } = ready();
  void client.ask({ type: "hover", ...at(1) });
  void client.ask({ type: "check", path: "hello.py" });
  void client.ask({ type: "complete", ...at(1) });
  worker.answer(null);
  assert.equal(worker.asked.at(-1)?.question.type, "complete");
  worker.answer(null);
  assert.equal(worker.asked.at(-1)?.question.type, "check");
});

test("tools that do not answer are ended, and new ones know the files", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [first, second] = [new Worker(), new Worker()];
  const created: Worker[] = [];
  const client = new LanguageClient(new URL("https://site.test/"), () => {
    const worker = created.length === 0 ? first : second;
    created.push(worker);
    return worker;
  });
  client.start();
  first.say({ type: "ready" });
  client.open({ "hello.py": "one" });
  const complete = client.ask({ type: "complete", ...at(1) });
  const hover = client.ask({ type: "hover", ...at(1) });
  mock.timers.tick(30_000);
  assert.deepEqual([await complete, await hover], [null, null]);
  assert.deepEqual([first.ended, created.length, client.ready], [true, 2, false]);
  second.say({ type: "ready" });
  void client.ask({ type: "check", path: "hello.py" });
  assert.deepEqual(second.writes, [[["hello.py", "one"]]]);
  second.answer([]);
  mock.timers.tick(30_000);
  assert.equal(created.length, 2);
});

test("packages are installed from the files as the project has run with them, also by tools that come later", () => {
  const worker = new Worker();
  const client = new LanguageClient(new URL("https://site.test/"), () => worker);
  client.open({ "requirements.txt": "lamplight\n" });
  client.provide();
  client.start();
  assert.deepEqual(worker.got.slice(1), []);
  worker.say({ type: "ready" });
  const [write, provide] = worker.got.slice(1);
  assert.deepEqual(write, { type: "write", files: [["requirements.txt", "lamplight\n"]] });
  assert.deepEqual(provide, { type: "provide" });
});

test("those of a project that has not run are not installed", () => {
  const { worker, client } = ready();
  client.provide();
  client.open({ "requirements.txt": "lamplight\n" });
  worker.say({ type: "ready" });
  assert.equal(worker.got.filter(({ type }) => type === "provide").length, 1);
});

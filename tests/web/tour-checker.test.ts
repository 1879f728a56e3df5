import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { CheckResult } from "../../web/tour/check.js";
import { Checker } from "../../web/tour/checker.js";

const DONE: CheckResult = { passed: true, message: "" };

/** A checker whose checks are answered by hand, by the clock of `context`. */
function started(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const checks: { slug: string; answer: (result: CheckResult | null) => Promise<void> }[] = [];
  const told: string[] = [];
  const check = (slug: string) =>
    new Promise<CheckResult | null>((resolve) => {
      const answer = async (result: CheckResult | null) => {
        resolve(result);
        await settled();
      };
      checks.push({ slug, answer });
    });
  const checker = new Checker(check, (slug) => told.push(slug), 100);
  const pass = (time: number) => context.mock.timers.tick(time);
  return { checker, checks, told, pass };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("a step is checked once, a moment after the last of several runs", async (context) => {
  const { checker, checks, told, pass } = started(context);
  checker.open("a");
  checker.ran();
  pass(60);
  checker.ran();
  pass(60);
  assert.equal(checks.length, 0);
  pass(60);
  assert.equal(checks.length, 1);
  await checks[0]?.answer(DONE);
  assert.deepEqual(told, ["a"]);
});

test("what a check says of a project that has been edited meanwhile is not told", async (context) => {
  const { checker, checks, told, pass } = started(context);
  checker.open("a");
  checker.ran();
  pass(100);
  checker.edited();
  await checks[0]?.answer(DONE);
  assert.deepEqual(told, []);
});

test("nothing is checked between an edit and its run", (context) => {
  const { checker, checks, pass } = started(context);
  checker.open("a");
  checker.ran();
  checker.edited();
  pass(1000);
  assert.equal(checks.length, 0);
});

test("a run during a check is checked after it", async (context) => {
  const { checker, checks, told, pass } = started(context);
  checker.open("a");
  checker.ran();
  pass(100);
  checker.ran();
  pass(100);
  assert.equal(checks.length, 1);
  await checks[0]?.answer(DONE);
  assert.equal(checks.length, 2);
  await checks[1]?.answer(DONE);
  assert.deepEqual(told, ["a", "a"]);
});

test("another step is not told what the last one's check says", async (context) => {
  const { checker, checks, told, pass } = started(context);
  checker.open("a");
  checker.ran();
  pass(100);
  checker.open("b");
  await checks[0]?.answer(DONE);
  assert.deepEqual(told, []);
});

test("a check that could not be made says nothing", async (context) => {
  const { checker, checks, told, pass } = started(context);
  checker.open("a");
  checker.ran();
  pass(100);
  await checks[0]?.answer(null);
  assert.deepEqual(told, []);
});

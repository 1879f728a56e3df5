/** Each step's check, against real apps: its solution and others as good pass, the start and wrong answers are told why not. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Project } from "../../web/protocol/project.js";
import { type CheckResult, checkStep } from "../../web/tour/check.js";
import { CHECKS } from "../../web/tour/checks/index.js";
import { contentsFrom, type Step, stepFrom, stepsOf } from "../../web/tour/steps.js";
import type { Attempts } from "./tour/attempts.js";
import { MINIMAL } from "./tour/minimal.js";
import { MOUNT, native, startRuntime } from "./tour/python.js";
import { ROUTING } from "./tour/routing.js";
import { STARTING } from "./tour/starting.js";

const ATTEMPTS: Record<string, Attempts> = { ...MINIMAL, ...STARTING, ...ROUTING };

const folder = mkdtempSync(join(tmpdir(), "tour-"));
after(() => rmSync(folder, { recursive: true }));
native("web/build/tour.py", folder);
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
const steps: Step[] = stepsOf(contentsFrom(read("index.json"))).map(({ slug }) => stepFrom(read(`${slug}.json`)));
const runtime = await startRuntime();

async function checked({ slug }: Step, project: Project): Promise<CheckResult> {
  const visits = ATTEMPTS[slug]?.visits ?? [];
  const result = await checkStep(slug, { project, runtime, mount: MOUNT, visits });
  assert.ok(result, "the runtime has not answered");
  return result;
}

test("every step has a check and attempts, and there are no others", () => {
  const slugs = steps.map(({ slug }) => slug).sort();
  assert.deepEqual(Object.keys(CHECKS).sort(), slugs);
  assert.deepEqual(Object.keys(ATTEMPTS).sort(), slugs);
});

for (const step of steps) {
  const { right, wrong, start } = ATTEMPTS[step.slug] ?? { right: [], wrong: [], start: "" };

  test(`${step.slug}: its solution passes`, async () => {
    assert.deepEqual(await checked(step, step.solution), { passed: true, message: "" });
  });

  test(`${step.slug}: the untouched start is told what is to be done`, async () => {
    const { passed, message } = await checked(step, step.start);
    assert.ok(!passed, "the start passes");
    assert.ok(message.includes(start), `${message}\ndoes not say\n${start}`);
  });

  for (const [index, change] of right.entries()) {
    test(`${step.slug}: another right answer passes (${index + 1})`, async () => {
      assert.deepEqual(await checked(step, change(step.solution)), { passed: true, message: "" });
    });
  }

  test(`${step.slug}: there are two wrong answers at least`, () => assert.ok(wrong.length >= 2));

  for (const [index, [change, ...says]] of wrong.entries()) {
    test(`${step.slug}: a wrong answer is told why (${index + 1})`, async () => {
      const { passed, message } = await checked(step, change(step.solution));
      assert.ok(!passed, "it passes");
      for (const part of says) assert.ok(message.includes(part), `${message}\ndoes not say\n${part}`);
    });
  }
}

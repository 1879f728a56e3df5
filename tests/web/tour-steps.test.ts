/** Each step's check, against real apps: its solution and others as good pass, the start and wrong answers are told why not. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Project } from "../../web/protocol/project.js";
import type { Visit } from "../../web/tour/app.js";
import { type CheckResult, checkStep } from "../../web/tour/check.js";
import { CHECKS } from "../../web/tour/checks/index.js";
import { contentsFrom, type Step, stepFrom, stepsOf } from "../../web/tour/steps.js";
import type { Attempts } from "./tour/attempts.js";
import { MINIMAL } from "./tour/minimal.js";
import { MOUNT, native, startRuntime } from "./tour/python.js";
import { OUTSIDE } from "./tour/outside.js";
import { REQUEST_DATA } from "./tour/request-data.js";
import { RESPONSES } from "./tour/responses.js";
import { ROUTING } from "./tour/routing.js";
import { SESSIONS } from "./tour/sessions.js";
import { STARTING } from "./tour/starting.js";
import { STATIC_FILES } from "./tour/static-files.js";
import { TEMPLATES } from "./tour/templates.js";

const ATTEMPTS: Record<string, Attempts> = {
  ...MINIMAL,
  ...STARTING,
  ...ROUTING,
  ...STATIC_FILES,
  ...TEMPLATES,
  ...REQUEST_DATA,
  ...RESPONSES,
  ...SESSIONS,
  ...OUTSIDE,
};

const folder = mkdtempSync(join(tmpdir(), "tour-"));
after(() => rmSync(folder, { recursive: true }));
native("web/build/tour.py", folder);
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
const steps: Step[] = stepsOf(contentsFrom(read("index.json"))).map(({ slug }) => stepFrom(read(`${slug}.json`)));
const runtime = await startRuntime();

async function checked({ slug }: Step, project: Project, visits: readonly Visit[] = []): Promise<CheckResult> {
  const result = await checkStep(slug, { project, runtime, mount: MOUNT, visits });
  assert.ok(result, "the runtime has not answered");
  return result;
}

const DONE: CheckResult = { passed: true, message: "" };

function isTold({ passed, message }: CheckResult, says: readonly string[]): void {
  assert.ok(!passed, "it passes");
  assert.doesNotMatch(message, /[.!?…][”`]?\.$/, "two full stops");
  for (const part of says) assert.ok(part !== "" && message.includes(part), `${message}\ndoes not say\n${part}`);
}

test("every step has a check and attempts, and there are no others", () => {
  const slugs = steps.map(({ slug }) => slug).sort();
  assert.deepEqual(Object.keys(CHECKS).sort(), slugs);
  assert.deepEqual(Object.keys(ATTEMPTS).sort(), slugs);
});

for (const step of steps) {
  const attempts = ATTEMPTS[step.slug];
  if (!attempts) continue;
  const { start, right, wrong, visits = [], visited = [] } = attempts;

  test(`${step.slug}: its solution passes`, async () => {
    assert.deepEqual(await checked(step, step.solution, visits), DONE);
  });

  test(`${step.slug}: the untouched start is told what is to be done`, async () => {
    isTold(await checked(step, step.start), [start]);
  });

  for (const [index, change] of right.entries()) {
    test(`${step.slug}: another right answer passes (${index + 1})`, async () => {
      assert.deepEqual(await checked(step, change(step.solution), visits), DONE);
    });
  }

  for (const [index, [change, ...says]] of wrong.entries()) {
    test(`${step.slug}: a wrong answer is told why (${index + 1})`, async () => {
      isTold(await checked(step, change(step.solution), visits), says);
    });
  }

  for (const [index, [some, ...says]] of visited.entries()) {
    test(`${step.slug}: who has done a part of it is told what is left (${index + 1})`, async () => {
      isTold(await checked(step, step.solution, some), says);
    });
  }

  test(`${step.slug}: there are two wrong answers at least`, () => assert.ok(wrong.length + visited.length >= 2));
}

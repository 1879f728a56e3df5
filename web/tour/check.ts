/** Whether the user's app does what a step asks for, and in words what is missing where it does not. */
import { App, type Subject, type TrialRuntime, Unanswered } from "./app.js";
import { CHECKS } from "./checks/index.js";
import { Unmet } from "./unmet.js";

/** Throws `Unmet` with what is missing. */
export type Check = (app: App) => Promise<void> | void;

export interface CheckResult {
  passed: boolean;
  /** What was expected and what came; empty where the step is done. Code stands between backticks. */
  message: string;
}

/** What a check needs of a `RuntimeClient`. */
export interface CheckedRuntime extends TrialRuntime {
  stop(): Promise<void>;
}

/** How long, in milliseconds, the requests of one check may take before Python is stopped. */
const CHECK_TIMEOUT = 5000;

/**
 * Check the step `slug`. Gives null where it could not be told, since Python was ended or made way for newer code
 * meanwhile: what runs next is to be checked.
 */
export async function checkStep(
  slug: string,
  subject: Subject & { runtime: CheckedRuntime },
  timeout = CHECK_TIMEOUT,
): Promise<CheckResult | null> {
  const check = CHECKS[slug];
  if (!check) throw new Error(`The step “${slug}” has no check.`);
  const app = new App(subject);
  const started = await attempt(app, () => app.start());
  if (!started?.passed) return started;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), timeout)));
  const result = await Promise.race([attempt(app, check), late]).finally(() => clearTimeout(timer));
  if (result !== "late") return result;
  const asked = app.asking ?? "The app";
  await subject.runtime.stop();
  const message = `${asked} gave no answer within ${timeout / 1000} seconds. Is there a loop without an end?`;
  return { passed: false, message };
}

async function attempt(app: App, check: Check): Promise<CheckResult | null> {
  try {
    await check(app);
    return { passed: true, message: "" };
  } catch (error) {
    if (error instanceof Unmet) return { passed: false, message: error.message };
    if (error instanceof Unanswered) return null;
    throw error;
  }
}

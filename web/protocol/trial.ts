/** A trial: the project once more, beside the one that the preview shows, for checks that send requests of their own. */
import type { ResponseHead } from "./http.js";
import type { ConsoleEntry } from "./messages.js";
import type { LoadOutcome } from "./project.js";

/** What came of loading a project for a trial, and what it said meanwhile. */
export interface TrialOutcome {
  outcome: LoadOutcome;
  console: ConsoleEntry[];
}

/** A whole response, and what the application said while it made it. */
export interface TrialResponse extends ResponseHead {
  body: Uint8Array;
  console: ConsoleEntry[];
}

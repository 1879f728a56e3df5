/** What passes between the threads, one discriminated union for each direction. */
import type { RequestHead } from "./http.js";
import type { LoadOutcome, Problem, ProblemFrame, Project, ProjectChange } from "./project.js";
import type { TrialOutcome, TrialResponse } from "./trial.js";

/** Page to worker. Answers carry the same `id`. */
export type ToRuntime =
  | { type: "boot"; options: BootOptions }
  | { type: "load"; id: number; project: Project }
  | { type: "update"; id: number; change: ProjectChange }
  /** Answered at once by `pong`, unless Python holds the thread: how the page learns that an interrupt has worked. */
  | { type: "ping"; id: number }
  /** End every response that still comes, after what there is of it. Answered as `ping` is. */
  | { type: "stop"; id: number }
  /** With one port, on which the frames of http.ts pass. Answered by `served`, once nothing more will pass. */
  | { type: "request"; id: number; head: RequestHead }
  /** Load a project beside the one that runs, in place of the last one there. Answered by `trial-loaded`. */
  | { type: "trial-load"; id: number; project: Project }
  /** Ask what was loaded there. Answered by `trial-response`. */
  | { type: "trial-request"; id: number; head: RequestHead; body: Uint8Array };

export interface BootOptions {
  previewId: string;
  /** Absolute URL of the folder with the runtime's files. */
  assets: string;
  /** Absolute URL of the service worker's scope, with its final slash. */
  scope: string;
  /** Cookie jar as the last `cookies` message gave it, so that cookies outlive the interpreter; null for an empty one. */
  cookies: string | null;
}

/** The stages of a boot in their order. */
export const BOOT_STAGES = ["download", "interpreter", "framework"] as const;
export type BootStage = (typeof BOOT_STAGES)[number];

export const LOG_LEVELS = ["debug", "info", "warning", "error", "critical"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A line or block for the console pane. */
export type ConsoleEntry =
  | { kind: "output"; stream: "stdout" | "stderr"; text: string }
  /** `time` in milliseconds since the epoch. Without an exception, `traceback` and `frames` are empty. */
  | {
      kind: "log";
      level: LogLevel;
      logger: string;
      text: string;
      traceback: string;
      /** The user's own lines in the traceback, outermost first. */
      frames: ProblemFrame[];
      time: number;
    }
  | {
      kind: "access";
      method: string;
      /** As the application's own client would see it, with the query. */
      path: string;
      status: number;
      size: number;
      /** In milliseconds. */
      duration: number;
      /** Whether the browser asked for a page, not for a part of one. */
      document: boolean;
      /** Name of the file that the browser makes of it, empty where it finds one itself; left out where it shows it. */
      download?: string | undefined;
      time: number;
    };

/** `path` as in a console entry: below the mount, with the query. */
export interface AnsweredRequest {
  method: string;
  path: string;
  status: number;
  /** Whether the browser wanted it as a document: a page, not something that a page needs. */
  document: boolean;
}

/** Worker to page. */
export type FromRuntime =
  /** `loaded` of `total` in bytes for downloads; 0 of 0 where there is nothing to count. */
  | { type: "progress"; stage: BootStage; loaded: number; total: number }
  | { type: "ready"; python: string; snapshot: boolean }
  | { type: "loaded"; id: number; outcome: LoadOutcome }
  | { type: "pong"; id: number }
  | { type: "served"; id: number }
  | ({ type: "trial-loaded"; id: number } & TrialOutcome)
  | ({ type: "trial-response"; id: number } & TrialResponse)
  /** In place of either: the runtime's own fault, or an interrupt. */
  | { type: "trial-failed"; id: number; message: string }
  | { type: "console"; entry: ConsoleEntry }
  /** A request has ended in an error that can be explained. Comes before the response's head, except where that had gone out. */
  | { type: "problem"; request: AnsweredRequest; problem: Problem }
  | { type: "cookies"; jar: string }
  /** The program has ended the interpreter, or brought it down: nothing more comes of it. */
  | { type: "crashed"; message: string }
  /** The interpreter cannot go on (or could not start): the page offers to start again. */
  | { type: "failed"; message: string; hint: string };

/**
 * Service worker to every window client, with one port: the page that has the preview answers `accepted` on the port and
 * keeps it; the others leave it alone.
 */
export interface RelayRequest {
  type: "flask-playground:request";
  previewId: string;
  head: RequestHead;
}

/** Service worker to every window client, with one port: the page that has the preview answers a boolean on it. */
export interface StopQuery {
  type: "flask-playground:stop-requested";
  previewId: string;
}

/** Page to service worker. */
export type ToServiceWorker =
  /** Control this page too: a page that was reloaded past the cache starts uncontrolled. */
  | { type: "flask-playground:claim" }
  /** The first boot is over and the network free: keep the site for a visit without one. */
  | { type: "flask-playground:keep" };

/** What passes between the element in a document and its frame: one greeting each way, then a port. */
import type { ProjectJson } from "../project/project-json.js";

export type Theme = "light" | "dark";

/** Frame to the page that frames it, by `postMessage`: the frame's script runs. It says nothing secret. */
export interface Greeting {
  type: "flask-playground:frame-ready";
}

/** The page's answer, by `postMessage` to the frame's origin alone, with one port. */
export interface Opening {
  type: "flask-playground:open";
  /** A project, or the name of one of the site's own examples. */
  source: { project: ProjectJson } | { example: string };
  /** What the preview opens first; empty for the example's own. */
  path: string;
  /** The file to show first; empty for the first one. */
  file: string;
  theme: Theme;
  /** The user asked to edit rather than to run: the editor takes the focus. */
  edit: boolean;
}

/** Page to frame, over the port. */
export type ToFrame = { type: "theme"; theme: Theme };

/** Frame to page, over the port. */
export type FromFrame =
  /** The user has had enough: the code comes back in the frame's place. */
  { type: "close" };

/** Whether `event` is the greeting of the frame that holds `frame`, served from `origin`. */
export const isGreeting = (event: Received, frame: unknown, origin: string): boolean =>
  event.source !== null && event.source === frame && event.origin === origin && hasType(event.data, GREETING);

/** Whether `data`, which came over the port, is what a frame says there. */
export const isFromFrame = (data: unknown): data is FromFrame => hasType(data, "close");

/** Whether `data`, which came over the port, is what the page around a frame says there. */
export const isToFrame = (data: unknown): data is ToFrame =>
  hasType(data, "theme") && isTheme((data as Record<string, unknown>).theme);

/** The opening in `event`, where it comes from the page that frames this one; null where it does not. */
export const openingFrom = (event: Received, parent: unknown): Opening | null =>
  event.source !== null && event.source === parent && event.ports.length === 1 && isOpening(event.data)
    ? event.data
    : null;

/**
 * Whether a click in the page at `origin` counts as the user's wish to run: only where that page is of the frame's own
 * origin. Any other may have sent a hostile project, which would run with this origin's storage in reach.
 */
export const isTrusted = (origin: string, own: string): boolean => origin === own && own !== "null";

interface Received {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly unknown[];
}

const GREETING: Greeting["type"] = "flask-playground:frame-ready";
const OPENING: Opening["type"] = "flask-playground:open";

const hasType = (data: unknown, type: string): boolean =>
  typeof data === "object" && data !== null && "type" in data && data.type === type;

export const isTheme = (value: unknown): value is Theme => value === "light" || value === "dark";

/** The project itself is checked where it is read: this is about the message's own fields. */
const isOpening = (data: unknown): data is Opening => {
  if (!hasType(data, OPENING)) return false;
  const { source, path, file, theme, edit } = data as Record<keyof Opening, unknown>;
  return (
    typeof source === "object" &&
    source !== null &&
    ("project" in source || ("example" in source && typeof source.example === "string")) &&
    typeof path === "string" &&
    typeof file === "string" &&
    isTheme(theme) &&
    typeof edit === "boolean"
  );
};

/** Why an app answered as it did, where a check expected something else. */
import type { ConsoleEntry } from "../protocol/messages.js";
import type { Problem, Rule } from "../protocol/project.js";
import type { TrialResponse } from "../protocol/trial.js";
import { unescaped } from "./html.js";
import { code, ended, list, status, thereIs } from "./words.js";

/** The request, as far as a sentence about its response needs it. */
export interface Asked {
  method: string;
  /** Inside the app, without the query. */
  path: string;
  /** As a sentence names it: `POST /join` between backticks. */
  name: string;
}

/**
 * Says that the response has not the status `expected`, and what may be the reason: a rule that is missing among
 * `rules`, or a redirect to the path `target`.
 */
export function wrongStatus(
  asked: Asked,
  response: TrialResponse,
  expected: number,
  rules: readonly Rule[],
  target: string | null,
): string {
  const answered = `${asked.name} answered ${status(response.status)}`;
  if (target !== null) return `${answered}, which sends the browser to ${code(target)}. A page was expected.`;
  const reason = reasonFor(asked, response, rules);
  if (reason !== null) return `${answered}${reason}`;
  return `${answered}. Expected was ${status(expected)}.`;
}

function reasonFor({ method, path }: Asked, response: TrialResponse, rules: readonly Rule[]): string | null {
  switch (response.status) {
    case 404: {
      if (rules.some(({ rule }) => matches(rule, path))) return null;
      const own = rules.filter(({ endpoint }) => endpoint !== "static").map(({ rule }) => rule);
      const missing = `. A route for ${code(path)} is missing, or it is spelt differently:`;
      return `${missing} the app has ${thereIs(unique(own), "no route at all")}.`;
    }
    case 405: {
      const allowed = headerOf(response, "allow")
        .split(/,\s*/)
        .filter((each) => !["", "HEAD", "OPTIONS"].includes(each));
      return `. The rule for ${code(path)} takes ${list(allowed.sort())} only: ${method} is not among its methods.`;
    }
    case 500:
    case 400: {
      const error = errorIn(response.console) ?? missingKeyIn(response);
      return error === null ? null : `: ${error}.`;
    }
    default:
      return null;
  }
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];

export const headerOf = (response: TrialResponse, name: string): string =>
  response.headers
    .filter(([each]) => each.toLowerCase() === name)
    .map(([, value]) => value)
    .join(", ");

/** Says why the project gave no app. */
export function notLoaded({ kind, message, place }: Problem): string {
  if (kind === "no-app") return "There is no app yet: a line such as `app = Flask(__name__)` makes one.";
  const where = place ? ` (${code(place.path)}, line ${place.line})` : "";
  return ended(`The app does not start: ${code(message)}${where}.`);
}

/** A frame of the user's own in a traceback, the path inside the project as its first group. */
const FRAME = /^ {2}File ".*\/trial\/([^"]+)", line (\d+)/;

/** The last exception of which the console tells, and where it came from; null if there is none. */
export function errorIn(console: readonly ConsoleEntry[]): string | null {
  const said = console.map((entry) =>
    entry.kind === "output" ? entry.text : entry.kind === "log" ? entry.traceback : "",
  );
  const lines = said.join("\n").split("\n");
  const lastFrame = lines.findLastIndex((line) => line.startsWith("  File "));
  const at = lines.findIndex((line, index) => index > lastFrame && /^[A-Za-z_][\w.]*(?:$|: )/.test(line));
  if (lastFrame < 0 || at < 0) return null;
  // A form without the field asked for: below the first line, which every 400 has, stands which.
  const exception =
    [lines[at + 1], lines[at]].find((line, index) => index === 1 || line?.startsWith("KeyError: ")) ?? "";
  const own = lines.map((line) => FRAME.exec(line)).findLast((match) => match !== null);
  // Of an exception's full name the module says little to whoever meets it for the first time.
  const message = code(exception.replace(/^[\w.]*\.(?=\w+(?:$|: ))/, ""));
  return own ? `${message} (${code(own[1] ?? "")}, line ${own[2] ?? ""})` : message;
}

/** In debug mode the page of a 400 names the form's field that the view asked for in vain. */
function missingKeyIn(response: TrialResponse): string | null {
  const [error] = /KeyError: '[^']*'/.exec(unescaped(new TextDecoder().decode(response.body))) ?? [];
  return error === undefined ? null : code(error);
}

/** Whether a rule of Werkzeug's is met by a path; its converters are told apart as far as sentences need it. */
export function matches(rule: string, path: string): boolean {
  const pattern = rule
    .split(/(<[^>]+>)/)
    .map((part) => {
      const [, converter = "", options = ""] = /^<(?:(\w+)(?:\(([^)]*)\))?:)?\w+>$/.exec(part) ?? [];
      if (!part.startsWith("<")) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      if (converter === "int") return "\\d+";
      if (converter === "float") return "\\d+\\.\\d+";
      if (converter === "path") return "[^/].*?";
      if (converter === "any") return `(?:${options.replaceAll(/['"\s]/g, "").replaceAll(",", "|")})`;
      return "[^/]+";
    })
    .join("");
  return new RegExp(`^${pattern}$`).test(decodeURI(path));
}

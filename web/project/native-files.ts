/**
 * What a project needs to run natively, by `pip install -r requirements.txt` and `flask run`: put beside its files when it
 * leaves the playground, and taken away again when it comes back.
 */
import type { Project } from "../protocol/project.js";

type Files = Project["files"];

/** The Flask that programs of the playground are written for. */
const FLASK = "flask~=3.1.3";

/** Stands above the lines that are added to a file; all that follows is taken away again. */
const ADDED = "# Added by the playground, to run the project natively:";

const README = "README.md";
const REQUIREMENTS = "requirements.txt";
const SETTINGS = ".flaskenv";

/** What a user types to run the project natively. */
export const NATIVE_COMMANDS = ["python -m pip install -r requirements.txt", "flask run"] as const;

const INSTRUCTIONS = `# Run this project

In this folder, in a virtual environment of Python 3.11 or later:

    ${NATIVE_COMMANDS.join("\n    ")}

Then open http://127.0.0.1:5000/. Which application runs, and whether in debug mode, stands in the file ${SETTINGS}.
The playground takes this folder in again, as it is or as a zip.
`;

/** The project's files, and beside them what the two commands need. What the user has written stays as it is. */
export function withNativeFiles({ files, app, debug }: Project): Files {
  const requirements = [...(requires(files, "flask") ? [] : [FLASK]), "python-dotenv"];
  const settings = [...(app === "" ? [] : [`FLASK_APP=${quoted(app)}`]), `FLASK_DEBUG=${debug ? "1" : "0"}`];
  // By any other case it would be the same file on many systems.
  const described = Object.keys(files).some((path) => path.toLowerCase() === README.toLowerCase());
  return {
    ...(described ? {} : { [README]: INSTRUCTIONS }),
    ...files,
    [REQUIREMENTS]: extended(files[REQUIREMENTS], requirements),
    [SETTINGS]: extended(files[SETTINGS], settings),
  };
}

/** The files as they were before `withNativeFiles`, and the settings that it wrote down. */
export function withoutNativeFiles(files: Files): Pick<Project, "files" | "app" | "debug"> {
  const kept = new Map(Object.entries(files));
  const settings = addedTo(files[SETTINGS]);
  for (const path of [REQUIREMENTS, SETTINGS]) {
    const text = files[path];
    if (typeof text !== "string" || !text.includes(ADDED)) continue;
    const own = text.slice(0, text.indexOf(ADDED)).replace(/\n\n$/, "\n");
    if (own.trim() === "") kept.delete(path);
    else kept.set(path, own);
  }
  if (files[README] === INSTRUCTIONS) kept.delete(README);
  const app = /^FLASK_APP="((?:\\.|[^"\\])*)"$/m.exec(settings)?.[1] ?? "";
  return {
    files: Object.fromEntries(kept),
    app: app.replace(/\\(.)/g, "$1"),
    debug: !/^FLASK_DEBUG=0$/m.test(settings),
  };
}

/** Whether requirements.txt names the distribution `name`, as pip reads names. */
function requires(files: Files, name: string): boolean {
  const text = files[REQUIREMENTS];
  return typeof text === "string" && new RegExp(`^\\s*${name}\\s*(?:$|[[<>=!~;@#])`, "im").test(text);
}

function extended(own: Files[string] | undefined, lines: string[]): string {
  const before = typeof own === "string" && own !== "" ? `${own.replace(/\n*$/, "")}\n\n` : "";
  return `${before}${[ADDED, ...lines].join("\n")}\n`;
}

function addedTo(text: Files[string] | undefined): string {
  return typeof text === "string" && text.includes(ADDED) ? text.slice(text.indexOf(ADDED)) : "";
}

/** A value as python-dotenv reads it. */
const quoted = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;

/** A project: what the editor edits, a share link carries, and the runtime writes to its file system. */

/** Text, or bytes where the file is not UTF-8 text. */
export type FileContent = string | Uint8Array;

export interface Project {
  name: string;
  /** Paths are relative, with `/` between their parts: `templates/hello.html`. */
  files: Record<string, FileContent>;
  /** What `FLASK_APP` would be: `hello.py`, `package`, `app.py:create_app()`. Empty: look for `wsgi.py` and `app.py`. */
  app: string;
  /** As `FLASK_DEBUG`: the interactive debugger, rather than a plain 500. */
  debug: boolean;
}

export interface ProjectChange {
  /** Written, new or replaced. */
  files: Record<string, FileContent>;
  removed: string[];
}

/** A position in a project's file. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Place {
  path: string;
  line: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
}

export const PROBLEM_KINDS = [
  ...(["syntax", "import", "no-app", "several-apps", "factory", "file-name", "packages"] as const),
  /** An exception while a request was answered: in Python, or at a line of a template. */
  ...(["request", "template"] as const),
  /** A request that the application turned down: 404, 405, 400, 413, ... */
  "refused",
  /** The runtime's own fault. */
  "internal",
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** What went wrong, for the editor (at `place`), the console, and the card over the preview. */
export interface Problem {
  kind: ProblemKind;
  /** A heading in plain words, without a full stop. */
  title: string;
  /** One line, as Python says it: the error's type and message. */
  message: string;
  /** What to do about it, in one or two sentences; may be empty. */
  hint: string;
  /** As Python prints it, the playground's own frames left out; may be empty. */
  traceback: string;
  /** The user's own lines that the error has passed, outermost first. */
  frames: ProblemFrame[];
  /** The guilty line. */
  place?: Place;
  /** Changes of which it is certain that they mend it; usually none or one, at most three. */
  fixes: Fix[];
  /** Where the documentation explains it, below its folder: `quickstart.html#sessions`. */
  docs?: string;
}

/** A line of the user's own, and the function that it stands in; `<module>` outside of any. */
export interface ProblemFrame {
  place: Place;
  function: string;
}

/** A change that mends the problem, offered as a button. */
export interface Fix {
  /** What the button says: `Import request`. */
  label: string;
  changes: FixChange[];
}

/** One change of a fix. The places of all `replace` are those before any of them is made, and do not overlap. */
export type FixChange =
  /** A new file. */
  | { type: "write"; path: string; content: string }
  /** The text from `line`, `column` to `endLine`, `endColumn`, which may be empty, becomes `text`. */
  | ({ type: "replace"; text: string } & Required<Place>)
  /** The file `path` becomes `to`. */
  | { type: "move"; path: string; to: string }
  | { type: "setting"; name: "app"; value: string }
  | { type: "setting"; name: "debug"; value: boolean };

export interface Rule {
  rule: string;
  endpoint: string;
  methods: string[];
}

/** What came of loading a project: its application's routes, or why there is none. */
export type LoadOutcome =
  | {
      ok: true;
      /** As `flask run` names it: `hello` */
      app: string;
      rules: Rule[];
      /** What does not prevent it from running and is worth a word; usually empty. */
      warnings: Problem[];
    }
  | { ok: false; problem: Problem };

/** What came of a project whose modules ran until somebody stopped them, where Python cannot say so itself. */
export const STOPPED_WHILE_LOADING = unfinished(
  "The project was stopped while it was being loaded",
  "The project was stopped while it was being loaded.",
  "Look for a loop or a wait at the top level of a module, then run it again.",
);

/** What came of a project whose modules brought Python down, in the way that `message` says. */
export const crashedWhileLoading = (message: string): LoadOutcome =>
  unfinished(
    "Python crashed while the project was loaded",
    message,
    "Python has started again. Look for what ended it at the top level of a module, then run the project again.",
  );

function unfinished(title: string, message: string, hint: string): LoadOutcome {
  return { ok: false, problem: { kind: "import", title, message, hint, traceback: "", frames: [], fixes: [] } };
}

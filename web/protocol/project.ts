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
  /** The runtime's own fault. */
  "internal",
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Why a project could not be run, for the editor (at `place`), the console and the preview. */
export interface Problem {
  kind: ProblemKind;
  /** One line: the error's type and message. */
  message: string;
  /** What to do about it; may be empty. */
  hint: string;
  /** As Python prints it, the loader's own frames left out; may be empty. */
  traceback: string;
  place?: Place;
}

export interface Rule {
  rule: string;
  endpoint: string;
  methods: string[];
}

/** What came of loading a project: its application's routes, or why there is none. */
export type LoadOutcome =
  { ok: true; /** As `flask run` names it: `hello` */ app: string; rules: Rule[] } | { ok: false; problem: Problem };

/** What came of a project whose modules ran until somebody stopped them, where Python cannot say so itself. */
export const STOPPED_WHILE_LOADING: LoadOutcome = {
  ok: false,
  problem: {
    kind: "import",
    message: "The project was stopped while it was being loaded.",
    hint: "Look for a loop or a wait at the top level of a module, then run it again.",
    traceback: "",
  },
};

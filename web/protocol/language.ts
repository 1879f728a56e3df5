/** What the editor asks the language tools, and what they answer: shapes of `flask_playground.language`. */

/** A position in a file, counted from 1; columns in UTF-16 code units. */
export interface Position {
  path: string;
  line: number;
  column: number;
}

export type Question =
  | ({ type: "complete" | "signature" | "hover" } & Position)
  /** About one of the completions that were given last. */
  | { type: "describe"; name: string }
  | { type: "check" | "format"; path: string };

export interface Option {
  name: string;
  /** `function`, `class`, `instance`, `module`, `keyword`, ... */
  kind: string;
}

export interface Documentation {
  /** As it is called or declared; one line. */
  signature: string;
  /** May be empty. */
  text: string;
}

export interface Signature {
  label: string;
  /** Where they stand in the label. */
  parameters: { start: number; end: number }[];
  /** Index of the parameter that is being written. */
  active: number | null;
  text: string;
}

/** Something wrong in a file. */
export interface Mark {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: "error" | "warning";
  message: string;
}

/** The file in its usual form, or why it has none. */
export type Formatted = { text: string; problem: "" } | { text: null; problem: string };

export interface Answers {
  complete: Option[];
  describe: Documentation | null;
  signature: Signature | null;
  hover: Documentation | null;
  check: Mark[];
  format: Formatted;
}

/** The language tools as the editor has them. */
export interface LanguageTools {
  /** Whether they answer by now: they come when the page has nothing better to do. */
  readonly ready: boolean;
  /** Call `listener` once they are ready. */
  whenReady(listener: () => void): void;
  /** Another project is open, with these files; only those that are text are told. */
  open(files: Readonly<Record<string, unknown>>): void;
  /** A file holds `text` now; null: it is gone. */
  write(path: string, text: string | null): void;
  /** The project that is open has run with these files: have the packages that it asks for, too. */
  provide(): void;
  /**
   * The answer to `question`; null where there is none: the tools are not ready, could not tell, or were asked the same of
   * something newer meanwhile.
   */
  ask<Asked extends Question>(question: Asked): Promise<Answers[Asked["type"]] | null>;
}

/** Page to worker. The answer carries the same `id`. */
export type ToLanguage =
  /** `assets` is the folder of the interpreter's files. */
  | { type: "boot"; assets: string }
  | { type: "write"; files: [path: string, text: string | null][] }
  /** Install what requirements.txt asks for. */
  | { type: "provide" }
  | { type: "ask"; id: number; question: Question };

/** Worker to page. `answer` is null where the tools could not tell. */
export type FromLanguage =
  { type: "ready" } | { type: "answer"; id: number; answer: unknown } | { type: "failed"; message: string };

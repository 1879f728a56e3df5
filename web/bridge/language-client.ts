/** The page's handle on the language tools: they start when they are asked to, and know the project as it is now. */
import type { Answers, FromLanguage, LanguageTools, Question, ToLanguage } from "../protocol/language.js";

/** The part of a `Worker` that the client uses. */
export interface LanguageWorker {
  postMessage(message: ToLanguage): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromLanguage>) => unknown) | null;
}

interface Asked {
  question: Question;
  resolve: (answer: unknown) => void;
}

/** What is waited for at each key comes before what is looked at later. */
const ORDER: readonly Question["type"][] = ["complete", "signature", "describe", "hover", "format", "check"];

/** Milliseconds after which an answer comes no more: what a program means can take for ever to infer. */
const PATIENCE = 30_000;

export class LanguageClient implements LanguageTools {
  readonly #assets: URL;
  readonly #create: () => LanguageWorker;
  readonly #texts = new Map<string, string>();
  /** The files that the worker does not know as they are. */
  readonly #changed = new Set<string>();
  /** At most one question of each type: the newest. */
  readonly #waiting = new Map<Question["type"], Asked>();
  readonly #listeners: (() => void)[] = [];
  #worker: LanguageWorker | null = null;
  #ready = false;
  /** Whether the packages of the project are to be there. */
  #provided = false;
  #asked: Asked | null = null;
  #id = 0;
  #giveUp: ReturnType<typeof setTimeout> | undefined;

  /** `assets` is the folder of the interpreter's files. */
  constructor(assets: URL, create = createWorker) {
    this.#assets = assets;
    this.#create = create;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Load the tools, unless that was done. */
  start(): void {
    if (this.#worker) return;
    this.#worker = this.#create();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.postMessage({ type: "boot", assets: this.#assets.href });
  }

  whenReady(listener: () => void): void {
    if (this.#ready) listener();
    else this.#listeners.push(listener);
  }

  open(files: Readonly<Record<string, unknown>>): void {
    this.#provided = false;
    for (const path of [...this.#texts.keys()]) if (!(path in files)) this.write(path, null);
    for (const [path, content] of Object.entries(files)) {
      if (typeof content === "string" && content !== this.#texts.get(path)) this.write(path, content);
    }
  }

  write(path: string, text: string | null): void {
    if (text === null) this.#texts.delete(path);
    else this.#texts.set(path, text);
    this.#changed.add(path);
  }

  provide(): void {
    this.#provided = true;
    if (this.#ready) this.#sendProvide();
  }

  ask<Asked extends Question>(question: Asked): Promise<Answers[Asked["type"]] | null> {
    if (!this.#ready) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#waiting.get(question.type)?.resolve(null);
      this.#waiting.set(question.type, { question, resolve: resolve as (answer: unknown) => void });
      this.#next();
    });
  }

  /** Ask one question at a time, so that a newer one can take the place of one that waits. */
  #next(): void {
    if (this.#asked || !this.#worker) return;
    const type = ORDER.find((each) => this.#waiting.has(each));
    const next = type && this.#waiting.get(type);
    if (!next) return;
    this.#waiting.delete(type);
    this.#asked = next;
    this.#sendChanges();
    this.#worker.postMessage({ type: "ask", id: ++this.#id, question: next.question });
    this.#giveUp = setTimeout(() => this.#restart(), PATIENCE);
  }

  #sendChanges(): void {
    if (this.#changed.size === 0) return;
    const files = [...this.#changed].map((path): [string, string | null] => [path, this.#texts.get(path) ?? null]);
    this.#changed.clear();
    this.#worker?.postMessage({ type: "write", files });
  }

  #sendProvide(): void {
    this.#sendChanges();
    this.#worker?.postMessage({ type: "provide" });
  }

  /** Go on with new tools, which have to be told of all files. */
  #restart(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    for (const { resolve } of [this.#asked, ...this.#waiting.values()].filter((each) => each !== null)) resolve(null);
    this.#asked = null;
    this.#waiting.clear();
    for (const path of this.#texts.keys()) this.#changed.add(path);
    this.start();
  }

  #receive(message: FromLanguage): void {
    switch (message.type) {
      case "ready":
        this.#ready = true;
        if (this.#provided) this.#sendProvide();
        for (const listener of this.#listeners.splice(0)) listener();
        break;
      case "answer":
        if (message.id !== this.#id) return;
        clearTimeout(this.#giveUp);
        this.#asked?.resolve(message.answer);
        this.#asked = null;
        this.#next();
        break;
      case "failed":
        // The editor has what it had before: what the file itself holds.
        console.warn("The language tools could not be loaded.", message.message);
    }
  }
}

function createWorker(): LanguageWorker {
  // In one expression: so the build knows the worker.
  return new Worker(new URL("../language/language-worker.ts", import.meta.url), {
    type: "module",
    name: "language tools",
  });
}

/**
 * The user's projects, in IndexedDB. A write follows each change after a short pause. A page that is closed within
 * that pause cannot wait for a transaction, so what is unwritten then goes to localStorage, which is synchronous, and
 * into the database at the next visit. Where the browser keeps nothing, projects live as long as the page.
 */
import { readText, removeText, writeText } from "../ui/browser-storage.js";
import { openDatabase, result } from "./database.js";
import { type ProjectRecord, recordFromText, recordToText } from "./project-record.js";

const STORE = "projects";
const CURRENT = "playground:current";
const UNWRITTEN = "playground:unwritten";
const WRITE_DEBOUNCE = 200;

export class ProjectStore {
  readonly #database: IDBDatabase | null;
  readonly #memory = new Map<string, ProjectRecord>();
  readonly #pending = new Map<string, ProjectRecord>();
  /** What is deleted stays so, whatever a late event still has to say about it. */
  readonly #removed = new Set<string>();
  readonly #refused: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(database: IDBDatabase | null, refused: (error: unknown) => void) {
    this.#database = database;
    this.#refused = refused;
  }

  /** `refused` is called when the browser does not keep what was to be kept: for lack of room, for instance. */
  static async open(refused: (error: unknown) => void): Promise<ProjectStore> {
    const database = await openDatabase("flask-playground", 1, (fresh) => {
      fresh.createObjectStore(STORE, { keyPath: "id" });
    }).catch(() => null);
    const store = new ProjectStore(database, refused);
    await store.#recover();
    return store;
  }

  /** False where nothing outlives the page, as in some private windows. */
  get lasting(): boolean {
    return this.#database !== null;
  }

  /** Id of the project that was open last. */
  get current(): string | null {
    return readText(CURRENT);
  }

  setCurrent(id: string): void {
    writeText(CURRENT, id);
  }

  async get(id: string): Promise<ProjectRecord | null> {
    const waiting = this.#pending.get(id) ?? this.#memory.get(id);
    if (waiting || !this.#database) return waiting ?? null;
    return ((await result(this.#objects("readonly").get(id))) as ProjectRecord | undefined) ?? null;
  }

  /** All of them, the one changed last first. */
  async list(): Promise<ProjectRecord[]> {
    const records = new Map(this.#memory);
    if (this.#database) {
      for (const record of (await result(this.#objects("readonly").getAll())) as ProjectRecord[]) {
        records.set(record.id, record);
      }
    }
    for (const [id, record] of this.#pending) records.set(id, record);
    return [...records.values()].sort((a, b) => b.modified - a.modified);
  }

  /** Keep `record` soon. */
  save(record: ProjectRecord): void {
    if (this.#removed.has(record.id)) return;
    this.#pending.set(record.id, record);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(this.#refused), WRITE_DEBOUNCE);
  }

  /** Write what waits. Rejects where the browser refuses it, for lack of room for instance; it then waits on. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const records = [...this.#pending.values()];
    if (!this.#database) for (const record of records) this.#memory.set(record.id, record);
    else await Promise.all(records.map((record) => result(this.#objects("readwrite").put(record))));
    for (const record of records) if (this.#pending.get(record.id) === record) this.#pending.delete(record.id);
  }

  /** The page may be gone at any moment: keep what waits where that takes no time. */
  flushNow(): void {
    if (this.#pending.size === 0) return;
    writeText(UNWRITTEN, JSON.stringify([...this.#pending.values()].map(recordToText)));
    void this.flush().then(() => removeText(UNWRITTEN), this.#refused);
  }

  /** Keep a project again that was removed. */
  restore(record: ProjectRecord): void {
    this.#removed.delete(record.id);
    this.save(record);
  }

  async remove(id: string): Promise<void> {
    this.#removed.add(id);
    this.#pending.delete(id);
    this.#memory.delete(id);
    if (this.#database) await result(this.#objects("readwrite").delete(id));
  }

  #objects(mode: IDBTransactionMode): IDBObjectStore {
    if (!this.#database) throw new Error("There is no database.");
    return this.#database.transaction(STORE, mode).objectStore(STORE);
  }

  async #recover(): Promise<void> {
    const text = readText(UNWRITTEN);
    if (text === null) return;
    try {
      for (const record of (JSON.parse(text) as string[]).map(recordFromText)) {
        const stored = await this.get(record.id);
        if (!stored || stored.modified < record.modified) this.save(record);
      }
      await this.flush();
    } catch {
      // Not what was written there: nothing can be made of it.
    }
    removeText(UNWRITTEN);
  }
}

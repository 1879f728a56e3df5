/**
 * The user's projects, in IndexedDB. A write follows each change after a short pause. A page that is closed within
 * that pause cannot wait for a transaction, so what is unwritten then goes to localStorage, which is synchronous, and
 * into the database at the next visit. Where the browser keeps nothing, projects live as long as the page.
 *
 * Several tabs may have one project open. A write is made only where the project is still as this tab knows it; what
 * would overwrite another tab's work becomes a project of its own. What is shown of a project never writes its files.
 */
import { readText, removeText, writeText } from "../ui/browser-storage.js";
import { openDatabase, result } from "./database.js";
import { OtherTabs, type TabMessage } from "./other-tabs.js";
import { duplicateRecord, type ProjectRecord, recordFromText, recordToText, sameProject } from "./project-record.js";

const STORE = "projects";
const CURRENT = "playground:current";
const UNWRITTEN = "playground:unwritten";
const WRITE_DEBOUNCE = 200;

export interface StoreEvents {
  /** The browser does not keep what was to be kept: for lack of room, for instance. */
  refused: (error: unknown) => void;
  /** Another tab has changed `original` meanwhile: what this one was to write is now `copy`. */
  copied: (original: ProjectRecord, copy: ProjectRecord) => void;
  /** Another tab has written the project, or made a copy of it named `copy`. */
  changedElsewhere: (id: string, copy: string | null) => void;
}

/** What waits to be written; `whole` where it is more than what is shown. */
interface Pending {
  record: ProjectRecord;
  whole: boolean;
}

/** The same as text. */
interface Unwritten {
  text: string;
  whole: boolean;
}

export class ProjectStore {
  readonly #database: IDBDatabase | null;
  readonly #memory = new Map<string, ProjectRecord>();
  readonly #pending = new Map<string, Pending>();
  /** The last revision of each project that this tab has written. */
  readonly #written = new Map<string, number>();
  readonly #otherTabs: OtherTabs;
  /** What is deleted stays so, whatever a late event still has to say about it. */
  readonly #removed = new Set<string>();
  readonly #events: StoreEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(database: IDBDatabase | null, events: StoreEvents) {
    this.#database = database;
    this.#events = events;
    this.#otherTabs = new OtherTabs((message) =>
      events.changedElsewhere(message.id, message.type === "copied" ? message.name : null),
    );
  }

  static async open(events: StoreEvents): Promise<ProjectStore> {
    const database = await openDatabase("flask-playground", 1, (fresh) => {
      fresh.createObjectStore(STORE, { keyPath: "id" });
    }).catch(() => null);
    const store = new ProjectStore(database, events);
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
    const waiting = this.#pending.get(id)?.record ?? this.#memory.get(id);
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
    for (const [id, { record }] of this.#pending) records.set(id, record);
    return [...records.values()].sort((a, b) => b.modified - a.modified);
  }

  /** Keep `record` soon. */
  save(record: ProjectRecord): void {
    this.#schedule({ record, whole: true });
  }

  /** Keep soon what is shown of `record`. */
  saveShown(record: ProjectRecord): void {
    this.#schedule({ record, whole: this.#pending.get(record.id)?.whole ?? false });
  }

  /** The project as another tab has written it; null where this tab has the last word. */
  async newer(record: ProjectRecord): Promise<ProjectRecord | null> {
    if (this.#pending.get(record.id)?.whole) return null;
    const stored = await this.#stored(record.id);
    return stored && revisionOf(stored) > this.#known(record) && !this.#pending.get(record.id)?.whole ? stored : null;
  }

  /** Write what waits. Rejects where the browser refuses it, for lack of room for instance; it then waits on. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const waiting = [...this.#pending.values()];
    if (this.#database) await Promise.all(waiting.map((pending) => this.#write(pending)));
    else for (const { record } of waiting) this.#memory.set(record.id, record);
    for (const pending of waiting) this.#settle(pending);
  }

  /** The page may be gone at any moment: keep what waits where that takes no time. */
  flushNow(): void {
    if (this.#pending.size === 0) return;
    const unwritten = [...this.#pending.values()].map(({ record, whole }): Unwritten => ({
      text: recordToText({ ...record, revision: this.#known(record) }),
      whole,
    }));
    writeText(UNWRITTEN, JSON.stringify(unwritten));
    void this.flush().then(() => removeText(UNWRITTEN), this.#events.refused);
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

  #schedule(pending: Pending): void {
    if (this.#removed.has(pending.record.id)) return;
    this.#pending.set(pending.record.id, pending);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(this.#events.refused), WRITE_DEBOUNCE);
  }

  #settle(pending: Pending): void {
    if (this.#pending.get(pending.record.id) === pending) this.#pending.delete(pending.record.id);
  }

  /** The revision that this tab knows of a project that it has open as `record`. */
  #known(record: ProjectRecord): number {
    return Math.max(revisionOf(record), this.#written.get(record.id) ?? 0);
  }

  async #stored(id: string, objects = this.#database && this.#objects("readonly")): Promise<ProjectRecord | undefined> {
    return objects ? ((await result(objects.get(id))) as ProjectRecord | undefined) : undefined;
  }

  /** Compare and write, in one transaction. */
  async #write(pending: Pending): Promise<void> {
    const { record, whole } = pending;
    const objects = this.#objects("readwrite");
    const stored = await this.#stored(record.id, objects);
    const same = stored && sameProject(stored, record);
    if (stored && (same || !whole)) {
      const { path, open } = record;
      const [edited, trusted] = [record.edited || stored.edited, record.trusted || stored.trusted];
      await result(objects.put({ ...stored, path, open, edited, trusted }));
      if (same) this.#written.set(record.id, revisionOf(stored));
    } else if (stored && revisionOf(stored) !== this.#known(record)) {
      await this.#writeCopy(pending, objects);
    } else if (stored || whole || this.#known(record) === 0) {
      // Also where another tab has deleted what is written in here: that must not be lost.
      const revision = this.#known(record) + 1;
      await result(objects.put({ ...record, revision }));
      this.#written.set(record.id, revision);
      this.#tell({ type: "saved", id: record.id });
    }
  }

  async #writeCopy(pending: Pending, objects: IDBObjectStore): Promise<void> {
    const { record } = pending;
    const names = ((await result(objects.getAll())) as ProjectRecord[]).map(({ name }) => name);
    const copy = { ...duplicateRecord(record, names), revision: 1 };
    await result(objects.put(copy));
    this.#written.set(copy.id, copy.revision);
    const newer = this.#pending.get(record.id);
    this.#pending.delete(record.id);
    // What was typed while this was written belongs to the copy as well.
    if (newer && newer !== pending) {
      this.#schedule({ record: { ...newer.record, id: copy.id, name: copy.name, origin: copy.origin }, whole: true });
    }
    this.#events.copied(record, copy);
    this.#tell({ type: "copied", id: record.id, name: copy.name });
  }

  #tell(message: TabMessage): void {
    this.#otherTabs.tell(message);
  }

  #objects(mode: IDBTransactionMode): IDBObjectStore {
    if (!this.#database) throw new Error("There is no database.");
    return this.#database.transaction(STORE, mode).objectStore(STORE);
  }

  async #recover(): Promise<void> {
    const unwritten = readText(UNWRITTEN);
    if (unwritten === null) return;
    try {
      for (const { text, whole } of JSON.parse(unwritten) as Unwritten[]) {
        this.#schedule({ record: recordFromText(text), whole });
      }
      await this.flush();
    } catch {
      // Not what was written there: nothing can be made of it.
    }
    removeText(UNWRITTEN);
  }
}

/** Records of before there were revisions have none. */
const revisionOf = ({ revision }: Partial<ProjectRecord>): number => revision ?? 0;

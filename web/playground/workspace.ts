/**
 * The project that is open, and every change that the user can make to it. Each is kept as it happens. Nothing else in
 * the page holds a project of its own: the editor, the preview and the runner ask here.
 */
import { fixed, withdrawn } from "../project/fixes.js";
import type { FileContent, Fix, Project } from "../protocol/project.js";
import { duplicateRecord, freeName, newRecord, projectOf, type ProjectRecord } from "./project-record.js";
import type { ProjectStore } from "./project-store.js";

/** What an example, or a step of the tour, is before the user has touched it. */
export interface Original {
  project: Project;
  /** The path to show of it. */
  path: string;
  /** The file to show; left out, the one that the application is in. */
  open?: string | null;
  /** The files to go back to, where the project does not begin with them: it goes on with what the user has written. */
  files?: Project["files"];
}

export interface WorkspaceEvents {
  /** Another project is open, or this one's files were replaced as a whole. */
  opened(record: ProjectRecord): void;
  /** The open project has been changed by the user: its files, name or settings. */
  changed(record: ProjectRecord): void;
  /** The open project is now as another tab has written it. */
  takenOver(record: ProjectRecord): void;
}

export class Workspace {
  readonly #store: ProjectStore;
  readonly #events: WorkspaceEvents;
  #record: ProjectRecord | null = null;
  #project: Project | null = null;
  /** Grows with each project that is opened. */
  #turn = 0;

  constructor(store: ProjectStore, events: WorkspaceEvents) {
    this.#store = store;
    this.#events = events;
  }

  get record(): ProjectRecord {
    if (!this.#record) throw new Error("No project is open yet.");
    return this.#record;
  }

  get isOpen(): boolean {
    return this.#record !== null;
  }

  /** The open project, the same object until something in it changes. */
  get project(): Project {
    return (this.#project ??= projectOf(this.record));
  }

  /** What is to run: the open project, or null where the user has not asked for it. */
  get wanted(): Project | null {
    return this.#record?.trusted ? this.project : null;
  }

  /** Open a project that is kept. */
  open(record: ProjectRecord): void {
    this.#turn += 1;
    this.#put(record);
    this.#keep();
    this.#events.opened(record);
  }

  /** Open the project `id`, unless it is open already. Throws an Error for the user where it is not kept here. */
  async openKept(id: string): Promise<void> {
    if (this.#record?.id === id) return;
    const turn = (this.#turn += 1);
    const record = await this.#store.get(id);
    if (turn !== this.#turn) return;
    if (!record) throw new Error("This project is not kept in this browser: it was deleted, or is from another one.");
    this.open(record);
  }

  /** Open a project that came from a link. It is not kept until the user changes or runs it. */
  openLinked(project: Project, path: string): void {
    const record = newRecord(project, { kind: "link" }, { path });
    this.#turn += 1;
    this.#put(record);
    this.#events.opened(record);
  }

  /** Open an example or a step of the tour, unless it is open already: the user's own copy where there is one. */
  async openOriginal(kind: "example" | "tour", slug: string, original: () => Promise<Original>): Promise<void> {
    const turn = (this.#turn += 1);
    const isIt = ({ origin }: ProjectRecord) => origin.kind === kind && origin.slug === slug;
    // To choose what is open already must not take the editor from under the user's hands.
    if (this.#record && isIt(this.#record)) return;
    const kept = (await this.#store.list()).filter(isIt);
    const own = kept.find((record) => record.edited);
    const fetched = own ? null : await original();
    // Something else was opened while this was on its way: the last choice counts.
    if (turn !== this.#turn) return;
    if (own) this.open(own);
    if (!fetched) return;
    const { project, files, ...at } = fetched;
    const record = newRecord(project, { kind, slug, original: files ?? project.files }, at);
    this.open({ ...record, edited: files !== undefined });
    await Promise.all(kept.map((record) => this.#store.remove(record.id)));
  }

  async create(project: Project): Promise<void> {
    const names = await this.#names();
    this.open(newRecord({ ...project, name: freeName(project.name, names) }, { kind: "own" }));
  }

  /** Open a project that came out of a file. It is kept at once, and awaits consent. */
  async openFromFile(project: Project): Promise<void> {
    const names = await this.#names();
    this.open(newRecord({ ...project, name: freeName(project.name, names) }, { kind: "file" }));
  }

  async duplicate(): Promise<void> {
    this.open(duplicateRecord(this.record, await this.#names()));
  }

  /** Projects that the user has made or changed. Those of the tour are found in the tour. */
  async projects(): Promise<ProjectRecord[]> {
    const records = (await this.#store.list()).filter(({ origin }) => origin.kind !== "tour");
    return records.filter((record) => record.edited || record.id === this.#record?.id);
  }

  editFiles(files: Record<string, FileContent>): void {
    this.#change({ files });
  }

  rename(name: string): void {
    this.#change({ name });
  }

  configure(settings: Partial<Pick<Project, "app" | "debug">>): void {
    this.#change(settings);
  }

  /** Make the changes of a fix. Gives what undoes it, in the files that have not changed again. */
  apply(fix: Fix): () => void {
    return this.#alter(fixed(this.project, fix));
  }

  /** Add files, in place of those that have their names. Gives what undoes it, in the files that have not changed again. */
  add(files: Project["files"]): () => void {
    return this.#alter({ ...this.project, files: { ...this.project.files, ...files } });
  }

  /** The user asked for a project from a link or a file to run: it is the user's from here on. */
  trust(): void {
    this.#record = { ...this.record, trusted: true };
    this.#keep();
  }

  /** Remember what is shown, for the next visit. */
  remember(shown: Partial<Pick<ProjectRecord, "path" | "open">>): void {
    const { path, open } = this.record;
    this.#record = { ...this.record, ...shown };
    // Another tab may have the project at another place: only who has moved writes down where to.
    if (this.#record.path === path && this.#record.open === open) return;
    if (this.#record.trusted || this.#record.edited) this.#store.saveShown(this.#record);
  }

  /** Take over what another tab has written of the open project, unless something of this tab's waits to be written. */
  async refresh(): Promise<void> {
    if (!this.#record) return;
    const { id } = this.#record;
    const before = this.project;
    const newer = await this.#store.newer(this.#record);
    // Changed, or left, while the store was asked.
    if (!newer || this.#record.id !== id || this.project !== before) return;
    const { path, open, trusted } = this.#record;
    this.#put({ ...newer, path, open, trusted: trusted || newer.trusted });
    this.#events.takenOver(this.record);
  }

  /** What was written here while another tab wrote the same project has become `copy`: it is what is open from here on. */
  copied(original: ProjectRecord, { id, name, origin, revision }: ProjectRecord): boolean {
    if (this.#record?.id !== original.id) return false;
    this.#put({ ...this.#record, id, name, origin, revision });
    this.#store.setCurrent(id);
    return true;
  }

  /** Bring an example's own files back. Gives what undoes it. */
  reset(): () => void {
    const { name, origin } = this.record;
    if (!("original" in origin)) throw new Error(`“${name}” is no example, so it has no original.`);
    return this.#replace({ files: { ...origin.original }, edited: false });
  }

  /** Put other files and another setting in place of the project's own. Gives what undoes it. */
  replace({ files, debug }: Pick<Project, "files" | "debug">): () => void {
    return this.#replace({ files: { ...files }, debug, edited: true });
  }

  /** Delete the project `id`. Gives what undoes it; the open project needs another to be opened next. */
  async remove(id: string): Promise<() => void> {
    const record = id === this.#record?.id ? this.#record : await this.#store.get(id);
    await this.#store.remove(id);
    return () => {
      if (!record) return;
      this.#store.restore(record);
      this.open(record);
    };
  }

  #alter(after: Project): () => void {
    const { id } = this.record;
    const before = this.project;
    this.#change({ files: after.files, app: after.app, debug: after.debug });
    return () => {
      if (this.record.id !== id) return;
      const files = withdrawn(this.project.files, after.files, before.files);
      this.#change({ files, app: before.app, debug: before.debug });
    };
  }

  #replace(change: Partial<ProjectRecord>): () => void {
    const before = this.record;
    this.open({ ...before, ...change, modified: Date.now() });
    return () => this.open({ ...before, modified: Date.now() });
  }

  #change(change: Partial<ProjectRecord>): void {
    const record = { ...this.record, ...change, edited: true, modified: Date.now() };
    this.#put(record);
    this.#keep();
    this.#events.changed(record);
  }

  #put(record: ProjectRecord): void {
    this.#record = record;
    this.#project = null;
  }

  #keep(): void {
    this.#store.setCurrent(this.record.id);
    this.#store.save(this.record);
  }

  async #names(): Promise<string[]> {
    return (await this.projects()).map((record) => record.name);
  }
}

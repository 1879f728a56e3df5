/** The playground: its parts put together, and what follows from what. */
import { LanguageClient } from "../bridge/language-client.js";
import { newPreviewId } from "../bridge/preview-id.js";
import type { Place } from "../protocol/project.js";
import { Examples } from "../project/examples.js";
import { parseHash } from "../project/location-hash.js";
import { decodeProject } from "../project/share-code.js";
import type { Fix, Project } from "../protocol/project.js";
import { CodePane } from "../ui/code-pane.js";
import { find } from "../ui/dom.js";
import { notice } from "../ui/notices.js";
import { RunView } from "../ui/run-view.js";
import { toast } from "../ui/toasts.js";
import { ExamplesDone } from "./examples-done.js";
import { ExamplesMenu } from "./examples-menu.js";
import { onFileDrag } from "./file-drags.js";
import { Layout } from "./layout.js";
import { chooseApplication, removeProject, renameProject, resetProject, shareProject } from "./project-actions.js";
import { showAddress } from "./page-address.js";
import { ProjectMenu, type ProjectMenuActions } from "./project-menu.js";
import type { ProjectRecord } from "./project-record.js";
import type { ProjectStore } from "./project-store.js";
import { savedCookies, saveCookies } from "./tab-cookies.js";
import { starter } from "./starter.js";
import { TopBar } from "./top-bar.js";
import { savesData, whenIdle } from "./when-idle.js";
import { TourSide } from "./tour-side.js";
import { Workspace } from "./workspace.js";

/** What a first visit shows. */
const FIRST_EXAMPLE = document.documentElement.dataset.firstExample ?? "";

const transfer = () => import("./project-transfer.js");

export class Playground {
  readonly #examples: Examples;
  readonly #examplesDone = new ExamplesDone(() => localStorage);
  readonly #code: CodePane;
  readonly #view: RunView;
  readonly #layout: Layout;
  readonly #bar: TopBar;
  readonly #examplesMenu: ExamplesMenu;
  readonly #tour: TourSide;
  #workspace: Workspace | null = null;
  #saidNotKept = false;
  /** Id of the project of which was said that it follows another tab. */
  #saidTakenOver: string | null = null;
  /** How many projects have been opened in this page so far. */
  #opens = 0;

  /** `site` is the folder of the page, `assets` that of the runtime's files. */
  constructor(site: URL, assets: URL) {
    this.#examples = new Examples(new URL("examples/", site));
    const language = new LanguageClient(assets);
    let answered: () => void = () => undefined;
    const firstResponse = new Promise<void>((resolve) => (answered = resolve));
    this.#code = new CodePane(
      {
        files: () => this.#workspace?.project.files ?? {},
        change: (files, how) => {
          this.#workspace?.editFiles(files);
          if (how === "file") void this.#view.run();
        },
        open: (path) => this.#workspace?.remember({ open: path }),
        run: () => this.#run(),
      },
      language,
    );
    this.#view = new RunView(
      {
        previewId: newPreviewId(),
        scope: site,
        assets,
        cookies: savedCookies(),
        wanted: () => this.#workspace?.wanted ?? null,
        paths: () => Object.keys(this.#workspace?.project.files ?? {}),
      },
      {
        run: () => this.#run(),
        problems: (problems) => this.#code.setProblems(problems),
        answered,
        debug: (debug) => this.#configure({ debug }),
        fix: (fix) => this.#fix(fix),
        path: (path) => this.#answered(path),
        folded: (folded) => find("#workbench").toggleAttribute("data-console-folded", folded),
        reveal: (place) => this.#reveal(place),
        cookies: saveCookies,
        ran: ({ ok }) => {
          this.#tour.ran();
          if (ok) language.provide();
        },
        said: (entry) => {
          this.#tour.said(entry);
          if (entry.kind === "access" && entry.download !== undefined) sayDownload(entry.path, entry.download);
        },
      },
    );
    // The response comes first, since both are a Python to load; and who only looks needs no tools.
    void Promise.all([firstResponse, this.#code.used]).then(() => {
      if (!savesData) whenIdle(() => language.start());
    });
    this.#bar = new TopBar(find("#top-bar"), new URL("docs/", site), {
      share: () => void (this.#workspace && shareProject(this.#workspace, new URL(location.pathname, location.href))),
    });
    this.#examplesMenu = new ExamplesMenu(this.#bar.examples, this.#examples, this.#examplesDone);
    const { preview, console } = this.#view;
    this.#layout = new Layout(
      find("#page"),
      find("#workbench"),
      { code: this.#code.element, preview: preview.element, console: console.element },
      preview.bar,
    );
    this.#tour = new TourSide({
      base: new URL("tour/", site),
      docs: new URL("docs/", site),
      view: this.#view,
      layout: this.#layout,
      reveal: (place) => this.#reveal(place),
      point: () => {
        this.#layout.showCode();
        this.#view.focusDebug();
      },
      leave: () => void (this.#workspace && this.#leaveTour(this.#workspace)),
    });
    void this.#view.boot();
  }

  /** Open what the page's address asks for, else what was open last, else the first example. */
  async start(store: ProjectStore): Promise<void> {
    const workspace = new Workspace(store, {
      opened: (record) => this.#opened(record),
      changed: (record) => this.#changed(record),
      takenOver: (record) => this.#takenOver(record),
    });
    this.#workspace = workspace;
    const actions = this.#projectActions(workspace);
    new ProjectMenu(this.#bar.project, actions);
    this.#offerSettings(actions);
    this.#listen(store);
    if (!store.lasting) {
      toast({
        text: "This browser keeps nothing for this page: what you write is gone when you leave.",
        problem: true,
      });
    }
    if (await this.#openTarget(workspace)) return;
    const last = store.current === null ? null : await store.get(store.current);
    // A link was followed meanwhile.
    if (workspace.isOpen) return;
    if (last) workspace.open(last);
    else await this.#openExample(workspace, FIRST_EXAMPLE);
    if (this.#code.path === null) await workspace.create(starter("Untitled"));
  }

  /** The browser has refused to keep what was written. Said once: each further edit would be refused, too. */
  notKept(error: unknown): void {
    if (this.#saidNotKept) return;
    this.#saidNotKept = true;
    const reason = error instanceof Error ? error.message : String(error);
    toast({
      text: `The browser does not keep what you write: ${reason} Share the project to have it elsewhere.`,
      problem: true,
    });
  }

  /** What was written here, while another tab wrote `original`, is a project of its own now. */
  copied(original: ProjectRecord, copy: ProjectRecord): void {
    if (!this.#workspace?.copied(original, copy)) return;
    showAddress(this.#workspace.record, "push");
    this.#bar.showProject(copy.name);
    toast({
      text: `“${original.name}” was changed in another tab as well. What you write here is now “${copy.name}”.`,
      problem: true,
    });
  }

  /** Another tab has written the project `id`, or, in place of that, a copy of it. */
  changedElsewhere(id: string, copy: string | null): void {
    const record = this.#workspace?.isOpen ? this.#workspace.record : null;
    if (record?.id !== id) return;
    if (copy === null) this.#refresh();
    else toast({ text: `“${record.name}” was changed in two tabs. What the other one wrote is now “${copy}”.` });
  }

  /** A tab that nobody sees follows when it is seen again. */
  #refresh(): void {
    if (document.visibilityState === "visible") void this.#workspace?.refresh();
  }

  #takenOver(record: ProjectRecord): void {
    this.#bar.showProject(record.name);
    this.#view.showDebug(record.debug);
    this.#tour.edited();
    this.#showFiles();
    if (this.#saidTakenOver === record.id) return;
    this.#saidTakenOver = record.id;
    toast({ text: `“${record.name}” was changed in another tab; this one follows.` });
  }

  #listen(store: ProjectStore): void {
    // Following a link, and Back and Forward between two of them.
    window.addEventListener("hashchange", ({ newURL }) => {
      // What was being opened when the link was followed may have put its own address in the place of the link's.
      if (location.href !== newURL) history.replaceState(null, "", newURL);
      if (this.#workspace) void this.#openTarget(this.#workspace);
    });
    onFileDrag(() => void (this.#workspace && this.#offerDrop(this.#workspace)));
    window.addEventListener("pagehide", () => store.flushNow());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") store.flushNow();
      else this.#refresh();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      if (!event.defaultPrevented) this.#run();
      event.preventDefault();
    });
  }

  #opened(record: ProjectRecord): void {
    showAddress(record, this.#opens === 0 ? "replace" : "push");
    this.#opens += 1;
    this.#bar.showProject(record.name);
    this.#examplesMenu.current = record.origin.kind === "example" ? record.origin.slug : null;
    this.#bar.offerTour(record.origin.kind !== "tour");
    if (this.#workspace) this.#tour.opened(this.#workspace, record);
    this.#code.open(record, record.open);
    this.#view.showDebug(record.debug);
    if (this.#opens === 1) performance.measure("playground:editor", { start: 0, end: performance.now() });
    void this.#view.open(record.path, record.trusted ? null : this.#consent(record));
    void this.#showRecorded(record);
  }

  /** Until Python has started, an example as it is stands beside what it answered when the site was built. */
  async #showRecorded({ id, origin, edited, path }: ProjectRecord): Promise<void> {
    if (origin.kind !== "example" || edited) return;
    const recording = await this.#examples.recording(origin.slug);
    const record = this.#workspace?.record;
    if (recording?.path === path && record?.id === id && !record.edited) this.#view.showRecorded(recording.page);
  }

  /** The application has answered with the page at `path`. */
  #answered(path: string): void {
    const workspace = this.#workspace;
    if (!workspace) return;
    workspace.remember({ path });
    const { origin, edited } = workspace.record;
    if (origin.kind === "example" && edited && this.#view.state === "ready") this.#examplesDone.add(origin.slug);
  }

  #changed(record: ProjectRecord): void {
    showAddress(record, "replace");
    this.#bar.showProject(record.name);
    this.#view.showDebug(record.debug);
    this.#tour.edited();
    this.#view.edited();
  }

  #reveal(place: Place): void {
    this.#layout.showCode();
    this.#tour.showCode();
    this.#code.reveal(place);
  }

  /** Go back to what the user has made themselves, or to the first example. */
  async #leaveTour(workspace: Workspace): Promise<void> {
    const [last] = await workspace.projects();
    if (last) workspace.open(last);
    else await this.#openExample(workspace, FIRST_EXAMPLE);
  }

  /** Stands where the page of a project from a link or a file would, until the user has asked for it. */
  #consent({ name, files, origin }: ProjectRecord): HTMLElement {
    const count = Object.keys(files).length;
    return notice({
      title: `“${name}” came ${origin.kind === "file" ? "from a file" : "with a link"}`,
      text: `It has ${count === 1 ? "one file" : `${count} files`} and has not run yet. Read the code first if you like.`,
      hint: "An application runs with the rights of this page and can see your projects here. Run it if you trust where it is from.",
      action: { text: "Run it", label: "Run this project", press: () => this.#run() },
    });
  }

  #fix(fix: Fix): void {
    const workspace = this.#workspace;
    if (!workspace) return;
    const undo = workspace.apply(fix);
    const press = () => {
      undo();
      this.#showFiles();
    };
    const action = { text: "Undo", label: "Take the change back", press };
    const next = this.#view.sent ? " Send the form again." : "";
    // The button is gone, and with it the focus; on a phone the editor's would open the keyboard.
    if (matchMedia("(pointer: fine)").matches) this.#code.focus();
    toast({ text: `Done: ${fix.label}.${next}`, action, ofProject: true });
    this.#showFiles();
  }

  /** The project's files were changed outside of the editor: show and run them as they are now. */
  #showFiles(): void {
    this.#code.sync();
    void this.#view.run();
  }

  async #offerDrop(workspace: Workspace): Promise<void> {
    const [{ showDropTarget }, { addDropped, openDropped }] = await Promise.all([
      import("./drop-target.js"),
      transfer(),
    ]);
    showDropTarget(workspace.record.name, {
      add: (files) => void addDropped(workspace, files, () => this.#showFiles()),
      open: (files) => void openDropped(workspace, files),
    });
  }

  #configure(settings: Partial<Pick<Project, "app" | "debug">>): void {
    this.#workspace?.configure(settings);
    void this.#view.run();
  }

  #run(): void {
    const workspace = this.#workspace;
    if (!workspace) return;
    this.#layout.showPreview();
    if (workspace.record.trusted) {
      void this.#view.run();
      return;
    }
    workspace.trust();
    showAddress(workspace.record, "replace");
    void this.#view.open(workspace.record.path);
  }

  /** Gives whether the page's address asked for something, and it is open. */
  async #openTarget(workspace: Workspace): Promise<boolean> {
    const target = parseHash(location.hash);
    if (!target) return false;
    if (target.kind === "example") return this.#openExample(workspace, target.slug);
    return this.#orSay(workspace, async () => {
      if (target.kind === "tour") await this.#tour.openStep(workspace, target.slug);
      else if (target.kind === "own") await workspace.openKept(target.id);
      else workspace.openLinked(await decodeProject(target.code), target.path);
    });
  }

  #openExample(workspace: Workspace, slug: string): Promise<boolean> {
    return this.#orSay(workspace, () =>
      workspace.openOriginal("example", slug, async () => {
        const { path } = await this.#examples.find(slug);
        // Comes along with the project, so that it is there when that is shown.
        void this.#examples.recording(slug);
        return { project: await this.#examples.project(slug), path };
      }),
    );
  }

  /** Gives whether `open` has opened something; says why where it has not, and lets the address name what is still open. */
  async #orSay(workspace: Workspace, open: () => Promise<void>): Promise<boolean> {
    try {
      await open();
      return true;
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), problem: true });
      if (workspace.isOpen) showAddress(workspace.record, "replace");
      else history.replaceState(null, "", location.pathname + location.search);
      return false;
    }
  }

  #projectActions(workspace: Workspace): ProjectMenuActions {
    return {
      record: () => workspace.record,
      projects: () => workspace.projects(),
      open: (record) => workspace.open(record),
      create: () => void workspace.create(starter("Untitled")),
      rename: () => void renameProject(workspace),
      setApp: () => void chooseApplication(workspace),
      setDebug: (debug) => this.#configure({ debug }),
      duplicate: () => void workspace.duplicate(),
      reset: () => resetProject(workspace),
      remove: () => void removeProject(workspace),
      restart: () => void this.#view.restart(),
      download: () => void transfer().then(({ downloadProject }) => downloadProject(workspace)),
      addFiles: () => void transfer().then(({ addFiles }) => addFiles(workspace, () => this.#showFiles())),
      openFile: (what) => void transfer().then(({ chooseProject }) => chooseProject(workspace, what)),
    };
  }

  /** Settings in their menu, and commands with their keys on F1. Each is loaded when it is first asked for. */
  #offerSettings(project: ProjectMenuActions): void {
    const parts = {
      code: this.#code,
      console: this.#view.console,
      layout: this.#layout,
      bar: this.#bar,
      project,
      examples: this.#examples,
    };
    const commands = () => void import("./page-commands.js").then(({ showCommands }) => showCommands(parts));
    const open = async () => {
      const { SettingsMenu } = await import("./settings-menu.js");
      new SettingsMenu(this.#bar.settings, { ...parts, editor: this.#code.editor, commands }).open();
    };
    this.#bar.settings.addEventListener("click", () => void open(), { once: true });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F1" || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      commands();
    });
  }
}

/** The preview stays as it is: without a word it would look as if nothing had happened. */
function sayDownload(path: string, name: string): void {
  const file = name === "" ? "a file" : `“${name}”`;
  toast({ text: `${path} is a download: your browser keeps ${file}, and the preview stays on its page.` });
}

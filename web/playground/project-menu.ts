/** What can be done with the open project, and the way to the others. */
import { h } from "../ui/dom.js";
import { formatAge } from "../ui/formats.js";
import { icon } from "../ui/icons.js";
import { Popover } from "../ui/popover.js";
import { menuItem, menuSwitch } from "./menu-items.js";
import type { ProjectRecord } from "./project-record.js";

export interface ProjectMenuActions {
  record(): ProjectRecord;
  projects(): Promise<ProjectRecord[]>;
  open(record: ProjectRecord): void;
  create(): void;
  rename(): void;
  setApp(): void;
  setDebug(debug: boolean): void;
  duplicate(): void;
  reset(): void;
  remove(): void;
  restart(): void;
  download(): void;
  addFiles(): void;
  openFile(what: "zip" | "folder"): void;
}

export class ProjectMenu {
  readonly #popover: Popover;
  readonly #actions: ProjectMenuActions;

  constructor(button: HTMLButtonElement, actions: ProjectMenuActions) {
    this.#actions = actions;
    this.#popover = new Popover(button, { label: "Project", class: "menu project-menu", fill: () => this.#fill() });
  }

  #fill(): (Node | false)[] {
    const { origin, edited, app, debug } = this.#actions.record();
    const actions = this.#actions;
    const others = h("div", { class: "menu-group", role: "group", "aria-label": "Your projects" });
    void this.#fillOthers(others);
    return [
      h("p", { class: "menu-title" }, "This project"),
      menuItem(
        "rename",
        "Rename …",
        this.#then(() => actions.rename()),
      ),
      menuItem(
        "settings",
        "Application …",
        this.#then(() => actions.setApp()),
        app === "" ? "found by itself" : app,
      ),
      menuItem(
        "copy",
        "Duplicate",
        this.#then(() => actions.duplicate()),
      ),
      menuItem(
        "file",
        "Add files …",
        this.#then(() => actions.addFiles()),
        "or drop them",
      ),
      menuItem(
        "download",
        "Download",
        this.#then(() => actions.download()),
        "as a zip",
      ),
      origin.kind === "example" &&
        edited &&
        menuItem(
          "undo",
          "Reset to the example's own files",
          this.#then(() => actions.reset()),
        ),
      edited &&
        origin.kind !== "tour" &&
        menuItem(
          "delete",
          "Delete",
          this.#then(() => actions.remove()),
        ),
      menuSwitch("Debug mode", "Errors show the debugger (FLASK_DEBUG)", debug, (on) => actions.setDebug(on)),
      menuItem(
        "reload",
        "Restart Python",
        this.#then(() => actions.restart()),
      ),
      others,
      menuItem(
        "add",
        "New project",
        this.#then(() => actions.create()),
      ),
      menuItem(
        "zip",
        "Open a zip …",
        this.#then(() => actions.openFile("zip")),
      ),
      menuItem(
        "folder",
        "Open a folder …",
        this.#then(() => actions.openFile("folder")),
        "or drop it",
      ),
      h("a", { class: "menu-item menu-docs", href: "./docs/", "data-item": true }, icon("book"), "Documentation"),
    ];
  }

  async #fillOthers(group: HTMLElement): Promise<void> {
    const open = this.#actions.record().id;
    const others = (await this.#actions.projects()).filter((record) => record.id !== open);
    group.append(h("p", { class: "menu-title" }, "Your other projects"));
    if (others.length === 0) {
      group.append(h("p", { class: "menu-empty" }, "None yet. An example that you change is kept here."));
    }
    for (const record of others) {
      const press = this.#then(() => this.#actions.open(record));
      group.append(menuItem("file", record.name, press, formatAge(record.modified, Date.now())));
    }
  }

  #then(act: () => void): () => void {
    return () => {
      this.#popover.close();
      act();
    };
  }
}

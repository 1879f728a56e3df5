/** Where files dragged over the page can be dropped: into the open project, or as a project of their own. */
import { h } from "../ui/dom.js";
import { icon, type IconName } from "../ui/icons.js";

export interface DropTargetEvents {
  add(transfer: DataTransfer): void;
  open(transfer: DataTransfer): void;
}

let shown: HTMLElement | null = null;

/** Show the target until something is dropped, or dragged out of the page again. `project` is the open one's name. */
export function showDropTarget(project: string, events: DropTargetEvents): void {
  if (shown) return;
  shown = h(
    "section",
    { class: "drop-target", "aria-label": "Where files can be dropped" },
    zone("file", `Add to “${project}”`, "Files and folders, under the names that they have", (transfer) =>
      events.add(transfer),
    ),
    zone("folder", "Open as a project", "A folder or a zip, beside the projects that you have", (transfer) =>
      events.open(transfer),
    ),
  );
  // Not of the target's own: files that leave at once have never been over it.
  document.addEventListener("dragleave", left);
  shown.addEventListener("drop", hide);
  document.body.append(shown);
}

function left(event: DragEvent): void {
  if (event.relatedTarget === null) hide();
}

function hide(): void {
  document.removeEventListener("dragleave", left);
  shown?.remove();
  shown = null;
}

function zone(name: IconName, title: string, text: string, drop: (transfer: DataTransfer) => void): HTMLElement {
  const element = h(
    "div",
    { class: "drop-zone" },
    icon(name),
    h("p", { class: "drop-zone-title" }, title),
    h("p", {}, text),
  );
  const mark = (over: boolean) => element.classList.toggle("is-over", over);
  element.addEventListener("dragenter", () => mark(true));
  element.addEventListener("dragover", (event) => {
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  element.addEventListener("dragleave", (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) mark(false);
  });
  element.addEventListener("drop", (event) => {
    if (event.dataTransfer) drop(event.dataTransfer);
  });
  return element;
}

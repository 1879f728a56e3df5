/** embed.html: greets the page that frames it, takes the project from it, and runs that. */
import type { Project } from "../protocol/project.js";
import { Examples } from "../project/examples.js";
import { projectFromJson } from "../project/project-json.js";
import { h } from "../ui/dom.js";
import { notice } from "../ui/notices.js";
import { Example } from "./example.js";
import { type FromFrame, type Greeting, isToFrame, isTrusted, type Opening, openingFrom } from "./messages.js";

const scope = new URL(".", location.href);

function greet(): void {
  if (window.parent === window) {
    refuse(
      "This page is a frame",
      "It runs the examples of other documents. The playground itself is the page to open.",
    );
    return;
  }
  addEventListener("message", take);
  const greeting: Greeting = { type: "flask-playground:frame-ready" };
  window.parent.postMessage(greeting, "*");
}

function take(event: MessageEvent): void {
  const opening = openingFrom(event, window.parent);
  const port = event.ports[0];
  if (!opening || !port) return;
  // Once: whoever frames this page has had its say.
  removeEventListener("message", take);
  open(opening, port, isTrusted(event.origin, location.origin)).catch((error: unknown) => {
    refuse("This example cannot be opened", error instanceof Error ? error.message : String(error));
  });
}

async function open(opening: Opening, port: MessagePort, trusted: boolean): Promise<void> {
  document.documentElement.dataset.theme = opening.theme;
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isToFrame(data)) document.documentElement.dataset.theme = data.theme;
  };
  const { project, path } = await read(opening.source);
  const example = new Example(project, {
    scope,
    path: opening.path || path,
    file: opening.file in project.files ? opening.file : null,
    close: () => port.postMessage({ type: "close" } satisfies FromFrame),
  });
  document.body.replaceChildren(example.element);
  if (opening.edit) example.focusEditor();
  if (trusted) await example.run();
  else example.offer();
}

async function read(source: Opening["source"]): Promise<{ project: Project; path: string }> {
  if ("project" in source) return { project: projectFromJson(source.project), path: "/" };
  const examples = new Examples(new URL("examples/", scope));
  const { path } = await examples.find(source.example);
  return { project: await examples.project(source.example), path };
}

function refuse(title: string, text: string): void {
  const playground = h("a", { href: scope.href, target: "_top" }, "Open the playground");
  document.body.replaceChildren(h("main", { class: "refusal" }, notice({ title, text, problem: true }), playground));
}

greet();

/** What an element holds: its files as the document shows them, and the project to run. */
import type { ProjectJson } from "../project/project-json.js";

/** A block of code in the element: the file it stands for, and what holds it. */
export interface Shown {
  path: string;
  block: HTMLElement;
}

/** Captions that say a file's name to readers without JavaScript: the tabs say it to the others. */
const CAPTIONS = ".code-block-caption, figcaption";

/** What themes set apart from the prose around it; here the element's border does that. */
const BLOCKS = ".literal-block-wrapper, [class*=highlight], pre, figure";

/** The blocks marked `data-file`, or the first `<pre>` as the application's only file. */
export function shownFiles(element: HTMLElement): Shown[] {
  const marked = [...element.querySelectorAll<HTMLElement>("[data-file]")];
  const shown = marked.map((block) => ({ path: block.dataset.file ?? "", block }));
  const only = element.querySelector("pre");
  if (shown.length === 0 && only) shown.push({ path: onlyFile(element), block: only });
  // By style, which a theme's own rules for captions and for the space around blocks do not overrule.
  for (const caption of element.querySelectorAll<HTMLElement>(CAPTIONS)) caption.style.display = "none";
  for (const block of element.querySelectorAll<HTMLElement>(BLOCKS)) block.style.margin = "0";
  // Code that is wider than its place is scrolled by keyboard, too.
  for (const code of element.querySelectorAll("pre")) code.tabIndex = 0;
  return shown;
}

/** The project in the element's own JSON; else one made of the code that it shows. Null where there is neither. */
export function ownProject(element: HTMLElement, shown: Shown[]): ProjectJson | null {
  const json = element.querySelector('script[type="application/json"]')?.textContent;
  if (json) {
    const project = JSON.parse(json) as ProjectJson;
    return { ...project, app: element.getAttribute("app") ?? project.app };
  }
  if (shown.length === 0) return null;
  const files = Object.fromEntries(shown.map(({ path, block }) => [path, codeOf(block)]));
  return { name: shown[0]?.path ?? "", files, app: element.getAttribute("app") ?? "", debug: true };
}

/** `FLASK_APP` names the only file where it names a file at all. */
const onlyFile = (element: HTMLElement): string => {
  const app = (element.getAttribute("app") ?? "").replace(/:.*$/, "");
  return app.endsWith(".py") ? app : "app.py";
};

const codeOf = (block: HTMLElement): string => {
  const code = (block.matches("pre") ? block : (block.querySelector("pre") ?? block)).textContent;
  return code.endsWith("\n") ? code : `${code}\n`;
};

/** Every command of the page, with those of the editor: what the palette offers. Loaded when it is first opened. */
import { EDITOR_COMMANDS, TYPING_KEYS, writtenKeys } from "../editor/commands.js";
import type { Examples } from "../project/examples.js";
import { inTabOrder } from "../project/file-names.js";
import type { CodePane } from "../ui/code-pane.js";
import { type Command } from "../ui/command.js";
import { openPalette } from "../ui/command-palette.js";
import type { ConsolePane } from "../ui/console-pane.js";
import { isApple } from "../ui/shortcuts.js";
import type { Layout } from "./layout.js";
import type { ProjectMenuActions } from "./project-menu.js";
import type { TopBar } from "./top-bar.js";

export interface PageParts {
  code: CodePane;
  console: ConsolePane;
  layout: Layout;
  bar: TopBar;
  project: ProjectMenuActions;
  examples: Examples;
}

export function showCommands(parts: PageParts): void {
  // First those with keys: most who open the list look for these.
  openPalette(
    [...editorCommands(parts), ...viewCommands(parts), ...fileCommands(parts), ...projectCommands(parts)],
    Promise.all([otherProjects(parts), examples(parts)]).then((found) => found.flat()),
  );
}

async function otherProjects({ project }: PageParts): Promise<Command[]> {
  const { id: open } = project.record();
  const others = (await project.projects()).filter(({ id }) => id !== open);
  return others.map((record) => ({
    group: "Your other projects",
    title: `Open ${record.name}`,
    run: () => project.open(record),
  }));
}

async function examples({ examples }: PageParts): Promise<Command[]> {
  // The menu of examples says why they cannot be had.
  const list = await examples.list().catch(() => []);
  return list.map(({ slug, title }) => ({
    group: "Examples",
    title: `Example: ${title}`,
    run: () => location.assign(`#example=${slug}`),
  }));
}

function projectCommands({ project, bar }: PageParts): Command[] {
  const group = "Project";
  return [
    { group, title: "New project", run: () => project.create() },
    { group, title: "Rename the project …", run: () => project.rename() },
    { group, title: "Application …", run: () => project.setApp() },
    { group, title: "Duplicate", run: () => project.duplicate() },
    { group, title: "Share: copy a link", run: () => bar.share.click() },
    { group, title: "Download as a zip", run: () => project.download() },
    { group, title: "Open a zip …", run: () => project.openFile("zip") },
    { group, title: "Open a folder …", run: () => project.openFile("folder") },
    { group, title: "Restart Python", run: () => project.restart() },
    { group, title: "Examples …", run: () => bar.examples.click() },
    { group, title: "Take the tour", run: () => location.assign("#tour") },
  ];
}

function fileCommands({ code, project }: PageParts): Command[] {
  const group = "Files";
  const files = inTabOrder(Object.keys(project.record().files)).filter((path) => path !== code.path);
  const current = code.path ?? "";
  const show = (path: string) => {
    code.show(path);
    code.focus();
  };
  return [
    ...files.map((path) => ({ group, title: `Go to ${path}`, run: () => show(path) })),
    { group, title: "Add a file …", run: () => void code.actions.add() },
    { group, title: "Add files from this machine …", run: () => project.addFiles() },
    { group, title: "Rename or move this file …", run: () => void code.actions.rename(current) },
    { group, title: "Delete this file", run: () => code.actions.remove(current) },
    { group, title: "Files and folders: show or hide", run: () => code.toggleTree() },
  ];
}

function editorCommands({ code }: PageParts): Command[] {
  const commands = EDITOR_COMMANDS.map(({ name, title, group, ...keys }) => {
    const written = writtenKeys(keys, isApple);
    return { group, title, ...(written !== "" && { keys: written }), run: () => code.editor.run(name) };
  });
  const group = "While typing";
  const typing = TYPING_KEYS.map(({ title, keys }) => ({ group, title, keys: writtenKeys({ keys }, isApple) }));
  return [...commands, ...typing];
}

function viewCommands({ layout, bar, console }: PageParts): Command[] {
  const group = "View";
  return [
    { group, title: "Console: show or hide", run: () => console.fold(!console.folded) },
    { group, title: "Layout: side by side", run: () => layout.arrange("side-by-side") },
    { group, title: "Layout: stacked", run: () => layout.arrange("stacked") },
    { group, title: "Settings …", run: () => bar.settings.click() },
    { group, title: "Theme: as the system has it", run: () => bar.setTheme("auto") },
    { group, title: "Theme: light", run: () => bar.setTheme("light") },
    { group, title: "Theme: dark", run: () => bar.setTheme("dark") },
  ];
}

/** Projects that leave the playground as a zip, and come in as a zip, a folder or files. Loaded at its first use. */
import { fileNameProblem } from "../project/file-names.js";
import { inTopFolder, ownFiles, takeIn } from "../project/incoming.js";
import { NATIVE_COMMANDS, withNativeFiles, withoutNativeFiles } from "../project/native-files.js";
import { zipped } from "../project/zip.js";
import { formatBytes, plural } from "../ui/formats.js";
import { toast } from "../ui/toasts.js";
import { choose, dropped, type Given } from "./desktop-files.js";
import type { Workspace } from "./workspace.js";

const DOWNLOAD_TIMEOUT = 60_000; // milliseconds

/** Have the browser download the project as a zip that runs natively. */
export function downloadProject({ project }: Workspace): void {
  const folder = folderName(project.name);
  const zip = new Blob([zipped(withNativeFiles(project), folder)], { type: "application/zip" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(zip);
  link.download = `${folder}.zip`;
  link.click();
  // When the browser has taken hold of it nothing says.
  setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_TIMEOUT);
  const [install, run] = NATIVE_COMMANDS;
  toast({ text: `${link.download} (${formatBytes(zip.size)}) runs on your machine: ${install}, then ${run}.` });
}

/** Have the user choose a zip or a folder, and open it as a project of its own. */
export async function chooseProject(workspace: Workspace, what: "zip" | "folder"): Promise<void> {
  await orSay(async () => {
    const given = await choose(what);
    if (given) await open(workspace, given);
  });
}

/** Have the user choose files, and add them to the open project; `show` is called at each change. */
export async function addFiles(workspace: Workspace, show: () => void): Promise<void> {
  await orSay(async () => {
    const given = await choose("files");
    if (given) await add(workspace, given, show);
  });
}

/** Open what was dropped as a project of its own. To be called while the event is handled. */
export async function openDropped(workspace: Workspace, transfer: DataTransfer): Promise<void> {
  const given = dropped(transfer);
  await orSay(async () => open(workspace, await given));
}

/** Add what was dropped to the open project; `show` is called at each change. To be called while the event is handled. */
export async function addDropped(workspace: Workspace, transfer: DataTransfer, show: () => void): Promise<void> {
  const given = dropped(transfer);
  await orSay(async () => add(workspace, await given, show));
}

async function open(workspace: Workspace, given: Given): Promise<void> {
  const { folder, files } = inTopFolder(ownFiles(given.files));
  const name = (folder || given.name || "Untitled").slice(0, 80);
  await workspace.openFromFile({ name, ...withoutNativeFiles(await takeIn(files)) });
}

async function add(workspace: Workspace, given: Given, show: () => void): Promise<void> {
  const files = await takeIn(ownFiles(given.files));
  const others = Object.keys(workspace.project.files).filter((path) => !Object.hasOwn(files, path));
  for (const path of Object.keys(files)) {
    const problem = fileNameProblem(path, others);
    if (problem) throw new Error(`“${path}” cannot be added. ${problem}`);
  }
  const undo = workspace.add(files);
  const names = Object.keys(files);
  const what = names.length === 1 ? `${names[0]} is` : `${plural(names.length, "file")} are`;
  const press = () => {
    undo();
    show();
  };
  toast({
    text: `${what} added.`,
    action: { text: "Undo", label: "Take what was added away", press },
    ofProject: true,
  });
  show();
}

async function orSay(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    toast({ text: error instanceof Error ? error.message : String(error), problem: true });
  }
}

/** The project's name as every system can have it for a folder. */
function folderName(name: string): string {
  const possible = name.replace(/[\u0000-\u001f<>:"|?*\\/]/g, "-").replace(/^[\s.]+|[\s.]+$/g, "");
  return possible || "project";
}

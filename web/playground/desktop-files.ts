/** Files and folders of the user's machine, chosen or dropped, as files to take in. */
import { type IncomingFile, isBeside, LIMITS } from "../project/incoming.js";
import { entriesOf } from "../project/zip.js";

/** What the user gave: the files in it, and what a project made of them could be called. */
export interface Given {
  name: string;
  files: IncomingFile[];
}

/** Have the user choose a zip, a folder or files. Null when they choose none. */
export function choose(what: "zip" | "folder" | "files"): Promise<Given | null> {
  const input = document.createElement("input");
  input.type = "file";
  if (what === "zip") input.accept = ".zip,application/zip";
  else if (what === "folder") input.webkitdirectory = true;
  else input.multiple = true;
  return new Promise((resolve, reject) => {
    input.addEventListener("cancel", () => resolve(null));
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])].map((file) => fileAt(file.webkitRelativePath || file.name, file));
      unpacked(files).then(resolve, reject);
    });
    input.click();
  });
}

/**
 * What was dropped. To be called while the event is handled: afterwards the browser gives nothing out of `transfer`.
 */
export function dropped(transfer: DataTransfer): Promise<Given> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return (async () => {
    const files: IncomingFile[] = [];
    for (const entry of entries) {
      if (entry instanceof File) files.push(fileAt(entry.name, entry));
      else if (entry) await collect(entry, "", files);
    }
    return unpacked(files);
  })();
}

async function collect(entry: FileSystemEntry, folder: string, files: IncomingFile[]): Promise<void> {
  const path = folder + entry.name;
  // One more than there may be says that there are too many.
  if (isBeside(path) || files.length > LIMITS.files) return;
  if (entry.isDirectory) {
    for (const child of await children(entry as FileSystemDirectoryEntry)) await collect(child, `${path}/`, files);
  } else {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.push(fileAt(path, file));
  }
}

/** All that is in a folder: a reader gives it in pieces, and an empty one at the end. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (more.length === 0) return found.sort((one, other) => one.name.localeCompare(other.name, "en"));
    found.push(...more);
  }
}

/** A single zip is what is in it. */
async function unpacked(files: IncomingFile[]): Promise<Given> {
  const only = files.length === 1 ? files[0] : undefined;
  const name = only?.path ?? "";
  if (!only || !/\.zip$/i.test(name)) return { name: name.replace(/\.[^.]*$/, ""), files };
  if (only.size > LIMITS.bytes) {
    throw new Error(
      `“${name}” is larger than the ${LIMITS.bytes / 1_000_000} MB that a project may have. ` +
        "Leave out what the application does not need, and pack it again.",
    );
  }
  return { name: name.replace(/\.zip$/i, ""), files: entriesOf(await only.read()) };
}

const fileAt = (path: string, file: File): IncomingFile => ({
  path,
  size: file.size,
  read: async () => new Uint8Array(await file.arrayBuffer()),
});

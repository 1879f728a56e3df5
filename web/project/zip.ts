/** A project as a zip file, and a zip file's contents as files to take in. */
import { strToU8, unzipSync, zipSync } from "fflate";
import type { Project } from "../protocol/project.js";
import type { IncomingFile } from "./incoming.js";

/** The files as a zip, below one folder. */
export function zipped(files: Project["files"], folder: string): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => [
    `${folder}/${path}`,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  return new Uint8Array(zipSync(Object.fromEntries(entries)));
}

/**
 * What is in a zip, unread: nothing is unpacked before somebody has looked at names and sizes, and then to no more than the
 * size that was said. Throws an Error for the user where `bytes` are no zip.
 */
export function entriesOf(bytes: Uint8Array): IncomingFile[] {
  const entries: IncomingFile[] = [];
  unpack(bytes, ({ name, originalSize }) => {
    const read = () => Promise.resolve(unpack(bytes, (file) => file.name === name)[name] ?? new Uint8Array());
    entries.push({ path: name, size: originalSize, read });
    return false;
  });
  return entries;
}

function unpack(
  bytes: Uint8Array,
  filter: (file: { name: string; originalSize: number }) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    throw new Error("This is no zip that can be read: it is damaged, encrypted, or something else. Pack it again.", {
      cause: error,
    });
  }
}

/** A project as the text of a share link: its JSON, deflated, in base64url. */
import type { Project } from "../protocol/project.js";
import { fromBase64, projectFromJson, type ProjectJson, toBase64 } from "./project-json.js";

/** A link that unpacks to more is refused: a few bytes of deflated zeros could fill the memory. */
export const MAX_PROJECT_SIZE = 4_000_000;

export async function encodeProject(project: ProjectJson): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(project));
  const packed = await collect(through(json, new CompressionStream("deflate-raw")), Infinity);
  return toBase64(packed).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The project in a link. Throws an Error whose message tells the user what is wrong with the link. */
export async function decodeProject(code: string): Promise<Project> {
  let text: string;
  try {
    const packed = fromBase64(code.replaceAll("-", "+").replaceAll("_", "/"));
    const json = await collect(through(packed, new DecompressionStream("deflate-raw")), MAX_PROJECT_SIZE);
    text = new TextDecoder("utf-8", { fatal: true }).decode(json);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error("The link is damaged: a part of it seems to be missing. Copy it again, as a whole.", {
      cause: error,
    });
  }
  try {
    return projectFromJson(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof TypeError ? error.message : "What is in it is no project.";
    throw new Error(`The link cannot be opened. ${reason}`, { cause: error });
  }
}

function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream) {
  return new Blob([bytes]).stream().pipeThrough(transform);
}

async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError(`The project in the link is larger than ${most / 1_000_000} MB, so it is not opened.`);
    }
    chunks.push(new Uint8Array(piece.value));
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

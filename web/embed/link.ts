/** Links from an example to the same project in the playground. */
import type { ProjectJson } from "../ui/project-json.js";

export const exampleLink = (site: URL, slug: string): string =>
  new URL(`#example=${encodeURIComponent(slug)}`, site).href;

/** The whole project goes into the fragment: deflated JSON in base64url. No server sees it. */
export async function projectLink(site: URL, project: ProjectJson): Promise<string> {
  const deflated = new Blob([JSON.stringify(project)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const text = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return new URL(`#project=${text}`, site).href;
}

/** The page on which scenarios are played: an interpreter, asked directly or through the service worker. */
import { RuntimeClient } from "../../../web/bridge/client.js";
import { ensureServiceWorker } from "../../../web/bridge/service-worker.js";
import { connectPreview } from "../../../web/bridge/switchboard.js";
import type { RequestHead } from "../../../web/protocol/http.js";
import type { LoadOutcome, Project } from "../../../web/protocol/project.js";

/** The folder of the interpreter's files in the site, by the build. */
declare const __RUNTIME__: string;

/** A request, its body in base64. */
type Question = RequestHead & { body: string };

/** A response, its body in base64; of a redirect a script learns no more than that it is one. */
interface Answer {
  status: number | "redirect";
  headers: [string, string][];
  body: string;
}

let client: RuntimeClient;

const conformance = {
  async start({ previewId, site }: { previewId: string; site: string }): Promise<void> {
    const scope = new URL(site);
    client = new RuntimeClient({ previewId, scope, assets: new URL(__RUNTIME__, scope) });
    connectPreview(previewId, client);
    await Promise.all([client.boot(), ensureServiceWorker(scope)]);
  },

  load: (project: Project): Promise<LoadOutcome> => client.load(project),

  async ask({ body, ...head }: Question): Promise<Answer> {
    const response = await client.request(head, body === "" ? null : toBytes(body));
    const { status, headers } = response.head;
    return { status, headers, body: await toBase64(response.body) };
  },

  async fetch({ url, method, headers, body }: Question): Promise<Answer> {
    const content = body === "" ? null : toBytes(body);
    const response = await fetch(url, { method, headers, body: content, redirect: "manual", cache: "no-store" });
    if (response.type === "opaqueredirect") return { status: "redirect", headers: [], body: "" };
    return { status: response.status, headers: [...response.headers], body: await toBase64(response.body) };
  },
};

Object.assign(globalThis, { conformance });

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function toBase64(body: ReadableStream<Uint8Array<ArrayBuffer>> | null): Promise<string> {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

// The page on which scenarios are played: an interpreter, asked directly or through the service worker.
import { RuntimeClient } from "../../../web/bridge/client.ts";
import { ensureServiceWorker } from "../../../web/bridge/service-worker.ts";
import { Switchboard } from "../../../web/bridge/switchboard.ts";

const toBytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

async function toBase64(body) {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

let client;

globalThis.conformance = {
  async start({ previewId, site }) {
    const scope = new URL(site);
    client = new RuntimeClient({ previewId, scope, assets: new URL(__RUNTIME__, scope), cookies: null });
    new Switchboard().attach(previewId, client);
    await Promise.all([client.boot(), ensureServiceWorker(scope)]);
  },

  load: (project) => client.load(project),

  async ask({ body, ...head }) {
    const response = await client.request(head, body === "" ? null : toBytes(body));
    const { status, headers } = response.head;
    return { status, headers, body: await toBase64(response.body) };
  },

  async fetch({ url, method, headers, body }) {
    const response = await fetch(url, {
      method,
      headers,
      body: body === "" ? undefined : toBytes(body),
      redirect: "manual",
      cache: "no-store",
    });
    if (response.type === "opaqueredirect") return { status: "redirect", headers: [], body: "" };
    return { status: response.status, headers: [...response.headers], body: await toBase64(response.body) };
  },
};

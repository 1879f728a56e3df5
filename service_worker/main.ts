/** The service worker's events, and nothing else: what they do stands in the files beside this one. */
import { isToServiceWorker } from "../web/protocol/guards.js";
import { pagesAmong, stopRequested } from "./find-page.js";
import { keepSite, siteFile } from "./offline.js";
import { relay } from "./relay.js";
import { decide, type Asked, type Route } from "./route.js";

declare const self: ServiceWorkerGlobalScope;

const scope = new URL(self.registration.scope);

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (!isToServiceWorker(event.data)) return;
  event.waitUntil(event.data.type === "flask-playground:claim" ? self.clients.claim() : keepSite(scope));
});

self.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin === scope.origin) event.respondWith(respond(event));
});

async function respond(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const route = await routeOf(event);
  switch (route.to) {
    case "application":
      return relay(request, route.previewId, route.url, {
        scope,
        clients: self.clients,
        navigator: self.navigator,
        waitUntil: (promise) => event.waitUntil(promise),
      });
    case "redirect":
      return Response.redirect(route.location.href, 307);
    case "stop-query": {
      const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const stop = await stopRequested(pagesAmong(scope, windows), route.previewId);
      // Read by the runtime's worker in a synchronous request: "1" for yes.
      return new Response(stop ? "1" : "0", { headers: { "cache-control": "no-store" } });
    }
    case "site":
      return siteFile(request, route.immutable, scope, (promise) => event.waitUntil(promise));
    case "network":
      return fetch(request);
  }
}

async function routeOf({ request, clientId }: FetchEvent): Promise<Route> {
  const client = clientId === "" ? undefined : await self.clients.get(clientId);
  const asked: Asked = {
    url: new URL(request.url),
    method: request.method,
    mode: request.mode,
    referrer: request.referrer,
    client: client?.url ?? null,
    ranged: request.headers.has("range"),
  };
  return decide(scope, asked);
}

/** The service worker's events, and nothing else: what they do stands in the files beside this one. */
import { isToServiceWorker } from "../web/protocol/guards.js";
import { stopAnswer } from "../web/protocol/stop-query.js";
import stylesheet from "../web/ui/error-page.css?inline";
import { clientsToAsk, stopRequested } from "./find-client.js";
import { keepSite, siteFile } from "./offline.js";
import { relay } from "./relay.js";
import { decide } from "./route.js";

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
  const { request, clientId } = event;
  const { clients, navigator } = self;
  const waitUntil = (promise: Promise<unknown>) => event.waitUntil(promise);
  const client = clientId === "" ? undefined : await clients.get(clientId);
  const route = decide(scope, request, client?.url ?? null);
  switch (route.to) {
    case "application":
      return relay(request, route.previewId, route.url, { scope, stylesheet, clients, navigator, waitUntil });
    case "redirect":
      return Response.redirect(route.location.href, 307);
    case "stop-query": {
      const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
      const stop = await stopRequested(clientsToAsk(scope, windows), route.previewId);
      return new Response(stopAnswer(stop), { headers: { "cache-control": "no-store" } });
    }
    case "site":
      return siteFile(request, route.path, { scope, stylesheet, waitUntil });
    case "network":
      return fetch(request);
  }
}

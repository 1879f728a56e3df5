/** What relaying a request depends on: the service worker's own globals, but for tests. */
export interface Dependencies {
  scope: URL;
  clients: Pick<Clients, "get" | "matchAll">;
  navigator: Pick<WorkerNavigator, "userAgent" | "languages">;
  /** Keeps the service worker alive until the promise settles. */
  waitUntil: (promise: Promise<unknown>) => void;
}

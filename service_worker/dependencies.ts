/** What answering a request depends on: the service worker's own globals and the build's work, but for tests. */
export interface Dependencies {
  scope: URL;
  /** The CSS of error pages. */
  stylesheet: string;
  clients: Pick<Clients, "get" | "matchAll">;
  navigator: Pick<WorkerNavigator, "userAgent" | "languages">;
  /** Keeps the service worker alive until the promise settles. */
  waitUntil: (promise: Promise<unknown>) => void;
}

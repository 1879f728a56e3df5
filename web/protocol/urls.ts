/** Where an application is mounted, `<scope>preview/<preview id>/`, and how a page there refers to the playground. */

/** The folder under the service worker's scope that holds every preview. */
const PREVIEW = "preview/";

const PREVIEW_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

export interface PreviewLocation {
  previewId: string;
  /** Path inside the application, with its leading slash and without the query. */
  path: string;
}

/** A preview id has 1 to 64 of `a-z 0-9 -` and does not begin with a hyphen. */
export const isPreviewId = (value: unknown): value is string => typeof value === "string" && PREVIEW_ID.test(value);

/** The application's mount point (`SCRIPT_NAME`) as a path without a final slash. */
export const mountPath = (scope: URL, previewId: string): string => `${scope.pathname}${PREVIEW}${previewId}`;

/** The URL at which `path` (with query, leading slash) of the preview's application is found. */
export const previewUrl = (scope: URL, previewId: string, path: string): URL =>
  new URL(`${scope.origin}${mountPath(scope, previewId)}${path.startsWith("/") ? path : `/${path}`}`);

/** The preview id and inner path that `url` names, or null where it is not inside any preview. */
export function parsePreviewUrl(scope: URL, url: URL): PreviewLocation | null {
  const base = scope.pathname + PREVIEW;
  if (url.origin !== scope.origin || !url.pathname.startsWith(base)) return null;
  const rest = url.pathname.slice(base.length);
  const slash = rest.indexOf("/");
  const previewId = slash < 0 ? rest : rest.slice(0, slash);
  if (!isPreviewId(previewId)) return null;
  return { previewId, path: slash < 0 ? "" : rest.slice(slash) };
}

/** Tells a link to the playground itself from one to the root of the application on whose page it stands. */
const TO_PLAYGROUND = "?playground";

/** The playground's URL for a link on a page inside a preview. */
export const playgroundUrl = (scope: URL): URL => new URL(TO_PLAYGROUND, scope);

/** Whether `url` is one that `playgroundUrl` gave. */
export const isPlaygroundUrl = (scope: URL, url: URL): boolean =>
  url.origin === scope.origin && url.pathname === scope.pathname && url.search === TO_PLAYGROUND;

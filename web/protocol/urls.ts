/** Where a session's application is mounted: `<scope>preview/<session>/`. The URL alone names the session. */

/** The folder under the service worker's scope that holds every session. */
const PREVIEW = "preview/";

const SESSION = /^[a-z0-9][a-z0-9-]{0,63}$/;

export interface PreviewLocation {
  session: string;
  /** Path inside the application, with its leading slash and without the query. */
  path: string;
}

/** A session's name has 1 to 64 of `a-z 0-9 -` and does not begin with a hyphen. */
export const isSession = (value: unknown): value is string => typeof value === "string" && SESSION.test(value);

/** The application's mount point (`SCRIPT_NAME`) as a path without a final slash. */
export const mountPath = (scope: URL, session: string): string => `${scope.pathname}${PREVIEW}${session}`;

/** The URL at which `path` (with query, leading slash) of the session's application is found. */
export const previewUrl = (scope: URL, session: string, path: string): URL =>
  new URL(`${scope.origin}${mountPath(scope, session)}${path.startsWith("/") ? path : `/${path}`}`);

/** The session and inner path that `url` names, or null where it is not inside any preview. */
export function parsePreviewUrl(scope: URL, url: URL): PreviewLocation | null {
  const base = scope.pathname + PREVIEW;
  if (url.origin !== scope.origin || !url.pathname.startsWith(base)) return null;
  const rest = url.pathname.slice(base.length);
  const slash = rest.indexOf("/");
  const session = slash < 0 ? rest : rest.slice(0, slash);
  if (!isSession(session)) return null;
  return { session, path: slash < 0 ? "" : rest.slice(slash) };
}

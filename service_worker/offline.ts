/** Keeps the site for a visit without a network. The interpreter's files are kept by the worker that loads them. */
import { OFFLINE, troubleResponse } from "./pages.js";

export const SITE_CACHE = "flask-playground-site";

/** Followed by the `<hash>` of the folder `runtime/<hash>/` whose files it holds. */
const RUNTIME_CACHE = "flask-playground-runtime-";

/** Written by the build: every file of the site, and a version that changes with any of them. */
const FILE_LIST = "files.json";

/** How long, in milliseconds, the network may take where a copy is at hand. */
const NETWORK_WITHIN = 3000;

const AT_ONCE = 6;

interface FileList {
  version: string;
  files: string[];
}

/** A file of the site: from the cache if its name vouches for its content, else from the network while there is one. */
export async function siteFile(
  request: Request,
  immutable: boolean,
  scope: URL,
  waitUntil: (promise: Promise<unknown>) => void,
): Promise<Response> {
  const key = cacheKey(request.url);
  const kept = await caches.match(key);
  if (kept && immutable) return kept;

  const fetched = fetch(request).then((response) => {
    // The interpreter's files are large, and the worker keeps them itself.
    const ours = !key.startsWith(`${scope.href}runtime/`);
    if (response.ok && ours) waitUntil(keepResponse(key, response.clone()));
    return response;
  });
  if (kept) {
    const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), NETWORK_WITHIN));
    return Promise.race([fetched.catch(() => kept), late]);
  }
  return fetched.catch(() =>
    request.mode === "navigate" ? troubleResponse(OFFLINE, request, scope) : Response.error(),
  );
}

/** Fetch what the site's file list names and is not kept yet, and drop what it no longer names. */
export async function keepSite(scope: URL): Promise<void> {
  const listUrl = new URL(FILE_LIST, scope).href;
  const response = await fetch(listUrl, { cache: "no-cache" });
  if (!response.ok) return;
  const list: unknown = await response.clone().json();
  if (!isFileList(list)) throw new TypeError(`${listUrl} is not a list of the site's files`);

  const cache = await caches.open(SITE_CACHE);
  // The list is written last: where it is there, everything that it names is.
  const before: unknown = await (await cache.match(listUrl))?.json();
  if (isFileList(before) && before.version === list.version) return;
  const known = new Set(isFileList(before) ? before.files : []);

  const wanted = list.files.filter((path) => path !== FILE_LIST && !path.startsWith("runtime/"));
  const urls = wanted.map((path) => cacheKey(new URL(path, scope).href));
  const present = new Set((await cache.keys()).map((request) => request.url));
  // What has just been used was fetched a moment ago; what an earlier version kept may have changed since.
  const missing = urls.filter((url, index) => !present.has(url) || (known.has(wanted[index] ?? "") && !isHashed(url)));
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    await Promise.all(missing.slice(start, start + AT_ONCE).map((url) => fetchAndKeep(url)));
  }
  await cache.put(listUrl, response);

  const current = new Set(urls).add(listUrl);
  await Promise.all([...present].filter((url) => !current.has(url)).map((url) => cache.delete(url)));
  await dropOldRuntimes(list.files);
}

async function fetchAndKeep(url: string): Promise<void> {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url} is on the site's list of files, and the server answers ${response.status}`);
  await keepResponse(url, response);
}

async function keepResponse(url: string, response: Response): Promise<void> {
  const cache = await caches.open(SITE_CACHE);
  // A navigation refuses a response that has itself been redirected (a host may serve embed.html as /embed).
  const { status, statusText, headers } = response;
  await cache.put(url, response.redirected ? new Response(response.body, { status, statusText, headers }) : response);
}

/** Interpreters of earlier versions: tens of megabytes each. */
async function dropOldRuntimes(files: string[]): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(RUNTIME_CACHE));
  const old = names.filter((name) => {
    const folder = `runtime/${name.slice(RUNTIME_CACHE.length)}/`;
    return !files.some((file) => file.startsWith(folder));
  });
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** One key for all the ways to ask a static host for the same file. */
export function cacheKey(address: string): string {
  const url = new URL(address);
  url.search = url.hash = "";
  url.pathname = url.pathname.replace(/\/index\.html$/, "/");
  return url.href;
}

const isHashed = (url: string): boolean => /\/assets\/.*-[\w-]{8}\.\w+(?:\.\w+)?$/.test(url);

function isFileList(value: unknown): value is FileList {
  if (typeof value !== "object" || value === null) return false;
  const { version, files } = value as Partial<Record<string, unknown>>;
  return typeof version === "string" && Array.isArray(files) && files.every((file) => typeof file === "string");
}

/** Keeps the site for a visit without a network. The interpreter's files are kept by the worker that loads them. */
import { isHashed, isRuntimeFile, outdatedRuntimeCaches, SITE_CACHE } from "../web/protocol/site-files.js";
import type { Dependencies } from "./dependencies.js";
import { errorPageResponse, OFFLINE } from "./error-pages.js";

/** Written by the build: every file of the site, and a version that changes with any of them. */
const FILE_LIST = "files.json";

/** How long, in milliseconds, the network may take where a copy is at hand. */
export const NETWORK_TIMEOUT = 3000;

const CONCURRENCY = 6;

interface FileList {
  version: string;
  files: string[];
}

/** The site's file `path`: the kept copy or the network's; where there is neither, an error page or a network error. */
export async function siteFile(
  request: Request,
  path: string,
  { waitUntil, ...site }: Pick<Dependencies, "scope" | "stylesheet" | "waitUntil">,
): Promise<Response> {
  const key = cacheKey(request.url);
  const fetchFile = async () => {
    const response = await fetch(request);
    // The interpreter's files are large, and the worker keeps them itself.
    if (response.ok && !isRuntimeFile(path)) waitUntil(keepResponse(key, response.clone()));
    return response;
  };
  return keptOrFetched(path, await caches.match(key), fetchFile).catch(() =>
    request.mode === "navigate" ? errorPageResponse(OFFLINE, request, site) : Response.error(),
  );
}

/** `kept` if the name `path` vouches for its content, or the network fails or is slow; else what `fetchFile` gives. */
export async function keptOrFetched(
  path: string,
  kept: Response | undefined,
  fetchFile: () => Promise<Response>,
): Promise<Response> {
  if (!kept) return fetchFile();
  if (isHashed(path)) return kept;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), NETWORK_TIMEOUT));
  return Promise.race([fetchFile().catch(() => kept), late]);
}

/** Fetch what the site's file list names and is not kept yet, and drop what it no longer names. */
export async function keepSite(scope: URL): Promise<void> {
  const listUrl = new URL(FILE_LIST, scope).href;
  const response = await fetch(listUrl, { cache: "no-cache" });
  if (!response.ok) return;
  const list: unknown = await response.clone().json();
  if (!isFileList(list)) throw new TypeError(`${listUrl} is not a list of the site's files`);

  const cache = await caches.open(SITE_CACHE);
  const before: unknown = await (await cache.match(listUrl))?.json();
  const former = isFileList(before) ? before : { version: "", files: [] };
  if (former.version !== list.version) {
    await keepFiles(cache, list.files, new Set(former.files), scope);
    // Last: where a list is, everything that it names is.
    await cache.put(listUrl, response);
  }
  // Interpreters of earlier versions: tens of megabytes each.
  const outdated = outdatedRuntimeCaches(await caches.keys(), list.files);
  await Promise.all(outdated.map((name) => caches.delete(name)));
}

/** Have `cache` hold `files`, the interpreter's left out, and nothing else but the list; `former` are those of the last list. */
async function keepFiles(cache: Cache, files: string[], former: ReadonlySet<string>, scope: URL): Promise<void> {
  const urlOf = (path: string) => cacheKey(new URL(path, scope).href);
  const wanted = files.filter((path) => path !== FILE_LIST && !isRuntimeFile(path));
  const present = new Set((await cache.keys()).map((request) => request.url));
  // What has just been used was fetched a moment ago; what an earlier version kept may have changed since.
  const missing = wanted.filter((path) => !present.has(urlOf(path)) || (former.has(path) && !isHashed(path)));
  for (let start = 0; start < missing.length; start += CONCURRENCY) {
    await Promise.all(missing.slice(start, start + CONCURRENCY).map((path) => fetchAndKeep(urlOf(path))));
  }
  const current = new Set([...wanted, FILE_LIST].map(urlOf));
  await Promise.all([...present].filter((url) => !current.has(url)).map((url) => cache.delete(url)));
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

/** One key for all the ways to ask a static host for the same file. */
export function cacheKey(address: string): string {
  const url = new URL(address);
  url.search = url.hash = "";
  url.pathname = url.pathname.replace(/\/index\.html$/, "/");
  return url.href;
}

function isFileList(value: unknown): value is FileList {
  if (typeof value !== "object" || value === null) return false;
  const { version, files } = value as Partial<Record<string, unknown>>;
  return typeof version === "string" && Array.isArray(files) && files.every((file) => typeof file === "string");
}

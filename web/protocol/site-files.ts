/** How the site names its files, and in which of the browser's caches they are kept. Paths are relative to the site's root. */

/** Below it, in a folder named after their hash, are the interpreter's files. */
const RUNTIME = "runtime/";

/** Vite's `name-<hash>.ext` in assets/, and everything below runtime/<hash>/. */
const HASHED = /^(?:assets\/.*-[\w-]{8}\.\w+(?:\.\w+)?|runtime\/[0-9a-f]{8,}\/.+)$/;

/** Whether the file's name changes whenever its content does. */
export const isHashed = (path: string): boolean => HASHED.test(path);

export const isRuntimeFile = (path: string): boolean => path.startsWith(RUNTIME);

/** The cache of all files but the interpreter's; the service worker writes it. */
export const SITE_CACHE = "flask-playground-site";

const RUNTIME_CACHE = "flask-playground-runtime-";

/** The cache of the interpreter's files below `folder`; the runtime's worker writes it, the service worker deletes it. */
export const runtimeCache = (folder: URL): string =>
  RUNTIME_CACHE + (folder.pathname.split("/").filter(Boolean).at(-1) ?? "");

/** Of the caches `names`, those of interpreters that are no longer among the site's `files`. */
export const outdatedRuntimeCaches = (names: readonly string[], files: readonly string[]): string[] =>
  names.filter((name) => {
    if (!name.startsWith(RUNTIME_CACHE)) return false;
    const folder = `${RUNTIME}${name.slice(RUNTIME_CACHE.length)}/`;
    return !files.some((file) => file.startsWith(folder));
  });

/** What a file of a project may be called. The runtime writes these paths below one folder, so none may leave it. */

const MAX_PATH_LENGTH = 200;
const FORBIDDEN = /[<>:"|?*\\]/;
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Why `path` cannot be a file's name beside the files `taken`, as a sentence that says what to do; null if it can. */
export function fileNameProblem(path: string, taken: Iterable<string> = []): string | null {
  if (path === "") return "A file needs a name, such as hello.py or templates/hello.html.";
  if (path.length > MAX_PATH_LENGTH)
    return `The name has ${path.length} characters; at most ${MAX_PATH_LENGTH} are possible.`;
  if (CONTROL.test(path)) return "The name holds a control character. Use letters, digits, - and _.";
  const forbidden = FORBIDDEN.exec(path)?.[0];
  if (forbidden === "\\") return "Write / between folders, not \\: templates/hello.html.";
  if (forbidden !== undefined) return `A file's name cannot hold ${forbidden}. Use letters, digits, - and _.`;
  if (path.startsWith("/")) return `“${path}” begins at the root. Leave out the first /: the project is the root.`;
  const parts = path.split("/");
  if (parts.includes("..")) return `“${path}” leads out of the project. A path cannot have .. in it.`;
  if (parts.includes(".")) return `“${path}” has a . for a folder. Leave it out.`;
  if (path.endsWith("/")) return `“${path}” is a folder. Add the file's name after the last /.`;
  if (parts.includes("")) return `“${path}” has an empty folder name. Write a single / between folders.`;
  const odd = parts.find((part) => part !== part.trim() || part.endsWith("."));
  if (odd !== undefined) return `“${odd}” begins or ends with a space or ends with a dot. Take it away.`;
  return conflict(path, taken);
}

function conflict(path: string, taken: Iterable<string>): string | null {
  const folded = path.toLowerCase();
  for (const other of taken) {
    const known = other.toLowerCase();
    if (known === folded) return `There is already a file “${other}”. Choose another name.`;
    if (known.startsWith(`${folded}/`)) return `“${path}” is a folder here: it holds “${other}”.`;
    if (folded.startsWith(`${known}/`)) return `“${other}” is a file, so nothing can be put below it.`;
  }
  return null;
}

/** Paths in the order of the tabs: files at the top first, folders after them, each by name. */
export function inTabOrder(paths: Iterable<string>): string[] {
  const depth = (path: string) => (path.includes("/") ? 1 : 0);
  return [...paths].sort((a, b) => depth(a) - depth(b) || a.localeCompare(b, "en"));
}

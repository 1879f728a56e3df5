/**
 * The names by which the parts of a project know one another: endpoints, templates, what a view passes to a template. Read from
 * the text as it stands, which need not be a program yet.
 */

/** The text files of the project, by path. */
export type Texts = ReadonlyMap<string, string>;

const NAME = "[A-Za-z_]\\w*";
const ROUTE = new RegExp(
  `^[ \\t]*@\\s*(${NAME})\\.(?:route|get|post|put|delete|patch)\\(([^]*?)\\)[ \\t]*(?:#.*)?\\n` +
    `(?:[ \\t]*(?:@.*|#.*)?\\n)*[ \\t]*(?:async[ \\t]+)?def[ \\t]+(${NAME})`,
  "gm",
);
const ADDED = new RegExp(`\\b(${NAME})\\.add_url_rule\\(([^]*?)\\)[ \\t]*(?:#.*)?$`, "gm");
const BLUEPRINT = new RegExp(`\\b(${NAME})\\s*=\\s*(?:flask\\.)?Blueprint\\(\\s*["']([^"']+)["']`, "g");
const ENDPOINT = /\bendpoint\s*=\s*["']([^"']+)["']/;
const VIEW = new RegExp(`\\bview_func\\s*=\\s*(${NAME})`);
const STRINGS = /["']([^"']*)["']/g;

/** Every endpoint that `url_for` may be given, `static` among them. */
export function endpoints(texts: Texts): string[] {
  const python = [...texts].filter(([path]) => path.endsWith(".py")).map(([, text]) => text);
  const blueprints = new Map(
    python.flatMap((text) => [...text.matchAll(BLUEPRINT)].map(([, variable = "", name = ""]) => [variable, name])),
  );
  const full = (owner: string, endpoint: string) => {
    const blueprint = blueprints.get(owner);
    return blueprint === undefined ? endpoint : `${blueprint}.${endpoint}`;
  };
  const found = python.flatMap((text) => [
    ...[...text.matchAll(ROUTE)].map(([, owner = "", options = "", view = ""]) =>
      full(owner, ENDPOINT.exec(options)?.[1] ?? view),
    ),
    ...[...text.matchAll(ADDED)].map(([, owner = "", options = ""]) => {
      const second = [...options.matchAll(STRINGS)][1]?.[1];
      const endpoint = ENDPOINT.exec(options)?.[1] ?? VIEW.exec(options)?.[1] ?? second;
      return endpoint === undefined ? "" : full(owner, endpoint);
    }),
  ]);
  return [...new Set([...found, "static"])].filter(Boolean);
}

/** The name by which templates are asked for, of a file below a folder `templates`; null for other files. */
export const templateName = (path: string): string | null => /(?:^|\/)templates\/(.+)$/.exec(path)?.[1] ?? null;

export const templates = (texts: Texts): string[] =>
  [...texts.keys()].map(templateName).filter((name) => name !== null);

/** What `url_for("static", filename=...)` may name. */
export const staticFiles = (paths: Iterable<string>): string[] =>
  [...paths].map((path) => /^static\/(.+)$/.exec(path)?.[1] ?? "").filter(Boolean);

/** The variables that views pass to the template `name`, and to those that extend or include it. */
export function passedTo(name: string, texts: Texts, seen: ReadonlySet<string> = new Set()): string[] {
  const names = [...texts].flatMap(([path, text]) => (path.endsWith(".py") ? keywordsFor(name, text) : []));
  const users = [...texts].flatMap(([path, text]) => {
    const user = templateName(path);
    return user !== null && user !== name && !seen.has(user) && usedTemplates(text).includes(name) ? [user] : [];
  });
  const further = users.flatMap((user) => passedTo(user, texts, new Set([...seen, name])));
  return [...new Set([...names, ...further])];
}

const usedTemplates = (text: string): string[] =>
  [...text.matchAll(/\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']/g)].map(([, name = ""]) => name);

/** The keyword arguments of each `render_template` of the template `name`. */
function keywordsFor(name: string, text: string): string[] {
  const calls = text.matchAll(/\brender_template\(\s*["']([^"']+)["']/g);
  return [...calls]
    .filter(([, rendered]) => rendered === name)
    .flatMap((call) => keywords(text.slice(call.index + call[0].length)));
}

/** The names of the keyword arguments up to the parenthesis that closes their call. */
function keywords(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [token, name] of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#.*|[([{]|[)\]}]|\b(\w+)\s*=(?!=)/g)) {
    if (/^[([{]/.test(token)) depth += 1;
    else if (/^[)\]}]/.test(token) && --depth < 0) break;
    else if (depth === 0 && name !== undefined) names.push(name);
  }
  return names;
}

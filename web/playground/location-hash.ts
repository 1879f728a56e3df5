/** What the page's own address asks for, in its fragment: `#example=slug`, or `#project=code` with an optional `&path=`. */

export type Wanted = { kind: "project"; code: string; path: string } | { kind: "example"; slug: string } | null;

export function parseHash(hash: string): Wanted {
  const fields = new URLSearchParams(hash.slice(1));
  const code = fields.get("project");
  const slug = fields.get("example");
  if (code) return { kind: "project", code, path: pathFrom(fields.get("path")) };
  return slug ? { kind: "example", slug } : null;
}

export function projectHash(code: string, path: string): string {
  return `#project=${code}${path === "/" ? "" : `&path=${encodeURIComponent(path)}`}`;
}

const pathFrom = (path: string | null): string => (path?.startsWith("/") ? path : "/");

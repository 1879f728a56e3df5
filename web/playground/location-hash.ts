/** What the page's own address asks for, in its fragment. */

export type Wanted = { kind: "project"; code: string } | { kind: "example"; slug: string } | null;

export function parseHash(hash: string): Wanted {
  const [, key, value] = /^#(project|example)=([A-Za-z0-9_-]+)$/.exec(hash) ?? [];
  if (value === undefined) return null;
  return key === "project" ? { kind: "project", code: value } : { kind: "example", slug: value };
}

/** How code and preview stand to each other where there is room for both. */
import { readText, writeText } from "../ui/browser-storage.js";

export const ARRANGEMENTS = ["side-by-side", "stacked"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

const KEY = "playground:arrangement";

export function savedArrangement(): Arrangement {
  const saved = readText(KEY);
  return ARRANGEMENTS.find((arrangement) => arrangement === saved) ?? "side-by-side";
}

export function saveArrangement(arrangement: Arrangement): void {
  writeText(KEY, arrangement);
}

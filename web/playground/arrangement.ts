/** How code and preview stand to each other where there is room for both. */

export const ARRANGEMENTS = ["side-by-side", "stacked"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

const KEY = "playground:arrangement";

export function savedArrangement(): Arrangement {
  try {
    const saved = localStorage.getItem(KEY);
    return ARRANGEMENTS.find((arrangement) => arrangement === saved) ?? "side-by-side";
  } catch {
    return "side-by-side";
  }
}

export function saveArrangement(arrangement: Arrangement): void {
  try {
    localStorage.setItem(KEY, arrangement);
  } catch {
    // It holds until the page is left.
  }
}

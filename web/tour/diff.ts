/** What has to change in a text to make another of it, line by line. */

export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** How many lines that stay are shown above and below those that change. */
const CONTEXT = 2;

/** All lines of both texts, those that they share by a longest common subsequence. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  // lengths[i][j]: how many lines old[i...] and now[j...] have in common, in this order.
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = now.length - 1; j >= 0; j -= 1) {
      row[j] = old[i] === now[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [gone, come] = [old[i], now[j]];
    if (gone !== undefined && gone === come) {
      lines.push({ kind: "same", text: gone });
      i += 1;
      j += 1;
    } else if (gone !== undefined && (come === undefined || length(i + 1, j) >= length(i, j + 1))) {
      lines.push({ kind: "removed", text: gone });
      i += 1;
    } else {
      lines.push({ kind: "added", text: come ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** The places where the texts differ, each with a few lines around it; none where they are the same. */
export function hunksOf(lines: readonly DiffLine[]): DiffLine[][] {
  const hunks: DiffLine[][] = [];
  let end = -1;
  for (const [at, line] of lines.entries()) {
    if (line.kind === "same") continue;
    const from = Math.max(at - CONTEXT, 0);
    const to = Math.min(at + CONTEXT + 1, lines.length);
    const last = hunks.at(-1);
    if (last && from <= end) last.push(...lines.slice(end, to));
    else hunks.push(lines.slice(from, to));
    end = to;
  }
  return hunks;
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

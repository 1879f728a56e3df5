/** What the user has chosen about the editor itself; it holds for every project. */
import { readText, writeText } from "../ui/browser-storage.js";

export interface EditorSettings {
  /** Long lines go on below themselves. Null: on narrow screens. */
  readonly wrap: boolean | null;
  /** The text's size in pixels; null as the page has it. */
  readonly size: number | null;
}

export const SIZES = { least: 11, usual: 14, most: 24 } as const;

const KEY = "playground:editor";
const UNCHANGED: EditorSettings = { wrap: null, size: null };

/** The settings that the user chose; those of the page where none were, or where the browser keeps nothing. */
export function savedSettings(): EditorSettings {
  try {
    const saved: unknown = JSON.parse(readText(KEY) ?? "{}");
    if (typeof saved !== "object" || saved === null) return UNCHANGED;
    const { wrap, size } = saved as Record<string, unknown>;
    return {
      wrap: typeof wrap === "boolean" ? wrap : null,
      size: typeof size === "number" ? inRange(size) : null,
    };
  } catch {
    return UNCHANGED;
  }
}

export function saveSettings(settings: EditorSettings): void {
  writeText(KEY, JSON.stringify(settings));
}

/** The settings with text larger by `steps` pixels. */
export const resized = (settings: EditorSettings, steps: number): EditorSettings => ({
  ...settings,
  size: inRange((settings.size ?? SIZES.usual) + steps),
});

const inRange = (size: number): number => Math.min(Math.max(Math.round(size), SIZES.least), SIZES.most);

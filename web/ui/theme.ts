/** Light, dark, or as the system has it. */
import { readText, writeText } from "./browser-storage.js";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "playground:theme";

/** The theme that the user chose; `auto` where none was, or where the browser keeps nothing. */
export function savedTheme(): Theme {
  const saved = readText(KEY);
  return THEMES.find((theme) => theme === saved) ?? "auto";
}

export function applyTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  writeText(KEY, theme);
}

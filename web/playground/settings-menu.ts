/** What the user can have otherwise in the page: text, layout, theme. Loaded when it is first opened. */
import { resized, SIZES } from "../editor/settings.js";
import type { Editor } from "../editor/editor.js";
import { button } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { Popover } from "../ui/popover.js";
import { type Theme, THEMES } from "../ui/theme.js";
import { type Arrangement, ARRANGEMENTS } from "./arrangement.js";
import type { Layout } from "./layout.js";
import { menuItem, menuSwitch } from "./menu-items.js";
import type { TopBar } from "./top-bar.js";

export interface SettingsParts {
  editor: Editor;
  layout: Layout;
  bar: TopBar;
  /** Show every command with its keys. */
  commands: () => void;
}

const ARRANGEMENT_NAMES: Record<Arrangement, string> = { "side-by-side": "Side by side", stacked: "Stacked" };
const THEME_NAMES: Record<Theme, string> = { auto: "System", light: "Light", dark: "Dark" };

export class SettingsMenu {
  readonly #popover: Popover;
  readonly #parts: SettingsParts;

  constructor(opener: HTMLButtonElement, parts: SettingsParts) {
    this.#parts = parts;
    this.#popover = new Popover(opener, {
      label: "Settings",
      align: "end",
      class: "menu settings-menu",
      fill: () => this.#fill(),
    });
  }

  open(): void {
    this.#popover.open();
  }

  #fill(): (Node | false)[] {
    const { editor, layout, bar, commands } = this.#parts;
    return [
      h("p", { class: "menu-title" }, "Editor"),
      menuSwitch("Wrap long lines", "They do not run out of sight", editor.wraps, (wrap) =>
        editor.configure({ ...editor.settings, wrap }),
      ),
      this.#size(),
      h("p", { class: "menu-title" }, "Page"),
      !layout.narrow &&
        choice("Layout", ARRANGEMENTS, ARRANGEMENT_NAMES, layout.arrangement, (to) => layout.arrange(to)),
      choice("Theme", THEMES, THEME_NAMES, bar.theme, (theme) => bar.setTheme(theme)),
      h(
        "div",
        { class: "menu-group" },
        menuItem(
          "keyboard",
          "Commands and shortcuts",
          () => {
            this.#popover.close();
            commands();
          },
          "F1",
        ),
      ),
    ];
  }

  #size(): HTMLElement {
    const { editor } = this.#parts;
    const shown = h("output", { class: "settings-size", "aria-label": "Text size" });
    const change = (steps: number) => {
      if (steps !== 0) editor.configure(resized(editor.settings, steps));
      const size = editor.settings.size ?? SIZES.usual;
      shown.value = `${size} px`;
      smaller.disabled = size <= SIZES.least;
      larger.disabled = size >= SIZES.most;
    };
    const smaller = button({ icon: "minus", label: "Smaller text", press: () => change(-1) });
    const larger = button({ icon: "add", label: "Larger text", press: () => change(1) });
    smaller.dataset.item = larger.dataset.item = "";
    change(0);
    return h(
      "div",
      { class: "settings-row", role: "group", "aria-label": "Text size" },
      h("span", { class: "menu-text" }, "Text size"),
      smaller,
      shown,
      larger,
    );
  }
}

/** A row with a few buttons, of which one is pressed. */
function choice<Value extends string>(
  label: string,
  values: readonly Value[],
  names: Record<Value, string>,
  current: Value,
  choose: (value: Value) => void,
): HTMLElement {
  const buttons = values.map((value) => {
    const press = () => {
      choose(value);
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === element));
    };
    const element = button({ text: names[value], label: `${label}: ${names[value].toLowerCase()}`, press });
    element.setAttribute("aria-pressed", String(value === current));
    element.dataset.item = "";
    return element;
  });
  return h(
    "div",
    { class: "settings-row" },
    h("span", { class: "menu-text" }, label),
    h("div", { class: "segments", role: "group", "aria-label": label }, ...buttons),
  );
}

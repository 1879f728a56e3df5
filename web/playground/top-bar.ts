/** The top bar: project, examples, share, docs, theme. */
import { button, nameControl } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { icon, type IconName } from "../ui/icons.js";
import { hasBegun, savedProgress } from "../tour/progress.js";
import { applyTheme, savedTheme, type Theme, THEMES } from "../ui/theme.js";

export interface TopBarEvents {
  share(): void;
}

const THEME_ICONS: Record<Theme, IconName> = { auto: "auto", light: "sun", dark: "moon" };
const THEME_NAMES: Record<Theme, string> = { auto: "as the system has it", light: "light", dark: "dark" };

export class TopBar {
  readonly project = button({
    text: "",
    label: "Project: rename, settings, other projects",
    class: "project-button",
    press: nothing,
  });
  readonly examples = button({
    text: "Examples",
    icon: "grid",
    label: "Examples from the quickstart",
    class: "button-quiet",
    press: nothing,
  });
  readonly #tour = h(
    "a",
    { class: "button tour-link", href: "#tour" },
    icon("route"),
    h("span", { class: "button-text" }),
    h("span", { class: "tour-link-short" }, "Tour"),
  );
  readonly share: HTMLButtonElement;
  readonly settings = button({
    icon: "settings",
    label: "Settings: text, layout, theme",
    class: "button-quiet",
    press: nothing,
  });
  readonly #themeButton = button({
    icon: "auto",
    label: "",
    class: "button-quiet theme-button",
    press: () => this.#nextTheme(),
  });
  #theme = savedTheme();

  constructor(bar: HTMLElement, docs: URL, events: TopBarEvents) {
    this.share = button({
      text: "Share",
      icon: "share",
      label: "Copy a link to this project",
      class: "button-quiet",
      press: () => events.share(),
    });
    const link = h(
      "a",
      { class: "button button-quiet docs-link", href: docs.href, title: "Documentation" },
      icon("book"),
      h("span", { class: "button-text" }, "Docs"),
    );
    this.#showTheme();
    this.project.append(icon("down"));
    this.examples.append(icon("down"));
    bar.append(
      h("div", { class: "top-bar-side" }, this.project, this.examples, this.#tour),
      h("div", { class: "top-bar-side" }, this.share, link, this.#themeButton, this.settings),
    );
  }

  /** Show the way into the tour, or that the user is in it already. */
  offerTour(offered: boolean): void {
    this.#tour.hidden = !offered;
    const text = hasBegun(savedProgress) ? "Continue the tour" : "Start the tour";
    this.#tour.setAttribute("aria-label", text);
    this.#tour.title = `${text}: from this page to a working login form, step by step`;
    this.#tour.querySelector(".button-text")?.replaceChildren(text);
  }

  showProject(name: string): void {
    this.project.querySelector(".button-text")?.replaceChildren(name);
    document.title = `${name} · Playground`;
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** Have the page in `theme`, here and at the next visit. */
  setTheme(theme: Theme): void {
    this.#theme = theme;
    applyTheme(theme);
    this.#showTheme();
  }

  #nextTheme(): void {
    this.setTheme(THEMES[(THEMES.indexOf(this.#theme) + 1) % THEMES.length] ?? "auto");
  }

  #showTheme(): void {
    const label = `Theme: ${THEME_NAMES[this.#theme]}`;
    this.#themeButton.replaceChildren(icon(THEME_ICONS[this.#theme]));
    this.#themeButton.setAttribute("aria-label", label);
    nameControl(this.#themeButton, label);
  }
}

function nothing(): void {
  // Its popover opens by itself.
}

/** The application's pages, in an iframe under the address bar; or a notice in their place. */
import { rewriteLinks } from "../bridge/link-rewriting.js";
import { previewUrl } from "../protocol/urls.js";
import { AddressBar } from "./address-bar.js";
import { pathInPreview } from "./addresses.js";
import { h } from "./dom.js";
import { PageHistory } from "./page-history.js";

export interface PreviewPaneEvents {
  /** A page has been loaded. `path` is null where it is not one of the application's. */
  loaded(path: string | null): void;
}

export class PreviewPane {
  readonly element: HTMLElement;
  readonly #scope: URL;
  readonly #previewId: string;
  readonly #events: PreviewPaneEvents;
  readonly #bar: AddressBar;
  readonly #stage = h("div", { class: "preview-stage" });
  readonly #history = new PageHistory();
  /** Where the application is to be opened, before any page of it has been shown. */
  #first = "/";
  #frame: HTMLIFrameElement | null = null;
  /** The page that is on its way, whether it takes the current entry's place in the history, and the one it follows. */
  #coming: { path: string; replaces: boolean; from: Document | null } | null = null;
  #scroll: { path: string; x: number; y: number } | null = null;

  constructor(scope: URL, previewId: string, events: PreviewPaneEvents) {
    this.#scope = scope;
    this.#previewId = previewId;
    this.#events = events;
    this.#bar = new AddressBar({
      back: () => this.#replay(this.#history.back()),
      forward: () => this.#replay(this.#history.forward()),
      reload: () => this.reload(),
      visit: (path) => this.visit(path),
    });
    this.element = h("section", { class: "preview", "aria-label": "Preview" }, this.#bar.element, this.#stage);
  }

  /** The path that is shown, with query and fragment. */
  get path(): string {
    return this.#history.current ?? this.#first;
  }

  /** Show `path` of the application: as a link to it would. */
  visit(path: string): void {
    this.#go(path, path === this.#history.current);
  }

  /**
   * Ask for the page anew, by GET, and keep the user's place in it; or for the one that is on its way, or for the first
   * one where there is none yet.
   */
  reload(): void {
    if (this.#coming) {
      this.#go(this.#coming.path, this.#coming.replaces);
      return;
    }
    const page = this.#page();
    if (page) this.#scroll = { path: this.path, x: page.scrollX, y: page.scrollY };
    this.#replay(this.path);
  }

  /** The response brought no page, as a download does: what stood here stays. */
  giveUp(): void {
    if (!this.#coming || this.#page()?.document.readyState !== "complete") return;
    this.#coming = null;
    this.#bar.show(this.path);
  }

  /** Another application: forget the pages of the last one. */
  clear(path: string): void {
    this.#first = path;
    this.#frame?.remove();
    this.#frame = null;
    this.#coming = null;
    this.#history.clear();
    this.#bar.enable(false, null);
    this.#bar.show(path);
  }

  /** Show `notice` in the page's place; null shows the page. */
  show(notice: HTMLElement | null): void {
    for (const old of this.#stage.querySelectorAll(".notice")) old.remove();
    if (notice) this.#stage.append(notice);
    this.#stage.classList.toggle("has-notice", notice !== null);
  }

  #replay(path: string | null): void {
    if (path !== null) this.#go(path, true);
  }

  #go(path: string, replaces: boolean): void {
    const page = this.#page();
    this.#coming = { path, replaces, from: page?.document ?? null };
    const url = previewUrl(this.#scope, this.#previewId, path);
    // With a fragment the browser would scroll in the page that stands instead of asking for it.
    const target = page && replaces ? url.href.replace(/#.*$/, "") : url.href;
    this.#bar.enable(true, url.href);
    this.#bar.show(path);
    if (page) page.location.replace(target);
    else this.#createFrame(target);
  }

  #createFrame(href: string): void {
    this.#frame?.remove();
    this.#frame = h("iframe", { class: "preview-frame", title: "The application's page", src: href });
    this.#frame.addEventListener("load", () => this.#arrived());
    this.#stage.prepend(this.#frame);
  }

  #arrived(): void {
    const page = this.#page();
    if (page && !rewriteLinks(page, this.#scope, this.#previewId)) return;
    const path = page && pathInPreview(this.#scope, this.#previewId, page.location.href);
    if (page && page.document === this.#coming?.from) {
      // It is complete only now, when the user has asked for another already.
      if (path !== null) this.#history.arrive(path);
      return;
    }
    if (path !== null) {
      if (this.#coming?.replaces) this.#history.replace(path);
      else this.#history.arrive(path);
      this.#bar.show(path);
      this.#bar.enable(true, previewUrl(this.#scope, this.#previewId, path).href);
      if (this.#scroll?.path === path) page?.scrollTo(this.#scroll.x, this.#scroll.y);
    }
    this.#scroll = null;
    this.#coming = null;
    this.#bar.canMove(this.#history.canGoBack, this.#history.canGoForward);
    this.#events.loaded(path);
  }

  /** The frame's window; null where there is none, or a page of another origin, which cannot be looked into. */
  #page(): Window | null {
    const page = this.#frame?.contentWindow ?? null;
    try {
      return page && page.location.href !== "" ? page : null;
    } catch {
      return null;
    }
  }
}

/** The application's pages, in an iframe under the address bar; or a notice in their place. */
import { rewriteLinks } from "../bridge/link-rewriting.js";
import { previewUrl } from "../protocol/urls.js";
import { AddressBar } from "./address-bar.js";
import { pathInPreview } from "./addresses.js";
import { h } from "./dom.js";
import { PageHistory } from "./page-history.js";

export interface PreviewPaneEvents {
  /** A page stands in the frame. `path` is null where it is not one of the application's. */
  arrived(path: string | null): void;
  /** The page that stands there has changed its own address. */
  moved(path: string): void;
}

/** A page that is on its way, and whether it takes the current entry's place in the history. */
interface Coming {
  path: string;
  replaces: boolean;
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
  /** The page that stands in the frame, which is not the one on its way. */
  #document: Document | null = null;
  #coming: Coming | null = null;
  /** What the next page takes over from the one before it, which it replaces. */
  #place: { path: string; x: number; y: number } | null = null;
  #looking = 0;
  #shown = false;

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

  /** Whether there is anything to show: a page, or the frame of one that brought none. */
  get shown(): boolean {
    return this.#shown;
  }

  /** Show `path` of the application: as a link to it would. */
  visit(path: string): void {
    const page = this.#page();
    const fragment = /#.*$/.exec(path)?.[0];
    // Within a page the browser only scrolls, and no other page arrives.
    if (
      page &&
      fragment &&
      !this.#coming &&
      path !== this.path &&
      withoutFragment(path) === withoutFragment(this.path)
    ) {
      page.location.hash = fragment;
    } else this.#go(path, path === this.#history.current);
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
    if (page) this.#place = { path: this.path, x: page.scrollX, y: page.scrollY };
    this.#replay(this.path);
  }

  /** The response brought no page, as a download does: what stood here stays. */
  giveUp(): void {
    if (!this.#coming || this.#page()?.document.readyState !== "complete") return;
    this.#expect(null);
    this.#shown = true;
    this.#bar.show(this.path);
  }

  /** Another application: forget the pages of the last one. */
  clear(path: string): void {
    this.#first = path;
    this.#frame?.remove();
    this.#frame = this.#document = this.#place = null;
    this.#shown = false;
    this.#expect(null);
    this.#history.clear();
    this.#bar.enable(false, null);
    this.#bar.show(path);
  }

  /** Show `panel` in the page's place; null shows the page. */
  cover(panel: HTMLElement | null): void {
    const old = this.#stage.querySelector(":scope > .notice");
    if (old === panel) return;
    old?.remove();
    if (panel) this.#stage.append(panel);
    this.#stage.classList.toggle("has-notice", panel !== null);
  }

  #replay(path: string | null): void {
    if (path !== null) this.#go(path, true);
  }

  #go(path: string, replaces: boolean): void {
    const page = this.#page();
    const { href } = previewUrl(this.#scope, this.#previewId, path);
    this.#bar.enable(true, href);
    this.#bar.show(path);
    this.#expect({ path, replaces });
    // To the address of the page that stands, its fragment apart, the browser would only scroll.
    if (page)
      page.location.replace(
        withoutFragment(page.location.href) === withoutFragment(href) ? withoutFragment(href) : href,
      );
    else this.#createFrame(href);
  }

  #createFrame(href: string): void {
    this.#frame?.remove();
    this.#frame = h("iframe", { class: "preview-frame", title: "The application's page", src: href });
    this.#frame.addEventListener("load", () => this.#loaded());
    this.#stage.prepend(this.#frame);
  }

  /** `coming` is on its way: look for it at each frame that is drawn, for a page that streams is loaded only at its end. */
  #expect(coming: Coming | null): void {
    this.#coming = coming;
    cancelAnimationFrame(this.#looking);
    if (coming) this.#look();
  }

  #look(): void {
    this.#looking = requestAnimationFrame(() => {
      const page = this.#page();
      const hasCome = page && page.document !== this.#document && page.location.href !== "about:blank";
      if (hasCome && (page.document.readyState !== "loading" || bodyOf(page.document)?.hasChildNodes()))
        this.#arrived(page);
      else this.#look();
    });
  }

  #loaded(): void {
    const page = this.#page();
    if (!page) {
      this.#expect(null);
      this.#shown = true;
      this.#events.arrived(null);
    } else if (page.document !== this.#document) this.#arrived(page);
  }

  #arrived(page: Window): void {
    this.#document = page.document;
    if (!rewriteLinks(page, this.#scope, this.#previewId, (how) => this.#moved(page, how))) return;
    for (const event of ["hashchange", "popstate"]) page.addEventListener(event, () => this.#moved(page, "push"));
    page.addEventListener("pagehide", () => this.#look());
    const coming = this.#coming;
    const place = this.#place;
    this.#place = null;
    this.#expect(null);
    const arrived = this.#pathOf(page);
    // The fragment was left out when the page was asked for.
    const path = coming && withoutFragment(coming.path) === arrived ? coming.path : arrived;
    if (path !== null) {
      if (coming?.replaces) this.#history.replace(path);
      else this.#history.arrive(path);
      this.#tell(path);
      whenParsed(page.document, () => {
        if (path !== arrived) page.location.replace(path.slice(path.indexOf("#")));
        if (place?.path === path) page.scrollTo(place.x, place.y);
      });
    }
    this.#shown = true;
    this.#events.arrived(path);
  }

  #moved(page: Window, how: "push" | "replace"): void {
    const path = this.#pathOf(page);
    if (path === null || page.document !== this.#document) return;
    if (how === "replace") this.#history.replace(path);
    else this.#history.arrive(path);
    this.#tell(path);
    this.#events.moved(path);
  }

  #tell(path: string): void {
    if (!this.#coming || this.#coming.path === path) this.#bar.show(path);
    this.#bar.enable(true, previewUrl(this.#scope, this.#previewId, path).href);
    this.#bar.canMove(this.#history.canGoBack, this.#history.canGoForward);
  }

  #pathOf(page: Window): string | null {
    return pathInPreview(this.#scope, this.#previewId, page.location.href);
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

/** Typed as always there, and missing until the parser comes to it. */
const bodyOf = (document: Document): HTMLElement | null => document.body;

function whenParsed(document: Document, act: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act, { once: true });
  else act();
}

const withoutFragment = (address: string): string => address.replace(/#.*$/, "");

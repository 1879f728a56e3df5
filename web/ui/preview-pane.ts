/** The application's pages, in an iframe under the address bar; or a panel over them. */
import { rewriteLinks } from "../bridge/link-rewriting.js";
import { previewUrl } from "../protocol/urls.js";
import { AddressBar } from "./address-bar.js";
import { pathInPreview } from "./addresses.js";
import { h } from "./dom.js";
import { carryOver } from "./form-state.js";
import { makeNoEntries } from "./joint-history.js";
import { PageFocus } from "./page-focus.js";
import { PageHistory } from "./page-history.js";
import { followTheme, whenThemeChanges } from "./page-theme.js";
import { RecordedPage } from "./recorded-page.js";

export interface PreviewPaneEvents {
  /** A page stands in the frame. `path` is null where it is not one of the application's. */
  arrived(path: string | null): void;
  /** The page that stands there has changed its own address. */
  moved(path: string): void;
  /** The recorded page stands in the frame. */
  recorded(): void;
}

/** A page that is on its way, in a frame of its own behind the one that stands. */
interface Coming {
  path: string;
  frame: HTMLIFrameElement;
  /** Whether it takes the current entry's place in the history. */
  replaces: boolean;
  /** Whether it is the page that stands, asked for anew: what was filled in and scrolled to stays. */
  reloads: boolean;
  /** The page with the form that was sent, where it comes in the place of the answer. */
  form: Document | null;
  /** Whether it is to stay behind the page that stands: it tells of an error. */
  held: boolean;
  /** When its document was first seen, by performance.now(). */
  seen: number | null;
  /** Whether a page will come of it, as far as is known. One that comes late is shown all the same. */
  outlook: "good" | "doubtful" | "none";
}

/** How long, in milliseconds, a page may load its style sheets before it is shown without them; a stream never ends. */
const SETTLE_TIMEOUT = 250;

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
  /** The page that stands in the frame. */
  #document: Document | null = null;
  /** The page from which the one that stands was asked for, by a link or a form in it. */
  #from: { path: string; document: Document } | null = null;
  #coming: Coming | null = null;
  /** A page that has come and stays behind the one that stands. */
  #held: HTMLIFrameElement | null = null;
  /** What stands, or is about to, until the first page has come. */
  #recorded: RecordedPage | null = null;
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
    whenThemeChanges(() => {
      if (this.#frame && this.#document) followTheme(this.#frame, this.#document);
    });
    this.element = h("section", { class: "preview", "aria-label": "Preview" }, this.#bar.element, this.#stage);
  }

  /** The bar above the page. */
  get bar(): HTMLElement {
    return this.#bar.element;
  }

  /** Put what controls the application at the end of the address bar. */
  addControls(controls: HTMLElement): void {
    this.#bar.element.append(controls);
  }

  /** The path that is shown, with query and fragment. */
  get path(): string {
    return this.#history.current ?? this.#first;
  }

  /** Whether there is anything to show: a page, or the place of one that a response did not bring. */
  get shown(): boolean {
    return this.#shown;
  }

  /** Show `path` of the application: as a link to it would. */
  visit(path: string): void {
    const page = windowOf(this.#frame);
    const fragment = /#.*$/.exec(path)?.[0];
    // Within a page the browser only scrolls, and no other page arrives.
    if (page && fragment && path !== this.path && withoutFragment(path) === withoutFragment(this.path)) {
      this.#forget();
      page.location.hash = fragment;
    } else this.#go(path, path === this.#history.current);
  }

  /**
   * Ask for the page anew, by GET, and keep the user's place in it and what they have filled in; or for the one that is on
   * its way, or for the first one where there is none yet.
   */
  reload(): void {
    const coming = this.#coming;
    if (coming && !coming.reloads && coming.outlook !== "none") this.#go(coming.path, coming.replaces);
    else this.#go(this.path, true, true);
  }

  /** The page that stands answers a form: ask anew for the page of the form instead, and keep what was filled in there. */
  reloadForm(): void {
    if (!this.#from) {
      this.reload();
      return;
    }
    const { path, document } = this.#from;
    if (path !== this.#history.current) this.#history.withdraw();
    this.#go(path, true, true, document);
  }

  /** The response has brought no page, as a download does, or it seems so (`doubtful`): what stands here stays. */
  giveUp(outlook: "doubtful" | "none"): void {
    if (!this.#expected || this.#expected.seen !== null) return;
    this.#expected.outlook = outlook;
    this.#shown = true;
    this.#bar.show(this.path);
  }

  /** Have the page that is on its way stay behind the one that stands, if there is one. */
  hold(): void {
    if (this.#coming && this.#document) this.#coming.held = true;
  }

  /** Show the page that stays behind the one that stands, or was to. */
  showHeld(): void {
    if (this.#coming) this.#coming.held = false;
    const frame = this.#held;
    if (!frame) return;
    this.#held = null;
    this.#document = windowOf(frame)?.document ?? null;
    this.#put(frame);
    this.#look();
  }

  /**
   * Show a page that was recorded, until the application's own comes: it answers what the user does here. Does nothing where
   * there is a page already, or one on its way.
   */
  showRecorded(page: string): void {
    if (this.#shown || this.#coming) return;
    const recorded = new RecordedPage(page, {
      loaded: (document) => {
        if (this.#recorded !== recorded || this.#shown) return;
        this.#document = document;
        this.#put(recorded.frame, "The page as it was recorded");
        this.#shown = true;
        this.#bar.showRecorded("shown");
        this.#events.recorded();
      },
      awaited: () => this.#bar.showRecorded("awaited"),
    });
    this.#recorded = recorded;
    this.#stage.prepend(recorded.frame);
  }

  /** Put `layer` over the page, or below it. It says by itself whether it is there. */
  addLayer(layer: HTMLElement): void {
    this.#stage.append(layer);
  }

  /** Dim the page: it is not what the code gives now. */
  dim(dimmed: boolean): void {
    this.#stage.classList.toggle("is-dimmed", dimmed);
  }

  /** Another application: forget the pages of the last one. */
  clear(path: string): void {
    this.#first = path;
    this.#forget();
    this.#frame?.remove();
    this.#frame = this.#document = this.#from = null;
    this.#dropHeld();
    this.#dropRecorded();
    this.#shown = false;
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

  #go(path: string, replaces: boolean, reloads = false, form: Document | null = null): void {
    this.#forget();
    const { href } = previewUrl(this.#scope, this.#previewId, path);
    this.#bar.enable(true, href);
    this.#bar.show(path);
    const frame = h("iframe", { class: "preview-frame is-coming", title: "The page that is on its way", src: href });
    frame.addEventListener("load", () => this.#loaded(frame));
    this.#coming = { path, frame, replaces, reloads, form, held: false, seen: null, outlook: "good" };
    this.#stage.prepend(frame);
    this.#look();
  }

  get #expected(): Coming | null {
    return this.#coming?.outlook === "good" ? this.#coming : null;
  }

  /** What is on its way is not wanted any more. */
  #forget(): void {
    cancelAnimationFrame(this.#looking);
    this.#coming?.frame.remove();
    this.#coming = null;
  }

  /** Look for a page at each frame that is drawn: one that streams is loaded only at its end. */
  #look(): void {
    cancelAnimationFrame(this.#looking);
    this.#looking = requestAnimationFrame((now) => {
      const frame = this.#coming?.frame ?? this.#frame;
      const page = windowOf(frame);
      if (!frame || !page || page.document === this.#document || !hasContent(page)) this.#look();
      else if (!this.#coming) this.#arrived(frame, page);
      else if (now - (this.#coming.seen ??= now) > SETTLE_TIMEOUT) this.#arrived(frame, page);
      else this.#look();
    });
  }

  #loaded(frame: HTMLIFrameElement): void {
    const page = windowOf(frame);
    if (frame === this.#held) return;
    if (page && page.document !== this.#document && page.location.href !== "about:blank") this.#arrived(frame, page);
    else if (!page) this.#stand(frame, null);
  }

  #arrived(frame: HTMLIFrameElement, page: Window): void {
    const coming = this.#coming?.frame === frame ? this.#coming : null;
    // A page that came by a link of its own, while another is on its way, does not get in between.
    if (this.#expected && !coming) return;
    if (!rewriteLinks(page, this.#scope, this.#previewId, (how) => this.#moved(page, how))) {
      this.#look();
      return;
    }
    for (const event of ["hashchange", "popstate"]) page.addEventListener(event, () => this.#moved(page, "push"));
    page.addEventListener("pagehide", () => {
      if (this.#coming !== this.#expected) this.#forget();
      this.#look();
    });
    makeNoEntries(page);
    followTheme(frame, page.document);
    const path = this.#pathOf(page);
    const left = this.path;
    this.#remember(path, coming?.replaces ?? false);
    if (coming?.held) this.#keepBehind(frame, path);
    else {
      if (coming?.reloads) this.#carryOver(coming.form ?? this.#document, page);
      this.#from = !coming && this.#document ? { path: left, document: this.#document } : null;
      const recorded = this.#recorded;
      const focus = coming?.reloads || recorded ? PageFocus.in(recorded?.frame ?? this.#frame) : null;
      this.#document = page.document;
      this.#stand(frame, path);
      focus?.restore(page.document);
      recorded?.continueOn(page.document);
    }
  }

  /** What was filled in and scrolled to stays in a page that is asked for anew. */
  #carryOver(before: Document | null, page: Window): void {
    if (!before) return;
    carryOver(before, page.document);
    const { scrollX = 0, scrollY = 0 } = before.defaultView ?? {};
    whenLoaded(page.document, () => page.scrollTo(scrollX, scrollY));
  }

  #remember(path: string | null, replaces: boolean): void {
    if (path === null) return;
    if (replaces) this.#history.replace(path);
    else this.#history.arrive(path);
  }

  #keepBehind(frame: HTMLIFrameElement, path: string | null): void {
    this.#coming = null;
    this.#dropHeld();
    this.#held = frame;
    frame.title = "The page of the error";
    this.#settled(path);
  }

  #dropHeld(): void {
    this.#held?.remove();
    this.#held = null;
  }

  #dropRecorded(): void {
    this.#recorded?.frame.remove();
    this.#recorded = null;
    this.#bar.showRecorded(null);
  }

  /** Have `frame` in the place of the one that stands. */
  #put(frame: HTMLIFrameElement, title = "The application's page"): void {
    if (frame !== this.#recorded?.frame) this.#dropRecorded();
    this.#frame?.remove();
    this.#frame = frame;
    frame.title = title;
    frame.classList.remove("is-coming");
  }

  /** `frame` holds the page that is shown from now on. */
  #stand(frame: HTMLIFrameElement, path: string | null): void {
    if (this.#coming?.frame === frame) {
      this.#coming = null;
      this.#put(frame);
    }
    this.#dropHeld();
    this.#settled(path);
  }

  /** No page is on its way any more. */
  #settled(path: string | null): void {
    cancelAnimationFrame(this.#looking);
    this.#shown = true;
    if (path !== null) this.#tell(path);
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
    if (!this.#expected) this.#bar.show(path);
    this.#bar.enable(true, previewUrl(this.#scope, this.#previewId, path).href);
    this.#bar.canMove(this.#history.canGoBack, this.#history.canGoForward);
  }

  #pathOf(page: Window): string | null {
    return pathInPreview(this.#scope, this.#previewId, page.location.href);
  }
}

/** The frame's window; null where there is none, or a page of another origin, which cannot be looked into. */
function windowOf(frame: HTMLIFrameElement | null): Window | null {
  const page = frame?.contentWindow ?? null;
  try {
    return page && page.location.href !== "" ? page : null;
  } catch {
    return null;
  }
}

/** Whether a document has come that is more than the empty one of a new frame. */
function hasContent(page: Window): boolean {
  // Typed as always there, and missing until the parser comes to it.
  const body = page.document.body as HTMLElement | null;
  return (
    page.location.href !== "about:blank" && (page.document.readyState !== "loading" || body?.hasChildNodes() === true)
  );
}

function whenLoaded(document: Document, act: () => void): void {
  act();
  if (document.readyState !== "complete") document.defaultView?.addEventListener("load", act, { once: true });
}

const withoutFragment = (address: string): string => address.replace(/#.*$/, "");

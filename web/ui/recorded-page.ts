/**
 * A response that was recorded when the site was built, in a frame of its own until the live page takes its place. It
 * runs no script and asks for nothing. A link or a button that the user presses in it, and a form that they send, is done
 * on the live page.
 */
import { h } from "./dom.js";
import { counterpart } from "./page-focus.js";
import { followTheme } from "./page-theme.js";

/** The page was made by code that need not be trusted: whatever it holds, it stays what is seen. */
const POLICY =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'\">";

const PRESSED = "a[href], area[href], button";

export interface RecordedPageEvents {
  /** The page can be shown. */
  loaded(document: Document): void;
  /** The user has done something that waits for the live page. */
  awaited(): void;
}

/** What the user has done last, as something to do on another document. */
type Action = (live: Document) => void;

export class RecordedPage {
  readonly frame: HTMLIFrameElement;
  readonly #events: RecordedPageEvents;
  #action: Action | null = null;

  constructor(page: string, events: RecordedPageEvents) {
    this.#events = events;
    this.frame = h("iframe", {
      class: "preview-frame is-coming",
      // Without scripts; that it is of this origin lets this page look into it, and not the other way round.
      sandbox: "allow-same-origin allow-forms",
      srcdoc: POLICY + page,
    });
    this.frame.addEventListener("load", () => this.#loaded(), { once: true });
  }

  /** Go on with `live`, which stands in the page's place from now on. */
  continueOn(live: Document): void {
    const action = this.#action;
    if (!action) return;
    if (live.readyState === "complete") action(live);
    else live.defaultView?.addEventListener("load", () => action(live), { once: true });
  }

  #loaded(): void {
    const page = this.frame.contentDocument;
    if (!page) return;
    followTheme(this.frame, page);
    for (const kind of ["click", "auxclick"]) page.addEventListener(kind, (event) => this.#pressed(event));
    page.addEventListener("submit", (event) => this.#sent(event));
    this.#events.loaded(page);
  }

  #pressed(event: Event): void {
    const element = (event.target as Element).closest<HTMLElement>(PRESSED);
    // The browser does by itself what stays within the page, and what sends a form is heard as such.
    if (!element || element.getAttribute("href")?.startsWith("#") || isSender(element)) return;
    event.preventDefault();
    this.#await((live) => counterpart(element, live)?.click());
  }

  #sent(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { submitter } = event;
    this.#await((live) => {
      const button = submitter && counterpart(submitter, live);
      counterpart(form, live)?.requestSubmit(button);
    });
  }

  #await(action: Action): void {
    this.#action = action;
    this.#events.awaited();
  }
}

const isSender = (element: HTMLElement): boolean =>
  (element as Partial<HTMLButtonElement>).type === "submit" && (element as HTMLButtonElement).form !== null;

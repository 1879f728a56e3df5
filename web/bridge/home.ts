/**
 * Brings an application's absolute links home into its preview.
 *
 * `<a href="/login">` means the application's own `/login`, and its application is mounted on `<scope>preview/<session>/`.
 * What a page fetches, the service worker brings home by itself. A navigation out of its scope it never sees: where the
 * site is hosted under a path, the links are put right in the page that holds them.
 */
import { parsePreviewUrl, previewUrl } from "../protocol/urls.js";

/** A preview that a page shows. */
export interface Mount {
  scope: URL;
  previewId: string;
}

/**
 * Where `address`, found on the page `base`, leads inside the preview, or null where it is right as it is: inside a
 * preview, on another origin, not a web address at all.
 */
export function homeOf({ scope, previewId }: Mount, address: string, base: string): URL | null {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (url.origin !== scope.origin || parsePreviewUrl(scope, url) !== null) return null;
  const home = previewUrl(scope, previewId, url.pathname + url.search);
  home.hash = url.hash;
  return home;
}

/**
 * Attach to the document in `frame`; call it at each `load` event of the frame.
 *
 * Returns false where the frame itself had strayed (by a script's `location = "/login"`, say), and is now on its way home.
 * A document of another origin is left alone.
 */
export function bringHome(frame: Window, mount: Mount): boolean {
  let address: string;
  try {
    address = frame.location.href;
  } catch {
    return true;
  }
  const home = homeOf(mount, address, address);
  if (home) {
    frame.location.replace(home);
    return false;
  }
  if (parsePreviewUrl(mount.scope, new URL(address))?.previewId === mount.previewId && !attached.has(frame.document)) {
    attached.add(frame.document);
    attach(frame as Window & typeof globalThis, mount);
  }
  return true;
}

const attached = new WeakSet<Document>();

function attach(frame: Window & typeof globalThis, mount: Mount): void {
  const { document } = frame;
  const homeFrom = (address: string) => homeOf(mount, address, document.baseURI)?.href ?? null;

  const follow = (event: Event) => {
    const link = event.composedPath().find((node) => isLink(frame, node));
    // The application's own handlers came first, and saw the link as it was written.
    if (link && !event.defaultPrevented) rewrite(link, "href", homeFrom(link.href));
  };
  frame.addEventListener("click", follow);
  frame.addEventListener("auxclick", follow);

  const submit = (form: HTMLFormElement, submitter: Element | null) => {
    if (submitter?.hasAttribute("formaction")) {
      rewrite(submitter, "formaction", homeFrom(submitter.getAttribute("formaction") ?? ""));
    } else if (form.hasAttribute("action")) {
      rewrite(form, "action", homeFrom(form.getAttribute("action") ?? ""));
    }
  };
  frame.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target instanceof frame.HTMLFormElement) submit(event.target, event.submitter);
  });

  // What a script does sends no event.
  const form = frame.HTMLFormElement.prototype as { submit: (this: HTMLFormElement) => void };
  const submitForm = form.submit;
  form.submit = function () {
    submit(this, null);
    submitForm.call(this);
  };
  const open = frame.open.bind(frame);
  frame.open = (url, ...rest) => open(url === undefined ? url : (homeFrom(String(url)) ?? url), ...rest);
  for (const name of ["pushState", "replaceState"] as const) {
    const change = frame.history[name].bind(frame.history);
    frame.history[name] = (state: unknown, unused: string, url?: string | URL | null) =>
      change(state, unused, url == null ? url : (homeFrom(String(url)) ?? url));
  }
}

const isLink = (frame: Window & typeof globalThis, node: EventTarget): node is HTMLAnchorElement | HTMLAreaElement =>
  (node instanceof frame.HTMLAnchorElement || node instanceof frame.HTMLAreaElement) && node.hasAttribute("href");

function rewrite(element: Element, attribute: string, home: string | null): void {
  if (home !== null) element.setAttribute(attribute, home);
}

/** Where the keys go in a page, carried over to the page that takes its place. */

/** An element with the focus, and what is selected in it. */
export class PageFocus {
  readonly #element: Element;
  readonly #selection: [number, number] | null;

  constructor(element: Element) {
    this.#element = element;
    const { selectionStart = null, selectionEnd = null } = element as Partial<HTMLInputElement>;
    this.#selection = selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd];
  }

  /** Where the keys go in the page of `frame`; null where the user is elsewhere. */
  static in(frame: HTMLIFrameElement | null): PageFocus | null {
    const focused = document.activeElement === frame ? frame?.contentDocument?.activeElement : null;
    return focused ? new PageFocus(focused) : null;
  }

  /** Give it to the same element of `page`. */
  restore(page: Document): void {
    const element = counterpart(this.#element as HTMLElement, page);
    element?.focus();
    if (element && this.#selection) (element as HTMLInputElement).setSelectionRange(...this.#selection);
  }
}

/**
 * The element of `page` that is the same as `element` is in its own document: of the same id or name, else the same among
 * those of its kind.
 */
export function counterpart<Kind extends Element>(element: Kind, page: Document): Kind | undefined {
  const alike = (document: Document) => {
    const all = [...document.querySelectorAll<Kind>(element.localName)];
    const named = all.filter(({ id }) => id !== "" && id === element.id);
    return named.length > 0 ? named : all.filter((each) => each.getAttribute("name") === element.getAttribute("name"));
  };
  return alike(page)[alike(element.ownerDocument).indexOf(element)];
}

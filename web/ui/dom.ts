/** Elements made by calls. Children that are strings become text nodes: nothing is ever parsed as HTML. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

/** An element `<tag>`; attributes that are null, undefined or false are left out, true ones are empty. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter(isPresent));
  return element;
}

const isPresent = (child: Child): child is Node | string => child !== null && child !== undefined && child !== false;

/** As an attribute in `h`: null, undefined and false take it away. */
export function setAttribute(element: Element, name: string, value: Attributes[string]): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** The element of the page's own markup that `selector` finds; throws where the markup lacks it. */
export function find(selector: string, within: ParentNode = document): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no element ${selector}.`);
  return found;
}

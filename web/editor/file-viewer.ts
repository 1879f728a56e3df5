/** What stands in the editor for a file that is no text: a picture as it looks. A drawing in SVG is both. */
import type { FileContent } from "../protocol/project.js";
import { button } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { formatBytes } from "../ui/formats.js";
import { imageType, isDrawing } from "./image-types.js";

export class FileViewer {
  /** Stands in the place of the text. */
  readonly element = h("div", { class: "file-viewer", hidden: true });
  /** Stands above both for a file that can be seen either way. */
  readonly bar = h("div", {
    class: "file-viewer-bar segments",
    role: "group",
    "aria-label": "Show the file as",
    hidden: true,
  });
  readonly #changed: () => void;
  readonly #text = button({ text: "Text", label: "Show the file as text", press: () => this.#choose(false) });
  readonly #picture = button({ text: "Picture", label: "Show the file as a picture", press: () => this.#choose(true) });
  #path = "";
  #content: () => FileContent = () => "";
  #url: string | null = null;

  /** `changed` is called when the user wants to see the file the other way. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.bar.append(this.#text, this.#picture);
    this.#showChoice(false);
  }

  /** Whether this stands in the place of the text. */
  get covers(): boolean {
    return !this.element.hidden;
  }

  /** Show the file `path`, whose `content` is asked for when it is needed. */
  show(path: string, content: () => FileContent): void {
    this.#path = path;
    this.#content = content;
    this.bar.hidden = !isDrawing(path) || typeof content() !== "string";
    this.#choose(typeof content() !== "string");
  }

  hide(): void {
    this.bar.hidden = true;
    this.#choose(false);
  }

  #choose(picture: boolean): void {
    this.#showChoice(picture);
    this.element.hidden = !picture;
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = null;
    this.element.replaceChildren(...(picture ? this.#shown() : []));
    this.#changed();
  }

  #showChoice(picture: boolean): void {
    this.#text.setAttribute("aria-pressed", String(!picture));
    this.#picture.setAttribute("aria-pressed", String(picture));
  }

  #shown(): HTMLElement[] {
    const content = this.#content();
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    const size = formatBytes(bytes.length);
    const type = imageType(this.#path);
    const note = h("p", { class: "file-viewer-note", role: "status" });
    if (type === null) {
      note.textContent = `${this.#path} is not text (${size}), so there is nothing to edit. The application can read it.`;
      return [note];
    }
    this.#url = URL.createObjectURL(new Blob([bytes], { type }));
    // In an element of this kind the scripts of a drawing do not run, and nothing that it names is fetched.
    const image = h("img", { src: this.#url, alt: this.#path, class: "file-viewer-image", draggable: "false" });
    note.textContent = size;
    image.addEventListener("load", () => {
      note.textContent = `${image.naturalWidth} × ${image.naturalHeight} pixels, ${size}`;
    });
    image.addEventListener("error", () => {
      image.remove();
      note.textContent = `${this.#path} is called a picture, but there is none in it that the browser can show (${size}).`;
    });
    return [h("div", { class: "file-viewer-stage" }, image), note];
  }
}

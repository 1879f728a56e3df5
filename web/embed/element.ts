/**
 * <flask-playground>: code in a document that becomes a running, editable application.
 *
 * Until the user asks, the element is the document's own code block with a bar over it: nothing is fetched. Then a
 * frame from the site that this script came from takes the code's place.
 */
import { exampleLink, projectLink } from "../project/location-hash.js";
import { isFromFrame, isGreeting, type Opening, type ToFrame } from "./messages.js";
import { ownProject, type Shown, shownFiles } from "./source.js";
import { STYLE } from "./style.js";
import { themeOf, watchTheme } from "./theme.js";

const SITE = new URL(/* @vite-ignore */ ".", import.meta.url);

/** Least height of a running example: enough for the preview beside ten lines of code, or under them. */
const LEAST_HEIGHT = { beside: "26rem", stacked: "36rem", narrow: 600 };

const RUN_ICON = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 2.5v11l9-5.5z"/></svg>';

class FlaskPlayground extends HTMLElement {
  #shown: Shown[] = [];
  #current = 0;
  #bar: HTMLElement | null = null;
  #code: HTMLElement | null = null;
  #problem: HTMLElement | null = null;
  #frame: HTMLIFrameElement | null = null;
  #stopListening: (() => void) | null = null;

  connectedCallback(): void {
    // A script in the head meets the element before its content: wait for the whole document.
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", () => this.#show(), { once: true });
    } else this.#show();
  }

  disconnectedCallback(): void {
    this.#close();
  }

  /** Put the running application in the code's place; with `edit`, the cursor into its editor. */
  run({ edit = false } = {}): void {
    if (this.#frame || !this.#bar) return;
    this.#source().then(
      (source) => this.#open(source, edit),
      (error: unknown) => this.#fail(`This example could not be loaded: ${String(error)}`),
    );
  }

  #show(): void {
    if (!this.isConnected || this.#bar) return;
    this.#shown = shownFiles(this);
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = `<style>${STYLE}</style><div class="example">
      <div class="bar"><div class="tabs" role="tablist" aria-label="Files"></div>
        <a class="open" target="_blank" rel="noopener" title="Open in the playground, in a new tab"><span>Open in playground</span> ↗</a>
        <button class="edit" type="button" title="Run this example and edit it">Edit</button>
        <button class="run" type="button" title="Run this example here">${RUN_ICON} Run</button></div>
      <p class="problem" role="alert" hidden></p><div class="code"><slot></slot></div></div>`;
    this.#bar = root.querySelector(".bar");
    this.#followTheme(root.querySelector(".example"));
    this.#code = root.querySelector(".code");
    this.#problem = root.querySelector(".problem");
    this.#addTabs(root);
    root.querySelector(".run")?.addEventListener("click", () => this.run());
    root.querySelector(".edit")?.addEventListener("click", () => this.run({ edit: true }));
    this.#prepareLink(root.querySelector("a"));
    if (this.hasAttribute("auto")) this.#runWhenSeen();
  }

  #addTabs(root: ShadowRoot): void {
    const list = root.querySelector(".tabs");
    const tabs = this.#shown.map(({ path }, index) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.role = "tab";
      tab.textContent = path;
      tab.addEventListener("click", () => select(index));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        select((index + step + tabs.length) % tabs.length);
        tabs[this.#current]?.focus();
      });
      return tab;
    });
    const select = (chosen: number) => {
      this.#current = chosen;
      for (const [index, { block }] of this.#shown.entries()) {
        block.hidden = index !== chosen;
        const tab = tabs[index];
        if (!tab) continue;
        tab.ariaSelected = String(index === chosen);
        tab.tabIndex = index === chosen ? 0 : -1;
      }
    };
    list?.append(...tabs);
    select(0);
  }

  /** The accent has a shade for dark pages and one for light ones. */
  #followTheme(example: HTMLElement | null): void {
    const follow = () => {
      if (example) example.style.colorScheme = themeOf(this);
    };
    follow();
    watchTheme(this, follow);
  }

  /** The link of an own project takes work: it is made when the user is about to follow it. */
  #prepareLink(link: HTMLAnchorElement | null): void {
    if (!link) return;
    const example = this.getAttribute("example");
    if (example !== null) {
      link.href = exampleLink(SITE, example);
      return;
    }
    link.href = SITE.href;
    const prepare = async () => {
      const source = await this.#source();
      if ("project" in source) link.href = await projectLink(SITE, source.project);
    };
    for (const event of ["pointerenter", "focus", "touchstart"]) {
      link.addEventListener(event, () => void prepare(), { once: true, passive: true });
    }
  }

  #runWhenSeen(): void {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.run();
    });
    observer.observe(this);
  }

  async #source(): Promise<Opening["source"]> {
    const project = ownProject(this, this.#shown);
    if (project) return { project };
    const url = this.getAttribute("src");
    if (url !== null) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
      return { project: (await response.json()) as never };
    }
    const example = this.getAttribute("example");
    if (example !== null) return { example };
    throw new Error("it has neither code nor a src or example attribute.");
  }

  #open(source: Opening["source"], edit: boolean): void {
    if (!this.isConnected || this.#frame) return;
    const frame = document.createElement("iframe");
    frame.src = new URL("embed.html", SITE).href;
    frame.title = "Running example";
    frame.allow = "clipboard-write";
    frame.style.height = this.#frameHeight();
    this.#frame = frame;
    this.#listen(frame, {
      type: "flask-playground:open",
      source,
      path: this.getAttribute("path") ?? "",
      file: this.#shown[this.#current]?.path ?? "",
      theme: themeOf(this),
      edit,
    });
    this.#showCode(false);
    this.#code?.after(frame);
  }

  /** At least as high as what it replaces, so that what follows never moves up. */
  #frameHeight(): string {
    const { width, height } = this.getBoundingClientRect();
    const least = width < LEAST_HEIGHT.narrow ? LEAST_HEIGHT.stacked : LEAST_HEIGHT.beside;
    return `max(${Math.ceil(height)}px, ${this.getAttribute("height") ?? least})`;
  }

  #listen(frame: HTMLIFrameElement, opening: Opening): void {
    let port: MessagePort | null = null;
    const tell = (message: ToFrame) => port?.postMessage(message);
    const greeted = (event: MessageEvent) => {
      if (!isGreeting(event, frame.contentWindow, SITE.origin)) return;
      const channel = new MessageChannel();
      port?.close();
      port = channel.port1;
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isFromFrame(data)) this.stop();
      };
      frame.contentWindow?.postMessage({ ...opening, theme: themeOf(this) }, SITE.origin, [channel.port2]);
    };
    addEventListener("message", greeted);
    const unwatch = watchTheme(this, () => tell({ type: "theme", theme: themeOf(this) }));
    this.#stopListening = () => {
      removeEventListener("message", greeted);
      unwatch();
      port?.close();
    };
  }

  /** Bring the code back in the frame's place, and its interpreter's memory with it. */
  stop(): void {
    this.#close();
    this.shadowRoot?.querySelector<HTMLElement>(".run")?.focus();
  }

  #close(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#frame?.remove();
    this.#frame = null;
    this.#showCode(true);
  }

  #showCode(shown: boolean): void {
    for (const part of [this.#bar, this.#code]) if (part) part.hidden = !shown;
    if (this.#problem) this.#problem.hidden = true;
  }

  #fail(message: string): void {
    if (!this.#problem) return;
    this.#problem.textContent = message;
    this.#problem.hidden = false;
  }
}

if (!customElements.get("flask-playground")) customElements.define("flask-playground", FlaskPlayground);

export type { FlaskPlayground };

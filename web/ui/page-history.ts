/**
 * The preview's own history. The iframe's belongs to the tab as a whole: going back in it past its first page would
 * take the user out of the playground.
 */
export class PageHistory {
  #entries: string[] = [];
  #index = -1;

  get current(): string | null {
    return this.#entries[this.#index] ?? null;
  }

  get canGoBack(): boolean {
    return this.#index > 0;
  }

  get canGoForward(): boolean {
    return this.#index < this.#entries.length - 1;
  }

  /** A document arrived at `path`. The same path again is a reload and makes no entry. */
  arrive(path: string): void {
    if (path === this.current) return;
    this.#entries = [...this.#entries.slice(0, this.#index + 1), path];
    this.#index += 1;
  }

  /** The document on its way belongs to the current entry: after a redirect its path takes the place of the old one. */
  replace(path: string): void {
    if (this.#index < 0) this.arrive(path);
    else this.#entries[this.#index] = path;
  }

  /** Go back from what a form was sent to, and forget it: to go forward there would ask for it by GET. */
  withdraw(): void {
    this.#entries = this.#entries.slice(0, this.#index);
    this.#index -= 1;
  }

  back(): string | null {
    return this.#move(-1);
  }

  forward(): string | null {
    return this.#move(1);
  }

  clear(): void {
    this.#entries = [];
    this.#index = -1;
  }

  #move(step: number): string | null {
    const path = this.#entries[this.#index + step];
    if (path === undefined) return null;
    this.#index += step;
    return path;
  }
}

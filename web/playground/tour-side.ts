/** The tour in the page. Its code and its text are fetched once somebody opens a step. */
import type { RunView } from "../ui/run-view.js";
import { savedProgress } from "../tour/progress.js";
import { toast } from "../ui/toasts.js";
import type { Guide, GuideOptions } from "../tour/guide.js";
import type { ConsoleEntry } from "../protocol/messages.js";
import { hashOf } from "../project/location-hash.js";
import type { Layout } from "./layout.js";
import type { ProjectRecord } from "./project-record.js";
import type { Workspace } from "./workspace.js";

export interface TourSideOptions extends Pick<GuideOptions, "docs" | "reveal" | "point" | "leave"> {
  /** The folder of the tour's steps. */
  base: URL;
  view: RunView;
  layout: Layout;
}

export class TourSide {
  readonly #options: TourSideOptions;
  #guide: Promise<Guide> | null = null;
  /** The guide, where the project of a step is open. */
  #active: Guide | null = null;

  constructor(options: TourSideOptions) {
    this.#options = options;
  }

  /** Open a step, by its slug; without one, the step to go on with. Throws an Error for the user where there is none. */
  async openStep(workspace: Workspace, asked: string | null): Promise<void> {
    const guide = await this.#loaded(workspace);
    const slug = guide.slug(asked);
    // The address may have left the step open, or called it by a former name.
    if (slug !== asked) history.replaceState(null, "", hashOf({ kind: "tour", slug }));
    await workspace.openOriginal("tour", slug, () => guide.original(slug));
  }

  /** `workspace` has opened a project: the panel stands beside that of a step. */
  opened(workspace: Workspace, { origin }: ProjectRecord): void {
    if (origin.kind === "tour") void this.#show(workspace, origin.slug).catch(say);
    else if (this.#active) {
      void this.#active.open(null);
      this.#active = null;
      this.#options.layout.showTour(null);
    }
  }

  edited(): void {
    this.#active?.edited();
  }

  ran(): void {
    this.#active?.ran();
  }

  said(entry: ConsoleEntry): void {
    if (entry.kind === "access") this.#active?.visited(entry);
  }

  /** On a phone: have the code in sight rather than the step. */
  showCode(): void {
    this.#active?.panel.show("code");
  }

  async #show(workspace: Workspace, slug: string): Promise<void> {
    const guide = await this.#loaded(workspace);
    const { origin } = workspace.record;
    if (origin.kind !== "tour" || origin.slug !== slug) return;
    this.#active = guide;
    this.#options.layout.showTour(guide.panel.element);
    await guide.open(slug);
  }

  #loaded(workspace: Workspace): Promise<Guide> {
    this.#guide ??= this.#load(workspace).catch((error: unknown) => {
      this.#guide = null;
      throw error;
    });
    return this.#guide;
  }

  async #load(workspace: Workspace): Promise<Guide> {
    const { base, docs, view, reveal, point, leave } = this.#options;
    const [{ Guide }, { Tour }] = await Promise.all([import("../tour/guide.js"), import("../tour/steps.js")]);
    const tour = new Tour(base);
    const replace: GuideOptions["replace"] = (project, said) => {
      const undo = workspace.replace(project);
      toast({ text: said, action: { text: "Undo", label: "Bring my files back", press: undo } });
    };
    return new Guide(tour, await tour.contents(), {
      runtime: view.runtime,
      mount: view.mount,
      docs,
      storage: savedProgress,
      project: () => workspace.project,
      outcome: () => view.outcome,
      reveal,
      point,
      replace,
      leave,
    });
  }
}

function say(error: unknown): void {
  toast({ text: error instanceof Error ? error.message : String(error), problem: true });
}

/** What tabs of this page tell each other about projects. A message only says where to look: what is there is read from the store. */
const CHANNEL = "flask-playground:projects";

export type TabMessage =
  /** The project was written. */
  | { type: "saved"; id: string }
  /** What a tab could not write over another's work is now a project named `name`. */
  | { type: "copied"; id: string; name: string };

export class OtherTabs {
  readonly #channel: BroadcastChannel | null;

  constructor(heard: (message: TabMessage) => void) {
    this.#channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (isTabMessage(data)) heard(data);
    });
  }

  tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }
}

function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== "object" || data === null) return false;
  const { type, id, name } = data as Record<string, unknown>;
  return typeof id === "string" && (type === "saved" || (type === "copied" && typeof name === "string"));
}

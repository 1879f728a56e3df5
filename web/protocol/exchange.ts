/** The requester's side of one request's port: body frames out, then a response that is pulled piece by piece. */
import { isResponseFrame } from "./guards.js";
import type { LastFrame, RequestFrame, ResponseHead } from "./http.js";

type Bytes = Uint8Array<ArrayBuffer>;

/** The request could not be answered, by whatever the responder said in its `failed` frame. */
export class ExchangeFailed extends Error {
  override name = "ExchangeFailed";
}

/** The user has stopped the application before it had answered. */
export class ExchangeStopped extends ExchangeFailed {
  override name = "ExchangeStopped";

  constructor() {
    super("The application was stopped.");
  }
}

/**
 * One request and its response over `port`.
 *
 * `head` resolves to the response's head, or rejects with `ExchangeFailed`, or with an `AbortError` after `cancel()`.
 * `body` asks the responder for one chunk for each chunk read; cancelling it ends the exchange.
 * `over` resolves when nothing more will pass, however it ended.
 */
export class Exchange {
  readonly head: Promise<ResponseHead>;
  readonly body: ReadableStream<Bytes>;
  readonly over: Promise<void>;

  readonly #port: MessagePort;
  #ended = false;
  #controller!: ReadableStreamDefaultController<Bytes>;
  #answer!: (head: ResponseHead) => void;
  #refuse!: (reason: unknown) => void;
  #finish!: () => void;
  /** Ends the read that waits for a frame. */
  #delivered: () => void = () => undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    this.head = new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#refuse = reject;
    });
    // A caller who has cancelled no longer waits for the head.
    this.head.catch(() => undefined);
    this.over = new Promise((resolve) => (this.#finish = resolve));
    // Without a queue of its own, the stream asks Python for a chunk only when a reader wants it.
    this.body = new ReadableStream<Bytes>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#pull(),
        cancel: () => this.cancel(),
      },
      { highWaterMark: 0 },
    );
    port.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
    port.onmessageerror = () => {
      this.finish({ type: "failed", message: "A message from the interpreter could not be read." });
    };
  }

  /** Send the request's body, all of it; an error while it is read cancels the exchange and is thrown. */
  async send(body: ReadableStream<Uint8Array> | Uint8Array | null): Promise<void> {
    try {
      if (body instanceof Uint8Array) this.#sendChunk(body.slice());
      else if (body) {
        const reader = body.getReader();
        for (let read = await reader.read(); !read.done; read = await reader.read()) this.#sendChunk(read.value);
      }
    } catch (error) {
      this.cancel();
      throw error;
    }
    this.#post({ type: "body-end" });
  }

  /** Tell the responder that no more of the response is wanted. Does nothing once the exchange is over. */
  cancel(): void {
    if (this.#ended) return;
    this.#post({ type: "cancel" });
    this.#end(new DOMException("The request was cancelled.", "AbortError"));
  }

  /** End the exchange in the responder's place, which is gone or has taken too long. */
  finish(frame: LastFrame): void {
    if (this.#ended) return;
    this.#post({ type: "cancel" });
    this.#end(errorOf(frame));
  }

  #sendChunk(chunk: Uint8Array): void {
    // Transferred rather than copied; a view on a part of a buffer would take the whole buffer along.
    const whole = (chunk.byteLength === chunk.buffer.byteLength ? chunk : chunk.slice()) as Bytes;
    if (whole.byteLength > 0) this.#post({ type: "body", chunk: whole }, [whole.buffer]);
  }

  #pull(): Promise<void> {
    this.#post({ type: "pull" });
    return new Promise((resolve) => (this.#delivered = resolve));
  }

  #receive(frame: unknown): void {
    if (this.#ended) return;
    if (!isResponseFrame(frame)) {
      this.finish({ type: "failed", message: "The interpreter sent a message that is not part of a response." });
    } else if (frame.type === "head") this.#answer(frame.head);
    else if (frame.type === "chunk") this.#deliver(frame.chunk);
    else if (frame.type === "end") this.#end(null);
    else if (frame.type !== "accepted") this.#end(errorOf(frame));
  }

  #deliver(chunk: Bytes): void {
    this.#controller.enqueue(chunk);
    this.#delivered();
  }

  /** `reason` is null where the response is complete. */
  #end(reason: Error | null): void {
    this.#ended = true;
    this.#refuse(reason ?? new ExchangeFailed("The response ended before it began."));
    try {
      if (reason) this.#controller.error(reason);
      else this.#controller.close();
    } catch {
      // The stream has been cancelled by its reader, and takes no further word.
    }
    this.#delivered();
    this.#port.close();
    this.#finish();
  }

  #post(frame: RequestFrame, transfer: Transferable[] = []): void {
    if (!this.#ended) this.#port.postMessage(frame, transfer);
  }
}

const errorOf = (frame: LastFrame): ExchangeFailed =>
  frame.type === "stopped" ? new ExchangeStopped() : new ExchangeFailed(frame.message);

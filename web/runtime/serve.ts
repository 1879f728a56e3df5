/** One request over its port: the frames of protocol/http.ts on one side, the application on the other. */
import { isRequestFrame } from "../protocol/guards.js";
import type { RequestHead, ResponseFrame } from "../protocol/http.js";
import type { AppResponse } from "./python.js";

export type Open = (head: RequestHead, body: Uint8Array) => AppResponse;

/**
 * Serve the request that comes over `port`; `opener` resolves once the application can take it. Resolves when
 * nothing more will pass, however it ended.
 */
export function serve(head: RequestHead, port: MessagePort, opener: () => Promise<Open>): Promise<void> {
  const body: Uint8Array[] = [];
  let response: AppResponse | undefined;
  let over = false;
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  port.onmessage = ({ data: frame }: MessageEvent<unknown>) => {
    if (over) return;
    if (!isRequestFrame(frame)) {
      fail(new TypeError("The requester sent a message that is not part of a request."));
      return;
    }
    switch (frame.type) {
      case "body":
        body.push(frame.chunk);
        break;
      case "body-end":
        void opener().then(start).catch(fail);
        break;
      case "pull":
        attempt(pull);
        break;
      case "cancel":
        end();
    }
  };

  const start = (open: Open): void => {
    if (over) return;
    response = open(head, joined(body));
    send({ type: "head", head: response.head });
  };

  const pull = (): void => {
    const chunk = response?.next();
    if (chunk) send({ type: "chunk", chunk }, [chunk.buffer]);
    else end({ type: "end" });
  };

  const end = (last?: ResponseFrame): void => {
    over = true;
    if (last) send(last);
    port.close();
    finish();
    try {
      response?.close();
    } catch {
      // Python was stopped meanwhile, and nobody waits for anything more of this response.
    }
  };

  const fail = (error: unknown): void => {
    if (!over) end({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  };

  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };

  const send = (frame: ResponseFrame, transfer: Transferable[] = []): void => port.postMessage(frame, transfer);
  return finished;
}

/** The chunks as one array; a single one is not copied. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let end = 0;
  for (const chunk of chunks) {
    whole.set(chunk, end);
    end += chunk.length;
  }
  return whole;
}

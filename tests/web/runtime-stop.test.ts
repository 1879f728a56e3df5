import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, Stop } from "../../web/runtime/stop.js";

const SIGINT = 2;

/** A Stop whose clock the test sets, and what it asked. */
function stopwatch(ask: () => boolean): { stop: Stop; clock: { now: number }; asked: () => number } {
  const clock = { now: 1000 };
  let questions = 0;
  const stop = new Stop({ ask: () => (questions++, ask()), now: () => clock.now });
  return { stop, clock, asked: () => questions };
}

test("Python that runs for a short while is not held up by a question", () => {
  const { stop, clock, asked } = stopwatch(() => true);
  stop.guard(() => {
    clock.now += PATIENCE.first - 1;
    assert.equal(stop[0], 0);
  });
  assert.equal(asked(), 0);
});

test("Python that runs on is interrupted when the page wants it", () => {
  const { stop, clock } = stopwatch(() => true);
  stop.guard(() => {
    clock.now += PATIENCE.first;
    assert.equal(stop[0], SIGINT);
  });
});

test("the page is asked now and then, not at each reading", () => {
  const { stop, clock, asked } = stopwatch(() => false);
  stop.guard(() => {
    clock.now += PATIENCE.first;
    for (let reading = 0; reading < 100; reading++) assert.equal(stop[0], 0);
    assert.equal(asked(), 1);
    clock.now += PATIENCE.next;
    assert.equal(stop[0], 0);
    assert.equal(asked(), 2);
  });
});

test("what reports an interrupt is not interrupted itself", () => {
  const { stop, clock } = stopwatch(() => true);
  stop.guard(() => {
    clock.now += PATIENCE.first;
    assert.equal(stop[0], SIGINT);
    clock.now += PATIENCE.interrupted - 1;
    assert.equal(stop[0], 0);
  });
});

test("where nobody answers, Python runs on and the next question waits", () => {
  const { stop, clock, asked } = stopwatch(() => {
    throw new Error("no service worker");
  });
  stop.guard(() => {
    clock.now += PATIENCE.first;
    assert.equal(stop[0], 0);
    clock.now += PATIENCE.unanswered - 1;
    assert.equal(stop[0], 0);
    assert.equal(asked(), 1);
  });
});

test("nothing is asked once the guarded work is over, even when it failed", () => {
  const { stop, clock, asked } = stopwatch(() => true);
  assert.throws(() =>
    stop.guard(() => {
      throw new Error("the view's own");
    }),
  );
  clock.now += 10 * PATIENCE.first;
  assert.equal(stop[0], 0);
  assert.equal(asked(), 0);
});

test("a promise is guarded until it settles", async () => {
  const { stop, clock } = stopwatch(() => true);
  let settle!: () => void;
  const work = stop.guard(() => new Promise<void>((resolve) => (settle = resolve)));
  clock.now += PATIENCE.first;
  assert.equal(stop[0], SIGINT);
  settle();
  await work;
  clock.now += PATIENCE.first;
  assert.equal(stop[0], 0);
});

test("Pyodide may clear the buffer after reading it", () => {
  const { stop } = stopwatch(() => true);
  stop[0] = 0;
  assert.equal(stop[0], 0);
});

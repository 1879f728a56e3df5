import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { Typist } from "./typist.js";

const EXAMPLES = new URL("../../docs/examples/", import.meta.url);
const programs = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.(?:py|html|css)$/.test(path),
);

const trimmed = (text: string) => text.replaceAll(/[ ]+$/gm, "").trimEnd();

describe("every file of the examples stands as it was typed", () => {
  for (const path of programs) {
    const text = trimmed(readFileSync(new URL(path, EXAMPLES), "utf8"));
    test(`${path}, its indentation typed`, () => {
      assert.equal(trimmed(new Typist(path).type(text).text), text);
    });
    test(`${path}, its indentation left to the editor`, () => {
      assert.equal(trimmed(new Typist(path).typeRelying(text).text), text);
    });
  }
});

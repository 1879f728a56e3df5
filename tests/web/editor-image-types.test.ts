import assert from "node:assert/strict";
import { test } from "node:test";
import { imageType, isDrawing } from "../../web/editor/image-types.js";

test("a picture is known by the end of its name, in small letters or capitals", () => {
  assert.deepEqual(["static/a.PNG", "b.jpeg", "c.svg"].map(imageType), ["image/png", "image/jpeg", "image/svg+xml"]);
});

test("what is named otherwise is no picture, and a folder's name says nothing", () => {
  assert.deepEqual(["a.py", "png", "a.png/b", "constructor.toString"].map(imageType), [null, null, null, null]);
});

test("of the pictures only SVG is written as text", () => {
  assert.deepEqual(["a.svg", "a.png", "a.py"].map(isDrawing), [true, false, false]);
});

/** What the element and its frame accept from each other, and the themes they derive. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isFromFrame, isGreeting, isToFrame, isTrusted, type Opening, openingFrom } from "../../web/embed/messages.js";
import { chooseTheme } from "../../web/embed/theme.js";

const project = { name: "Grüße", files: { "app.py": "x = '<&?>'\n" }, app: "app.py", debug: false };
const opening: Opening = {
  type: "flask-playground:open",
  source: { project },
  path: "/",
  file: "app.py",
  theme: "light",
  edit: false,
};
const site = "https://play.example";

describe("the element hears its frame's greeting", () => {
  const frame = {};
  const greeting = { data: { type: "flask-playground:frame-ready" }, origin: site, source: frame, ports: [] };

  it("from its own frame at the site's origin", () => {
    assert.equal(isGreeting(greeting, frame, site), true);
  });
  it("not from another window", () => {
    assert.equal(isGreeting({ ...greeting, source: {} }, frame, site), false);
  });
  it("not after the frame went to another origin", () => {
    assert.equal(isGreeting({ ...greeting, origin: "https://evil.example" }, frame, site), false);
  });
  it("not while there is no frame", () => {
    assert.equal(isGreeting({ ...greeting, source: null }, null, site), false);
  });
  for (const data of [null, "flask-playground:frame-ready", {}, { type: "other" }]) {
    it(`not in ${JSON.stringify(data)}`, () => {
      assert.equal(isGreeting({ ...greeting, data }, frame, site), false);
    });
  }
});

describe("the frame takes an opening", () => {
  const parent = {};
  const event = { data: opening as unknown, origin: site, source: parent, ports: [{}] };

  it("from the page that frames it", () => {
    assert.equal(openingFrom(event, parent), opening);
  });
  it("not from another window", () => {
    assert.equal(openingFrom({ ...event, source: {} }, parent), null);
  });
  it("not without a port to answer on", () => {
    assert.equal(openingFrom({ ...event, ports: [] }, parent), null);
  });
  for (const wrong of [
    { type: "other" },
    { source: null },
    { source: {} },
    { source: { example: 3 } },
    { path: 3 },
    { file: undefined },
    { theme: "pink" },
    { edit: "yes" },
  ]) {
    it(`not with ${JSON.stringify(wrong)}`, () => {
      assert.equal(openingFrom({ ...event, data: { ...opening, ...wrong } }, parent), null);
    });
  }
});

describe("over the port, the element", () => {
  it("hears that the frame is to close", () => {
    assert.equal(isFromFrame({ type: "close" }), true);
  });
  for (const data of [null, "close", {}, { type: "open" }]) {
    it(`makes nothing of ${JSON.stringify(data)}`, () => {
      assert.equal(isFromFrame(data), false);
    });
  }
});

describe("over the port, the frame", () => {
  it("hears of another theme", () => {
    assert.equal(isToFrame({ type: "theme", theme: "dark" }), true);
  });
  for (const data of [null, {}, { type: "close" }, { type: "theme" }, { type: "theme", theme: "pink" }]) {
    it(`makes nothing of ${JSON.stringify(data)}`, () => {
      assert.equal(isToFrame(data), false);
    });
  }
});

describe("a click in the page counts as the user's", () => {
  it("where the page is of the frame's own origin", () => {
    assert.equal(isTrusted(site, site), true);
  });
  it("not where it is of another", () => {
    assert.equal(isTrusted("https://play.example:8443", site), false);
  });
  it("not where both are opaque: such origins are never the same", () => {
    assert.equal(isTrusted("null", "null"), false);
  });
});

describe("the theme", () => {
  const cases: [attribute: string | null, declared: (string | null)[], prefersDark: boolean, theme: string][] = [
    [null, [], false, "light"],
    [null, [], true, "dark"],
    [null, ["light"], true, "light"],
    [null, ["auto", null], true, "dark"],
    [null, [null, "dark"], false, "dark"],
    ["light", ["dark"], true, "light"],
    ["auto", ["dark"], false, "dark"],
  ];
  for (const [attribute, declared, prefersDark, theme] of cases) {
    it(`is ${theme} for ${JSON.stringify({ attribute, declared, prefersDark })}`, () => {
      assert.equal(chooseTheme({ attribute, declared, prefersDark }), theme);
    });
  }
});

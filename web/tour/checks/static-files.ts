/** Checks of the chapter "Static files". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import type { Page } from "../page.js";
import { Unmet } from "../unmet.js";
import { code, thereIs } from "../words.js";

export const STATIC_FILES: Record<string, Check> = {
  "style-sheet": (app) => styleSheet(app),

  "a-page-in-style": async (app) => {
    await styleSheet(app);
    const page = (await app.get("/")).is(200);
    const sheets = page
      .elements("link")
      .filter(({ attributes }) => attributes.get("rel")?.toLowerCase() === "stylesheet");
    const links = sheets.map(({ attributes }) => attributes.get("href") ?? "");
    if (links.length === 0) throw new Unmet(withoutStyle(page));
    const link = links.find((href) => app.inside(href, "/") === "/static/style.css");
    if (link === undefined) {
      throw new Unmet(
        `The style sheet of ${page.name} should be \`/static/style.css\`, and it asks for ${thereIs(links, "none")}.`,
      );
    }
    if (!app.isBuilt(link)) {
      throw new Unmet(`The address ${code(link)} is written by hand. Have \`url_for("static", ...)\` make it.`);
    }
  },
};

async function styleSheet(app: App): Promise<void> {
  app.file("static/style.css");
  (await app.get("/static/style.css"))
    .is(200)
    .says(/\{[^{}]*:[^{}]*\}/, "at least one rule, such as `body { color: white; }`");
}

function withoutStyle(page: Page): string {
  const [other] = page.elements("link").map(({ attributes }) => attributes.get("rel"));
  const there = other === undefined ? "" : ` Its \`<link>\` has the \`rel\` ${code(other)}.`;
  return `${page.name} should have a \`<link rel="stylesheet">\`, and asks for no style sheet.${there}`;
}

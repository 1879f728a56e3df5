// The site, from sources to build/site: the runtime's files, the pages, the docs.
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { pages } from "./pages.mjs";
import { runtime } from "./runtime.mjs";
import { python, setup } from "./setup.mjs";
import { hashOf, root, run, siteDir, step } from "./steps.mjs";

/** Not part of a visit: the list itself, the service worker (the browser keeps it), what only tools read. */
const NOT_KEPT = /^(?:files\.json|service-worker\.js|\..*|.*\.map|objects\.inv)$/;

/** Build what is missing or out of date. */
export async function build() {
  await pages(await runtime());
  await examples();
  await docs();
  list();
}

async function examples() {
  const inputs = ["docs/examples", "web/build/examples.py"];
  if (!existsSync(join(root, "docs/examples/examples.toml"))) return;
  await step("examples", { inputs, outputs: ["build/site/examples/index.json"] }, () =>
    run(python, ["web/build/examples.py", "build/site/examples"]),
  );
}

async function docs() {
  if (!existsSync(join(root, "docs/conf.py"))) return;
  const inputs = ["docs", "framework", "README.md", "CHANGES.md", "CONTRIBUTING.md"];
  await step("docs", { inputs, outputs: ["build/site/docs/index.html"] }, () => {
    // From nothing: what a former build left behind would outlive its source.
    rmSync(join(root, "build/site/docs"), { recursive: true, force: true });
    run(python, [
      ...["-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--builder", "html"],
      ...["--doctree-dir", "build/doctrees", "docs", "build/site/docs"],
    ]);
  });
}

/** files.json: what the service worker keeps for a visit without a network, with a version that changes with any of it. */
function list() {
  const files = readdirSync(siteDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_KEPT.test(entry.name))
    .map((entry) => relative(siteDir, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
  const version = hashOf(files.map((file) => join("build/site", file)));
  writeFileSync(join(siteDir, "files.json"), JSON.stringify({ version, files }));
}

if (fileURLToPath(import.meta.url) === argv[1]) {
  await setup();
  await build();
}

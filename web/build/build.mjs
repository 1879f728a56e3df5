// The site, from sources to build/site: the runtime's files, the pages, the docs.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileList } from "./files.mjs";
import { pages } from "./pages.mjs";
import { runtime } from "./runtime.mjs";
import { python, setup } from "./setup.mjs";
import { isMain, root, run, step } from "./steps.mjs";

/** Build what is missing or out of date. */
export async function build() {
  await pages(await runtime());
  await examples();
  await tour();
  await docs();
  fileList();
}

async function examples() {
  // Their first responses are recorded with the framework.
  const inputs = ["docs/examples", "framework", "web/build/examples.py", "web/build/recording.py"];
  await step("examples", { inputs, outputs: ["build/site/examples/index.json"] }, () => {
    run(python, ["web/build/examples.py", "build/site/examples"]);
    run(python, ["web/build/recording.py", "build/site/examples"]);
  });
}

async function tour() {
  const inputs = ["docs/tour", "web/build/tour.py"];
  await step("tour", { inputs, outputs: ["build/site/tour/index.json"] }, () =>
    run(python, ["web/build/tour.py", "build/site/tour"]),
  );
}

async function docs() {
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

if (isMain(import.meta.url)) {
  await setup();
  await build();
}

// node tests/conformance/page/build.mjs: the conformance page, from its sources to build/conformance/page.
import { join } from "node:path";
import { build } from "vite";
import { root, step } from "../../../web/build/steps.mjs";

const outDir = "build/conformance/page";

await step("conformance page", { inputs: ["tests/conformance/page", "web"], outputs: [outDir] }, () =>
  build({
    configFile: false,
    root: join(root, "tests/conformance/page"),
    base: "./",
    logLevel: "warn",
    worker: { format: "es" },
    build: { outDir: join(root, outDir), emptyOutDir: true, target: "es2022" },
  }),
);

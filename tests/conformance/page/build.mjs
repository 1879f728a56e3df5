// node tests/conformance/page/build.mjs: the conformance page, from its sources to build/conformance/page.
import { join } from "node:path";
import { build } from "vite";
import { runtime } from "../../../web/build/runtime.mjs";
import { root, step } from "../../../web/build/steps.mjs";

const outDir = "build/conformance/page";
const { folder, files } = await runtime();

await step("conformance page", { inputs: ["tests/conformance/page", "web"], outputs: [outDir], key: folder }, () =>
  build({
    configFile: false,
    root: join(root, "tests/conformance/page"),
    base: "./",
    logLevel: "warn",
    define: { __RUNTIME__: JSON.stringify(folder), __RUNTIME_FILES__: JSON.stringify(files) },
    worker: { format: "es" },
    build: { outDir: join(root, outDir), emptyOutDir: true, target: "es2022" },
  }),
);

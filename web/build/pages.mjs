// The pages, the <flask-playground> element and the service worker, from TypeScript to build/site.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root, siteDir, step } from "./steps.mjs";

/** @import { Plugin, UserConfig } from "vite" */

/** Source page, relative to web/, and the name under which the site serves it. */
const PAGES = { "playground/index.html": "index.html", "embed/frame.html": "embed.html" };

/**
 * Build the pages; they know the `folder` of the interpreter's files in the site, and its worker the `files`.
 * @param {Awaited<ReturnType<import("./runtime.mjs").runtime>>} made
 */
export async function pages({ folder, files }) {
  const inputs = ["web", "service_worker", "tsconfig.base.json", "package-lock.json"];
  await step("pages", { inputs, key: folder }, async () => {
    // Loaded only now: setup has just installed it.
    const { build } = await import("vite");
    rmSync(join(siteDir, "assets"), { recursive: true, force: true });
    for (const settings of [documents(), element(), serviceWorker()]) {
      await build({
        ...settings,
        configFile: false,
        root: join(root, "web"),
        base: "./",
        logLevel: "warn",
        define: { __RUNTIME__: JSON.stringify(folder), __RUNTIME_FILES__: JSON.stringify(files) },
        build: { ...settings.build, sourcemap: true, outDir: siteDir, emptyOutDir: false, target: "es2022" },
      });
    }
  });
}

/** @returns {UserConfig} */
function documents() {
  const input = Object.fromEntries(
    Object.keys(PAGES).map((page) => [page.replace(/\/.*/, "-page"), join(root, "web", page)]),
  );
  return {
    plugins: [atTheRoot()],
    worker: { format: "es" },
    build: {
      // The editor is most of it, and all of it is needed at once.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input,
        output: {
          entryFileNames: "assets/[name]-[hash].js",
          // What is needed at once is one file, however many of those that are loaded later need parts of it, too.
          codeSplitting: { groups: [{ name: "shared", tags: ["$initial"], minShareCount: 2 }] },
        },
      },
    },
  };
}

/**
 * Alone, so that it shares no chunk with the pages: documents of other origins load this one file.
 * @returns {UserConfig}
 */
function element() {
  const input = { embed: join(root, "web", "embed", "element.ts") };
  return { build: { rolldownOptions: { input, output: { entryFileNames: "embed.js" } } } };
}

/**
 * One classic script: not every browser takes a module as a service worker.
 * @returns {UserConfig}
 */
function serviceWorker() {
  const input = { "service-worker": join(root, "service_worker", "main.ts") };
  return { build: { rolldownOptions: { input, output: { format: "iife", entryFileNames: "service-worker.js" } } } };
}

/**
 * Vite writes a page where its source lies; the site wants it at its root, its relative links with it.
 * @returns {Plugin}
 */
function atTheRoot() {
  return {
    name: "pages-at-the-root",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [source, fileName] of Object.entries(PAGES)) {
        const page = bundle[source];
        if (page?.type !== "asset") throw new Error(`The bundle has no page ${source}`);
        Reflect.deleteProperty(bundle, source);
        const html = String(page.source).replaceAll(/(href|src)="\.\.\//g, '$1="./');
        this.emitFile({ type: "asset", fileName, source: html });
      }
    },
  };
}

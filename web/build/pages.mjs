// The pages, the <flask-playground> element and the service worker, from TypeScript to build/site.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, siteDir, step } from "./steps.mjs";

/** Source page, relative to web/, and the name under which the site serves it. */
const PAGES = { "playground/index.html": "index.html", "embed/frame.html": "embed.html" };

const SOURCES = ["web", "service_worker", "tsconfig.base.json", "package-lock.json"];

/** Build the pages; they know the `folder` of the interpreter's files in the site, and its worker the `files`. */
export async function pages({ folder, files }) {
  const inputs = [...SOURCES];
  await step("pages", { inputs, outputs: [], key: folder }, async () => {
    // Loaded only now: setup has just installed it.
    const { build } = await import("vite");
    rmSync(join(siteDir, "assets"), { recursive: true, force: true });
    for (const settings of [modules(), element(), serviceWorker()]) {
      if (Object.keys(settings.build.rolldownOptions.input).length === 0) continue;
      await build({
        ...settings,
        configFile: false,
        root: join(root, "web"),
        base: "./",
        logLevel: "warn",
        define: { __RUNTIME__: JSON.stringify(folder), __RUNTIME_FILES__: JSON.stringify(files) },
        build: { ...settings.build, outDir: siteDir, emptyOutDir: false, target: "es2022" },
      });
    }
  });
}

function modules() {
  const web = (path) => join(root, "web", path);
  const entries = Object.fromEntries(Object.keys(PAGES).map((page) => [page.split("/")[0] + "-page", web(page)]));
  return {
    plugins: [atTheRoot()],
    worker: { format: "es" },
    build: {
      sourcemap: true,
      // The editor is most of it, and all of it is needed at once.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: present(entries),
        output: { entryFileNames: "assets/[name]-[hash].js" },
      },
    },
  };
}

/** Alone, so that it shares no chunk with the pages: documents of other origins load this one file. */
function element() {
  return {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: present({ embed: join(root, "web", "embed", "element.ts") }),
        output: { entryFileNames: "embed.js" },
      },
    },
  };
}

/** One classic script: not every browser takes a module as a service worker. */
function serviceWorker() {
  return {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: present({ "service-worker": join(root, "service_worker", "main.ts") }),
        output: { format: "iife", entryFileNames: "service-worker.js" },
      },
    },
  };
}

const present = (entries) => Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(path)));

/** Vite writes a page where its source lies; the site wants it at its root, its relative links with it. */
function atTheRoot() {
  return {
    name: "pages-at-the-root",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [source, fileName] of Object.entries(PAGES)) {
        const page = bundle[source];
        if (!page) continue;
        delete bundle[source];
        this.emitFile({ type: "asset", fileName, source: page.source.replaceAll(/(href|src)="\.\.\//g, '$1="./') });
      }
    },
  };
}

/** The page's entry. The editor stands before storage and runtime answer. */
import { Playground } from "./playground.js";
import { toast } from "../ui/toasts.js";
import { ProjectStore } from "./project-store.js";

/** Folder of the interpreter's files in the site; the build puts it here. */
declare const __RUNTIME__: string;

// What is loaded at its first use may be gone: without a network, or after the site was built anew.
window.addEventListener("vite:preloadError", () =>
  toast({ text: "A part of this page could not be loaded. Reload the page: your projects are kept.", problem: true }),
);

const site = new URL(".", location.href);
const playground = new Playground(site, new URL(__RUNTIME__, site));
await playground.start(
  await ProjectStore.open({
    refused: (error) => playground.notKept(error),
    copied: (original, copy) => playground.copied(original, copy),
    changedElsewhere: (id, copy) => playground.changedElsewhere(id, copy),
  }),
);

/** The page's entry. The editor stands before storage and runtime answer. */
import { Playground } from "./playground.js";
import { ProjectStore } from "./project-store.js";

/** Folder of the interpreter's files in the site; the build puts it here. */
declare const __RUNTIME__: string;

const site = new URL(".", location.href);
const playground = new Playground(site, new URL(__RUNTIME__, site));
await playground.start(await ProjectStore.open((error) => playground.notKept(error)));

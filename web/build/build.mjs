// The site, from sources to build/site: the runtime's files, the pages, the docs.
import { fileURLToPath } from "node:url";
import { argv } from "node:process";
import { setup } from "./setup.mjs";

/** Build what is missing or out of date. */
export async function build() {}

if (fileURLToPath(import.meta.url) === argv[1]) {
  await setup();
  await build();
}

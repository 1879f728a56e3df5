// npm start [-- --port N --host ADDRESS]: set up, build what changed, serve the site.
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { messageOf } from "./steps.mjs";

const { values } = parseArgs({
  options: { port: { type: "string", default: "8000" }, host: { type: "string", default: "localhost" } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port takes a number from 0 to 65535, not ${JSON.stringify(values.port)}.`);
  process.exit(2);
}

try {
  await setup();
  await build();
  // Loaded only now: it needs what setup has just installed.
  const { serve } = await import("./serve.mjs");
  const url = await serve({ host: values.host, port });
  console.log(`\nPlayground: ${url}\nDocs:       ${url}docs/\nStop with Ctrl+C.`);
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  process.exitCode = 1;
}

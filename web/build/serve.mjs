// Serves the built site as plain static files. Run directly, it prints its URL as the first line.
import { createServer } from "node:http";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import sirv from "sirv";
import { siteDir } from "./steps.mjs";

/** Start the server; resolves to the site's URL once it listens. Port 0 takes any free one. */
export function serve({ host = "localhost", port = 8000, directory = siteDir, base = "/" } = {}) {
  // Documents of other origins load embed.js, and modules are fetched by the rules of CORS.
  const setHeaders = (response) => response.setHeader("access-control-allow-origin", "*");
  const files = sirv(directory, { dev: true, etag: true, extensions: ["html"], setHeaders });
  const server = createServer((request, response) => {
    const missing = () => {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
      response.end(`Not found: ${request.url}\n`);
    };
    if (!request.url.startsWith(base)) return missing();
    request.url = `/${request.url.slice(base.length)}`;
    files(request, response, missing);
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} on ${host} is taken. Choose another: npm start -- --port 8001`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve(`http://${host}:${server.address().port}${base}`));
  });
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
  const [, , base = "/", directory = siteDir] = argv;
  console.log(await serve({ port: 0, base, directory }));
}

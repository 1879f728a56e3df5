// Serves the built site as plain static files. Run directly, it prints its URL as the first line.
import { createServer } from "node:http";
import sirv from "sirv";
import { isMain, siteDir } from "./steps.mjs";

/**
 * Start the server; resolves to the site's URL once it listens. Port 0 takes any free one.
 * @returns {Promise<string>}
 */
export function serve({ host = "localhost", port = 8000, directory = siteDir, base = "/" } = {}) {
  const files = sirv(directory, {
    dev: true,
    etag: true,
    extensions: ["html"],
    // Documents of other origins load embed.js, and modules are fetched by the rules of CORS.
    setHeaders: (response) => response.setHeader("access-control-allow-origin", "*"),
  });
  const server = createServer((request, response) => {
    const { url = "" } = request;
    const missing = () => {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
      response.end(`Not found: ${url}\n`);
    };
    if (url.startsWith(base)) {
      request.url = `/${url.slice(base.length)}`;
      files(request, response, missing);
    } else missing();
  });
  return new Promise((resolve, reject) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} on ${host} is taken. Choose another: npm start -- --port 8001`)
          : error,
      ),
    );
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : port;
      resolve(`http://${host}:${taken}${base}`);
    });
  });
}

if (isMain(import.meta.url)) {
  const [, , base = "/", directory = siteDir] = process.argv;
  console.log(await serve({ port: 0, base, directory }));
}

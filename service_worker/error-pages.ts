/** What the user sees where the application has no answer: what happened, and what to do about it. */
import { playgroundUrl } from "../web/protocol/urls.js";
import type { BrowserRequest } from "./browser-request.js";
import type { Dependencies } from "./dependencies.js";

export interface ErrorPage {
  status: 404 | 502 | 503 | 504;
  title: string;
  /** What happened, one or two sentences. */
  text: string;
  /** What to do about it. */
  advice: string;
  /** What the program or browser said, shown as it is; may be empty. */
  detail: string;
}

export const CLOSED: ErrorPage = {
  status: 503,
  title: "This preview has no page behind it",
  text: "The application runs inside a playground page, and no open page runs the one with this address. The page that did was closed or reloaded.",
  advice: "Open the playground again: it runs the project anew, under a new address.",
  detail: "",
};

export const LEFT: ErrorPage = {
  status: 503,
  title: "The playground page went away",
  text: "The page in which the application runs was closed or reloaded before the response was complete.",
  advice: "Open the playground again: it runs the project anew, under a new address.",
  detail: "",
};

export const STOPPED: ErrorPage = {
  status: 503,
  title: "Stopped",
  text: "The application was stopped before it had answered.",
  advice: "Load the page again to ask once more.",
  detail: "",
};

export const slow = (seconds: number): ErrorPage => ({
  status: 504,
  title: "The application does not answer",
  text: `It has been at this request for ${seconds} seconds, as long as a browser allows.`,
  advice: "Stop it on the playground page, and look for a loop or a wait that does not end.",
  detail: "",
});

export const failed = (detail: string): ErrorPage => ({
  status: 502,
  title: "The application could not answer",
  text: "The request reached the page in which the application runs, and ended without a response.",
  advice: "Look at the playground's console, then run the project again.",
  detail,
});

export const invalid = (detail: string): ErrorPage => ({
  status: 502,
  title: "The response is not valid HTTP",
  text: "The application answered with something that no browser accepts from a server.",
  advice: "Change the response that this view returns.",
  detail,
});

export const OFFLINE: ErrorPage = {
  status: 503,
  title: "No network, and no copy of this page",
  text: "The browser is offline, and this page has not been kept for that case.",
  advice: "Connect to the network and load the page again.",
  detail: "",
};

/** `page` as the response to `request`: HTML for a navigation, plain text for anything a program asked for. */
export function errorPageResponse(
  page: ErrorPage,
  request: BrowserRequest,
  { scope, stylesheet }: Pick<Dependencies, "scope" | "stylesheet">,
): Response {
  const navigation = request.mode === "navigate";
  const headers = {
    "content-type": `text/${navigation ? "html" : "plain"}; charset=utf-8`,
    "cache-control": "no-store",
  };
  // A frame stands on the playground's page already, and would show a second one inside it.
  const playground = request.destination === "iframe" ? null : playgroundUrl(scope);
  const text = navigation ? asHtml(page, stylesheet, playground) : asText(page);
  return new Response(request.method === "HEAD" ? null : text, { status: page.status, headers });
}

const asText = ({ title, text, advice, detail }: ErrorPage): string =>
  [`${title}.`, text, detail, advice].filter((line) => line !== "").join("\n") + "\n";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const asHtml = (
  { status, title, text, advice, detail }: ErrorPage,
  stylesheet: string,
  playground: URL | null,
): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${stylesheet}</style>
<main>
  <small>${status}</small>
  <h1>${escape(title)}</h1>
  <p>${escape(text)}</p>
  ${detail === "" ? "" : `<p class="what">${escape(detail)}</p>`}
  <p>${escape(advice)}</p>
  ${playground === null ? "" : `<p><a href="${escape(playground.href)}">Open the playground</a></p>`}
</main>
</html>
`;

/** Requests as a browser makes them: `new Request` takes neither navigations nor destinations. */
import type { BrowserRequest } from "../../service_worker/browser-request.js";

export const browserRequest = (parts: Partial<BrowserRequest> = {}): BrowserRequest => ({
  url: "https://example.org/site/preview/abc/",
  method: "GET",
  mode: "cors",
  destination: "",
  referrer: "",
  headers: new Headers(),
  ...parts,
});

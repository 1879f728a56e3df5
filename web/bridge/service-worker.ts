/** Registers the service worker, without which a page cannot show a preview. */
import type { ToServiceWorker } from "../protocol/messages.js";

/** There is no service worker for this page. `message` says why, `hint` what the user can do. */
export class NoServiceWorkerError extends Error {
  override name = "NoServiceWorkerError";

  constructor(
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How long, in milliseconds, a service worker that is up may take to put this page under its control. */
const CONTROL_TIMEOUT = 3000;

/**
 * Register `<scope>service-worker.js` and wait until it is active and controls this page.
 *
 * A page that stays uncontrolled all the same (reloaded past the cache, in a browser that then refuses to be claimed) can
 * work: the preview's own frame is controlled, and the service worker asks uncontrolled pages too. Throws
 * `NoServiceWorkerError`.
 */
export async function ensureServiceWorker(scope: URL): Promise<void> {
  if (!isSecureContext) {
    throw new NoServiceWorkerError(
      `The preview needs a service worker, and browsers allow one on https:// and on localhost only, not on ${location.origin}.`,
      "Open this page over https://, or as http://localhost.",
    );
  }
  const container = availableContainer();
  const script = new URL("service-worker.js", scope);
  let registration: ServiceWorkerRegistration;
  try {
    // To register anew waits while the browser looks for a newer script, which in Chromium can take three minutes.
    registration =
      (await current(container, scope, script)) ??
      (await container.register(script, { scope: scope.href, updateViaCache: "none" }));
    await activated(registration);
  } catch (error) {
    throw new NoServiceWorkerError(
      `The browser did not start the preview's service worker ${script.href}: ${String(error)}`,
      "Allow this site to store data (cookies and site data), leave the private window, or try another browser.",
      { cause: error },
    );
  }
  if (container.controller === null) await controlled(container, registration);
}

function availableContainer(): ServiceWorkerContainer {
  let container: ServiceWorkerContainer | undefined;
  try {
    // A sandboxed frame throws here, and some private windows have none.
    container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  } catch (error) {
    throw new NoServiceWorkerError(
      "This page stands in a frame whose sandbox forbids service workers.",
      "Give the frame allow-scripts and allow-same-origin, or open this page in a tab of its own.",
      { cause: error },
    );
  }
  if (container) return container;
  throw new NoServiceWorkerError(
    "This browser offers no service workers here, and the preview needs one.",
    "Leave the private window if this is one, or open this page in a current Chromium, Firefox or Safari.",
  );
}

/** The registration for `scope` where its worker is active and comes from `script`: nothing is left to be done then. */
async function current(
  container: ServiceWorkerContainer,
  scope: URL,
  script: URL,
): Promise<ServiceWorkerRegistration | null> {
  const registration = await container.getRegistration(scope);
  const fits = registration?.scope === scope.href && registration.active?.scriptURL === script.href;
  return fits ? registration : null;
}

/** Resolves once `registration` has an active worker; throws when the one that is being installed is given up. */
function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active ?? !coming) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (coming.state === "activated") resolve();
      if (coming.state === "redundant") reject(new Error("it was discarded while it was being installed"));
    };
    coming.addEventListener("statechange", look);
    look();
  });
}

function controlled(container: ServiceWorkerContainer, registration: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      container.removeEventListener("controllerchange", done);
      resolve();
    };
    const timer = setTimeout(done, CONTROL_TIMEOUT);
    container.addEventListener("controllerchange", done);
    const claim: ToServiceWorker = { type: "flask-playground:claim" };
    registration.active?.postMessage(claim);
    if (container.controller !== null) done();
  });
}

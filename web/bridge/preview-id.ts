import { randomId } from "../protocol/random-id.js";

/**
 * A new preview's id.
 *
 * Each page load takes a new one. An id kept in `sessionStorage` would be copied when the user duplicates the tab, and
 * two pages would then answer for one preview; a lock against that would have to be won before anything could run. A new
 * id needs no agreement. What is to outlive a reload, the project and its cookies, belongs to the page and is stored by it.
 */
export const newPreviewId = (): string => randomId();

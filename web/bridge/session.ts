import { randomId } from "../protocol/random-id.js";

/**
 * A new session's name.
 *
 * Each page load takes a new one. A name kept in `sessionStorage` would be copied when the reader duplicates the tab, and
 * two pages would then answer for one session; a lock against that would have to be won before anything could run. A new
 * name needs no agreement. What is to outlive a reload, the project and its cookies, belongs to the page and is stored by it.
 */
export const newSession = (): string => randomId();

import { ended } from "./words.js";

/** What a step asks for and the user's app does not do yet. The message says what was expected and what came. */
export class Unmet extends Error {
  override name = "Unmet";

  constructor(message: string) {
    super(ended(message));
  }
}

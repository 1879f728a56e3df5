/** The checks of all steps, by slug. */
import type { Check } from "../check.js";
import { MINIMAL } from "./minimal.js";
import { OUTSIDE } from "./outside.js";
import { REQUEST_DATA } from "./request-data.js";
import { RESPONSES } from "./responses.js";
import { ROUTING } from "./routing.js";
import { SESSIONS } from "./sessions.js";
import { STARTING } from "./starting.js";
import { STATIC_FILES } from "./static-files.js";
import { TEMPLATES } from "./templates.js";

export const CHECKS: Readonly<Record<string, Check>> = {
  ...MINIMAL,
  ...STARTING,
  ...ROUTING,
  ...STATIC_FILES,
  ...TEMPLATES,
  ...REQUEST_DATA,
  ...RESPONSES,
  ...SESSIONS,
  ...OUTSIDE,
};

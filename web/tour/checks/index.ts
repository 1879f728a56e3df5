/** The checks of all steps, by slug. */
import type { Check } from "../check.js";
import { MINIMAL } from "./minimal.js";
import { ROUTING } from "./routing.js";
import { STARTING } from "./starting.js";

export const CHECKS: Readonly<Record<string, Check>> = { ...MINIMAL, ...STARTING, ...ROUTING };

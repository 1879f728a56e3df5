/** The checks of all steps, by slug. */
import type { Check } from "../check.js";
import { MINIMAL } from "./minimal.js";

export const CHECKS: Readonly<Record<string, Check>> = { ...MINIMAL };

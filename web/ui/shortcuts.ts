/** Shortcuts as the keys of the user's system are named. */

/** True on Apple's systems, whose shortcuts use Command where others use Control. */
export const isApple = /mac|iphone|ipad/i.test(navigator.platform);

/** A shortcut as the user's keyboard has it: `Ctrl+Enter`, `⌘Enter`. */
export const shortcut = (key: string): string => (isApple ? `⌘${key}` : `Ctrl+${key}`);

/**
 * The element's own look. It takes the text colour and the code font of the document around it, so that it fits into a
 * light and a dark page without being told; only the accent is ours, and a document may set another.
 */
export const STYLE = /* css */ `
:host { display: block; margin: 1rem 0; }
:host([hidden]) { display: none; }
.example {
  --line: color-mix(in srgb, currentColor 18%, transparent);
  --soft: color-mix(in srgb, currentColor 65%, transparent);
  --accent: var(--flask-playground-accent, light-dark(#0a6f63, #4fd0bd));
  --on-accent: var(--flask-playground-on-accent, light-dark(#ffffff, #07211d));
  border: 1px solid var(--line);
  border-radius: 5px;
  overflow: hidden;
}
.bar {
  display: flex;
  align-items: center;
  gap: 4px;
  min-height: 36px;
  padding: 0 6px 0 4px;
  border-bottom: 1px solid var(--line);
  background: color-mix(in srgb, currentColor 4%, transparent);
  font: 500 13px/20px system-ui, sans-serif;
}
.tabs { display: flex; flex: 1; min-width: 0; overflow-x: auto; scrollbar-width: none; }
button, a {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  padding: 3px 8px;
  border: 0;
  border-radius: 4px;
  background: none;
  color: inherit;
  font: inherit;
  text-decoration: none;
  white-space: nowrap;
  cursor: pointer;
}
button:hover, a:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
[role="tab"] { padding: 8px; border-radius: 0; color: var(--soft); font: 13px/20px ui-monospace, monospace; }
[role="tab"][aria-selected="true"] { color: inherit; box-shadow: inset 0 -2px var(--accent); }
.open { color: var(--soft); }
.run { background: var(--accent); color: var(--on-accent); }
.run:hover { background: color-mix(in srgb, var(--accent) 88%, #000); }
.run:focus-visible { outline-offset: 2px; }
svg { width: 12px; height: 12px; fill: currentColor; }
.problem { margin: 0; padding: 8px 12px; font: 13px/20px system-ui, sans-serif; }
.code { overflow: auto; }
iframe { display: block; width: 100%; border: 0; }
::slotted(*) { margin: 0 !important; }
[hidden] { display: none !important; }
@media (max-width: 480px) { .open span { display: none; } }
@media print { .bar { display: none; } }
`;

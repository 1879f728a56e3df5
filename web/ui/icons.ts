/** One set of icons: 16 by 16, drawn with a 1.5 line in the colour of the text. They are decoration; controls have labels. */

const PATHS = {
  add: "M8 3.5v9M3.5 8h9",
  back: "M9.5 3.5 5 8l4.5 4.5",
  forward: "M6.5 3.5 11 8l-4.5 4.5",
  reload: "M12.6 6.2A5 5 0 1 0 13 8.6M13 3v3.4H9.6",
  external: "M9 3.5h3.5V7M12.2 3.8 7.5 8.5M11.5 9.5v2a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h2",
  run: "M5.2 3.4v9.2l7.2-4.6z",
  stop: "M4.5 4.5h7v7h-7z",
  share: "M8 9.8V2.8M5.4 5.2 8 2.6l2.6 2.6M4.5 7.5h-1v5.5h9V7.5h-1",
  more: "M3.9 8h.01M8 8h.01M12.1 8h.01",
  up: "M4.5 9.5 8 6l3.5 3.5",
  down: "M4.5 6.5 8 10l3.5-3.5",
  grid: "M3.2 3.2h3.6v3.6H3.2zM9.2 3.2h3.6v3.6H9.2zM3.2 9.2h3.6v3.6H3.2zM9.2 9.2h3.6v3.6H9.2z",
  broom:
    "M12.8 3.2 8.6 7.4M5.2 6.6l4.2 4.2M5.2 6.6 2.8 9.4l3.8 3.8 2.8-2.4M5.2 6.6c1-1.2 2.6-1.2 3.6-.2s1 2.6-.2 3.6M4.6 11.2l1.2-1.2",
  clear: "M8 2.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8M4.4 4.4l7.2 7.2",
  word: "M6.6 5.2v5M6.6 7.7a1.9 2 0 1 1-3.8 0 1.9 2 0 0 1 3.8 0M9.4 3v7.2M9.4 7.7a1.9 2 0 1 1 3.8 0 1.9 2 0 0 1-3.8 0M2 11.4v1.8h12v-1.8",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  book: "M8 4.4C6.7 3.4 5 3 2.8 3.1v9c2.2-.1 3.9.3 5.2 1.3 1.3-1 3-1.4 5.2-1.3v-9C11 3 9.3 3.4 8 4.4zM8 4.4v9",
  file: "M9.2 2.8H4.5v10.4h7V5.2zM9 3v2.5h2.5",
  minus: "M3.5 8h9",
  keyboard: "M2 4.5h12v7.5H2zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 9.6h6",
  folder: "M2.5 12.2V4.2a.7.7 0 0 1 .7-.7h3l1.6 1.8h5a.7.7 0 0 1 .7.7v6.2a.7.7 0 0 1-.7.7H3.2a.7.7 0 0 1-.7-.7z",
  tree: "M2.8 3.8h4M2.8 3.8v8.4h4.4M2.8 8h4.4M9.6 3.8h3.6M9.6 8h3.6M9.6 12.2h3.6",
  zip: "M3.5 13.2V2.8h9v10.4zM8 2.8v1.4M8 5.8v1.4M8 8.8v2",
  download: "M8 2.8v7M5.4 7.4 8 10l2.6-2.6M3 12.8h10",
  rename: "M10.3 3.5 12.5 5.7 6 12.2l-2.7.5.5-2.7z",
  delete: "M3.5 4.8h9M6.5 4.5v-1.3h3v1.3M4.8 5l.5 8h5.4l.5-8",
  copy: "M6 6h7v7H6zM10 6V3H3v7h3",
  undo: "M6 3.5 3.2 6.3 6 9.1M3.5 6.3h5.8a3.2 3.2 0 0 1 0 6.4H6.5",
  indent: "M2.5 3.5h11M7.5 6.5h6M7.5 9.5h6M2.5 12.5h11M2.5 6.2 4.6 8l-2.1 1.8",
  dedent: "M2.5 3.5h11M7.5 6.5h6M7.5 9.5h6M2.5 12.5h11M4.6 6.2 2.5 8l2.1 1.8",
  settings: "M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  moon: "M12.8 9.7A5.4 5.4 0 0 1 6.3 3.2a5.2 5.2 0 1 0 6.5 6.5z",
  auto: "M8 2.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8M8 5v6a3 3 0 0 0 0-6",
  error: "M8 2.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8M8 5.5v3M8 10.5v.01",
  link: "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.7.7M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.7-.7",
  target: "M8 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M8 1.8v2.4M8 11.8v2.4M1.8 8h2.4M11.8 8h2.4",
  eye: "M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6",
  route:
    "M4 12.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M12 6.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M5.6 11h5.2a2 2 0 0 0 0-4.2H5.4a2 2 0 0 1 0-3.8h5",
  check: "M3.5 8.5 6.5 11.5l6-7",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

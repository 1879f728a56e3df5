/** Which files are pictures, by their names. */

const TYPES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  bmp: "image/bmp",
  ico: "image/x-icon",
  svg: "image/svg+xml",
};

/** The media type of the picture `path`; null where it is none. */
export const imageType = (path: string): string | null =>
  TYPES[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ""] ?? null;

/** Whether `path` is a picture that is written as text. */
export const isDrawing = (path: string): boolean => imageType(path) === TYPES.svg;

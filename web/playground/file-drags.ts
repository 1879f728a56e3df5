/** Files that are dragged over the page. The browser would open them in its place. */

/** Call `over` when the first come over the page. Dropping them does nothing but what somebody beneath does about it. */
export function onFileDrag(over: () => void): void {
  for (const type of ["dragenter", "dragover", "drop"] as const) {
    document.addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (type === "dragenter") over();
      else if (type === "dragover" && !isDropZone(event.target)) event.dataTransfer.dropEffect = "none";
    });
  }
}

const isDropZone = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(".drop-zone") !== null;

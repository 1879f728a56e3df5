/** What an entry of the console comes to. */
import type { ConsoleEntry } from "../protocol/messages.js";

/** An entry that a user should not miss: a failed response, an error in the log. */
export function isError(entry: ConsoleEntry): boolean {
  switch (entry.kind) {
    case "access":
      return entry.status >= 500;
    case "log":
      return entry.level === "error" || entry.level === "critical";
    case "output":
      return false;
  }
}

/** Which of the five classes a status belongs to, as the name of its colour. */
export function statusClass(status: number): "info" | "success" | "redirect" | "client-error" | "server-error" {
  if (status < 200) return "info";
  if (status < 300) return "success";
  if (status < 400) return "redirect";
  return status < 500 ? "client-error" : "server-error";
}

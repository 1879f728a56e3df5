/** Where a project begins. */
import type { Project } from "../protocol/project.js";
import { inTabOrder } from "./file-names.js";

/** The file that a user wants to see first: the application's, else the first Python file. */
export function mainFile({ app, files }: Pick<Project, "app" | "files">): string {
  const paths = inTabOrder(Object.keys(files));
  const target = app.split(":", 1)[0] ?? "";
  const module = target.replace(/\.py$/, "").replaceAll(".", "/");
  const wanted = [target, `${module}.py`, `${module}/__init__.py`, "wsgi.py", "app.py"];
  return wanted.find((path) => path in files) ?? paths.find((path) => path.endsWith(".py")) ?? paths[0] ?? "";
}

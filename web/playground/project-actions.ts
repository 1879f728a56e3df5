/** What the user can do with a project as a whole, with the questions and messages that belong to it. */
import { projectLink } from "../project/location-hash.js";
import { projectToJson } from "../project/project-json.js";
import { ask } from "../ui/dialogs.js";
import { formatBytes } from "../ui/formats.js";
import { toast } from "../ui/toasts.js";
import { starter } from "./starter.js";
import type { Workspace } from "./workspace.js";

const MAX_NAME_LENGTH = 80;

/** Links longer than this are cut by some mail and chat programs. */
const LONG_LINK = 8000;

export async function renameProject(workspace: Workspace): Promise<void> {
  const name = await ask({
    title: "Rename the project",
    label: "Name",
    value: workspace.record.name,
    accept: "Rename",
    check: (answer) => {
      if (answer === "") return "A project needs a name.";
      return answer.length > MAX_NAME_LENGTH
        ? `The name has ${answer.length} characters; ${MAX_NAME_LENGTH} are possible.`
        : null;
    },
  });
  if (name !== null) workspace.rename(name);
}

export async function chooseApplication(workspace: Workspace): Promise<void> {
  const app = await ask({
    title: "Application",
    label: "FLASK_APP",
    value: workspace.record.app,
    placeholder: "hello.py",
    hint: "As for flask run: hello.py, a package, or app.py:create_app(). Left empty, wsgi.py and app.py are looked for.",
    accept: "Use it",
    check: () => null,
  });
  if (app !== null) workspace.configure({ app });
}

export function resetProject(workspace: Workspace): void {
  const undo = workspace.reset();
  toast({
    text: "The example's own files are back.",
    action: { text: "Undo", label: "Bring my changes back", press: undo },
  });
}

export async function removeProject(workspace: Workspace): Promise<void> {
  const { id, name } = workspace.record;
  const undo = await workspace.remove(id);
  const next = (await workspace.projects()).find((record) => record.id !== id);
  if (next) workspace.open(next);
  else await workspace.create(starter("Untitled"));
  toast({ text: `“${name}” is deleted.`, action: { text: "Undo", label: `Bring “${name}” back`, press: undo } });
}

/** Copy a link to the project, or show it where the browser forbids that. */
export async function shareProject(workspace: Workspace, page: URL): Promise<void> {
  const link = await projectLink(page, projectToJson(workspace.project), workspace.record.path);
  const size = `${formatBytes(link.length)}${link.length > LONG_LINK ? ", too long for some mail programs" : ""}`;
  try {
    await navigator.clipboard.writeText(link);
    toast({ text: `A link to this project is copied (${size}). The whole project is in it; no server keeps it.` });
  } catch {
    await ask({
      title: "Share this project",
      label: `Link (${size})`,
      value: link,
      hint: "The browser did not let the page copy it: copy it from here. The whole project is in it.",
      accept: "Done",
      check: () => null,
    });
  }
}

// Writes the zip that the playground's "Download" gives for a project, which is read as JSON.
//   node --import tsx download.ts PROJECT.json TARGET.zip
import { readFileSync, writeFileSync } from "node:fs";
import { withNativeFiles } from "../../web/project/native-files.js";
import { projectFromJson } from "../../web/project/project-json.js";
import { zipped } from "../../web/project/zip.js";

const [, , source = "", target = ""] = process.argv;
const project = projectFromJson(JSON.parse(readFileSync(source, "utf8")));
writeFileSync(target, zipped(withNativeFiles(project), project.name));

import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMAND_GROUPS, EDITOR_COMMANDS, writtenKeys } from "../../web/editor/commands.js";
import { type Command, commandGroups } from "../../web/ui/command.js";

const COMMANDS: Command[] = [
  { group: "Project", title: "Download as a zip" },
  { group: "Finding", title: "Find", keys: "Ctrl+F" },
  { group: "Project", title: "New project" },
];

const found = (query: string) =>
  [...commandGroups(COMMANDS, query)].map(([group, members]) => [group, ...members.map(({ title }) => title)]);

test("without words all commands are there, each in its group", () => {
  assert.deepEqual(found(" "), [
    ["Project", "Download as a zip", "New project"],
    ["Finding", "Find"],
  ]);
});

test("every word counts, wherever it stands, in capitals or small letters", () => {
  assert.deepEqual(found("ZIP project"), [["Project", "Download as a zip"]]);
  assert.deepEqual(found("zip find"), []);
});

test("a command is found by its keys", () => {
  assert.deepEqual(found("ctrl+f"), [["Finding", "Find"]]);
});

test("each command of the editor stands in a known group, and its keys are its own on every system", () => {
  for (const apple of [false, true]) {
    const keys = EDITOR_COMMANDS.filter(({ keys }) => keys !== undefined).map((command) => writtenKeys(command, apple));
    assert.equal(new Set(keys).size, keys.length);
  }
  for (const { group } of EDITOR_COMMANDS) assert.ok(COMMAND_GROUPS.includes(group));
});
